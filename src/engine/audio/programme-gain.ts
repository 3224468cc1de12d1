import { clamp, gainFromDb, SAMPLE_RATE } from '../kernel/index.ts';
import { weightedEnergies } from './meters/k-weighting.ts';
import { GATING_STEP, integratedLufsOfSteps } from './meters/loudness.ts';
import type { Stereo } from './stereo.ts';
import { PEAK_HOP, planLimit } from './sum-clips.ts';

/** Samples that share one of the energies that `planProgrammeGain` wants: 10 ms. */
export const PROGRAMME_HOP = SAMPLE_RATE / 100;
const HOPS_OF_A_STEP = GATING_STEP / PROGRAMME_HOP;
const PEAKS_OF_A_HOP = PROGRAMME_HOP / PEAK_HOP;
/** What is softer than that by more is left soft, dB: what is there is a room, not a programme. */
const MOST_GAIN_DB = 20;
const SILENT_LUFS = -70;
/** What is so near is there already, LU. */
const NEAR_LU = 0.1;
/** The limiter may take more than 6 dB off for at most a hundredth of the time; louder than that a programme does not become. */
const DEEP_GAIN = 0.5;
const DEEP_PART = 0.01;
const ROUNDS = 12;

/** One gain (amplitude) for the whole, and the limiter's curve on top of it; null where nothing is limited. */
export type ProgrammeGain = { readonly gain: number; readonly curve: Float32Array | null };

/** K-weighted energies of a piece for `planProgrammeGain`. The weighting begins anew: what it should hear of the sound before must be in the piece. */
export function programmeEnergies(audio: Stereo): Float64Array {
  return weightedEnergies(audio, PROGRAMME_HOP);
}

/** The one gain that brings a sum to a loudness, as far as the ceiling lets it; the relations within it stay. */
export function planProgrammeGain(
  { energies, peaks, samples }: { readonly energies: Float64Array; readonly peaks: Float32Array; readonly samples: number },
  { lufs, ceilingDbtp }: { readonly lufs: number; readonly ceilingDbtp: number },
): ProgrammeGain {
  const plain = integratedLufsOfSteps(stepsOf(energies, 1, null), samples);
  if (plain <= SILENT_LUFS) {
    return { gain: 1, curve: planLimit(peaks, ceilingDbtp) };
  }

  let most = MOST_GAIN_DB;
  let gainDb = clamp(lufs - plain, -MOST_GAIN_DB, most);
  if (Math.abs(gainDb) <= NEAR_LU) {
    gainDb = 0;
  }

  // What the limiter takes has to be made up for, which gives it more to take: a few rounds settle it.
  for (let round = 0; ; round++) {
    const gain = gainDb === 0 ? 1 : gainFromDb(gainDb);
    const curve = planLimit(peaks, ceilingDbtp, gain);
    if (curve === null || round === ROUNDS) {
      return { gain, curve };
    }

    if (gainDb > 0 && isDeep(curve)) {
      most = Math.max(0, gainDb - 1);
      gainDb = most;
      continue;
    }

    const missing = lufs - integratedLufsOfSteps(stepsOf(energies, gain, curve), samples);
    if (Math.abs(missing) <= NEAR_LU || (missing > 0 && gainDb >= most)) {
      return { gain, curve };
    }

    gainDb = clamp(gainDb + missing, -MOST_GAIN_DB, most);
  }
}

function isDeep(curve: Float32Array): boolean {
  return curve.reduce((count, value) => count + (value < DEEP_GAIN ? 1 : 0), 0) > DEEP_PART * curve.length;
}

/** Energies of 100 ms after a gain and a curve. */
function stepsOf(energies: Float64Array, gain: number, curve: Float32Array | null): Float64Array {
  const steps = new Float64Array(Math.ceil(energies.length / HOPS_OF_A_STEP));
  for (const [hop, energy] of energies.entries()) {
    const step = Math.floor(hop / HOPS_OF_A_STEP);
    steps[step] = steps[step]! + energy * gain * gain * (curve === null ? 1 : powerWithin(curve, hop));
  }

  return steps;
}

function powerWithin(curve: Float32Array, hop: number): number {
  const held = curve.subarray(hop * PEAKS_OF_A_HOP, (hop + 1) * PEAKS_OF_A_HOP);
  return held.length === 0 ? 1 : held.reduce((sum, value) => sum + value * value, 0) / held.length;
}
