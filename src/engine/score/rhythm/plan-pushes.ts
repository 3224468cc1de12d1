import { clamp, type Rng, type Tick } from '../../kernel/index.ts';
import type { Push } from '../parts/part-context.ts';
import type { Style } from '../styles/style.ts';
import type { BarPlace } from './bar-places.ts';
import { isEveryBeat, type MeterGrid, SLOT_TICKS } from './meter-grid.ts';

/** What pushes are planned from. */
export type PushPlan = {
  readonly style: Style;
  readonly barTicks: Tick;
  readonly finalTick: Tick | null;
  readonly rng: Rng;
};

/** Which bar lines of a four-bar phrase are anticipated, by the bar they end; the figure returns with its section. */
const FIGURES: readonly { readonly ends: readonly number[]; readonly weight: number }[] = [
  { ends: [1], weight: 3 },
  { ends: [1, 3], weight: 2 },
  { ends: [3], weight: 2 },
  { ends: [0, 2], weight: 1.2 },
  { ends: [2], weight: 1 },
  { ends: [0, 1, 2], weight: 0.8 },
];

/**
 * Bar lines that the whole band anticipates together: chords, bass, kick and cymbal land an eighth (where sixteenths rule,
 * a sixteenth) before them. A material keeps its places in every return of a section, so that pushes are heard as the song's
 * and not as slips; the calm half of a piece has few of them.
 */
export function planPushes(plan: PushPlan, places: readonly BarPlace[], grid: MeterGrid): Push[] {
  const likelihood = pushesOf(plan.style);
  // Metres of odd beats keep their bar line: it is all that the ear has to count by.
  if (likelihood <= 0 || grid.slots < 12 || grid.meter === '5/4' || grid.meter === '7/8') {
    return [];
  }

  const back = (plan.style.groove.swingUnit === 'sixteenth' && plan.style.groove.swing > 0.54 ? 1 : 2) * SLOT_TICKS;
  const pushes: Push[] = [];
  for (const place of places) {
    const endTick = place.startTick + plan.barTicks;
    if (plan.finalTick !== null && endTick >= plan.finalTick) {
      break;
    }

    // The ends of a loop have the same players: nobody leans out of its first section into an entry.
    const isLoopHead = plan.finalTick === null && place.isSectionEnd && place.section.startBar === 0;
    const isPushed = isLoopHead
      ? false
      : place.isSectionEnd
        ? isSeamPushed(plan, place, likelihood)
        : isFigurePushed(plan, place, likelihood);
    if (isPushed && place.bar + 1 < places.length) {
      pushes.push({ startTick: endTick - back, barTick: endTick });
    }
  }

  return pushes;
}

/** How much a style pushes, 0–1: its own wish, else by how syncopated its tunes are; a floor of four kicks stands firm. */
export function pushesOf({ rhythm, melody }: Style): number {
  const stands = standsOnFloor(rhythm) || rhythm.kicks.length === 0;
  return rhythm.pushes ?? (stands ? 0 : clamp(melody.syncopation * 0.9 - 0.08, 0, 1));
}

/** Whether most of a style's kicks strike all four beats where the music is loud. */
export function standsOnFloor({ kicks }: Style['rhythm']): boolean {
  const weight = (isFloor: boolean): number =>
    kicks
      .filter((kick) => kick.maxEnergy >= 0.8 && isEveryBeat(kick.onsets) === isFloor)
      .reduce((sum, kick) => sum + kick.weight, 0);
  return weight(true) > weight(false);
}

function isFigurePushed(plan: PushPlan, place: BarPlace, likelihood: number): boolean {
  const { section } = place;
  if (section.energy < 0.28 || section.kind === 'break' || section.kind === 'build' || section.bars < 4) {
    return false;
  }

  const memory = plan.rng.fork(`push/${section.material}/${section.kind}`);
  const isOn = memory.chance(clamp(likelihood * (0.55 + 0.8 * section.energy), 0, 0.95));
  const figure = memory.weighted(FIGURES, ({ weight, ends }) => weight * (ends.length > 1 ? likelihood + 0.2 : 1));
  // The last bar of a phrase belongs to its fill; one push in five stays away.
  const isKept = plan.rng.fork(`push-bar/${place.bar}`).chance(0.85);
  return isOn && isKept && figure.ends.includes(place.barInPhrase % 4);
}

/** A seam is pushed where the music arrives on its feet, not where it falls back. */
function isSeamPushed(plan: PushPlan, place: BarPlace, likelihood: number): boolean {
  const { next } = place;
  if (next === null || place.rise < -0.02 || next.kind === 'drop' || next.kind === 'build' || next.energy < 0.4) {
    return false;
  }

  return plan.rng.fork(`push-seam/${place.section.id}`).chance(likelihood * 0.6);
}
