import { clamp, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses, fifthOf, thirdOf } from '../theory/chord.ts';
import { nearestPitch } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, playedBars, themeFloor } from './chordal/bars.ts';
import { lowPitch } from './chordal/chord-player.ts';
import { metricWeight, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { choosePattern, clearFrom, riseAhead } from './chordal/pattern-choice.ts';
import { ceilingUnderTheme, keepBelow, type VoicedHarmony, voicedHarmony } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext, ThemeNote } from './part-context.ts';
import { chooseFigures, playLearnedLeft, playLearnedRight } from './piano-figure-learned.ts';
import { LEFT_HANDS, PIANO_TEXTURES, type PianoTexture, RIGHT_HANDS, type WrittenTexture } from './piano-figure-patterns.ts';

/**
 * Both hands of a piano: a left-hand figure that changes by section, and a right hand with inner voices, or with the theme when the piano is alone.
 *
 * params
 *  texture  'auto' (default; learned figures, without `brief.learned` by energy) | 'sparse' | 'fifths' | 'tenths' (broken tenths) | 'arpeggios' (wide) | 'alberti' | 'stride' (light) | 'rag' | 'octaves' | 'pulse'
 *  theme    0 | 1: the right hand carries the theme with notes under it, default 0
 *  octaves  0–1 energy of a chorus from which the theme is played in octaves, an octave up, default 1 (never)
 *  right    0–1 how much the accompanying right hand plays, default 0.6; 0 leaves it out
 *  density  −1–1 added to the section's energy, default 0
 *  rubato   0–1 rolled chords and uneven touch, default 0.4
 *  left     highest bass note, MIDI 40–60, default 50
 */
export const pianoFigure: Generator = (context) => {
  const params = new Params(context);
  const settings = {
    texture: params.choice('texture', PIANO_TEXTURES, 'auto'),
    hasTheme: params.flag('theme', false) && !context.brief.without.some((word) => word === 'melody' || word === 'lead'),
    octaves: params.number('octaves', 0, 1, 1),
    right: params.number('right', 0, 1, 0.6),
    density: params.number('density', -1, 1, 0),
    rubato: params.number('rubato', 0, 1, 0.4),
    leftTop: params.number('left', 40, 60, 50),
  };
  params.finish();

  const low = Math.max(context.instrument.low, settings.leftTop + 7);
  const high = Math.min(context.instrument.high, Math.max(low + 15, context.plan.register[1]));
  const harmony = voicedHarmony(context, (section) => ({
    low,
    high: Math.min(ceilingUnderTheme(context, section, [low, high]), low + 21),
    voices: section.energy > 0.6 ? 4 : 3,
    spacing: 'close',
    isRootless: false,
    topNear: low + 13,
  }));
  const player = { context, settings, harmony, writer: new NoteWriter(context), low };
  // By default the hands play what song accompaniments were found to share; a texture that is named is written as it says.
  const isLearned = context.brief.learned && settings.texture === 'auto';
  for (const bar of playedBars(context)) {
    const figures = isLearned ? chooseFigures(player, bar) : null;
    if (figures === null) {
      playLeft(player, bar);
    } else {
      playLearnedLeft(player, bar, figures.left);
    }

    if (settings.hasTheme) {
      playTheme(player, bar);
    } else if (figures !== null) {
      playLearnedRight(player, bar, figures.right);
    } else if (settings.right > 0) {
      playRight(player, bar);
    }

    // A rag is played dry: the foot taps instead.
    for (const piece of settings.texture === 'rag' ? [] : bar.chords) {
      player.writer.press(piece.startTick, piece.endTick);
    }
  }

  playFinal(player);
  return player.writer.finish();
};

type Settings = {
  readonly texture: PianoTexture;
  readonly hasTheme: boolean;
  readonly octaves: number;
  readonly right: number;
  readonly density: number;
  readonly rubato: number;
  readonly leftTop: Pitch;
};

type Player = {
  readonly context: PartContext;
  readonly settings: Settings;
  readonly harmony: VoicedHarmony;
  readonly writer: NoteWriter;
  readonly low: Pitch;
};

/** The left hand of a section: sparse when calm, broken tenths and arpeggios in the middle, octaves when loud; a material keeps its choice. */
function textureOf(player: Player, bar: Bar): WrittenTexture {
  const { texture } = player.settings;
  if (texture !== 'auto') {
    return texture;
  }

  const memory = player.context.rng.fork(`left/${bar.section.material}/${bar.section.kind}`);
  const energy = clamp(bar.section.energy + player.settings.density, 0, 1);
  const choices: readonly WrittenTexture[] =
    energy < 0.3
      ? ['sparse', 'fifths', 'tenths']
      : energy < 0.6
        ? ['tenths', 'arpeggios', 'alberti', 'tenths', 'fifths']
        : ['arpeggios', 'arpeggios', 'octaves', 'pulse', 'tenths'];
  return memory.pick(choices);
}

function playLeft(player: Player, bar: Bar): void {
  const { context, writer, settings } = player;
  const pattern = choosePattern(context, bar, { table: LEFT_HANDS[textureOf(player, bar)], density: settings.density });
  const rng = bar.rng.fork('left');
  for (let slot = 1; slot < pattern.length; slot++) {
    const draw = rng.next();
    if ('1234'.includes(pattern[slot] ?? '.') && draw < 0.08) {
      pattern[slot] = '.';
    } else if ('123'.includes(pattern[slot] ?? '.') && draw > 0.92) {
      pattern[slot] = rng.pick(['1', '2', '3', '4']);
    }
  }

  const rise = riseAhead(context, bar);
  if (rise < -0.08 && bar.section.bars >= 4) {
    clearFrom(pattern, pattern.length * 0.4);
  } else if (bar.isPhraseEnd && bar.energy < 0.7 && rng.chance(0.3 + 0.2 * settings.rubato)) {
    clearFrom(pattern, pattern.length * 0.7);
  }

  for (let slot = 0; slot < pattern.length; slot++) {
    const tick = bar.startTick + slot * SIXTEENTH;
    const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
    const isChange =
      piece !== null && piece.startTick > bar.startTick && piece.startTick <= tick && piece.startTick > tick - SIXTEENTH;
    const sign = isChange
      ? pattern[slot] === 'o' || pattern[slot] === 'f'
        ? (pattern[slot] ?? '0')
        : '0'
      : (pattern[slot] ?? '.');
    if (piece === null || sign === '.') {
      continue;
    }

    const isBass = sign === '0' || sign === 'o' || sign === 'f';
    const weight =
      (isBass ? 0.96 : 0.78) *
      (0.88 + 0.14 * metricWeight(context.brief.meter, slot)) *
      (rise > 0.08 ? 0.94 + 0.16 * (slot / pattern.length) : 1);
    const velocity = loudness(bar, weight * 0.88, rng);
    const rest = pattern.findIndex((later, index) => index > slot && later !== '.');
    const end = Math.min(
      piece.endTick,
      bar.startTick +
        (rest < 0 ? pattern.length : rest) * SIXTEENTH +
        (isBass && settings.texture !== 'rag' ? context.beatTicks : 0),
    );
    for (const pitch of leftPitches(player, sign, piece.chord)) {
      writer.add({
        startTick: tick,
        durationTicks: Math.max(SIXTEENTH, end - tick),
        pitch,
        velocity,
        articulation: sign === 'c' && settings.rubato > 0.5 && rng.chance(0.2) ? 'roll' : 'normal',
      });
    }
  }
}

function leftPitches(player: Player, sign: string, chord: ChordSpan): readonly Pitch[] {
  const { context, settings, low, harmony } = player;
  const bass = lowPitch(chord.bass, settings.leftTop, context.instrument.low);
  const above = (pitchClass: number, from: Pitch): Pitch => from + ((((pitchClass - from) % 12) + 12) % 12);
  const fifth = above(chord.bass === chord.root ? fifthOf(chord) : chord.root, bass + 4);
  const octave = above(chord.root, fifth + 1);
  const tenth = above(thirdOf(chord), octave + 1);
  switch (sign) {
    case 'o':
      return bass - 12 >= context.instrument.low ? [bass - 12, bass] : [bass];
    case '1':
      return [fifth];
    case '2':
      return [octave];
    case '3':
      return [tenth];
    case '4':
      return [above(fifthOf(chord), tenth + 1)];
    case 'f':
      return [bass, fifth];
    case 'c':
      return harmony
        .voicingAt(chord.startTick)
        .map((pitch) => (pitch - 12 > settings.leftTop ? pitch - 12 : pitch))
        .filter((pitch) => pitch < low + 12);
    default:
      return [bass];
  }
}

function playRight(player: Player, bar: Bar): void {
  const { context, writer, settings } = player;
  const pattern = choosePattern(context, bar, { table: RIGHT_HANDS, density: settings.density + (settings.right - 0.6) * 0.8 });
  const floor = themeFloor(context, bar.startTick, bar.endTick);
  const rng = bar.rng.fork('right');
  let inner = rng.integer(0, 2);
  const isQuiet = riseAhead(context, bar) < -0.08 && bar.section.bars >= 4;
  for (let slot = 0; slot < pattern.length; slot++) {
    const sign = pattern[slot] ?? '.';
    const tick = bar.startTick + slot * SIXTEENTH;
    const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
    if (sign === '.' || piece === null || (slot > 0 && rng.chance(0.1)) || (isQuiet && slot > 2)) {
      continue;
    }

    const voicing = keepBelow(player.harmony.voicingAt(tick), floor, player.low);
    inner += 1;
    const chosen =
      sign === 'c'
        ? voicing
        : sign === 't'
          ? voicing.slice(-2)
          : sign === 'h'
            ? voicing.slice(-1)
            : voicing.slice(inner % Math.max(1, voicing.length - 1)).slice(0, 1);
    const rest = pattern.findIndex((later, index) => index > slot && later !== '.');
    const end = Math.min(piece.endTick, bar.startTick + (rest < 0 ? pattern.length : rest) * SIXTEENTH);
    const weight = (sign === 'c' ? 0.86 : 0.8) * (0.88 + 0.16 * metricWeight(context.brief.meter, slot));
    const articulation = chosen.length > 2 && rng.chance(settings.rubato * 0.3) ? 'roll' : 'normal';
    const force = loudness(bar, weight, rng);
    chosen.forEach((pitch, place) => {
      writer.add({
        startTick: tick,
        durationTicks: Math.max(SIXTEENTH, end - tick),
        pitch,
        velocity: force * (place === chosen.length - 1 ? 1.04 : 0.88),
        articulation,
      });
    });
  }
}

/** The theme in the right hand: thirds, sixths or octaves under its long notes as energy grows, inner notes where it rests. */
function playTheme(player: Player, bar: Bar): void {
  const { context, writer } = player;
  const rng = bar.rng.fork('theme');
  const shift = themeShift(context);
  const notes = context.theme.filter((note) => note.startTick >= bar.startTick && note.startTick < bar.endTick);
  for (const note of notes) {
    const pitch = note.pitch + shift;
    const piece = chordPieceAt(bar, note.startTick);
    const velocity = clamp(loudness(bar, 1.12, rng) * 0.6 + note.velocity * 0.4, 0.15, 1);
    const span = { startTick: note.startTick, durationTicks: note.durationTicks };
    writer.add({ ...span, pitch, velocity, articulation: 'legato' });
    if (isInOctaves(player, bar) && pitch + 12 <= context.instrument.high) {
      writer.add({ ...span, pitch: pitch + 12, velocity: velocity * 0.95, articulation: 'legato' });
      const inner = piece === null ? null : betweenOctaves(pitch, piece.chord, note.durationTicks >= context.beatTicks * 1.4);
      if (inner !== null) {
        writer.add({ ...span, pitch: inner, velocity: velocity * 0.7, articulation: 'normal' });
      }
    } else if (piece !== null && note.durationTicks >= context.beatTicks * 0.9) {
      for (const under of underTheme(player, { pitch, chord: piece.chord, bar, rng, note })) {
        writer.add({
          startTick: note.startTick,
          durationTicks: note.durationTicks,
          pitch: under,
          velocity: velocity * 0.72,
          articulation: 'normal',
        });
      }
    }
  }

  if (notes.length === 0 && !isThemeSounding(context, bar)) {
    playRight(player, bar);
  } else {
    fillRests(player, { bar, notes, shift, rng });
  }
}

/** A pianist brings a chorus home with the whole right hand: the tune in octaves. */
function isInOctaves({ settings }: Player, { section }: Bar): boolean {
  return section.kind === 'chorus' && settings.octaves < 1 && section.energy >= settings.octaves;
}

/** The chord tone that fills an octave under the fingers of a held note, nearest its middle; null for a short note or where there is none. */
function betweenOctaves(pitch: Pitch, chord: ChordSpan, isHeld: boolean): Pitch | null {
  const tones = chordPitchClasses(chord).slice(0, 3);
  const inside = [7, 5, 8, 4, 9, 3].map((step) => pitch + step);
  return isHeld ? (inside.find((other) => tones.includes(((other % 12) + 12) % 12)) ?? null) : null;
}

/** Octaves that bring the theme into the piano's singing register. */
function themeShift(context: PartContext): number {
  const pitches = context.theme.map((note) => note.pitch).sort((left, right) => left - right);
  const middle = pitches[Math.floor(pitches.length / 2)] ?? 74;
  return middle < 66 ? 12 : middle > 86 ? -12 : 0;
}

function isThemeSounding(context: PartContext, bar: Bar): boolean {
  return context.theme.some(
    (note) => note.startTick < bar.startTick && note.startTick + note.durationTicks > bar.startTick + context.beatTicks,
  );
}

function underTheme(
  player: Player,
  task: { readonly pitch: Pitch; readonly chord: ChordSpan; readonly bar: Bar; readonly rng: Rng; readonly note: ThemeNote },
): readonly Pitch[] {
  const { pitch, chord, bar, rng } = task;
  const tones = chordPitchClasses(chord).slice(0, 4);
  const below = [3, 4, 5, 8, 9]
    .map((step) => pitch - step)
    .filter((other) => tones.includes(((other % 12) + 12) % 12) && other >= player.low);
  if (bar.energy > 0.72 && rng.chance(0.6) && pitch - 12 >= player.low) {
    const filling = below.find((other) => pitch - other >= 3 && pitch - other <= 9);
    return filling === undefined ? [pitch - 12] : [pitch - 12, filling];
  }

  const wished = rng.chance(0.25 + 0.5 * bar.energy);
  const sixth = below.find((other) => pitch - other >= 8);
  const third = below[0];
  return wished
    ? [rng.chance(0.45) ? (sixth ?? third) : (third ?? sixth)].filter((other): other is Pitch => other !== undefined)
    : [];
}

/** Soft inner notes on the off-beats of long theme notes and rests. */
function fillRests(
  player: Player,
  task: { readonly bar: Bar; readonly notes: readonly ThemeNote[]; readonly shift: number; readonly rng: Rng },
): void {
  const { context, writer, harmony } = player;
  const { bar, rng } = task;
  const step: Tick = context.beatTicks;
  for (let tick = bar.startTick + step; tick < bar.endTick; tick += step) {
    const near = context.theme.some((note) => Math.abs(note.startTick - tick) < step * 0.6);
    const piece = chordPieceAt(bar, tick);
    if (near || piece === null || !rng.chance(0.26 + 0.45 * bar.energy * player.settings.right * 1.6)) {
      continue;
    }

    const over = context.theme
      .filter((note) => note.startTick < tick + step && note.startTick + note.durationTicks > tick)
      .map((note) => note.pitch + task.shift);
    const ceiling = Math.min(...over, player.low + 20) - 2;
    const voicing = harmony.voicingAt(tick).filter((pitch) => pitch <= ceiling);
    const chosen = bar.energy > 0.5 && rng.chance(0.5) ? voicing.slice(-2) : voicing.slice(-1);
    const force = loudness(bar, 0.7, rng);
    for (const pitch of chosen) {
      writer.add({
        startTick: tick,
        durationTicks: Math.min(step, bar.endTick - tick),
        pitch,
        velocity: force,
        articulation: 'normal',
      });
    }
  }
}

function playFinal(player: Player): void {
  const { context, writer, harmony, settings } = player;
  const chord = finalChord(context);
  const { finalTick } = context;
  if (chord === null || finalTick === null) {
    return;
  }

  const force = finalLoudness(context, 0.92);
  const articulation = context.brief.ending === 'button' ? 'normal' : 'roll';
  const bass = lowPitch(chord.bass, settings.leftTop, context.instrument.low);
  const pitches = new Set([...(bass - 12 >= context.instrument.low ? [bass - 12] : []), bass, ...harmony.voicingAt(finalTick)]);
  if (settings.hasTheme) {
    pitches.add(nearestPitch(chord.root, 74));
  }

  [...pitches]
    .sort((left, right) => left - right)
    .forEach((pitch, place, all) =>
      writer.addFinal({ pitch, velocity: force * (place === all.length - 1 ? 1.05 : 0.9), articulation }),
    );
  writer.press(finalTick, context.endTick);
}
