import { clamp, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { pitchesWithin } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, playedBars, themeBusyness, themeFloor } from './chordal/bars.ts';
import { beatSlots, metricWeight, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { riseAhead } from './chordal/pattern-choice.ts';
import { ceilingUnderTheme, workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

const SHAPES = ['up', 'down', 'updown', 'converge', 'walk', 'broken', 'rolling', 'pedal'] as const;
type ArpeggioShape = (typeof SHAPES)[number];

/**
 * Broken chords for synth, harp, guitar, mallets or piano; the figure is remembered by the section and evolves every phrase.
 *
 * params
 *  shape     'up' | 'down' | 'updown' (default) | 'converge' (outside in) | 'walk' (random neighbour) | 'broken' (1 3 2 4) | 'rolling' (root, up, and back inside) | 'pedal' (a tone between moving ones)
 *  rate      notes a whole note: 4, 8 (default), 12 (triplets), 16; halved in calm sections when `adapt` is 1
 *  octaves   octaves that the figure spans, 1–3, default 2
 *  gate      0.1–4 length of a note in steps, default 0.9; above 1 rings into the next
 *  accents   steps between accents, default [3, 3, 2] for rate 16 and the beats otherwise
 *  evolve    0–1 how much each phrase changes the figure, default 0.5
 *  density   0.2–1 part of the steps that sound at full energy, default 1
 *  adapt     0 | 1: calm sections play fewer notes, default 1
 *  pedal     0 | 1: sustain pedal by chord, default 1 for pianos
 *  room      0 | 1: stay below the theme, default 0
 */
export const arpeggio: Generator = (context) => {
  const params = new Params(context);
  const rate = params.number('rate', 4, 16, 8);
  const settings = {
    shape: params.choice('shape', SHAPES, 'updown'),
    rate,
    octaves: params.number('octaves', 1, 3, 2),
    gate: params.number('gate', 0.1, 4, 0.9),
    accents: params.numbers('accents', rate >= 16 ? [3, 3, 2] : []),
    evolve: params.number('evolve', 0, 1, 0.5),
    density: params.number('density', 0.2, 1, 1),
    adapts: params.flag('adapt', true),
    hasPedal: params.flag('pedal', context.instrument.family === 'piano'),
    leavesRoom: params.flag('room', false),
  };
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  let position = 0;
  for (const bar of playedBars(context)) {
    if (bar.phraseBar === 0) {
      position = 0;
    }

    position = playBar(context, { settings, writer, bar, range, position });
    if (settings.hasPedal) {
      for (const piece of bar.chords) {
        writer.press(piece.startTick, piece.endTick);
      }
    }
  }

  playFinal(context, { writer, range, settings });
  return writer.finish();
};

type Settings = {
  readonly shape: ArpeggioShape;
  readonly rate: number;
  readonly octaves: number;
  readonly gate: number;
  readonly accents: readonly number[];
  readonly evolve: number;
  readonly density: number;
  readonly adapts: boolean;
  readonly hasPedal: boolean;
  readonly leavesRoom: boolean;
};

type BarTask = {
  readonly settings: Settings;
  readonly writer: NoteWriter;
  readonly bar: Bar;
  readonly range: readonly [Pitch, Pitch];
  readonly position: number;
};

function playBar(context: PartContext, task: BarTask): number {
  const { settings, bar, writer } = task;
  const figure = figureOf(context, settings, bar);
  const step = stepTicks(context, settings, bar);
  const steps = Math.floor((bar.endTick - bar.startTick) / step);
  const busy = themeBusyness(context, bar.startTick, bar.endTick);
  const mask = maskOf(context, { settings, bar, steps, busy });
  const rise = riseAhead(context, bar);
  const rng = bar.rng.fork('touch');
  const floor = settings.leavesRoom ? themeFloor(context, bar.startTick, bar.endTick) : null;
  const ceiling = settings.leavesRoom ? ceilingUnderTheme(context, bar.section, task.range) : task.range[1];
  const high = floor === null ? ceiling : Math.max(task.range[0] + 7, Math.min(ceiling, floor - 1));
  let position = task.position;
  for (let index = 0; index < steps; index++) {
    const tick = bar.startTick + index * step;
    const piece = chordPieceAt(bar, tick);
    const isBreath = rise < -0.08 && bar.section.bars >= 4 && index > steps * 0.6;
    if (piece === null || isBreath) {
      continue;
    }

    if (piece.startTick === tick && index > 0) {
      // A new chord starts its figure afresh, from its own bottom.
      position = 0;
    }

    const place = figure[position % figure.length] ?? 0;
    position += 1;
    if (mask[index] !== true) {
      continue;
    }

    const tones = ladder(piece.chord, { low: task.range[0], high, octaves: settings.octaves, energy: bar.energy });
    const pitch = tones[Math.min(tones.length - 1, Math.floor(place * tones.length))];
    if (pitch === undefined) {
      continue;
    }

    const next = mask.indexOf(true, index + 1);
    const ring = Math.max(1, Math.min(settings.gate, next < 0 ? settings.gate : Math.max(settings.gate, next - index)));
    const weight = accentOf(context, { settings, index, tick: tick - bar.startTick, step }) * (0.94 + 0.1 * place);
    writer.add({
      startTick: tick,
      durationTicks: Math.min(step * (settings.gate < 1 ? settings.gate : ring), Math.max(step * 0.5, piece.endTick - tick)),
      pitch,
      velocity: loudness(bar, weight * 0.88, rng),
      articulation: settings.gate < 0.5 ? 'staccato' : 'normal',
    });
  }

  return position;
}

/** The figure as places on the ladder of chord tones, 0 the bottom and just under 1 the top; it changes a little every phrase. */
function figureOf(context: PartContext, settings: Settings, bar: Bar): readonly number[] {
  const memory = context.rng.fork(`figure/${bar.section.material}`);
  const size = settings.octaves >= 2 ? 7 : 4;
  let figure = shapeFigure(settings.shape, size, memory.fork('shape'));
  const changes = bar.phrase + bar.visit;
  for (let change = 1; change <= Math.min(6, changes); change++) {
    const rng = memory.fork(`evolve/${change}`);
    if (rng.chance(settings.evolve)) {
      figure = mutate(figure, rng);
    }
  }

  const rng = bar.rng.fork('figure');
  // Inside a phrase the third bar turns the figure round and the last one opens it.
  return bar.phraseBar % 4 === 2 && rng.chance(settings.evolve * 0.7)
    ? mutate(figure, rng)
    : bar.isPhraseEnd && rng.chance(settings.evolve)
      ? mutate(figure, rng)
      : figure;
}

function shapeFigure(shape: ArpeggioShape, size: number, rng: Rng): readonly number[] {
  const up = Array.from({ length: size }, (_, index) => index / size);
  const down = [...up].reverse();
  const at = (index: number): number => up[clamp(index, 0, size - 1)] ?? 0;
  switch (shape) {
    case 'up':
      return up;
    case 'down':
      return down;
    case 'updown':
      return [...up, ...down.slice(1, -1)];
    case 'converge':
      return up.map((_, index) => (index % 2 === 0 ? at(index / 2) : at(size - 1 - (index - 1) / 2)));
    case 'broken':
      return up.flatMap((_, index) => (index % 2 === 0 ? [at(index), at(index + 2)] : [at(index), at(index + 2)])).slice(0, 8);
    case 'rolling':
      return [0, at(2), at(3), at(4), at(3), at(2), at(4), at(3)];
    case 'pedal':
      return up.slice(1, 5).flatMap((place) => [place, at(size - 1)]);
    case 'walk': {
      let place = 0;
      return Array.from({ length: 8 }, () => {
        const here = at(place);
        place = clamp(place + rng.pick([1, 1, 2, -1, -1, -2, 3]), 0, size - 1);
        return here;
      });
    }
  }
}

/** One small change: turn round, start elsewhere, swap two notes, or lift one to the top. */
function mutate(figure: readonly number[], rng: Rng): readonly number[] {
  switch (rng.integer(0, 3)) {
    case 0:
      return [figure[0] ?? 0, ...figure.slice(1).reverse()];
    case 1: {
      const from = rng.integer(1, Math.max(1, figure.length - 1));
      return [...figure.slice(from), ...figure.slice(0, from)];
    }
    case 2: {
      const copy = [...figure];
      const place = rng.integer(0, Math.max(0, copy.length - 2));
      const held = copy[place] ?? 0;
      copy[place] = copy[place + 1] ?? held;
      copy[place + 1] = held;
      return copy;
    }
    default: {
      const copy = [...figure];
      copy[rng.integer(Math.min(1, copy.length - 1), copy.length - 1)] = 0.99;
      return copy;
    }
  }
}

/** Chord tones from low to high over the octaves asked; loud sections reach higher. */
function ladder(
  chord: Bar['chords'][number]['chord'],
  range: { readonly low: Pitch; readonly high: Pitch; readonly octaves: number; readonly energy: number },
): readonly Pitch[] {
  const tones = chordPitchClasses(chord).slice(0, 5);
  const room = Math.max(0, range.high - range.low - 12 * range.octaves);
  const low = range.low + Math.round(room * clamp(range.energy - 0.2, 0, 1) * 0.6);
  const all = pitchesWithin(tones, low, Math.min(range.high, Math.max(low + 7, low + 12 * range.octaves)));
  const root = all.findIndex((pitch) => pitch % 12 === chord.bass || pitch % 12 === chord.root);
  return root > 0 && all.length - root >= 3 ? all.slice(root) : all;
}

/** The length of a step. Triple metres with triplets and calm sections with sixteenths take the next slower even value. */
function stepTicks(context: PartContext, settings: Settings, bar: Bar): Tick {
  const isCompound = context.brief.meter === '6/8' || context.brief.meter === '12/8';
  const rate = isCompound && settings.rate === 12 ? 8 : settings.rate;
  const calm = settings.adapts && bar.energy < 0.32 && rate > 8 ? rate / 2 : rate;
  const fast = context.brief.tempoBpm > 150 && calm > 12 ? 8 : calm;
  return Math.round((SIXTEENTH * 16) / fast);
}

/** Which steps sound: all of them at full energy, a spaced selection below; the beats last to go. */
function maskOf(
  context: PartContext,
  task: { readonly settings: Settings; readonly bar: Bar; readonly steps: number; readonly busy: number },
): readonly boolean[] {
  const { settings, bar, steps, busy } = task;
  const wish = settings.adapts ? settings.density * clamp(0.5 + 0.75 * bar.energy - 0.15 * busy, 0.3, 1) : settings.density;
  const memory = context.rng.fork(`mask/${bar.section.material}/${bar.phrase % 2}`);
  const order = Array.from({ length: steps }, (_, index) => {
    const isBeat = Math.round((index * context.barTicks) / steps) % context.beatTicks === 0;
    return { index, keep: (index === 0 ? 2 : isBeat ? 1 : 0.3) + memory.next() * 0.9 };
  }).sort((left, right) => right.keep - left.keep || left.index - right.index);
  const mask = Array.from({ length: steps }, () => false);
  for (const { index } of order.slice(0, Math.max(1, Math.round(steps * wish)))) {
    mask[index] = true;
  }

  const rng = bar.rng.fork('mask');
  for (let index = 1; index < steps; index++) {
    if (mask[index] === true && rng.chance(0.04)) {
      mask[index] = false;
    }
  }

  return mask;
}

function accentOf(
  context: PartContext,
  place: { readonly settings: Settings; readonly index: number; readonly tick: Tick; readonly step: Tick },
): number {
  const { accents } = place.settings;
  if (accents.length === 0) {
    const slot = Math.round(place.tick / SIXTEENTH);
    return beatSlots(context.brief.meter).includes(slot) ? 1.05 : 0.82 + 0.2 * metricWeight(context.brief.meter, slot);
  }

  const cycle = accents.reduce((sum, length) => sum + length, 0);
  let left = place.index % Math.max(1, cycle);
  for (const length of accents) {
    if (left === 0) {
      return 1.1;
    }

    left -= length;
    if (left < 0) {
      break;
    }
  }

  return 0.86;
}

function playFinal(
  context: PartContext,
  task: { readonly writer: NoteWriter; readonly range: readonly [Pitch, Pitch]; readonly settings: Settings },
): void {
  const chord = finalChord(context);
  if (chord === null) {
    return;
  }

  const tones = ladder(chord, { low: task.range[0], high: task.range[1], octaves: task.settings.octaves, energy: 0.3 });
  const force = finalLoudness(context, 0.9);
  const chosen = tones.length > 5 ? tones.filter((_, index) => index % 2 === 0).slice(0, 5) : tones;
  chosen.forEach((pitch, place) => {
    task.writer.addFinal({
      pitch,
      velocity: force * (0.9 + 0.02 * place),
      articulation: context.instrument.isPolyphonic ? 'roll' : 'normal',
    });
  });
  if (task.settings.hasPedal && context.finalTick !== null) {
    task.writer.press(context.finalTick, context.endTick);
  }
}
