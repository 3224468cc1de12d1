import type { Meter } from '../../brief/index.ts';
import { TICKS_PER_QUARTER, type Tick } from '../../kernel/index.ts';

/** Ticks of a sixteenth: the finest place of a written groove; rolls and flams go between. */
export const SLOT_TICKS: Tick = TICKS_PER_QUARTER / 4;

/** The bar of a metre as rhythm sees it: sixteenth places, and where the beats that a foot taps fall. */
export type MeterGrid = {
  readonly meter: Meter;
  /** Sixteenths in a bar. */
  readonly slots: number;
  /** Places of the beats, in sixteenths from the bar line. */
  readonly beats: readonly number[];
  /** Beats divide by three (6/8, 12/8). */
  readonly isCompound: boolean;
};

const GRIDS: ReadonlyMap<Meter, MeterGrid> = new Map(
  (
    [
      ['4/4', 16, [0, 4, 8, 12], false],
      ['3/4', 12, [0, 4, 8], false],
      ['2/4', 8, [0, 4], false],
      ['6/8', 12, [0, 6], true],
      ['12/8', 24, [0, 6, 12, 18], true],
      ['5/4', 20, [0, 4, 8, 12, 16], false],
      // Counted 2 + 2 + 3 eighths: four quarters that lose their last eighth.
      ['7/8', 14, [0, 4, 8], false],
    ] as const
  ).map(([meter, slots, beats, isCompound]) => [meter, { meter, slots, beats, isCompound }]),
);

/** The grid of a metre. */
export function gridOf(meter: Meter): MeterGrid {
  const grid = GRIDS.get(meter);
  if (grid === undefined) {
    throw new Error(`No grid for the metre ${meter}.`);
  }

  return grid;
}

/** Where a figure written in sixteenths of a 4/4 bar falls in a bar of this metre; two-beat bars take its halves in turn, odd ones are told in their own groups. */
export function placeOnsets(grid: MeterGrid, onsets: readonly number[], bar: number): number[] {
  const placed = new Set<number>();
  for (const onset of inGroups(grid.meter, onsets)) {
    const slot = placeOne(grid, onset, bar);
    if (slot !== null && slot < grid.slots) {
      placed.add(slot);
    }
  }

  return [...placed].sort((left, right) => left - right);
}

/**
 * A 4/4 figure in the groups of an odd metre, as `chordal/metre.ts` has them: five is three beats and two, the second group
 * begins the figure again; seven is two, two and three eighths, the long group starts afresh.
 */
function inGroups(meter: Meter, onsets: readonly number[]): readonly number[] {
  switch (meter) {
    case '5/4': {
      const three = onsets.filter((onset) => onset < 12);
      // A figure of four beats goes on; any other says its beginning again.
      const two = isEveryBeat(onsets) ? [12, 16] : onsets.filter((onset) => onset < 7).map((onset) => onset + 12);
      return [...three, ...two];
    }
    case '7/8':
      return onsets.includes(0) ? [...onsets.filter((onset) => onset < 13), 8] : onsets.filter((onset) => onset < 13);
    default:
      return onsets;
  }
}

/** Whether a 4/4 figure strikes all four beats ("four on the floor"). */
export function isEveryBeat(onsets: readonly number[]): boolean {
  return [0, 4, 8, 12].every((beat) => onsets.includes(beat));
}

/** The back-beats of a bar: the style's 4/4 places as this metre has them. */
export function placeBackbeats(grid: MeterGrid, backbeats: readonly number[], bar: number): number[] {
  if (backbeats.length === 0) {
    return [];
  }

  switch (grid.meter) {
    case '3/4':
      return [8];
    case '2/4':
      return [4];
    case '6/8':
      return [6];
    case '5/4':
      // Three and two: the last beat of each group, or the second group alone where the style stands in half time.
      return backbeats.length > 1 ? [8, 16] : [12];
    case '7/8':
      return backbeats.length > 1 ? [4, 10] : [8];
    default:
      return placeOnsets(grid, backbeats, bar);
  }
}

/** How heavy a place is: 3 the bar line, 2 a beat, 1 an eighth between beats, 0 a sixteenth. */
export function weightOfSlot(grid: MeterGrid, slot: number): 0 | 1 | 2 | 3 {
  if (slot === 0) {
    return 3;
  }

  if (grid.beats.includes(slot)) {
    return 2;
  }

  return slot % 2 === 0 ? 1 : 0;
}

function placeOne(grid: MeterGrid, onset: number, bar: number): number | null {
  const isHalf = grid.meter === '2/4' || grid.meter === '6/8';
  const shifted = isHalf ? onset - (bar % 2) * 8 : onset;
  if (shifted < 0 || (isHalf && shifted >= 8)) {
    return null;
  }

  if (!grid.isCompound) {
    return shifted;
  }

  // Sixteenths of a beat become its eighths: the "and" is the last third, as in a shuffle.
  return Math.floor(shifted / 4) * 6 + ([0, 2, 4, 4][shifted % 4] ?? 0);
}
