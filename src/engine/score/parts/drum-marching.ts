import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { isLifted, tickOf, type DrumBar } from './drum-bar.ts';

/** Country train: soft sixteenths on the snare, the accents walking on the off-beats and the back-beat. */
export function trainBar(bar: DrumBar): Stroke[] {
  const { grid, place, layers } = bar;
  const level = loudnessOf(0.4, 0.8, place.energy);
  const strokes = footOfMarch(bar, level);
  const step = grid.isCompound ? 2 : 1;
  if (layers.snare || layers.hats) {
    const skipped = bar.chance.fork('skip').integer(0, 40);
    for (let slot = 0; slot < bar.fillFrom; slot += step) {
      const isBackbeat = bar.backbeats.includes(slot);
      const isOff = slot % (grid.isCompound ? 6 : 4) === (grid.isCompound ? 4 : 2);
      const weight = isBackbeat ? 1 : isOff ? 0.66 : 0.36;
      if (slot !== skipped || isBackbeat) {
        strokes.push(stroke(tickOf(bar, slot), DRUM.snare, level * weight, weight < 0.5 ? 'ghost' : 'normal'));
      }
    }
  }

  return strokes;
}

/** Snare cadences of a march, over one 4/4 bar: accents with the soft strokes and five-stroke rolls between them. */
const CADENCES: readonly {
  readonly accents: readonly number[];
  readonly taps: readonly number[];
  readonly rolls: readonly number[];
}[] = [
  { accents: [0, 4, 8, 12], taps: [2, 3, 10, 11], rolls: [14] },
  { accents: [0, 6, 8, 12], taps: [4, 10, 11, 14], rolls: [2] },
  { accents: [0, 3, 6, 12], taps: [8, 9, 10, 14], rolls: [4] },
  { accents: [0, 4, 10, 12], taps: [6, 7, 14, 15], rolls: [8] },
];

/** March: bass drum on the beats, snare cadences with real rolls. */
export function marchBar(bar: DrumBar): Stroke[] {
  const { grid, place, layers } = bar;
  const level = loudnessOf(0.4, 0.84, place.energy);
  const strokes = footOfMarch(bar, level);
  if (!layers.snare && !layers.hats) {
    return strokes;
  }

  const pair = bar.figure.shuffled(CADENCES);
  const cadence = pair[place.barInPhrase % 4 === 3 ? 2 : place.barInPhrase % 2] ?? CADENCES[0]!;
  const fits = (slot: number): boolean => slot < bar.fillFrom;
  const mapped = (slot: number): number => (grid.isCompound ? Math.floor(slot / 4) * 6 + [0, 2, 4, 5][slot % 4]! : slot);
  const whim = bar.chance.fork('march');
  for (const slot of cadence.accents.map(mapped).filter(fits)) {
    strokes.push(stroke(tickOf(bar, slot), DRUM.snare, level * (slot === 0 ? 1 : 0.9)));
  }

  for (const slot of cadence.taps.map(mapped).filter(fits)) {
    strokes.push(stroke(tickOf(bar, slot), DRUM.snare, level * whim.between(0.4, 0.52), 'ghost'));
  }

  for (const slot of cadence.rolls.map(mapped).filter(fits)) {
    for (let index = 0; index < 4; index++) {
      strokes.push(stroke(tickOf(bar, slot) + (index * SLOT_TICKS) / 2, DRUM.snare, level * (0.34 + 0.08 * index), 'ghost'));
    }
  }

  return strokes.filter((one) => one.tick < tickOf(bar, bar.fillFrom));
}

function footOfMarch(bar: DrumBar, level: number): Stroke[] {
  if (!bar.layers.kick) {
    return [];
  }

  const kicks = bar.kicks.length > 0 ? bar.kicks : [0];
  return kicks
    .filter((slot) => slot < bar.fillFrom)
    .map((slot) => stroke(tickOf(bar, slot), DRUM.kick, level * (slot === 0 ? 1.05 : 0.86)));
}

/**
 * Reggae's one-drop: kick and cross-stick fall together on the third beat, the bar line stays empty. Where the pulse itself has kicks on its
 * back-beats (a bar counted twice as slow), the drops are there, and its other kicks are walked.
 */
export function oneDropBar(bar: DrumBar): Stroke[] {
  const { grid, place, layers } = bar;
  const level = loudnessOf(0.5, 0.86, place.energy);
  const pulsed = bar.backbeats.filter((slot) => bar.kicks.includes(slot));
  const drops = pulsed.length > 0 ? pulsed : [grid.beats[Math.floor(grid.beats.length / 2)] ?? 0];
  const drop = drops[drops.length - 1] ?? 0;
  const strokes: Stroke[] = [];
  for (const [index, slot] of drops.filter((one) => one < bar.fillFrom).entries()) {
    if (layers.kick) {
      strokes.push(stroke(tickOf(bar, slot), DRUM.kick, level * (index % 2 === 0 ? 0.94 : 1)));
    }

    if (layers.snare) {
      strokes.push(stroke(tickOf(bar, slot), isLifted(bar) ? DRUM.snare : DRUM.sideStick, level * (index % 2 === 0 ? 0.93 : 1)));
    }
  }

  if (layers.kick && pulsed.length > 0) {
    const walked = bar.kicks.filter((slot) => !drops.includes(slot) && slot < bar.fillFrom);
    strokes.push(...walked.map((slot) => stroke(tickOf(bar, slot), DRUM.kick, level * 0.8)));
  }

  const whim = bar.chance.fork('one-drop');
  if (layers.extras && layers.snare && whim.chance(0.35)) {
    const slot = grid.slots - whim.pick([1, 2, 3]);
    if (slot < bar.fillFrom && slot > drop) {
      strokes.push(stroke(tickOf(bar, slot), DRUM.sideStick, level * 0.6));
    }
  }

  return strokes;
}
