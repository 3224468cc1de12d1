import type { Rng, Tick } from '../../kernel/index.ts';
import type { Push, Stop } from '../parts/part-context.ts';
import type { Style } from '../styles/style.ts';
import type { BarPlace } from './bar-places.ts';
import { type MeterGrid, SLOT_TICKS } from './meter-grid.ts';
import { standsOnFloor } from './plan-pushes.ts';
import { type Breath, isInBreath } from './rest-in-breaths.ts';

/** What stops are planned from. */
export type StopPlan = {
  readonly style: Style;
  readonly barTicks: Tick;
  readonly finalTick: Tick | null;
  /** The piece ends with a blow. */
  readonly isButton: boolean;
  readonly rng: Rng;
};

type Figure = {
  /** Blows of the whole band, in sixteenths of a bar of four beats. */
  readonly hits: readonly number[];
  /** From here on the drummer is alone. */
  readonly alone: number;
  readonly weight: number;
};

const FIGURES: readonly Figure[] = [
  { hits: [0], alone: 8, weight: 2 },
  { hits: [0, 6], alone: 8, weight: 3 },
  { hits: [0, 3], alone: 8, weight: 1 },
  { hits: [0, 3, 6], alone: 8, weight: 1.5 },
  { hits: [0, 6, 10], alone: 12, weight: 2 },
  { hits: [0, 6, 12], alone: 14, weight: 2 },
  { hits: [0, 4, 7, 10], alone: 12, weight: 1 },
];

const FIGURES_OF_THREE: readonly Figure[] = [
  { hits: [0], alone: 4, weight: 2 },
  { hits: [0, 4], alone: 8, weight: 2 },
  { hits: [0, 6], alone: 8, weight: 1 },
];

/**
 * Bars in which the whole band strikes a few blows together and leaves the rest to the drummer and the tune: before the
 * arrivals of a piece that a live band plays, once or twice at most.
 */
export function planStops(
  plan: StopPlan,
  places: readonly BarPlace[],
  around: { readonly grid: MeterGrid; readonly breaths: readonly Breath[] },
): Stop[] {
  const { style, rng } = plan;
  const isFloor = standsOnFloor(style.rhythm);
  const likelihood = style.rhythm.stops ?? (style.form.transitions.includes('fill') && !isFloor ? 0.4 : 0);
  const figures =
    around.grid.slots === 16 ? FIGURES : around.grid.slots === 12 && !around.grid.isCompound ? FIGURES_OF_THREE : [];
  if (likelihood <= 0 || figures.length === 0) {
    return [];
  }

  const stops: Stop[] = [];
  // One figure is the song's own: it comes back where it stops again.
  const figure = rng.fork('figure').weighted(figures, ({ weight }) => weight);
  for (const place of places) {
    const endTick = place.startTick + plan.barTicks;
    const arrives = place.next !== null && ['chorus', 'solo', 'drop', 'verse'].includes(place.next.kind);
    const isPlace =
      place.isSectionEnd &&
      arrives &&
      place.section.kind !== 'build' &&
      place.section.bars >= 4 &&
      place.rise > 0.06 &&
      place.section.energy >= 0.35 &&
      !isInBreath(endTick - 1, around.breaths) &&
      (plan.finalTick === null || endTick < plan.finalTick);
    // A struck ending is set up by the figure too: the band stops, the drummer fills, the last blow falls.
    const isLast = plan.isButton && endTick === plan.finalTick && place.section.bars >= 4 && place.section.energy >= 0.45;
    const chance = isLast ? likelihood * 1.3 : likelihood * (0.7 + place.rise);
    if ((isPlace || isLast) && (stops.length < 2 || isLast) && rng.fork(`stop/${place.section.id}/${place.bar}`).chance(chance)) {
      stops.push({
        startTick: place.startTick,
        endTick,
        hits: figure.hits.map((slot) => place.startTick + slot * SLOT_TICKS),
        aloneTick: place.startTick + figure.alone * SLOT_TICKS,
      });
    }
  }

  return stops;
}

/** Pushes that no stop or breath has taken the ground from. */
export function pushesBeside(pushes: readonly Push[], stops: readonly Stop[], breaths: readonly Breath[]): Push[] {
  return pushes.filter(
    ({ startTick }) =>
      !isInBreath(startTick, breaths) && !stops.some((stop) => startTick >= stop.startTick && startTick < stop.endTick),
  );
}
