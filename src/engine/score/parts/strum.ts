import type { Rng, Tick } from '../../kernel/index.ts';
import type { Grip, Shape } from '../fretboard/shapes.ts';
import type { Articulation, ChordSpan } from '../score.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { bassStrings, frettedHarmony, RingingStrings, soundingStrings, strokeStrings } from './chordal/fretted-harmony.ts';
import { metricWeight, piecesOf, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { anticipates, barSlots, choosePattern, clearFrom, riseAhead } from './chordal/pattern-choice.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';
import { isDownstroke, STRUM_FAMILIES, STRUM_FEELS, type StrumFamily, type StrumFeel } from './strum-patterns.ts';

/**
 * Strummed guitar, ukulele, banjo or mandolin on real fretted voicings.
 *
 * params
 *  feel          'folk' (default) | 'pop-eighths' | 'percussive' (slaps on 2 and 4) | 'sixteenths' | 'waltz' | 'island' | 'ballad' | 'funk-chop'
 *                | 'chop' (mandolin off-beats) | 'boom-chick' (in cut time) | 'jangle' (ringing sixteenths) | 'blues-chop' | 'disco-sixteenths' | 'offbeat-skank'
 *                | 'four-beat' (swing) | 'rasgueado' (flamenco; 12/8 in its compás) | 'lilt' (jigs and reels)
 *                | 'train' (boom-chicka) | 'skank' (off-beat chops) | 'power-eighths' (crunch, palm mutes, all downstrokes) | 'diamonds' (one ringing chord a bar)
 *  grip          'open' (default; a capo is chosen so that open strings ring) | 'barre' | 'triad' (top strings, up the neck) | 'power'
 *  capo          lowest fret for the capo, 0–7, default 0; 5 or 7 makes a bright second guitar
 *  density       −1–1 added to the section's energy when the pattern is chosen, default 0
 *  anticipation  0–1 chance at full energy of striking the next bar's chord early; default the feel's own
 *  ghosts        0–1 how many muted strokes are added, default 0.3
 */
export const strum: Generator = (context) => {
  const params = new Params(context);
  const asked = params.choice('feel', STRUM_FEELS, 'folk');
  const grip: Grip = params.choice(
    'grip',
    ['open', 'barre', 'triad', 'power'] as const,
    asked === 'power-eighths' ? 'power' : 'open',
  );
  const capo = params.number('capo', 0, 7, 0);
  const density = params.number('density', -1, 1, 0);
  const feel = playableFeel(asked, context.brief.tempoBpm);
  const family = STRUM_FAMILIES[feel];
  const anticipation = params.number('anticipation', 0, 1, family.anticipation);
  const ghosts = params.number('ghosts', 0, 1, 0.3);
  params.finish();

  const writer = new NoteWriter(context);
  const strings = new RingingStrings(writer);
  const harmony = frettedHarmony(context, grip, capo);
  const player = { context, family, writer, strings, density, ghosts, shapeOf: harmony.shapeOf };
  let tiedOver = false;
  let lastEnd: Tick = -1;
  for (const bar of playedBars(context)) {
    if (bar.startTick !== lastEnd && lastEnd >= 0) {
      strings.damp(lastEnd);
      tiedOver = false;
    }

    const strokes = writeBar(player, bar);
    const early = anticipates(context, bar, anticipation) ? earlySlot(family, bar) : null;
    playBar(player, bar, { strokes, early, isTiedOver: tiedOver });
    tiedOver = early !== null;
    lastEnd = bar.endTick;
  }

  strings.damp(lastEnd);
  playFinal(player);
  return writer.finish();
};

/** Families that let less of a note sound than this are chopped between the beats. */
const CHOPPED_GATE = 0.5;

type Player = {
  readonly context: PartContext;
  readonly family: StrumFamily;
  readonly writer: NoteWriter;
  readonly strings: RingingStrings;
  readonly density: number;
  readonly ghosts: number;
  readonly shapeOf: (chord: ChordSpan) => Shape;
};

/** Sixteenths over about 132 bpm are more than a wrist does: the same music is then felt in eighths. */
function playableFeel(feel: StrumFeel, bpm: number): StrumFeel {
  if (bpm <= 132) {
    return feel;
  }

  return feel === 'sixteenths' || feel === 'percussive' || (feel === 'jangle' && bpm > 150) ? 'pop-eighths' : feel;
}

/** The bar's strokes, one character a sixteenth, before the harmony has its say. */
function writeBar(player: Player, bar: Bar): string[] {
  const strokes = choosePattern(player.context, bar, { table: player.family.tiers, density: player.density });
  vary(strokes, player, bar);
  return strokes;
}

/** What a hand does without being asked: leaves a stroke out, adds one, mutes one; more of it inside the phrase than at its start. */
function vary(strokes: string[], player: Player, bar: Bar): void {
  const rng = bar.rng.fork('vary');
  const { hand } = player.family;
  const step = hand === 'sixteenth' ? 1 : 2;
  const chance = bar.phraseBar === 0 ? 0.06 : 0.12;
  for (let slot = step; slot < strokes.length; slot += step) {
    const draw = rng.next();
    const stroke = strokes[slot];
    if (stroke === 's' && draw < chance) {
      strokes[slot] = '.';
    } else if (stroke === 's' && draw > 1 - 0.16 * player.ghosts) {
      strokes[slot] = 'x';
    } else if (stroke === '.' && draw < chance * (0.2 + bar.energy) && slot > 2) {
      strokes[slot] = rng.chance(player.ghosts * 0.6) && hand !== 'down' ? 'x' : hand === 'down' ? 'm' : 's';
    }
  }

  if (bar.isSectionEnd && bar.section.bars >= 4) {
    endSection(strokes, player, bar);
  } else if (bar.isPhraseEnd && bar.energy < 0.75 && rng.chance(0.35) && player.family.gate > 0.7) {
    // The phrase breathes: the last chord is left to ring.
    clearFrom(strokes, strokes.length * 0.5 + 1);
  }
}

function endSection(strokes: string[], player: Player, bar: Bar): void {
  const rise = riseAhead(player.context, bar);
  const step = player.family.hand === 'sixteenth' ? 1 : 2;
  if (rise > 0.08 && player.family.gate >= CHOPPED_GATE) {
    // Drive into the louder section with every stroke of the last beat and a half.
    const from = Math.max(1, strokes.length - 6);
    for (let slot = from + (from % step); slot < strokes.length; slot += step) {
      strokes[slot] = 'S';
    }
  } else if (rise < -0.08) {
    clearFrom(strokes, Math.max(1, strokes.length * 0.25));
  }
}

/** The last off-beat of the bar. */
function earlySlot(family: StrumFamily, bar: Bar): number {
  return barSlots(bar) - (family.hand === 'sixteenth' && bar.rng.fork('early-place').chance(0.3) ? 1 : 2);
}

function playBar(
  player: Player,
  bar: Bar,
  plan: { readonly strokes: readonly string[]; readonly early: number | null; readonly isTiedOver: boolean },
): void {
  const { context, family } = player;
  const rng = bar.rng.fork('hand');
  for (const piece of piecesOf(context.brief.meter)) {
    for (let inPiece = 0; inPiece < piece.slots; inPiece++) {
      const slot = piece.firstSlot + inPiece;
      const tick = bar.startTick + slot * SIXTEENTH;
      if (tick >= bar.endTick || (plan.early !== null && slot > plan.early)) {
        continue;
      }

      const isEarly = slot === plan.early;
      const here = chordPieceAt(bar, tick);
      const chord = isEarly ? bar.nextChord : (here?.chord ?? null);
      if (chord === null) {
        continue;
      }

      const isChange =
        here !== null && here.startTick > bar.startTick && here.startTick > tick - SIXTEENTH && here.startTick <= tick;
      // Chops and skanks stay off the beat whatever the harmony does on it.
      const stroke =
        isEarly || (isChange && family.gate >= CHOPPED_GATE)
          ? 'S'
          : slot === 0 && plan.isTiedOver
            ? '.'
            : (plan.strokes[slot] ?? '.');
      if (stroke !== '.') {
        const isDown = isDownstroke(family.hand, piece.shape, inPiece);
        playStroke(player, {
          stroke,
          isDown,
          tick,
          shape: player.shapeOf(chord),
          chord,
          bar,
          weight: 0.82 + 0.26 * metricWeight(context.brief.meter, slot),
          rng,
        });
      }
    }
  }
}

type Stroke = {
  readonly stroke: string;
  readonly isDown: boolean;
  readonly tick: Tick;
  readonly shape: Shape;
  readonly chord: ChordSpan;
  readonly bar: Bar;
  readonly weight: number;
  readonly rng: Rng;
};

function playStroke(player: Player, wish: Stroke): void {
  const { strings, writer, family } = player;
  const { stroke, tick, shape, rng, bar, isDown } = wish;
  strings.change(tick, shape);
  if (stroke === 'b' || stroke === 'f') {
    const bass = bassStrings(shape, wish.chord)[stroke === 'b' ? 0 : 1] ?? 0;
    strings.pluck(bass, {
      startTick: tick,
      pitch: shape.pitches[bass] ?? 40,
      velocity: loudness(bar, wish.weight * 0.98, rng),
      articulation: 'normal',
    });
    return;
  }

  const isDead = stroke === 'x' || stroke === 'm';
  if (isDead) {
    strings.damp(tick);
    const all = soundingStrings(shape);
    const touched = stroke === 'm' ? all.slice(0, 2) : all.slice(Math.max(0, all.length - 4));
    const articulation: Articulation = stroke === 'm' ? 'mute' : rng.chance(0.7) ? 'mute' : 'ghost';
    for (const string of touched) {
      const velocity = loudness(bar, wish.weight * (stroke === 'm' ? 0.8 : articulation === 'ghost' ? 0.5 : 0.68), rng);
      writer.add({
        startTick: tick,
        durationTicks: stroke === 'm' ? SIXTEENTH * 1.4 : SIXTEENTH * 0.5,
        pitch: shape.pitches[string] ?? 40,
        velocity,
        articulation,
      });
    }

    return;
  }

  const isStrong = stroke === 'S';
  const touched = strokeStrings(shape, { isDown, isStrong, rng });
  const force = loudness(bar, wish.weight * (isStrong ? 1.06 : isDown ? 0.84 : 0.76), rng);
  touched.forEach((string, place) => {
    // The stroke loses force as it crosses the strings.
    const through = touched.length > 1 ? place / (touched.length - 1) : 0;
    const tilt = isDown ? 1 - 0.16 * through : 0.86 + 0.14 * through;
    const note = {
      startTick: tick,
      pitch: shape.pitches[string] ?? 40,
      velocity: force * tilt,
      articulation: isDown ? ('strum-down' as const) : ('strum-up' as const),
    };
    if (family.gate < 0.9) {
      writer.add({ ...note, durationTicks: SIXTEENTH * (isStrong ? 2.4 : 1.6) * family.gate });
    } else {
      strings.pluck(string, note);
    }
  });
}

function playFinal(player: Player): void {
  const chord = finalChord(player.context);
  if (chord === null) {
    return;
  }

  const shape = player.shapeOf(chord);
  const force = finalLoudness(player.context, 1);
  const touched = soundingStrings(shape);
  // A gentle piece lets its last chord fall string by string.
  const isPicked = player.context.brief.ending !== 'button' && (player.context.sections.at(-1)?.energy ?? 1) < 0.6;
  const articulation = isPicked ? 'roll' : 'strum-down';
  touched.forEach((string, place) => {
    const tilt = 1 - (0.16 * place) / touched.length;
    player.writer.addFinal({ pitch: shape.pitches[string] ?? 40, velocity: force * tilt, articulation });
  });
}
