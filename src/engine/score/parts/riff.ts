import type { Pitch, Rng } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses, chordScale } from '../theory/chord.ts';
import { pitchesWithin } from '../theory/pitch.ts';
import { melodicScale } from '../theory/scale.ts';
import { type Bar, chordPieceAt, playedBars, themeBusyness } from './chordal/bars.ts';
import { beatSlots, type ByShape, forShape, metricWeight, piecesOf, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { riseAhead } from './chordal/pattern-choice.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

const KINDS = ['rock', 'funk', 'synth', 'muted', 'blues', 'hook'] as const;
type RiffKind = (typeof KINDS)[number];

/** Rhythms in sixteenths, `X` accented, `x` light, by kind; calm ones first. */
const RHYTHMS: { readonly [kind in RiffKind]: ByShape<readonly string[]> } = {
  rock: {
    four: ['X.....x.X.......', 'X..x..x.X...x.x.', 'X.x.x.X.x.x.X.x.', 'X..X..X.x.x.X.x.'],
    three: ['X.....x.....', 'X..x..x.X.x.', 'X.x.x.X.x.x.'],
    six: ['X.....x.....', 'X...x.X.x...', 'X.x.x.X.x.x.'],
  },
  funk: {
    four: ['X.....x...x.....', 'X..x..x...x.x...', 'x..X.xx...X..x.x', 'X.xx.xX..xx.X.xx'],
    three: ['X.....x.....', 'X..x..x...x.', 'x..X.xx..X.x'],
    six: ['X...x.......', 'X..x..X...x.', 'X.xx.xX..xx.'],
  },
  synth: {
    four: ['X.....x.....x...', 'X..x..X..x..x...', 'X..x..x.X..x..x.', 'X.xX.x.xX.xX.x.x'],
    three: ['X.....x.....', 'X..x..X..x..', 'X..x..x.X..x'],
    six: ['X.....x...x.', 'X..x..X..x..', 'X.x.x.X..xx.'],
  },
  muted: {
    four: ['X.....x...x.x...', 'X.x...X.x.x.X...', 'X.x.x.X.x.x.X.x.', 'X.xx..X.x.xxX.x.'],
    three: ['X...x...x...', 'X.x...X.x.x.', 'X.x.xxX.x.x.'],
    six: ['X.....x.....', 'X.x.x.X...x.', 'X.xxx.X.x.x.'],
  },
  blues: {
    four: ['X.....x.X.......', 'X...x.x.X...x.x.', 'X.x.x...X.x.x.x.', 'X.x.X.x.x.x.X.x.'],
    three: ['X.....x.....', 'X...x.x.X...', 'X.x.x.x.X...'],
    six: ['X...x.......', 'X...x.X...x.', 'X.x.x.X...x.'],
  },
  hook: {
    four: ['....x...x...X...', '..x...x.X.......', 'X..x..x.....x.x.', 'x.x.X...x.x.X...'],
    three: ['....x...X...', 'X.....x.x...', 'x.x.X...x.x.'],
    six: ['....x.X.....', 'X...x.x.....', 'x.x.X.x...x.'],
  },
};

/**
 * A short figure that repeats and comes back changed: guitar, synth, clavinet or picked muted guitar.
 *
 * params
 *  kind     'rock' (default) | 'funk' | 'synth' | 'muted' (palm-muted chord tones in eighths) | 'blues' | 'hook' (rests under the theme, answers in its gaps)
 *  follow   0 | 1: 1 (default) moves with each chord's root, 0 stays on the tonic and bends to the chord
 *  double   0 | 1: power-chord fifths on accents, default 1 for crunch guitar
 *  density  −1–1 added to the section's energy, default 0
 *  gate     0.2–1 part of a note's room that sounds, default 0.8 (0.45 for 'muted' and 'funk')
 */
export const riff: Generator = (context) => {
  const params = new Params(context);
  const kind = params.choice('kind', KINDS, 'rock');
  const settings = {
    kind,
    follows: params.flag('follow', true),
    doubles: params.flag('double', context.instrument.id === 'crunch-guitar'),
    density: params.number('density', -1, 1, 0),
    gate: params.number('gate', 0.2, 1, kind === 'muted' || kind === 'funk' ? 0.45 : 0.8),
  };
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  for (const bar of playedBars(context)) {
    playBar(context, { settings, writer, bar, range });
  }

  const chord = finalChord(context);
  if (chord !== null) {
    const root = pitchesWithin([chord.root], range[0], range[1])[0] ?? range[0];
    writer.addFinal({ pitch: root, velocity: finalLoudness(context, 1), articulation: 'accent' });
    if (context.instrument.isPolyphonic && root + 7 <= range[1]) {
      writer.addFinal({ pitch: root + 7, velocity: finalLoudness(context, 0.9), articulation: 'accent' });
    }
  }

  return writer.finish();
};

type Settings = {
  readonly kind: RiffKind;
  readonly follows: boolean;
  readonly doubles: boolean;
  readonly density: number;
  readonly gate: number;
};
type Cell = { readonly slot: number; readonly isAccent: boolean; readonly step: number };

/** The bar's figure: places and steps above the riff's home tone, in scale degrees. */
function cellsOf(context: PartContext, settings: Settings, bar: Bar): readonly Cell[] {
  const wish = Math.min(
    0.999,
    Math.max(0, bar.energy + settings.density - 0.15 * themeBusyness(context, bar.startTick, bar.endTick)),
  );
  const memory = context.rng.fork(`riff/${bar.section.material}`);
  const answer = bar.phraseBar % 2 === 1 ? 1 : 0;
  const cells: Cell[] = [];
  for (const piece of piecesOf(context.brief.meter)) {
    const rhythms = forShape(RHYTHMS[settings.kind], piece.shape);
    const level = Math.floor(wish * rhythms.length);
    const rhythm = (rhythms[level] ?? 'X').slice(0, piece.slots);
    const steps = memory.fork(`${level}/${answer}/${piece.firstSlot}`);
    [...rhythm].forEach((sign, slot) => {
      const step = nextStep(settings.kind, slot, steps);
      if (sign !== '.') {
        cells.push({ slot: piece.firstSlot + slot, isAccent: sign === 'X', step });
      }
    });
  }

  return varied(cells, settings, bar);
}

function nextStep(kind: RiffKind, slot: number, rng: Rng): number {
  if (kind === 'muted') {
    return slot === 0 ? 0 : rng.pick([0, 2, 4, 2, 4, 1]);
  }

  return slot === 0
    ? 0
    : rng.weighted([0, 1, 2, 3, 4, -1, 5], (step) => (step === 0 ? 3 : step === 2 || step === 4 ? 2 : step === 5 ? 0.4 : 1));
}

/** a a a b: the last bar of a phrase turns elsewhere; other bars leave a light note out or move one. */
function varied(cells: readonly Cell[], settings: Settings, bar: Bar): readonly Cell[] {
  const rng = bar.rng.fork('vary');
  const half = cells.length / 2;
  return cells.flatMap((cell, index) => {
    if (index > 0 && !cell.isAccent && rng.chance(0.1)) {
      return [];
    }

    if ((bar.isPhraseEnd && index >= half && rng.chance(0.6)) || (index > 0 && rng.chance(0.06))) {
      return [{ ...cell, step: cell.step + rng.pick(settings.kind === 'muted' ? [2, -2] : [1, -1, 2]) }];
    }

    return [cell];
  });
}

function playBar(
  context: PartContext,
  task: { readonly settings: Settings; readonly writer: NoteWriter; readonly bar: Bar; readonly range: readonly [Pitch, Pitch] },
): void {
  const { settings, writer, bar, range } = task;
  const cells = cellsOf(context, settings, bar);
  const rng = bar.rng.fork('touch');
  const isQuietEnd = riseAhead(context, bar) < -0.08 && bar.section.bars >= 4;
  cells.forEach((cell, index) => {
    const tick = bar.startTick + cell.slot * SIXTEENTH;
    const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
    if (piece === null || (isQuietEnd && index > 0) || (settings.kind === 'hook' && themeCovers(context, tick))) {
      return;
    }

    const pitch = pitchOf(context, { settings, cell, chord: piece.chord, range });
    const end = Math.min(bar.startTick + (cells[index + 1]?.slot ?? cell.slot + 4) * SIXTEENTH, piece.endTick);
    const weight = (cell.isAccent ? 1.06 : 0.84) * (0.92 + 0.12 * metricWeight(context.brief.meter, cell.slot));
    const velocity = loudness(bar, weight, rng);
    const isMuted = settings.kind === 'muted' && !(cell.isAccent && bar.energy > 0.75);
    const articulation = isMuted
      ? 'mute'
      : cell.isAccent && settings.kind !== 'muted'
        ? 'accent'
        : settings.gate < 0.6
          ? 'staccato'
          : 'normal';
    const durationTicks = Math.max(SIXTEENTH * 0.4, (end - tick) * settings.gate);
    writer.add({ startTick: tick, durationTicks, pitch, velocity, articulation });
    if (settings.doubles && cell.isAccent && pitch + 7 <= range[1] && chordPitchClasses(piece.chord).includes((pitch + 7) % 12)) {
      writer.add({ startTick: tick, durationTicks, pitch: pitch + 7, velocity: velocity * 0.92, articulation });
    }
  });
}

function themeCovers(context: PartContext, tick: number): boolean {
  return context.theme.some((note) => note.startTick <= tick && tick < note.startTick + note.durationTicks);
}

/** Chord tones on the beats, notes of the style's scale bent to the chord between them. */
function pitchOf(
  context: PartContext,
  task: { readonly settings: Settings; readonly cell: Cell; readonly chord: ChordSpan; readonly range: readonly [Pitch, Pitch] },
): Pitch {
  const { settings, cell, chord, range } = task;
  const tones = chordPitchClasses(chord);
  const isBeat = cell.isAccent || beatSlots(context.brief.meter).includes(cell.slot) || settings.kind === 'muted';
  const scale = chordScale(chord, context.brief.key);
  const flavour = melodicScale(context.brief.key, settings.kind === 'blues' ? 'blues' : 'pentatonic').filter(
    (tone) => settings.kind === 'blues' || scale.includes(tone),
  );
  const usable = isBeat ? tones : [...new Set([...tones.slice(0, 3), ...flavour.filter((tone) => !clashes(tone, tones))])];
  const ladder = pitchesWithin(usable, range[0], range[1]);
  const home = settings.follows ? chord.root : (chordPitchClasses(context.chords[0] ?? chord)[0] ?? chord.root);
  const homePitch = pitchesWithin([home], range[0], range[1])[0] ?? range[0];
  const base = ladder.findIndex((pitch) => pitch >= homePitch);
  const step = isBeat ? Math.round(cell.step * 0.6) : cell.step;
  return ladder[Math.min(ladder.length - 1, Math.max(0, (base < 0 ? 0 : base) + step))] ?? homePitch;
}

/** Whether a tone rubs a semitone above a chord tone. */
function clashes(tone: number, tones: readonly number[]): boolean {
  return tones.some((other) => (((tone - other) % 12) + 12) % 12 === 1);
}
