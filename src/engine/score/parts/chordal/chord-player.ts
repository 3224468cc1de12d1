import { clamp, type Pitch, type Tick } from '../../../kernel/index.ts';
import type { ChordSpan } from '../../score.ts';
import type { Voicing } from '../../theory/voice-leading.ts';
import type { PartContext, PartNotes } from '../part-context.ts';
import { type Bar, chordPieceAt, chordsBetween, playedBars, themeFloor } from './bars.ts';
import { metricWeight, SIXTEENTH } from './metre.ts';
import { anticipates, barSlots, choosePattern, clearFrom, type PatternTable, riseAhead } from './pattern-choice.ts';
import { ceilingUnderTheme, keepBelow, voicedHarmony, type VoicedHarmony, workingRange } from './voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './writer.ts';

/**
 * What a chordal player is told. Pattern characters: `L` long (until the next), `l` long and soft, `S` short, `s` short and soft,
 * `P` the top notes only, long, `p` the same soft, `B` the left hand's bass, `.` nothing.
 */
export type ChordPlayer = {
  readonly table: PatternTable;
  readonly density: number;
  /** Notes a chord at energy 0 and 1. */
  readonly voices: readonly [number, number];
  readonly spacing: 'close' | 'open';
  readonly isRootless: boolean;
  /** Below this the left hand plays roots and fifths; null for none. */
  readonly leftHandTop: Pitch | null;
  readonly anticipation: number;
  /** Part of a long note's room that sounds. */
  readonly gate: number;
  /** Sixteenths of a short note. */
  readonly shortSlots: number;
  readonly hasPedal: boolean;
  /** Chance that a long chord is rolled. */
  readonly roll: number;
  readonly leavesRoom: boolean;
  /** Loudness against other chordal players. */
  readonly touch: number;
};

type Strike = {
  readonly tick: Tick;
  readonly sign: string;
  readonly chord: ChordSpan;
  readonly voicing: Voicing;
  readonly bar: Bar;
  readonly slot: number;
};

/** Plays chords to patterns: the shared hands of comping, block chords and stabs. */
export function playChords(context: PartContext, player: ChordPlayer): PartNotes {
  const writer = new NoteWriter(context);
  const range = workingRange(context);
  const harmony = voicedHarmony(context, (section) => ({
    low: range[0],
    high: player.leavesRoom ? ceilingUnderTheme(context, section, range) : range[1],
    voices: Math.round(player.voices[0] + (player.voices[1] - player.voices[0]) * clamp(section.energy * 1.1, 0, 1)),
    spacing: player.spacing,
    isRootless: player.isRootless,
    topNear: Math.round(range[0] + (range[1] - range[0]) * (0.55 + 0.3 * section.energy)),
  }));
  const strikes: Strike[] = [];
  let isTiedOver = false;
  for (const bar of playedBars(context)) {
    isTiedOver = strikeBar(context, { player, harmony, bar, isTiedOver, floorLow: range[0] }, strikes);
    if (player.hasPedal) {
      for (const piece of bar.chords) {
        writer.press(piece.startTick, piece.endTick);
      }
    }
  }

  strikes.forEach((strike, index) => {
    // The left hand's bass and the right hand's chords end each other only within their own hand.
    let next = index + 1;
    while (strike.sign !== 'B' && strikes[next]?.sign === 'B') {
      next += 1;
    }

    sound(context, { player, strike, nextTick: strikes[next]?.tick ?? strike.bar.endTick, writer });
  });
  playFinal(context, { player, harmony, writer, low: range[0] });
  return writer.finish();
}

type BarTask = {
  readonly player: ChordPlayer;
  readonly harmony: VoicedHarmony;
  readonly bar: Bar;
  readonly isTiedOver: boolean;
  readonly floorLow: Pitch;
};

/** Adds the bar's strikes; answers whether its last one already belongs to the next bar. */
function strikeBar(context: PartContext, task: BarTask, strikes: Strike[]): boolean {
  const { player, bar, harmony } = task;
  const pattern = choosePattern(context, bar, { table: player.table, density: player.density });
  varyPattern(context, bar, pattern);
  const early = anticipates(context, bar, player.anticipation) ? barSlots(bar) - 2 : null;
  const floor = player.leavesRoom ? themeFloor(context, bar.startTick, bar.endTick) : null;
  for (let slot = 0; slot < Math.min(pattern.length, barSlots(bar)); slot++) {
    if (early !== null && slot > early) {
      break;
    }

    const tick = bar.startTick + slot * SIXTEENTH;
    const here = chordPieceAt(bar, tick);
    const isEarly = slot === early;
    const chord = isEarly ? bar.nextChord : (here?.chord ?? null);
    if (chord === null) {
      continue;
    }

    const isChange =
      here !== null && here.startTick > bar.startTick && here.startTick <= tick && here.startTick > tick - SIXTEENTH;
    const written = pattern[slot] ?? '.';
    const sign = isEarly
      ? 'L'
      : isChange && (written === '.' || written === 'p')
        ? 'l'
        : slot === 0 && task.isTiedOver
          ? '.'
          : written;
    if (sign !== '.') {
      const voicing = keepBelow(harmony.voicingAt(isEarly ? bar.endTick : tick), floor, task.floorLow);
      strikes.push({ tick, sign, chord, voicing, bar, slot });
    }
  }

  return early !== null;
}

/** Small liberties: soft touches come and go, phrase ends breathe, the way into a louder section fills up. */
function varyPattern(context: PartContext, bar: Bar, pattern: string[]): void {
  const rng = bar.rng.fork('vary');
  for (let slot = 1; slot < pattern.length; slot++) {
    const draw = rng.next();
    const sign = pattern[slot];
    if ((sign === 's' || sign === 'p' || sign === 'l') && draw < 0.14) {
      pattern[slot] = '.';
    } else if (sign === 'L' && draw < 0.1) {
      pattern[slot] = 'l';
    } else if (sign === '.' && slot % 2 === 0 && draw < 0.05 * (0.4 + bar.energy)) {
      pattern[slot] = pattern.includes('S') ? 's' : 'p';
    }
  }

  const rise = riseAhead(context, bar);
  if (rise < -0.08 && bar.section.bars >= 4) {
    clearFrom(pattern, pattern.length * 0.3);
  } else if (bar.isPhraseEnd && !bar.isSectionEnd && bar.energy < 0.7 && rng.chance(0.3)) {
    clearFrom(pattern, pattern.length * 0.6);
  }
}

function sound(
  context: PartContext,
  task: { readonly player: ChordPlayer; readonly strike: Strike; readonly nextTick: Tick; readonly writer: NoteWriter },
): void {
  const { player, strike, writer } = task;
  const { sign, tick, bar, chord, voicing } = strike;
  const rng = bar.rng.fork(`touch/${strike.slot}`);
  const lastOfBar = chordsBetween(context, tick, bar.endTick + context.barTicks);
  const chordEnd = lastOfBar.find((piece) => piece.chord === chord)?.endTick ?? bar.endTick;
  const until = Math.min(task.nextTick, Math.max(chordEnd, tick + SIXTEENTH), bar.endTick + context.barTicks);
  const isShort = sign === 'S' || sign === 's';
  const room = Math.max(SIXTEENTH * 0.5, until - tick);
  const durationTicks = isShort ? Math.min(room, SIXTEENTH * player.shortSlots) : Math.max(SIXTEENTH * 0.75, room * player.gate);
  const isSoft = sign === 'l' || sign === 's' || sign === 'p';
  const weight = player.touch * (0.84 + 0.22 * metricWeight(context.brief.meter, strike.slot)) * (isSoft ? 0.78 : 1);

  const force = loudness(bar, weight, rng);
  if (
    sign === 'B' ||
    (player.leftHandTop !== null && (sign === 'L' || sign === 'S') && (strike.slot === 0 || rng.chance(0.35)))
  ) {
    playLeft(context, { player, strike, force, durationTicks, writer });
  }

  if (sign === 'B') {
    return;
  }

  const pitches = sign === 'P' || sign === 'p' ? voicing.slice(-Math.max(1, Math.min(2, voicing.length - 1))) : voicing;
  const isRolled = !isShort && pitches.length >= 3 && rng.chance(player.roll);
  pitches.forEach((pitch, place) => {
    // A pianist's hand leads with the top note; inner notes stay back.
    const balance = place === pitches.length - 1 ? 1.04 : place === 0 ? 0.94 : 0.87;
    const articulation = isRolled ? 'roll' : isShort ? 'staccato' : 'normal';
    writer.add({ startTick: tick, durationTicks, pitch, velocity: force * balance + rng.gaussian(0.012), articulation });
  });
}

function playLeft(
  context: PartContext,
  task: {
    readonly player: ChordPlayer;
    readonly strike: Strike;
    readonly force: number;
    readonly durationTicks: Tick;
    readonly writer: NoteWriter;
  },
): void {
  const { player, strike, force, durationTicks, writer } = task;
  if (player.leftHandTop === null) {
    return;
  }

  const bass = lowPitch(strike.chord.bass, player.leftHandTop, context.instrument.low);
  writer.add({ startTick: strike.tick, durationTicks, pitch: bass, velocity: force * 0.98, articulation: 'normal' });
  if (strike.bar.energy > 0.55 && bass - 12 >= context.instrument.low) {
    writer.add({ startTick: strike.tick, durationTicks, pitch: bass - 12, velocity: force * 0.86, articulation: 'normal' });
  }
}

/** The highest pitch of a class below `top` that the instrument has. */
export function lowPitch(pitchClass: number, top: Pitch, low: Pitch): Pitch {
  let pitch = top - ((((top - pitchClass) % 12) + 12) % 12);
  while (pitch < low) {
    pitch += 12;
  }

  return pitch;
}

function playFinal(
  context: PartContext,
  task: { readonly player: ChordPlayer; readonly harmony: VoicedHarmony; readonly writer: NoteWriter; readonly low: Pitch },
): void {
  const chord = finalChord(context);
  const { finalTick } = context;
  if (chord === null || finalTick === null) {
    return;
  }

  const { player, writer } = task;
  const voicing = task.harmony.voicingAt(finalTick);
  const force = finalLoudness(context, player.touch);
  const isRolled = player.roll > 0 && context.brief.ending !== 'button';
  voicing.forEach((pitch, place) => {
    const velocity = force * (place === voicing.length - 1 ? 1 : 0.88 + 0.02 * place);
    writer.addFinal({ pitch, velocity, articulation: isRolled ? 'roll' : 'normal' });
  });
  if (player.leftHandTop !== null) {
    writer.addFinal({
      pitch: lowPitch(chord.bass, player.leftHandTop, context.instrument.low),
      velocity: force,
      articulation: isRolled ? 'roll' : 'normal',
    });
  }

  if (player.hasPedal) {
    writer.press(finalTick, context.endTick);
  }
}
