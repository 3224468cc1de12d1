import { dbFromGain } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

// BS.1770-4, annex 2: the 48-tap, four-phase interpolator; phases 2 and 3 are phases 1 and 0 turned round.
const [A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11] = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625, 0.97216796875,
  -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
] as const;
const [B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11] = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625, -0.2003173828125,
  0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
] as const;
/** Samples before the place that an interpolated value looks back to; it leans on as many after it, less one. */
const REACH = 6;
/** The largest sum of one phase's magnitudes: no interpolated value exceeds the loudest of its twelve samples by more. */
const OVERSHOOT = 2.03;

/** Level that stands for silence in reports, where −∞ would not survive JSON. */
export const SILENCE_DB = -120;

/** Loudest value between and on the samples, dBTP (BS.1770-4, four times oversampled); `SILENCE_DB` for silence. */
export function measureTruePeakDb(audio: Stereo): number {
  const hop = 32;
  const length = audio.left.length;
  // Starting from the sample peak, only the few places that could exceed it are interpolated.
  let peak = Math.max(samplePeak(audio.left), samplePeak(audio.right));
  for (let from = 0; from < length; from += hop) {
    const to = Math.min(length, from + hop);
    peak = Math.max(
      peak,
      peakWithin(audio.left, from, to, peak / OVERSHOOT),
      peakWithin(audio.right, from, to, peak / OVERSHOOT),
    );
  }

  return peak > 1e-6 ? dbFromGain(peak) : SILENCE_DB;
}

/**
 * True peak of both channels together for every `hop` samples. Where no sample near exceeds `floor` the sample peak stands
 * in for the true one, which saves most of the work.
 */
export function truePeakEnvelope(audio: Stereo, hop: number, floor: number): Float32Array {
  const length = audio.left.length;
  const envelope = new Float32Array(Math.ceil(length / hop));
  for (let index = 0; index < envelope.length; index++) {
    const from = index * hop;
    const to = Math.min(length, from + hop);
    envelope[index] = Math.max(peakWithin(audio.left, from, to, floor), peakWithin(audio.right, from, to, floor));
  }

  return envelope;
}

/** The largest magnitude on the samples `[from, to)` and, where one within reach exceeds `floor`, between them. */
function peakWithin(x: Float32Array, from: number, to: number, floor: number): number {
  let loudest = 0;
  let around = 0;
  const first = Math.max(0, from - REACH);
  const last = Math.min(x.length, to + REACH);
  for (let i = first; i < last; i++) {
    const magnitude = x[i]! < 0 ? -x[i]! : x[i]!;
    if (magnitude > around) {
      around = magnitude;
    }

    if (magnitude > loudest && i >= from && i < to) {
      loudest = magnitude;
    }
  }

  if (around <= floor) {
    return loudest;
  }

  for (let i = from; i < to; i++) {
    const inside = i >= REACH && i + REACH <= x.length;
    const x0 = inside ? x[i - 6]! : valueAt(x, i - 6);
    const x1 = inside ? x[i - 5]! : valueAt(x, i - 5);
    const x2 = inside ? x[i - 4]! : valueAt(x, i - 4);
    const x3 = inside ? x[i - 3]! : valueAt(x, i - 3);
    const x4 = inside ? x[i - 2]! : valueAt(x, i - 2);
    const x5 = inside ? x[i - 1]! : valueAt(x, i - 1);
    const x6 = x[i]!;
    const x7 = inside ? x[i + 1]! : valueAt(x, i + 1);
    const x8 = inside ? x[i + 2]! : valueAt(x, i + 2);
    const x9 = inside ? x[i + 3]! : valueAt(x, i + 3);
    const x10 = inside ? x[i + 4]! : valueAt(x, i + 4);
    const x11 = inside ? x[i + 5]! : valueAt(x, i + 5);
    const p0 =
      A0 * x11 + A1 * x10 + A2 * x9 + A3 * x8 + A4 * x7 + A5 * x6 + A6 * x5 + A7 * x4 + A8 * x3 + A9 * x2 + A10 * x1 + A11 * x0;
    const p1 =
      B0 * x11 + B1 * x10 + B2 * x9 + B3 * x8 + B4 * x7 + B5 * x6 + B6 * x5 + B7 * x4 + B8 * x3 + B9 * x2 + B10 * x1 + B11 * x0;
    const p2 =
      B11 * x11 + B10 * x10 + B9 * x9 + B8 * x8 + B7 * x7 + B6 * x6 + B5 * x5 + B4 * x4 + B3 * x3 + B2 * x2 + B1 * x1 + B0 * x0;
    const p3 =
      A11 * x11 + A10 * x10 + A9 * x9 + A8 * x8 + A7 * x7 + A6 * x6 + A5 * x5 + A4 * x4 + A3 * x3 + A2 * x2 + A1 * x1 + A0 * x0;
    loudest = Math.max(loudest, p0, -p0, p1, -p1, p2, -p2, p3, -p3);
  }

  return loudest;
}

function valueAt(x: Float32Array, index: number): number {
  return index >= 0 && index < x.length ? x[index]! : 0;
}

function samplePeak(x: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < x.length; i++) {
    const magnitude = x[i]! < 0 ? -x[i]! : x[i]!;
    if (magnitude > peak) {
      peak = magnitude;
    }
  }

  return peak;
}
