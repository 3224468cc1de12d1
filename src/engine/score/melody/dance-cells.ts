import type { MeterGrid } from '../rhythm/meter-grid.ts';

/** Figures of compound bars, and the running eighths of dance tunes; each bar of more beats strings together two. */
const COMPOUND_CELLS: readonly { readonly slots: readonly number[]; readonly weight: number }[] = [
  { slots: [0, 2, 4, 6, 8, 10], weight: 3 },
  { slots: [0, 2, 4, 6, 10], weight: 2.4 },
  { slots: [0, 4, 6, 8, 10], weight: 2 },
  { slots: [0, 4, 6, 10], weight: 2.4 },
  { slots: [0, 2, 4, 6], weight: 1.4 },
  { slots: [0, 4, 6], weight: 1.6 },
  { slots: [0, 6, 10], weight: 1.4 },
  { slots: [0, 6], weight: 1 },
  { slots: [0, 10], weight: 0.8 },
];
const RUNNING_CELLS: readonly (readonly number[])[] = [
  [0, 2, 4, 6],
  [0, 2, 4, 6],
  [0, 4, 6],
  [0, 2, 4],
];

/** The rhythms of a dance bar in this metre, as places in sixteenths with weights. */
export function danceCells(grid: MeterGrid): readonly { readonly slots: readonly number[]; readonly weight: number }[] {
  if (grid.isCompound) {
    return grid.slots === 12
      ? COMPOUND_CELLS
      : COMPOUND_CELLS.flatMap((first) =>
          COMPOUND_CELLS.slice(1, 7).map((second) => ({
            slots: [...first.slots, ...second.slots.map((slot) => slot + 12)],
            weight: first.weight * second.weight,
          })),
        );
  }

  const halves = grid.slots / 8;
  if (!Number.isInteger(halves)) {
    return [{ slots: Array.from({ length: Math.floor(grid.slots / 2) }, (_, i) => i * 2), weight: 1 }];
  }

  return RUNNING_CELLS.flatMap((first) =>
    halves === 1
      ? [{ slots: first, weight: 1 }]
      : RUNNING_CELLS.map((second) => ({ slots: [...first, ...second.map((slot) => slot + 8)], weight: 1 })),
  );
}
