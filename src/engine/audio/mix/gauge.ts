import { dbFromGain } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

/** What staging needs to know of a raw signal. */
export type Gauge = {
  /** RMS of the passages that sound, dB of both channels' mean power; null for silence. */
  readonly activeDb: number | null;
  /** Level of its hits: RMS of the loudest tenth of the windows that sound, dB; null for silence. */
  readonly hitDb: number | null;
  /** Energy of side against middle, as a power ratio. */
  readonly sideToMid: number;
};

/** 20 ms: a drum hit's body. */
const WINDOW = 960;

/** Gauges a signal in one pass. */
export function gauge(audio: Stereo): Gauge {
  const { left, right } = audio;
  const windows = new Float64Array(Math.ceil(left.length / WINDOW));
  let product = 0;
  let total = 0;
  let loudest = 0;
  for (let index = 0; index < windows.length; index++) {
    const to = Math.min(left.length, (index + 1) * WINDOW);
    let power = 0;
    let cross = 0;
    for (let i = index * WINDOW; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      power += l * l + r * r;
      cross += l * r;
    }

    windows[index] = power;
    product += cross;
    total += power;
    loudest = Math.max(loudest, power);
  }

  // −100 dB and less is the noise of arithmetic.
  if (loudest / WINDOW < 1e-10) {
    return { activeDb: null, hitDb: null, sideToMid: 0 };
  }

  // Windows 30 dB under the loudest are gaps and tails.
  const sounding = windows.filter((power) => power > loudest * 1e-3).sort();
  const mean = sounding.reduce((sum, power) => sum + power, 0) / sounding.length;
  const top = sounding.subarray(Math.floor(sounding.length * 0.9));
  const hits = top.reduce((sum, power) => sum + power, 0) / top.length;
  return {
    activeDb: dbFromGain(Math.sqrt(mean / (2 * WINDOW))),
    hitDb: dbFromGain(Math.sqrt(hits / (2 * WINDOW))),
    sideToMid: Math.max(0, total - 2 * product) / Math.max(total * 1e-12, total + 2 * product),
  };
}
