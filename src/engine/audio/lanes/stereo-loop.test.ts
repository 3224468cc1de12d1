import { describe, expect, it } from 'vitest';
import { Rng } from '../../kernel/index.ts';
import { whiteNoise } from '../dsp/test-signals.ts';
import { addPairs, multiplyPairs } from './instructions.ts';
import { StereoLoop } from './stereo-loop.ts';

/** One pole: `y = x + a y₋₁`. */
const loop = new StereoLoop({ constants: 1, state: 1 }, ({ frame, constants: [a], state: [y] }) => [
  ...y!.set(addPairs(frame.value, multiplyPairs(a!, y!.value))),
  ...frame.set(y!.value),
]);

function plainly(block: Float32Array, a: number): Float32Array {
  let y = 0;
  return block.map((x) => {
    y = x + a * y;
    return y;
  });
}

describe('StereoLoop', () => {
  it('gives the same bytes as a plain loop, however the block is cut, and leaves the rest alone', () => {
    const { left, right } = whiteNoise(2000, 0.5, new Rng(1));
    const expected = { left: plainly(left, 0.93), right: plainly(right, 0.93) };
    const state = new Float64Array(2);
    for (const [from, to] of [
      [0, 1],
      [1, 1],
      [1, 700],
      [700, 2000],
    ] as const) {
      const untouched = left.slice(to);
      loop.process(Float64Array.of(0.93), state, { left, right, from, to });
      expect(left.slice(to)).toEqual(untouched);
    }

    expect(left).toEqual(expected.left);
    expect(right).toEqual(expected.right);
  });

  it('carries on only what its caller keeps', () => {
    const { left: once } = whiteNoise(64, 0.5, new Rng(2));
    const again = once.slice();
    const range = { right: new Float32Array(64), from: 0, to: 64 };
    loop.process(Float64Array.of(0.5), new Float64Array(2), { ...range, left: once });
    loop.process(Float64Array.of(0.5), new Float64Array(2), { ...range, left: again });
    expect(again).toEqual(once);
  });
});
