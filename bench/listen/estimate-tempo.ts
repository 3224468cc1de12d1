import { exp, log2 } from '../../src/engine/kernel/index.ts';
import { STRENGTHS_PER_SECOND } from './onset-strength.ts';

export type PulseEstimate = {
  /** The most likely speed of the beat; null where nothing pulses. */
  readonly bpm: number | null;
  /** The highest likeness of the onsets to themselves, shifted by a beat or a part of it: −1 to 1. A metronome has 1. */
  readonly periodicity: number;
};

const SLOWEST_BPM = 40;
const FASTEST_BPM = 220;
/**
 * Where most music beats (Moelants 2002: a resonance near 120), and how broadly around it: as wide as human music of known tempo is
 * heard best with, see decision 23.
 */
const USUAL_BPM = 115;
const SPREAD_OCTAVES = 1.4;

/** The tempo and regularity of a piece from its onset strengths alone: autocorrelation, summed over the first multiples of each lag. */
export function estimatePulse(strength: Float64Array): PulseEstimate {
  const longest = Math.ceil((4 * 60 * STRENGTHS_PER_SECOND) / SLOWEST_BPM);
  const likeness = autocorrelation(strength, Math.min(longest, strength.length >> 1));
  let best = 0;
  let bpm: number | null = null;
  for (let candidate = SLOWEST_BPM; candidate <= FASTEST_BPM; candidate += 0.25) {
    const lag = (60 * STRENGTHS_PER_SECOND) / candidate;
    const octaves = log2(candidate / USUAL_BPM) / SPREAD_OCTAVES;
    const support = [1, 2, 3, 4].reduce((sum, times) => sum + valueAt(likeness, lag * times) / times, 0);
    const mark = support * exp(-0.5 * octaves * octaves);
    if (mark > best) {
      best = mark;
      bpm = candidate;
    }
  }

  const from = Math.round(0.2 * STRENGTHS_PER_SECOND);
  const to = Math.round(2.5 * STRENGTHS_PER_SECOND);
  return { bpm, periodicity: likeness.subarray(from, to).reduce((most, value) => Math.max(most, value), -1) };
}

/** Whether an estimate means a beat of `beatsPerMinute`: within 4 %, octaves allowed. */
export function agreesInTempo(estimate: number, beatsPerMinute: number): boolean {
  return [1, 2, 0.5, 4, 0.25].some((factor) => Math.abs(estimate / (beatsPerMinute * factor) - 1) < 0.04);
}

function valueAt(values: Float64Array, place: number): number {
  const left = Math.floor(place);
  const part = place - left;
  return (values[left] ?? 0) * (1 - part) + (values[left + 1] ?? 0) * part;
}

function autocorrelation(strength: Float64Array, lags: number): Float64Array {
  const count = strength.length;
  const mean = strength.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  const centred = strength.map((value) => value - mean);
  const power = centred.reduce((sum, value) => sum + value * value, 0);
  const result = new Float64Array(Math.max(1, lags));
  for (let lag = 0; lag < lags; lag++) {
    let sum = 0;
    for (let i = 0; i + lag < count; i++) {
      sum += centred[i]! * centred[i + lag]!;
    }

    result[lag] = power > 0 ? sum / power / (1 - lag / count) : 0;
  }

  return result;
}
