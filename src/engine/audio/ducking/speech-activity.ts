import { clamp } from '../../kernel/index.ts';
import { percentileOf, runningMean, runningPercentile } from './running.ts';
import { SPEECH_HOP, type SpeechFeatures } from './speech-features.ts';
import { mergeStretches, type Stretch } from './stretch.ts';

/** Nothing softer is listened to, dBFS. */
const SOFTEST_DB = -60;
const LOWEST_FLOOR_DB = -75;
/** The background: what a tenth of eight seconds stays below. */
const FLOOR = { reach: 400, step: 50, part: 0.1 } as const;
/** What is heard stands out of the background by this, dB. */
const AUDIBLE_OVER_FLOOR_DB = 5;
/** Frames (10 ms) within which the manner of a sound is judged: a second, and two and a half for how its pitch moves. */
const JUDGED = 50;
const JUDGED_LONG = 125;
/** A frame is voiced when its autocorrelation has a peak as high as this. */
const VOICED = 0.6;
/** Pitch is compared over 40 ms. Speech glides by 10 to 300 cents in that time; notes stand, and other sounds jump. */
const GLIDE_FRAMES = 4;
const GLIDE_CENTS = { least: 10, most: 300, jump: 500 } as const;
/** Talk begins where the evidence passes the first and goes on while it passes the second; 0 is as likely as not. */
const BEGINS = 1;
const GOES_ON = -0.3;
/** Talk takes in what is heard this close to it (frames): its first consonant, its last breath. */
const NEAR = 20;
/** Pauses shorter than this are within words, frames; so few voiced frames are no word. */
const PAUSE = 35;
const FEWEST_VOICED = 6;
/** Words are taken to begin and end by so much earlier and later than they stand out, frames. */
const BEFORE = 6;
const AFTER = 20;
/** What is so loud is heard even where it never pauses, dBFS; so much softer than a voice's loud parts it still is one, dB. */
const LOUD_DB = -35;
const SOFT_SOUND_DB = -50;
const VOICE_RANGE_DB = 15;

/**
 * Where somebody speaks: where, about each moment, sound is voiced, its pitch glides and its level rises and falls in the rhythm of
 * syllables. Noise, hum and engines lack one or all, and most music stands on its notes. The weights are a logistic regression over
 * recorded and synthetic voices in five languages, noises, and music of our own.
 */
export function findSpeech(features: SpeechFeatures): Stretch[] {
  const { bandDb, periodicity } = features;
  const frames = bandDb.length;
  const floor = floorOf(bandDb);
  const voiced = Float32Array.from(bandDb, (level, i) =>
    periodicity[i]! > VOICED && level > SOFTEST_DB && level - floor[i]! > AUDIBLE_OVER_FLOOR_DB - 1 ? 1 : 0,
  );
  const evidence = evidenceOf(features, voiced, floor);
  const talk = new Uint8Array(frames);
  for (let from = 0; from < frames; from++) {
    if (evidence[from]! <= GOES_ON) {
      continue;
    }

    let to = from;
    let most = GOES_ON;
    while (to < frames && evidence[to]! > GOES_ON) {
      most = Math.max(most, evidence[to]!);
      to += 1;
    }

    if (most > BEGINS) {
      talk.fill(1, Math.max(0, from - NEAR), to + NEAR);
    }

    from = to;
  }

  const heard = framesToStretches(
    frames,
    (i) => talk[i] === 1 && bandDb[i]! > SOFTEST_DB && bandDb[i]! - floor[i]! > AUDIBLE_OVER_FLOOR_DB,
  );
  return widen(
    heard.filter(({ startSample, endSample }) => {
      const spoken = voiced.subarray(startSample / SPEECH_HOP, endSample / SPEECH_HOP);
      return spoken.reduce((sum, value) => sum + value, 0) >= FEWEST_VOICED;
    }),
    frames,
  );
}

/** Where a recording of a voice alone is heard: all of it counts as speech, only its pauses do not. */
export function findVoice({ levelDb }: SpeechFeatures): Stretch[] {
  const floor = floorOf(levelDb);
  const soft = percentileOf(levelDb, 0.95) - VOICE_RANGE_DB;
  const heard = framesToStretches(
    levelDb.length,
    (i) => levelDb[i]! > Math.max(SOFTEST_DB, Math.min(floor[i]! + AUDIBLE_OVER_FLOOR_DB + 1, soft)),
  );
  return widen(heard, levelDb.length);
}

/** Where anything is heard: what is loud, and what is soft but stands out of its background. */
export function findSound({ levelDb }: SpeechFeatures): Stretch[] {
  const floor = floorOf(levelDb);
  const heard = framesToStretches(
    levelDb.length,
    (i) => levelDb[i]! > LOUD_DB || (levelDb[i]! > SOFT_SOUND_DB && levelDb[i]! - floor[i]! > AUDIBLE_OVER_FLOOR_DB + 1),
  );
  return widen(heard, levelDb.length);
}

function floorOf(levels: Float32Array): Float64Array {
  return runningPercentile(levels, FLOOR).map((level) => Math.max(LOWEST_FLOOR_DB, level));
}

/** Logarithm of the odds that a moment is speech. */
function evidenceOf({ bandDb, pitch }: SpeechFeatures, voiced: Float32Array, floor: Float64Array): Float64Array {
  const frames = bandDb.length;
  const compared = new Float32Array(frames);
  const gliding = new Float32Array(frames);
  for (let i = GLIDE_FRAMES; i < frames; i++) {
    const cents = 1200 * Math.abs(pitch[i]! - pitch[i - GLIDE_FRAMES]!);
    const isOneVoice = voiced[i]! * voiced[i - GLIDE_FRAMES / 2]! * voiced[i - GLIDE_FRAMES]! === 1;
    compared[i] = isOneVoice && cents < GLIDE_CENTS.jump ? 1 : 0;
    gliding[i] = compared[i] === 1 && cents > GLIDE_CENTS.least && cents < GLIDE_CENTS.most ? 1 : 0;
  }

  const comparedMean = runningMean(compared, JUDGED);
  const glidingMean = runningMean(gliding, JUDGED);
  const glides = comparedMean.map((mean, i) => (mean > 0.03 ? glidingMean[i]! / mean : 0));
  const glidesLong = runningMean(glides, JUDGED_LONG);
  const voicedPart = runningMean(voiced, JUDGED);

  // Levels without what is slower than two syllables a second and quicker than ten.
  const levels = bandDb.map((level, i) => Math.max(level, floor[i]!));
  const slow = runningMean(levels, 25);
  const swing = runningMean(levels, 2).map((level, i) => (level - slow[i]!) * (level - slow[i]!));
  const swingMean = runningMean(swing, JUDGED);
  return glides.map((glide, i) => {
    const syllables = Math.min(1, Math.sqrt(swingMean[i]!) / 7);
    return 4 * glide + 4.4 * glidesLong[i]! + 5.3 * syllables + 1.6 * Math.min(1, voicedPart[i]! / 0.6) - 9;
  });
}

function framesToStretches(frames: number, isHeard: (frame: number) => boolean): Stretch[] {
  const single: Stretch[] = [];
  for (let from = 0; from < frames; from++) {
    let to = from;
    while (to < frames && isHeard(to)) {
      to += 1;
    }

    if (to > from) {
      single.push({ startSample: from * SPEECH_HOP, endSample: to * SPEECH_HOP });
      from = to;
    }
  }

  return mergeStretches(single, PAUSE * SPEECH_HOP);
}

function widen(stretches: readonly Stretch[], frames: number): Stretch[] {
  const last = frames * SPEECH_HOP;
  return mergeStretches(
    stretches.map(({ startSample, endSample }) => ({
      startSample: clamp(startSample - BEFORE * SPEECH_HOP, 0, last),
      endSample: clamp(endSample + AFTER * SPEECH_HOP, 0, last),
    })),
    1,
  );
}
