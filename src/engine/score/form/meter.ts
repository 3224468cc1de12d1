import type { Meter } from '../../brief/index.ts';
import { TICKS_PER_QUARTER, type Tick } from '../../kernel/index.ts';

const QUARTERS: { readonly [meter in Meter]: number } = {
  '4/4': 4,
  '3/4': 3,
  '2/4': 2,
  '6/8': 3,
  '12/8': 6,
  '5/4': 5,
  '7/8': 3.5,
};

/** Ticks of one bar: 3840 in 4/4. */
export function barTicksOf(meter: Meter): Tick {
  return QUARTERS[meter] * TICKS_PER_QUARTER;
}

/** Ticks of one beat as a conductor counts: a dotted quarter in 6/8 and 12/8, a quarter elsewhere. */
export function beatTicksOf(meter: Meter): Tick {
  return meter === '6/8' || meter === '12/8' ? (TICKS_PER_QUARTER * 3) / 2 : TICKS_PER_QUARTER;
}

/** Ticks from the bar line of the places a chord may change at inside a bar: the middle of the bar where the metre has one. */
export function halfBarTicks(meter: Meter): Tick {
  switch (meter) {
    case '3/4':
    case '5/4':
    case '7/8':
      // Uneven bars divide long–short: 2 + 1 quarters, 3 + 2 quarters, 4 + 3 eighths.
      return meter === '5/4' ? 3 * TICKS_PER_QUARTER : 2 * TICKS_PER_QUARTER;
    default:
      return barTicksOf(meter) / 2;
  }
}
