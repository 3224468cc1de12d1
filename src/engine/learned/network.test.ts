import { describe, expect, it } from 'vitest';
import { decodeBase64 } from './decode-base64.ts';
import { gateTanh, multiply } from './network.ts';

describe('networks', () => {
  it('multiply a matrix and add the bias', () => {
    const output = new Float64Array(2);
    const matrix = { rows: 2, columns: 3, values: Float32Array.of(1, 2, 3, -1, 0, 0.5) };
    const bias = { rows: 2, columns: 1, values: Float32Array.of(10, 0.25) };
    multiply({ matrix, bias }, Float64Array.of(1, -1, 2), output);
    expect([...output]).toEqual([15, 0.25]);
  });

  it('take the gates’ hyperbolic tangent to seven digits', () => {
    for (let x = -12; x <= 12; x += 0.037) {
      expect(Math.abs(gateTanh(x) - Math.tanh(x))).toBeLessThan(2e-7);
    }
  });

  it('decode base64 of every length', () => {
    for (const length of [0, 1, 2, 3, 61, 62]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + 7) & 255);
      expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
    }
  });
});
