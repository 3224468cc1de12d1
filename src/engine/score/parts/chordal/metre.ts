import type { Meter } from '../../../brief/index.ts';
import { TICKS_PER_QUARTER, type Tick } from '../../../kernel/index.ts';

/** Ticks of a sixteenth note, the finest place that patterns are written in. */
export const SIXTEENTH: Tick = TICKS_PER_QUARTER / 4;

/**
 * The shapes that patterns are written for; every metre is one of them or two in a row:
 * `four` 16 sixteenths, `three` 12 in three beats, `six` 12 in two beats of three eighths,
 * `two` the first half of `four`, `half-six` the first half of `six`.
 */
export type MetreShape = 'four' | 'three' | 'six' | 'two' | 'half-six';

export type MetrePiece = { readonly shape: MetreShape; readonly firstSlot: number; readonly slots: number };

const PIECES: readonly (readonly [Meter, readonly MetreShape[]])[] = [
  ['4/4', ['four']],
  ['3/4', ['three']],
  ['6/8', ['six']],
  ['2/4', ['two']],
  ['12/8', ['six', 'six']],
  ['5/4', ['three', 'two']],
  ['7/8', ['two', 'half-six']],
];

/** Sixteenths in a shape. */
export function slotsOf(shape: MetreShape): number {
  return shape === 'four' ? 16 : shape === 'two' ? 8 : shape === 'half-six' ? 6 : 12;
}

/** A bar of `meter` as the shapes it is built from: 5/4 is three and two, 7/8 two beats and a dotted one. */
export function piecesOf(meter: Meter): readonly MetrePiece[] {
  const shapes = PIECES.find(([known]) => known === meter)?.[1] ?? ['four'];
  let firstSlot = 0;
  return shapes.map((shape) => {
    const piece = { shape, firstSlot, slots: slotsOf(shape) };
    firstSlot += piece.slots;
    return piece;
  });
}

/** A pattern for each basic shape, in sixteenths; halves are cut from the wholes. */
export type ByShape<T> = { readonly four: T; readonly three: T; readonly six: T };

/** The entry that serves `shape`: `two` reads `four`, `half-six` reads `six`. */
export function forShape<T>(table: ByShape<T>, shape: MetreShape): T {
  switch (shape) {
    case 'four':
    case 'two':
      return table.four;
    case 'three':
      return table.three;
    case 'six':
    case 'half-six':
      return table.six;
  }
}

/** First slots of the beats as a musician counts them: 0 4 8 12 in 4/4, 0 6 in 6/8, 0 4 8 in 7/8. */
export function beatSlots(meter: Meter): readonly number[] {
  return piecesOf(meter).flatMap((piece) => {
    const beat = piece.shape === 'six' || piece.shape === 'half-six' ? 6 : 4;
    return Array.from({ length: piece.slots / beat }, (_, place) => piece.firstSlot + place * beat);
  });
}

/** Weight of a slot in its bar: 1 the downbeat, 0.8 the start of a second half, 0.65 other beats, 0.45 eighths, 0.3 the rest. */
export function metricWeight(meter: Meter, slot: number): number {
  if (slot === 0) {
    return 1;
  }

  const pieces = piecesOf(meter);
  if (pieces.some((piece) => piece.firstSlot === slot) || (meter === '4/4' && slot === 8) || (meter === '6/8' && slot === 6)) {
    return 0.8;
  }

  if (beatSlots(meter).includes(slot)) {
    return 0.65;
  }

  return slot % 2 === 0 ? 0.45 : 0.3;
}
