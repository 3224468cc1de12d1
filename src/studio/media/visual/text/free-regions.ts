import type { Area } from '../../../../engine/export/index.ts';
import type { TitlePlace } from '../scene.ts';

/** Room between two texts, as a part of the safe area's height. */
const GAP = 0.02;

/** Part of the picture where words may stand, and at which end of it they are nearest to where they belong. */
export type FreeRegion = { readonly region: Area; readonly at: TitlePlace['at'] };

/** Whether two boxes have a pixel in common. */
export function overlaps(one: Area, other: Area): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}

/** The strips of the safe area that nothing has taken: those above a box from the nearest up, then those below it from the nearest down. */
export function freeRegions(box: Area, taken: readonly Area[], safe: Area): FreeRegion[] {
  const gap = Math.round(safe.height * GAP);
  const inOrder = taken
    .map(({ top, height }) => ({ from: top - gap, to: top + height + gap }))
    .sort((one, other) => one.from - other.from);
  const strips: { readonly from: number; readonly to: number }[] = [];
  let reached = safe.top;
  for (const { from, to } of [...inOrder, { from: safe.top + safe.height, to: Infinity }]) {
    if (from > reached) {
      strips.push({ from: reached, to: Math.min(from, safe.top + safe.height) });
    }

    reached = Math.max(reached, to);
  }

  const region = ({ from, to }: { readonly from: number; readonly to: number }): Area => ({
    ...safe,
    top: from,
    height: to - from,
  });
  const middle = box.top + box.height / 2;
  const above = strips.filter(({ from, to }) => (from + to) / 2 <= middle).reverse();
  const below = strips.filter(({ from, to }) => (from + to) / 2 > middle);
  return [
    ...above.map((strip): FreeRegion => ({ region: region(strip), at: 'bottom' })),
    ...below.map((strip): FreeRegion => ({ region: region(strip), at: 'top' })),
  ];
}
