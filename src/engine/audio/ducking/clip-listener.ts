import { weightedEnergies } from '../meters/k-weighting.ts';
import { GATING_STEP } from '../meters/loudness.ts';
import type { Stereo } from '../stereo.ts';
import { findSound, findSpeech, findVoice } from './speech-activity.ts';
import { SpeechFeatureMeter } from './speech-features.ts';
import type { Stretch } from './stretch.ts';

/** What was heard of a clip, in samples from its beginning. */
export type HeardClip = {
  /** Where somebody speaks in it. */
  readonly speech: readonly Stretch[];
  /** Where it is heard if it is a voice alone: all but its pauses. */
  readonly voice: readonly Stretch[];
  /** Where anything in it is heard. */
  readonly sound: readonly Stretch[];
  /** K-weighted energy of every 100 ms. */
  readonly energies: Float64Array;
};

/** Samples that `ClipListener` wants at a time, but for the last: a second. */
export const LISTENING_BLOCK = 10 * GATING_STEP;

/** Listens to a clip, block by block, at the level at which it enters the mix. */
export class ClipListener {
  readonly #meter: SpeechFeatureMeter | null;
  readonly #energies: Float64Array;
  #step = 0;

  /** `samples`: how long the clip is. `hears`: `all`, or only how loud it is (a tenth of the work), its stretches staying empty. Default `all`. */
  constructor(samples: number, hears: 'all' | 'loudness' = 'all') {
    this.#meter = hears === 'all' ? new SpeechFeatureMeter(samples) : null;
    this.#energies = new Float64Array(Math.ceil(samples / GATING_STEP));
  }

  process(block: Stereo): void {
    this.#meter?.process(block);
    // The weighting starts anew in each second; what it misses of it is far below a tenth of a dB.
    const energies = weightedEnergies(block, GATING_STEP);
    this.#energies.set(energies.subarray(0, this.#energies.length - this.#step), this.#step);
    this.#step += energies.length;
  }

  finish(): HeardClip {
    const features = this.#meter?.finish() ?? null;
    const energies = this.#energies;
    return features === null
      ? { speech: [], voice: [], sound: [], energies }
      : { speech: findSpeech(features), voice: findVoice(features), sound: findSound(features), energies };
  }
}
