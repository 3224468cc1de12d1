import { dbFromGain, log10 } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';
import { SILENCE_DB } from './true-peak.ts';

/** Levels and stereo picture of a piece; dB relative to full scale unless said otherwise. */
export type Image = {
  readonly rmsDb: number;
  readonly samplePeakDb: number;
  /** Peak over RMS, dB. */
  readonly crestDb: number;
  /** Energy of the side against the middle, dB; `SILENCE_DB` for mono. */
  readonly sideToMidDb: number;
  /** −1 opposed, 0 unrelated, 1 mono. */
  readonly correlation: number;
  /** Largest mean of a channel, as an amplitude. */
  readonly dc: number;
  /** Left against right, dB. */
  readonly balanceDb: number;
};

/** Measures levels, picture and DC in one pass. */
export function measureImage(audio: Stereo): Image {
  const { left, right } = audio;
  const count = Math.max(1, left.length);
  let leftSum = 0;
  let rightSum = 0;
  let leftPower = 0;
  let rightPower = 0;
  let product = 0;
  let peak = 0;
  for (let i = 0; i < left.length; i++) {
    const l = left[i]!;
    const r = right[i]!;
    leftSum += l;
    rightSum += r;
    leftPower += l * l;
    rightPower += r * r;
    product += l * r;
    peak = Math.max(peak, l, -l, r, -r);
  }

  const both = leftPower + rightPower;
  const mid = both + 2 * product;
  const side = both - 2 * product;
  const rmsDb = levelOf(Math.sqrt(both / 2 / count));
  const samplePeakDb = levelOf(peak);
  const spread = Math.sqrt(leftPower * rightPower);
  return {
    rmsDb,
    samplePeakDb,
    crestDb: samplePeakDb - rmsDb,
    sideToMidDb: powerRatioDb(side, mid),
    correlation: spread > 0 ? product / spread : 1,
    dc: Math.max(Math.abs(leftSum), Math.abs(rightSum)) / count,
    balanceDb: both > 0 ? powerRatioDb(leftPower, rightPower) : 0,
  };
}

function levelOf(amplitude: number): number {
  return amplitude > 1e-6 ? dbFromGain(amplitude) : SILENCE_DB;
}

function powerRatioDb(top: number, bottom: number): number {
  if (top <= bottom * 1e-12) {
    return SILENCE_DB;
  }

  return bottom <= top * 1e-12 ? -SILENCE_DB : 10 * log10(top / bottom);
}
