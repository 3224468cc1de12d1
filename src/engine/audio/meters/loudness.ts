import { log10, pow, SAMPLE_RATE } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';
import { weightedEnergies } from './k-weighting.ts';
import { SILENCE_DB } from './true-peak.ts';

/** Loudness of a whole piece; LUFS, or LU for the range. `SILENCE_DB` where nothing passes the gates. */
export type Loudness = {
  readonly integratedLufs: number;
  /** Loudest 400 ms. */
  readonly momentaryMaxLufs: number;
  /** Loudest 3 s; of a shorter piece, its whole. */
  readonly shortTermMaxLufs: number;
  /** EBU Tech 3342; 0 for pieces under 3 s. */
  readonly loudnessRangeLu: number;
};

/** BS.1770: blocks of 400 ms start every 100 ms. */
export const GATING_STEP = SAMPLE_RATE / 10;
const STEPS_OF_A_BLOCK = 4;
const STEPS_OF_A_SHORT_TERM = 30;
const ABSOLUTE_GATE_LUFS = -70;

/** Measures a piece by BS.1770-4 and EBU Tech 3341 / 3342. */
export function measureLoudness(audio: Stereo): Loudness {
  return loudnessOfSteps(weightedEnergies(audio, GATING_STEP), audio.left.length);
}

/** The same from K-weighted energies of each 100 ms, for callers that have them; `samples` is the piece's length. */
export function loudnessOfSteps(energies: Float64Array, samples: number): Loudness {
  const blocks = windowPowers(energies, samples, STEPS_OF_A_BLOCK);
  const shortTerms = windowPowers(energies, samples, STEPS_OF_A_SHORT_TERM);
  return {
    integratedLufs: lufsOfPower(gatedPower(blocks)),
    momentaryMaxLufs: lufsOfPower(largest(blocks)),
    shortTermMaxLufs: lufsOfPower(largest(shortTerms)),
    loudnessRangeLu: samples >= STEPS_OF_A_SHORT_TERM * GATING_STEP ? loudnessRange(shortTerms) : 0,
  };
}

/** Integrated loudness alone, from K-weighted energies of each 100 ms. */
export function integratedLufsOfSteps(energies: Float64Array, samples: number): number {
  return lufsOfPower(gatedPower(windowPowers(energies, samples, STEPS_OF_A_BLOCK)));
}

/** LUFS of a mean square summed over the channels. */
export function lufsOfPower(power: number): number {
  return power > 1e-12 ? -0.691 + 10 * log10(power) : SILENCE_DB;
}

/** Mean powers of the sliding windows that fit whole into the piece; of a shorter piece, the power of its whole. */
function windowPowers(energies: Float64Array, samples: number, steps: number): Float64Array {
  const whole = Math.floor(samples / GATING_STEP);
  if (whole < steps) {
    return Float64Array.of(samples > 0 ? energies.reduce((sum, energy) => sum + energy, 0) / samples : 0);
  }

  const powers = new Float64Array(whole - steps + 1);
  for (let start = 0; start < powers.length; start++) {
    let sum = 0;
    for (let step = start; step < start + steps; step++) {
      sum += energies[step]!;
    }

    powers[start] = sum / (steps * GATING_STEP);
  }

  return powers;
}

function gatedPower(powers: Float64Array): number {
  const absolute = powerOfLufs(ABSOLUTE_GATE_LUFS);
  // BS.1770: the relative gate sits 10 LU below the mean of the blocks that pass −70 LUFS.
  return meanAbove(powers, Math.max(absolute, 0.1 * meanAbove(powers, absolute)));
}

function loudnessRange(powers: Float64Array): number {
  const absolute = powerOfLufs(ABSOLUTE_GATE_LUFS);
  // Tech 3342: the relative gate sits 20 LU below, the range goes from the 10th to the 95th percentile.
  const gate = Math.max(absolute, 0.01 * meanAbove(powers, absolute));
  const kept = powers.filter((power) => power > gate).sort();
  if (kept.length === 0) {
    return 0;
  }

  const low = kept[Math.round(0.1 * (kept.length - 1))]!;
  const high = kept[Math.round(0.95 * (kept.length - 1))]!;
  return 10 * log10(high / low);
}

function meanAbove(powers: Float64Array, gate: number): number {
  let sum = 0;
  let count = 0;
  for (const power of powers) {
    if (power > gate) {
      sum += power;
      count++;
    }
  }

  return count > 0 ? sum / count : 0;
}

function largest(powers: Float64Array): number {
  return powers.reduce((most, power) => Math.max(most, power), 0);
}

function powerOfLufs(lufs: number): number {
  return pow(10, (lufs + 0.691) / 10);
}
