import { cos, gainFromDb, mixBetween, sin, TAU } from '../kernel/index.ts';
import { LIMITER_HOP, limiterCurve } from './dsp/limiter.ts';
import { truePeakEnvelope } from './meters/true-peak.ts';
import type { Stereo } from './stereo.ts';

/** Samples that share one value of `hopPeaks` and `planLimit`. */
export const PEAK_HOP = LIMITER_HOP;
/** The limiter aims below the ceiling by this, dB: other meters' interpolators read a little higher than ours. */
const MARGIN_DB = 0.3;
/** What 24 bits and a gain's rounding may add to a master that stands at the ceiling, dB. */
const TOLERANCE_DB = 0.02;

const AUDIBLE_HOP = 480;
const AUDIBLE_POWER = 1e-6;
/** Samples of a clip that share one value of its levels and its ducking, before straight lines join them. */
const LEVEL_HOP = 64;

/** How sound comes or goes: `smooth` a raised cosine, `even-power` a quarter of a sine. */
type ClipFade = { readonly samples: number; readonly shape: 'smooth' | 'even-power' };

/** How a stretch of sound enters a sum; samples. */
export type ClipGain = {
  /** Amplitude; exactly 1 without fades, levels and ducking adds the samples as they are. */
  readonly gain: number;
  readonly fadeIn: ClipFade;
  readonly fadeOut: ClipFade;
  /** In order; dB between them straight, the outer ones held. Empty: none. */
  readonly levels: readonly { readonly sample: number; readonly gainDb: number }[];
  /** Length of the whole clip. */
  readonly clipSamples: number;
};

/** Where a piece of a clip goes in a sum. */
export type ClipPlace = {
  /** The sample of the sum that the piece's first is added to. */
  readonly at: number;
  /** The sample of the clip that the piece's first is. */
  readonly from: number;
  readonly clip: ClipGain;
  /** By how much the clip gives way at one of its samples, dB, 0 or below; null: never. */
  readonly duckingDbAt: ((sample: number) => number) | null;
};

/** Adds a piece of a clip to a sum. However the clip is cut into pieces, the sum is the same. */
export function addClip(sum: Stereo, piece: Stereo, { at, from, clip, duckingDbAt }: ClipPlace): void {
  const count = piece.left.length;
  const isFaded = clip.fadeIn.samples > 0 || clip.fadeOut.samples > 0;
  const moves = clip.levels.length === 0 && duckingDbAt === null ? null : movesOf(clip, duckingDbAt, { from, count });
  for (let i = 0; i < count; i++) {
    let gain = isFaded ? clip.gain * fadeAt(from + i, clip) : clip.gain;
    if (moves !== null) {
      gain *= moves[i]!;
    }

    sum.left[at + i] = sum.left[at + i]! + gain * piece.left[i]!;
    sum.right[at + i] = sum.right[at + i]! + gain * piece.right[i]!;
  }
}

/** How many of a piece's samples, times `gain`, stand above −60 dBFS, counted in stretches of 10 ms. */
export function audibleSamples(piece: Stereo, gain: number): number {
  let audible = 0;
  for (let from = 0; from < piece.left.length; from += AUDIBLE_HOP) {
    const to = Math.min(piece.left.length, from + AUDIBLE_HOP);
    let power = 0;
    for (let i = from; i < to; i++) {
      power += piece.left[i]! * piece.left[i]! + piece.right[i]! * piece.right[i]!;
    }

    audible += gain * gain * power > 2 * AUDIBLE_POWER * (to - from) ? to - from : 0;
  }

  return audible;
}

/** The level of a clip at one of its samples by its level points alone, dB. */
export function levelDbAt(levels: ClipGain['levels'], sample: number): number {
  const found = levels.findIndex((point) => point.sample > sample);
  const next = found < 0 ? levels.length : found;
  const [before, after] = [levels[next - 1], levels[next]];
  if (before === undefined || after === undefined) {
    return before?.gainDb ?? after?.gainDb ?? 0;
  }

  return mixBetween(before.gainDb, after.gainDb, (sample - before.sample) / (after.sample - before.sample));
}

function movesOf(
  { levels }: ClipGain,
  duckingDbAt: ClipPlace['duckingDbAt'],
  { from, count }: { readonly from: number; readonly count: number },
): Float64Array {
  const moves = new Float64Array(count);
  const gainAt = (hop: number): number =>
    gainFromDb(levelDbAt(levels, hop * LEVEL_HOP) + (duckingDbAt === null ? 0 : duckingDbAt(hop * LEVEL_HOP)));
  let hop = Math.floor(from / LEVEL_HOP);
  let [start, end] = [gainAt(hop), gainAt(hop + 1)];
  for (let i = 0; i < count; i++) {
    const place = (from + i) / LEVEL_HOP;
    if (place >= hop + 1) {
      hop += 1;
      [start, end] = [end, gainAt(hop + 1)];
    }

    moves[i] = start + (end - start) * (place - hop);
  }

  return moves;
}

function fadeAt(sample: number, { fadeIn, fadeOut, clipSamples }: ClipGain): number {
  const rest = clipSamples - sample;
  const rising = sample < fadeIn.samples ? shaped(sample / fadeIn.samples, fadeIn.shape) : 1;
  const falling = rest < fadeOut.samples ? shaped(rest / fadeOut.samples, fadeOut.shape) : 1;
  return rising * falling;
}

function shaped(part: number, shape: ClipFade['shape']): number {
  return shape === 'smooth' ? 0.5 - 0.5 * cos((TAU / 2) * part) : sin((TAU / 4) * part);
}

/** True peaks (amplitude) of every `PEAK_HOP` samples. The first and the last of a piece that is not the whole want the samples around it. */
export function hopPeaks(audio: Stereo, ceilingDbtp: number): Float32Array {
  // No value between samples is more than 2.03 times the loudest sample near it.
  return truePeakEnvelope(audio, PEAK_HOP, gainFromDb(ceilingDbtp - MARGIN_DB) / 2.1);
}

/**
 * The gain of every hop that keeps `gain` (an amplitude, 1 unless told) times sound of these peaks at or below the ceiling, on top of
 * that gain; null when it is there already.
 */
export function planLimit(peaks: Float32Array, ceilingDbtp: number, gain = 1): Float32Array | null {
  const highest = gainFromDb(ceilingDbtp + TOLERANCE_DB) / gain;
  if (peaks.every((peak) => peak <= highest)) {
    return null;
  }

  return limiterCurve(peaks, gain, {
    ceiling: gainFromDb(ceilingDbtp - MARGIN_DB),
    ratio: Infinity,
    fastMs: 60,
    slowMs: 350,
    isLoop: false,
  });
}

/** Multiplies a piece by an amplitude, in place. */
export function applyGain({ left, right }: Stereo, gain: number): void {
  for (let i = 0; i < left.length; i++) {
    left[i] = left[i]! * gain;
    right[i] = right[i]! * gain;
  }
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
