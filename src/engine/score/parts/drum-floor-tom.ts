import { accentOf, HAT_WEIGHTS, loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { tickOf, type DrumBar } from './drum-bar.ts';

/** Rhythms of the floor tom in sixteenths of a 4/4 bar, `X` with both sticks' weight, `x` the hand that goes on; calm ones first. */
const TOM_FIGURES = [
  ['x...x...x...x...', 'X.......x...x...', 'X...x...x.......'],
  ['X.x.x.x.X.x.x.x.', 'X.x.x.X.x.x.X.x.', 'X..xx.x.X..xx.x.'],
  ['X.xxx.x.X.xxx.x.', 'X.xxX.xxX.xxX.xx', 'XxxXxxXxxXxxX.x.'],
] as const;

/** The right hand on the floor tom instead of the hat: indie verses and the long climbs of post-rock. The foot keeps the hat. */
export function floorTomOfBar(bar: DrumBar): Stroke[] {
  const { grid, place, backbeats } = bar;
  const level = loudnessOf(0.34, 0.74, place.energy);
  if (grid.slots !== 16) {
    const off = 2;
    return Array.from({ length: Math.floor(grid.slots / off) }, (_, index) => index * off).map((slot) =>
      stroke(tickOf(bar, slot), DRUM.lowTom, level * accentOf(grid, HAT_WEIGHTS, slot, backbeats), 'normal', 240),
    );
  }

  const tier = TOM_FIGURES[place.energy < 0.36 ? 0 : place.energy < 0.62 ? 1 : 2];
  const figure = bar.figure.fork(`tom/${place.barInPhrase % 4 === 3 ? 1 : 0}`).pick(tier);
  const whim = bar.chance.fork('tom');
  const strokes = [...figure].flatMap((sign, slot): Stroke[] => {
    if (sign === '.' || (sign === 'x' && slot % 4 !== 0 && whim.chance(0.06))) {
      return [];
    }

    const weight = sign === 'X' ? 1 : slot % 4 === 0 ? 0.82 : 0.66;
    // The back-beat is the snare's: the tom steps under it.
    const under = backbeats.includes(slot) ? 0.8 : 1;
    return [stroke(tickOf(bar, slot), DRUM.lowTom, level * weight * under * whim.between(0.94, 1.05), 'normal', 240)];
  });
  const answers =
    place.barInPhrase % 4 === 3 && whim.chance(0.6)
      ? [14, 15].map((slot) => stroke(tickOf(bar, slot), DRUM.midTom, level * 0.8))
      : [];
  return [...strokes, ...answers, ...backbeats.map((slot) => stroke(tickOf(bar, slot), DRUM.pedalHat, level * 0.6))];
}

/** The height of a climb: crash cymbals as time, in halves or quarters, both of them at the very top. */
export function washOfBar(bar: DrumBar): Stroke[] {
  const { grid, place } = bar;
  const level = loudnessOf(0.42, 0.8, place.energy);
  const habit = bar.figure.fork('wash');
  const isQuarters = place.energy > 0.8 || habit.chance(0.35);
  const beats = isQuarters ? grid.beats : grid.beats.filter((_, index) => index % 2 === 0);
  const side = habit.chance(0.5) ? DRUM.crash : DRUM.crashAlt;
  const whim = bar.chance.fork('wash');
  return beats.flatMap((slot, index) => [
    stroke(tickOf(bar, slot), side, level * (index === 0 ? 1 : 0.78) * whim.between(0.92, 1.06), 'normal', 4 * SLOT_TICKS),
    ...(place.energy > 0.9 && index === 0 && place.barInPhrase % 2 === 0
      ? [stroke(tickOf(bar, slot), side === DRUM.crash ? DRUM.crashAlt : DRUM.crash, level * 0.82, 'normal', 8 * SLOT_TICKS)]
      : []),
    ...(isQuarters && place.energy > 0.7 && whim.chance(0.25) && slot + 2 < grid.slots
      ? [stroke(tickOf(bar, slot + 2), DRUM.ride, level * 0.6, 'normal', 2 * SLOT_TICKS)]
      : []),
  ]);
}
