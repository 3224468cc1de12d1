import { sin, TAU } from '../../../kernel/index.ts';
import type { SlowMotion } from './synth-patch.ts';

/** A motion's shape at a place in its turn, −1 to 1; `turns` counts them from the piece's start. */
export function motionValue(shape: SlowMotion['shape'], steps: readonly number[], phase: number, turns: number): number {
  switch (shape) {
    case 'sine':
      return sin(TAU * phase);
    case 'triangle':
      return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
    case 'fall':
      return 1 - 2 * phase;
    case 'square':
      return phase < 0.5 ? 1 : -1;
    case 'random': {
      // A new value every turn, reached by a smooth step; the same wherever the voice began.
      const whole = Math.floor(turns);
      const smooth = phase * phase * (3 - 2 * phase);
      return scattered(whole) + (scattered(whole + 1) - scattered(whole)) * smooth;
    }
    case 'steps':
      return 2 * (steps[Math.floor(phase * steps.length)] ?? 1) - 1;
  }
}

/** A value from −1 to 1 that looks like chance. */
function scattered(place: number): number {
  let x = Math.imul(place ^ 0x9e3779b9, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return (x >>> 0) / 2147483648 - 1;
}
