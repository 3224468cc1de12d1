import type { Stereo } from '../stereo.ts';

// BS.1770-4, tables 1 and 2: the head's shelf and the revised low-frequency B curve, for 48 kHz, which is our only rate.
const SHELF = {
  b0: 1.53512485958697,
  b1: -2.69169618940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585,
} as const;
const LOW_CUT = { a1: -1.99004745483398, a2: 0.99007225036621 } as const;

/**
 * Energy of the K-weighted signal for every `hop` samples: the sum of squares of both channels (a last, shorter hop
 * included). All loudness figures are sums of these.
 */
export function weightedEnergies(audio: Stereo, hop: number): Float64Array {
  const { left, right } = audio;
  const energies = new Float64Array(Math.ceil(left.length / hop));
  const { b0, b1, b2, a1, a2 } = SHELF;
  const { a1: c1, a2: c2 } = LOW_CUT;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  let l4 = 0;
  let r1 = 0;
  let r2 = 0;
  let r3 = 0;
  let r4 = 0;
  for (let index = 0; index < energies.length; index++) {
    const to = Math.min(left.length, (index + 1) * hop);
    let sum = 0;
    for (let i = index * hop; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const yl = b0 * l + l1;
      const yr = b0 * r + r1;
      l1 = b1 * l - a1 * yl + l2;
      r1 = b1 * r - a1 * yr + r2;
      l2 = b2 * l - a2 * yl;
      r2 = b2 * r - a2 * yr;
      // The low cut's numerator is 1, −2, 1.
      const zl = yl + l3;
      const zr = yr + r3;
      l3 = -2 * yl - c1 * zl + l4;
      r3 = -2 * yr - c1 * zr + r4;
      l4 = yl - c2 * zl;
      r4 = yr - c2 * zr;
      sum += zl * zl + zr * zr;
    }

    energies[index] = sum;
  }

  return energies;
}
