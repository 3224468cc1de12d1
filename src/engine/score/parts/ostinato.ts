import type { Pitch, Rng } from '../../kernel/index.ts';
import { chordScale } from '../theory/chord.ts';
import type { Voicing } from '../theory/voice-leading.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { beatSlots, type ByShape, forShape, piecesOf, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { riseAhead } from './chordal/pattern-choice.ts';
import { voicedHarmony, workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

const FIGURES = ['pulse', 'octaves', 'broken', 'climb', 'neighbour', 'gallop', 'cross', 'turn'] as const;
type Figure = (typeof FIGURES)[number];

/**
 * Cells in sixteenths: `0` `1` `2` the voices of the chord from the bottom, `3` the bottom an octave up, `n` the scale note above the bottom,
 * `l` the one below, `.` nothing. Each figure has a calm, a driving and a full form.
 */
const CELLS: { readonly [figure in Figure]: ByShape<readonly [calm: string, driving: string, full: string]> } = {
  pulse: {
    four: ['0...0...0...0...', '0.0.0.0.0.0.0.0.', '0.000.000.000.00'],
    three: ['0...0...0...', '0.0.0.0.0.0.', '0.000.000.00'],
    six: ['0.....0.....', '0.0.0.0.0.0.', '0.00000.0000'],
  },
  octaves: {
    four: ['0...3...0...3...', '0.3.0.3.0.3.0.3.', '0.3.003.0.3.0033'],
    three: ['0...3...3...', '0.3.0.3.0.3.', '0.3.003.0.33'],
    six: ['0.....3.....', '0.3.3.0.3.3.', '0.33030.3303'],
  },
  broken: {
    four: ['0...2...1...2...', '0.2.1.2.0.2.1.2.', '0212021202130212'],
    three: ['0...2...1...', '0.2.1.2.1.2.', '021202130212'],
    six: ['0...1.2.....', '0.1.2.1.2.1.', '021213021213'],
  },
  climb: {
    four: ['0...1...2...3...', '0.1.2.3.2.1.2.1.', '0123212101232123'],
    three: ['0...1...2...', '0.1.2.3.2.1.', '012321012321'],
    six: ['0.....2.....', '0.1.2.3.2.1.', '012123321210'],
  },
  neighbour: {
    four: ['0.......n.......', '0.0.n.0.0.0.2.0.', '000n0020000n0l20'],
    three: ['0.......n...', '0.0.n.0.2.0.', '000n00200n20'],
    six: ['0.....n.....', '0.0.n.0.0.2.', '00n00200n020'],
  },
  gallop: {
    four: ['0.......0.......', '0.000.000.000.00', '0.002.001.002.03'],
    three: ['0.......0...', '0.000.000.00', '0.002.001.03'],
    six: ['0.....0.....', '0.00000.0000', '0.00020.0013'],
  },
  cross: {
    four: ['2.....1.....0...', '2.0.0.2.0.0.2.0.', '2002002020020030'],
    three: ['2.....1.....', '2.0.0.2.0.0.', '200200200203'],
    six: ['2...1...0...', '2.0.2.0.2.0.', '200020002030'],
  },
  turn: {
    four: ['0...1...n...l...', '0.1.0.l.0.1.2.n.', '0n0l0120n10l2100'],
    three: ['0...n...l...', '0.1.0.l.0.n.', '0n0l01200n10'],
    six: ['0...n.0.....', '0.n.0.l.1.0.', '0n010l021n0l'],
  },
};

/**
 * A driving repeated figure for strings, piano or synth: cinematic, epic, tense. It thickens with energy and changes its form every phrase.
 *
 * params
 *  figure   'pulse' | 'octaves' | 'broken' (default) | 'climb' | 'neighbour' | 'gallop' | 'cross' (3+3+2) | 'turn'
 *  gate     0.2–1 part of a step that sounds, default 0.55
 *  double   0–1 energy above which accents gain an octave below, default 0.7
 *  evolve   0–1 how much each phrase changes the figure, default 0.6
 *  drive    −1–1 added to the energy when the form (calm, driving, full) is chosen, default 0
 */
export const ostinato: Generator = (context) => {
  const params = new Params(context);
  const settings = {
    figure: params.choice('figure', FIGURES, 'broken'),
    gate: params.number('gate', 0.2, 1, 0.55),
    double: params.number('double', 0, 1, 0.7),
    evolve: params.number('evolve', 0, 1, 0.6),
    drive: params.number('drive', -1, 1, 0),
  };
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  const harmony = voicedHarmony(context, (section) => {
    const lift = section.energy > 0.75 && range[1] - range[0] > 26 ? 7 : 0;
    return {
      low: range[0] + lift,
      high: Math.min(range[1], range[0] + lift + 19),
      voices: 3,
      spacing: 'close',
      topNear: range[0] + lift + 13,
    };
  });
  for (const bar of playedBars(context)) {
    playBar(context, { settings, writer, bar, voicingAt: harmony.voicingAt });
  }

  const { finalTick } = context;
  if (finalTick !== null && finalChord(context) !== null) {
    const voicing = harmony.voicingAt(finalTick);
    voicing.forEach((pitch) => writer.addFinal({ pitch, velocity: finalLoudness(context, 1), articulation: 'accent' }));
  }

  return writer.finish();
};

type Settings = {
  readonly figure: Figure;
  readonly gate: number;
  readonly double: number;
  readonly evolve: number;
  readonly drive: number;
};

function playBar(
  context: PartContext,
  task: {
    readonly settings: Settings;
    readonly writer: NoteWriter;
    readonly bar: Bar;
    readonly voicingAt: (tick: number) => Voicing;
  },
): void {
  const { settings, writer, bar } = task;
  const cell = cellOf(context, settings, bar);
  const beats = beatSlots(context.brief.meter);
  const rng = bar.rng.fork('touch');
  const rise = riseAhead(context, bar);
  const slots = Math.min(cell.length, Math.round((bar.endTick - bar.startTick) / SIXTEENTH));
  for (let slot = 0; slot < slots; slot++) {
    const sign = cell[slot] ?? '.';
    const tick = bar.startTick + slot * SIXTEENTH;
    const piece = chordPieceAt(bar, tick);
    if (sign === '.' || piece === null || (rise < -0.08 && bar.section.bars >= 4 && slot > slots * 0.75)) {
      continue;
    }

    const voicing = task.voicingAt(tick);
    const pitch = pitchOf(sign, voicing, chordScale(piece.chord, context.brief.key));
    const nextSlot = cell.findIndex((later, index) => index > slot && later !== '.');
    const length = ((nextSlot < 0 ? slots : nextSlot) - slot) * SIXTEENTH;
    const isAccent = slot === 0 || beats.includes(slot) || (settings.figure === 'cross' && sign === '2');
    // A bow's crescendo over the bar into a louder section.
    const push = rise > 0.08 ? 0.9 + 0.22 * (slot / slots) : 1;
    const weight = (isAccent ? 1.06 : slot % 2 === 0 ? 0.88 : 0.78) * push * 0.94;
    const velocity = loudness(bar, weight, rng);
    const durationTicks = Math.max(SIXTEENTH * 0.4, length * settings.gate);
    const articulation = settings.gate <= 0.7 ? (isAccent && bar.energy > 0.6 ? 'accent' : 'staccato') : 'normal';
    writer.add({ startTick: tick, durationTicks, pitch, velocity, articulation });
    if (isAccent && bar.energy > settings.double && pitch - 12 >= context.instrument.low && context.instrument.isPolyphonic) {
      writer.add({ startTick: tick, durationTicks, pitch: pitch - 12, velocity: velocity * 0.85, articulation });
    }
  }
}

/** The bar's cell: the form that the energy asks for, changed a little by phrase and visit, and at the phrase's end. */
function cellOf(context: PartContext, settings: Settings, bar: Bar): string[] {
  const wish = Math.min(0.999, Math.max(0, bar.energy + settings.drive));
  const form = wish < 0.34 ? 0 : wish < 0.67 || context.brief.tempoBpm > 138 ? 1 : 2;
  const cell: string[] = [];
  for (const piece of piecesOf(context.brief.meter)) {
    cell.push(...forShape(CELLS[settings.figure], piece.shape)[form].slice(0, piece.slots).padEnd(piece.slots, '.'));
  }

  const memory = context.rng.fork(`cell/${bar.section.material}`);
  for (let change = 1; change <= Math.min(5, bar.phrase + bar.visit); change++) {
    const rng = memory.fork(`evolve/${change}`);
    if (rng.chance(settings.evolve)) {
      alter(cell, rng);
    }
  }

  const rng = bar.rng.fork('cell');
  if (bar.isPhraseEnd || (bar.phraseBar % 2 === 1 && rng.chance(0.4 * settings.evolve))) {
    alter(cell, rng);
  }

  return cell;
}

/** Moves one note of the second half to another voice, or leaves one out. */
function alter(cell: string[], rng: Rng): void {
  const from = Math.floor(cell.length / 2);
  const places = cell.flatMap((sign, slot) => (sign !== '.' && slot >= from ? [slot] : []));
  if (places.length === 0) {
    return;
  }

  const slot = rng.pick(places);
  cell[slot] = rng.weighted(['1', '2', '3', 'n', '0'], (sign) => (sign === cell[slot] ? 0 : sign === 'n' ? 0.6 : 1));
}

function pitchOf(sign: string, voicing: Voicing, scale: readonly number[]): Pitch {
  const bottom = voicing[0] ?? 60;
  switch (sign) {
    case '1':
      return voicing[1] ?? bottom;
    case '2':
      return voicing[2] ?? voicing[1] ?? bottom;
    case '3':
      return bottom + 12;
    case 'n':
      return bottom + ([1, 2, 3].find((step) => scale.includes((bottom + step) % 12)) ?? 0);
    case 'l':
      return bottom - ([1, 2, 3].find((step) => scale.includes((bottom - step + 120) % 12)) ?? 0);
    default:
      return bottom;
  }
}
