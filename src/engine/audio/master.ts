import { clamp, dbFromGain, gainFromDb, pow, SAMPLE_RATE, type Sample } from '../kernel/index.ts';
import type { Score } from '../score/index.ts';
import type { EqBand } from './dsp/biquad.ts';
import { DcBlocker } from './dsp/dc-blocker.ts';
import { Equaliser } from './dsp/equaliser.ts';
import { Exciter } from './dsp/exciter.ts';
import { fadeOut } from './dsp/fade.ts';
import { applyCurve, LIMITER_HOP, limiterCurve, type LimiterSettings } from './dsp/limiter.ts';
import { StereoWidth } from './dsp/stereo-width.ts';
import { measureImage } from './meters/image.ts';
import { weightedEnergies } from './meters/k-weighting.ts';
import { GATING_STEP, integratedLufsOfSteps, type Loudness, measureLoudness } from './meters/loudness.ts';
import { measureOctaveBalance } from './meters/spectral-balance.ts';
import { measureTruePeakDb, SILENCE_DB, truePeakEnvelope } from './meters/true-peak.ts';
import { closeLoop } from './mix/close-loop.ts';
import type { MixPlan } from './mix/plan-mix.ts';
import type { ToneRecipe } from './mix/recipe.ts';
import { turnLoop } from './mix/turn-loop.ts';
import type { Performance } from './performance.ts';
import { silence, type Stereo } from './stereo.ts';

/** What a master is to be. */
export type MasterSettings = {
  readonly durationSamples: Sample;
  /** Integrated loudness wanted, LUFS; streaming services play at −14. */
  readonly targetLufs: number;
  /** True peak never exceeded, dBTP. */
  readonly ceilingDbtp: number;
  readonly tone: ToneRecipe;
  /** The mix begins with the loop's run-in: close the loop, and leave no fade at the end. */
  readonly isLoop: boolean;
  /** Length of the closing fade; 0 for none. */
  readonly fadeSeconds: number;
};

/** What a master is: measured on the finished samples. */
export type MasterReport = Loudness & {
  readonly truePeakDbtp: number;
  /** Deepest gain reduction of the limiter, dB, 0 or below. */
  readonly deepestLimitingDb: number;
  /** What the tone matching did: below 75 Hz, at 150, 380 and 2400 Hz, above 7 kHz; dB. */
  readonly toneDb: readonly number[];
};

export type Mastered = { readonly audio: Stereo; readonly report: MasterReport };

/** The limiter aims below the ceiling by this, dB: other meters' interpolators read a little higher than ours. */
const MARGIN_DB = 0.3;
/** A piece that needs deeper limiting than this is compressed first, dB. */
const DEEPEST_DB = 6;
/** However quiet a piece, it is not raised further than this: it would be noise. */
const MOST_GAIN_DB = 60;
const CLOSE_ENOUGH_LU = 0.05;
/** The last moments go to zero, so that no end clicks. */
const END_SECONDS = 0.03;
const BLOCK = 512;

/** Settings for a planned mix: the style's tone, the score's ending, the streaming target. */
export function planMaster(
  score: Pick<Score, 'ending'>,
  performance: Pick<Performance, 'durationSamples'>,
  plan: MixPlan,
): MasterSettings {
  const seconds = performance.durationSamples / SAMPLE_RATE;
  return {
    durationSamples: performance.durationSamples,
    targetLufs: -14,
    ceilingDbtp: -1,
    tone: plan.recipe.tone,
    isLoop: score.ending === 'loop',
    fadeSeconds: closingFade(score.ending, seconds),
  };
}

/** Length of the closing fade. */
function closingFade(ending: Score['ending'], seconds: number): number {
  switch (ending) {
    case 'fade':
      // A fifth of the piece, so that short ones still have music before it, and no longer than the ear has patience.
      return clamp(0.2 * seconds, Math.min(1, 0.4 * seconds), 10);
    case 'ring':
      // The last chord is still sounding when the time is up: its end is drawn out to nothing, never cut.
      return Math.min(1.4, 0.12 * seconds);
    case 'button':
    case 'loop':
      return 0;
  }
}

/** Finishes a mix: tone towards the style's, mono bass and measured width, fade, target loudness under a true-peak ceiling. The mix is left as it is. */
export function master(mix: Stereo, settings: MasterSettings): Mastered {
  const { durationSamples, isLoop, targetLufs } = settings;
  const audio = isLoop ? closeLoop(mix, durationSamples) : trimmed(mix, durationSamples);
  const image = measureImage(audio);
  if (image.samplePeakDb <= -110) {
    return silentMaster(durationSamples);
  }

  const balanceDb = measureOctaveBalance(audio);
  const toneDb = toneMatch(balanceDb, settings.tone.balanceDb);
  const exciter = exciterFor(balanceDb, toneDb, settings.tone.balanceDb, image.rmsDb);
  const side = sideFactor(image.sideToMidDb, settings.tone.widthDb);
  const units = [new DcBlocker(), new Equaliser(toneBands(toneDb)), new StereoWidth({ side, spread: 0, monoBelowHz: 110 })];
  shape(audio, exciter === null ? units : [...units, exciter], isLoop);
  if (!isLoop) {
    fadeToEnd(audio, settings);
  }

  let deepestLimitingDb = makeLoud(audio, settings);
  let loudness = measureLoudness(audio);
  // The plan is made on sums of short stretches; where it missed, the result is close enough for a second, tiny correction.
  if (Math.abs(loudness.integratedLufs - targetLufs) > 0.1 && loudness.integratedLufs > SILENCE_DB) {
    deepestLimitingDb += makeLoud(audio, settings);
    loudness = measureLoudness(audio);
  }

  let truePeakDbtp = measureTruePeakDb(audio);
  if (truePeakDbtp > settings.ceilingDbtp) {
    const excessDb = truePeakDbtp - settings.ceilingDbtp + 0.02;
    scale(audio, gainFromDb(-excessDb));
    truePeakDbtp -= excessDb;
    loudness = measureLoudness(audio);
  }

  return { audio: isLoop ? turnLoop(audio) : audio, report: { ...loudness, truePeakDbtp, deepestLimitingDb, toneDb } };
}

/** Fades a piece of exactly `durationSamples` as it ends, in place: its closing fade, then the last moments to zero. */
export function fadeToEnd(audio: Stereo, settings: Pick<MasterSettings, 'durationSamples' | 'fadeSeconds'>): void {
  fadeOut(audio, Math.round(settings.fadeSeconds * SAMPLE_RATE));
  fadeOut(audio, Math.min(Math.round(END_SECONDS * SAMPLE_RATE), settings.durationSamples));
}

function silentMaster(samples: Sample): Mastered {
  const nothing: MasterReport = {
    integratedLufs: SILENCE_DB,
    momentaryMaxLufs: SILENCE_DB,
    shortTermMaxLufs: SILENCE_DB,
    loudnessRangeLu: 0,
    truePeakDbtp: SILENCE_DB,
    deepestLimitingDb: 0,
    toneDb: CONTROLS.map(() => 0),
  };
  return { audio: silence(samples), report: nothing };
}

/** Exactly `samples` long, in memory of its own. */
function trimmed(mix: Stereo, samples: Sample): Stereo {
  const audio = silence(samples);
  audio.left.set(mix.left.subarray(0, samples));
  audio.right.set(mix.right.subarray(0, samples));
  return audio;
}

function scale(audio: Stereo, gain: number): void {
  applyCurve(audio, Float32Array.of(1), { gain, isLoop: false });
}

/** The tone controls: the filter, the octave bands it answers for, and how far it may go down and up, dB. */
const CONTROLS: readonly {
  readonly kind: EqBand['kind'];
  readonly hz: number;
  readonly q: number;
  readonly bands: readonly number[];
  readonly least: number;
  readonly most: number;
}[] = [
  { kind: 'low-shelf', hz: 75, q: 0.6, bands: [0, 1], least: -3, most: 3 },
  { kind: 'peak', hz: 150, q: 0.8, bands: [2], least: -2, most: 2 },
  { kind: 'peak', hz: 380, q: 0.6, bands: [3, 4], least: -2.5, most: 2.5 },
  { kind: 'peak', hz: 2400, q: 0.5, bands: [5, 6, 7], least: -2.5, most: 2.5 },
  // The top strays furthest from record to record, with what plays the hats, so it may be moved furthest.
  { kind: 'high-shelf', hz: 7000, q: 0.6, bands: [8, 9], least: -4.5, most: 4.5 },
];

/** Gains of the tone controls that bring a balance two thirds of the way to the wanted one. */
export function toneMatch(balanceDb: readonly number[], wantedDb: readonly number[]): readonly number[] {
  const deviations = wantedDb.map((wanted, band) => {
    const away = wanted - (balanceDb[band] ?? wanted);
    // A band that is all but empty holds no music to lift: raising it raises rumble or hiss.
    return away > 12 ? Math.max(0, 24 - away) / 2 : away;
  });
  // Only shape counts: the middle of the spectrum is the point of rest.
  const rest = (deviations[3]! + deviations[4]! + deviations[5]! + deviations[6]!) / 4;
  return CONTROLS.map(({ bands, least, most }) => {
    const mean = bands.reduce((sum, band) => sum + deviations[band]! - rest, 0) / bands.length;
    return clamp(0.67 * mean, least, most);
  });
}

function toneBands(toneDb: readonly number[]): readonly EqBand[] {
  return CONTROLS.map(({ kind, hz, q }, index) => ({ kind, hz, q, gainDb: toneDb[index]! })).filter(
    (band) => Math.abs(band.gainDb) > 0.1,
  );
}

/** Overtones for a piece whose top is still missing when the shelf has done what it may; null where it is there. */
function exciterFor(
  balanceDb: readonly number[],
  toneDb: readonly number[],
  wantedDb: readonly number[],
  rmsDb: number,
): Exciter | null {
  const missingDb = wantedDb[8]! - balanceDb[8]! - toneDb[4]!;
  const amount = clamp((missingDb - 3) / 10, 0, 2.2);
  const bandDb = Math.max(balanceDb[6]! - 4, balanceDb[7]!) + rmsDb;
  return amount > 0.05 && bandDb > -90 ? new Exciter({ fromHz: 2800, bandDb, amount }) : null;
}

/** Factor on the side that brings the picture most of the way to the wanted width. */
function sideFactor(sideToMidDb: number, wantedDb: number): number {
  return sideToMidDb <= SILENCE_DB / 2 ? 1 : clamp(pow(10, (0.8 * (wantedDb - sideToMidDb)) / 20), 0.65, 1.6);
}

type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void };

/** Runs units over a piece, in place. A loop is entered with the filters in the state in which it is left. */
function shape(audio: Stereo, units: readonly Unit[], isLoop: boolean): void {
  const { left, right } = audio;
  if (isLoop) {
    const start = Math.max(0, left.length - SAMPLE_RATE);
    const tail = { left: left.slice(start), right: right.slice(start) };
    units.forEach((unit) => unit.process(tail.left, tail.right, 0, tail.left.length));
  }

  for (let from = 0; from < left.length; from += BLOCK) {
    const to = Math.min(left.length, from + BLOCK);
    units.forEach((unit) => unit.process(left, right, from, to));
  }
}

/** Brings a piece to its target under the ceiling, in place; gives the deepest reduction in dB. */
function makeLoud(audio: Stereo, settings: MasterSettings): number {
  const samples = audio.left.length;
  const energies = weightedEnergies(audio, LIMITER_HOP);
  const ceiling = gainFromDb(settings.ceilingDbtp - MARGIN_DB);
  const limit: LimiterSettings = { ceiling, ratio: Infinity, fastMs: 60, slowMs: 350, isLoop: settings.isLoop };
  const firstGuess = gainFor(energies, samples, settings.targetLufs);
  // Samples 8 dB under what the first guess lifts to the ceiling leave room for a higher gain and for overshoots between them.
  const peaks = truePeakEnvelope(audio, LIMITER_HOP, (0.4 * ceiling) / firstGuess);

  let deepest = 0;
  for (let stage = 0; ; stage++) {
    const { gain, curve } = solveGain(peaks, energies, samples, settings.targetLufs, limit);
    const reductionDb = dbFromGain(curve.reduce((least, value) => Math.min(least, value), 1));
    if (reductionDb > -DEEPEST_DB || stage === 3) {
      applyCurve(audio, curve, { gain, isLoop: settings.isLoop });
      return Math.min(deepest, reductionDb);
    }

    // Too spiky: press the loud moments together first, by hand rather than against the wall.
    const press = limiterCurve(peaks, gain, {
      ceiling: ceiling * 0.4,
      ratio: 2,
      fastMs: 90,
      slowMs: 250,
      isLoop: settings.isLoop,
    });
    applyCurve(audio, press, { gain: 1, isLoop: settings.isLoop });
    for (let index = 0; index < peaks.length; index++) {
      const value = press[index]!;
      peaks[index] = peaks[index]! * value;
      energies[index] = energies[index]! * value * value;
    }

    deepest = Math.min(deepest, 0);
  }
}

type Solution = { readonly gain: number; readonly curve: Float32Array };

/** The gain that reaches the target once limited, found on peaks and energies alone. */
function solveGain(
  peaks: Float32Array,
  energies: Float64Array,
  samples: Sample,
  targetLufs: number,
  limit: LimiterSettings,
): Solution {
  let gainDb = dbFromGain(gainFor(energies, samples, targetLufs));
  let curve = limiterCurve(peaks, gainFromDb(gainDb), limit);
  for (let round = 0; round < 10; round++) {
    const missing = targetLufs - loudnessThrough(energies, curve, gainFromDb(gainDb), samples);
    if (Math.abs(missing) < CLOSE_ENOUGH_LU || gainDb + missing > MOST_GAIN_DB) {
      break;
    }

    // Limiting eats part of every step, so steps are taken a little too long; the loop closes in from both sides.
    gainDb += missing * (missing > 0 ? 1.15 : 1);
    curve = limiterCurve(peaks, gainFromDb(gainDb), limit);
  }

  return { gain: gainFromDb(gainDb), curve };
}

function gainFor(energies: Float64Array, samples: Sample, targetLufs: number): number {
  const lufs = loudnessThrough(energies, null, 1, samples);
  return gainFromDb(clamp(targetLufs - lufs, -MOST_GAIN_DB, MOST_GAIN_DB));
}

/** Integrated loudness after a gain curve. */
function loudnessThrough(energies: Float64Array, curve: Float32Array | null, gain: number, samples: Sample): number {
  const perStep = GATING_STEP / LIMITER_HOP;
  const steps = new Float64Array(Math.ceil(energies.length / perStep));
  for (let index = 0; index < energies.length; index++) {
    const value = gain * (curve?.[index] ?? 1);
    const step = Math.floor(index / perStep);
    steps[step] = steps[step]! + energies[index]! * value * value;
  }

  return integratedLufsOfSteps(steps, samples);
}
