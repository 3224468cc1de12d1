import { sin, TAU } from '../../kernel/index.ts';

const SINE_SIZE = 4096;
// One turn of a sine and a guard; independent of the sample rate. Linear interpolation errs by 3e-7.
const SINE = Float64Array.from({ length: SINE_SIZE + 1 }, (_, i) => sin((TAU * i) / SINE_SIZE));

/** The sine of a phase in turns, 0 to 1. */
export function sineOf(phase: number): number {
  const place = phase * SINE_SIZE;
  const index = place | 0;
  const low = SINE[index]!;
  return low + (SINE[index + 1]! - low) * (place - index);
}
