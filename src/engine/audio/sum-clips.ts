import { cos, gainFromDb, TAU } from '../kernel/index.ts';
import { LIMITER_HOP, limiterCurve } from './dsp/limiter.ts';
import { truePeakEnvelope } from './meters/true-peak.ts';
import type { Stereo } from './stereo.ts';

/** Samples that share one value of `hopPeaks` and `planLimit`. */
export const PEAK_HOP = LIMITER_HOP;
/** The limiter aims below the ceiling by this, dB: other meters' interpolators read a little higher than ours. */
const MARGIN_DB = 0.3;
/** What 24 bits and a gain's rounding may add to a master that stands at the ceiling, dB. */
const TOLERANCE_DB = 0.02;

/** How a stretch of sound enters a sum; samples. */
export type ClipGain = {
  /** Amplitude; exactly 1 without fades adds the samples as they are. */
  readonly gain: number;
  readonly fadeInSamples: number;
  readonly fadeOutSamples: number;
  /** Length of the whole clip. */
  readonly clipSamples: number;
};

/** Adds `piece`, whose first sample is sample `from` of its clip, to `sum` from its sample `at` on. Fades are raised cosines. */
export function addClip(
  sum: Stereo,
  piece: Stereo,
  place: { readonly at: number; readonly from: number; readonly clip: ClipGain },
): void {
  const { at, from, clip } = place;
  const isPlain = clip.fadeInSamples === 0 && clip.fadeOutSamples === 0;
  for (let i = 0; i < piece.left.length; i++) {
    const gain = isPlain ? clip.gain : clip.gain * fadeAt(from + i, clip);
    sum.left[at + i] = sum.left[at + i]! + gain * piece.left[i]!;
    sum.right[at + i] = sum.right[at + i]! + gain * piece.right[i]!;
  }
}

function fadeAt(sample: number, { fadeInSamples, fadeOutSamples, clipSamples }: ClipGain): number {
  const rest = clipSamples - sample;
  const rising = sample < fadeInSamples ? 0.5 - 0.5 * cos((TAU / 2) * (sample / fadeInSamples)) : 1;
  const falling = rest < fadeOutSamples ? 0.5 - 0.5 * cos((TAU / 2) * (rest / fadeOutSamples)) : 1;
  return rising * falling;
}

/** True peaks (amplitude) of every `PEAK_HOP` samples. The first and the last of a piece that is not the whole want the samples around it. */
export function hopPeaks(audio: Stereo, ceilingDbtp: number): Float32Array {
  // No value between samples is more than 2.03 times the loudest sample near it.
  return truePeakEnvelope(audio, PEAK_HOP, gainFromDb(ceilingDbtp - MARGIN_DB) / 2.1);
}

/** The gain of every hop that keeps sound of these peaks at or below the ceiling; null when it is there already. */
export function planLimit(peaks: Float32Array, ceilingDbtp: number): Float32Array | null {
  const highest = gainFromDb(ceilingDbtp + TOLERANCE_DB);
  if (peaks.every((peak) => peak <= highest)) {
    return null;
  }

  return limiterCurve(peaks, 1, {
    ceiling: gainFromDb(ceilingDbtp - MARGIN_DB),
    ratio: Infinity,
    fastMs: 60,
    slowMs: 350,
    isLoop: false,
  });
}

/** Multiplies a piece, whose first sample is sample `from` of the whole, by the curve of `planLimit`, in place. */
export function applyLimit(piece: Stereo, curve: Float32Array, from: number): void {
  const last = curve.length - 1;
  for (let i = 0; i < piece.left.length; i++) {
    // A value holds for the middle of its hop; straight lines join them.
    const place = (from + i - PEAK_HOP / 2) / PEAK_HOP;
    const before = Math.floor(place);
    const start = curve[Math.max(0, Math.min(last, before))]!;
    const gain = start + (curve[Math.min(last, Math.max(0, before + 1))]! - start) * (place - before);
    piece.left[i] = piece.left[i]! * gain;
    piece.right[i] = piece.right[i]! * gain;
  }
}
