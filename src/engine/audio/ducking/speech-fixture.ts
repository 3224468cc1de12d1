import { clamp, mixBetween, pow, type Rng, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { Biquad, designBiquad } from '../dsp/biquad.ts';
import type { Stretch } from './stretch.ts';

/** A synthetic speaker's wishes. */
export type Speaker = {
  /** Middle of the voice, Hz: 110 a man's, 210 a woman's, 290 a child's. */
  readonly pitchHz: number;
  /** How long the vocal tract is against a man's: 0.85 a woman's. */
  readonly tract: number;
  /** Seconds of each phrase, and of the pause behind it. */
  readonly phrases: readonly (readonly [talks: number, pauses: number])[];
  /** RMS of the phrases, dBFS. */
  readonly levelDb: number;
  readonly rng: Rng;
};

/** Formants of vowels, Hz (Peterson and Barney's means of men). */
const VOWELS: readonly (readonly [number, number, number])[] = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
  [660, 1720, 2410],
  [490, 1350, 1690],
];
const STEP = 48;

/** Speech for tests, by formant synthesis: syllables of consonant and vowel, a pitch that falls over a phrase and rises on accents, pauses. */
export function speak({ pitchHz, tract, phrases, levelDb, rng }: Speaker): {
  readonly sound: Float32Array;
  readonly spoken: Stretch[];
} {
  const seconds = phrases.reduce((sum, [talks, pauses]) => sum + talks + pauses, 0);
  const sound = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  const spoken: Stretch[] = [];
  let reached = 0;
  for (const [talks, pauses] of phrases) {
    const phrase = phraseOf({ pitchHz, tract, seconds: talks, rng });
    const power = phrase.reduce((sum, value) => sum + value * value, 0) / phrase.length;
    const gain = pow(10, levelDb / 20) / Math.sqrt(power);
    sound.set(
      phrase.map((value) => gain * value),
      reached,
    );
    spoken.push({ startSample: reached, endSample: reached + phrase.length });
    reached += phrase.length + Math.round(pauses * SAMPLE_RATE);
  }

  return { sound, spoken };
}

type Syllable = {
  readonly start: number;
  readonly vowelAt: number;
  readonly end: number;
  readonly hiss: 'fricative' | 'plosive' | 'none';
  readonly vowel: readonly [number, number, number];
  readonly accent: number;
};

function phraseOf({
  pitchHz,
  tract,
  seconds,
  rng,
}: {
  readonly pitchHz: number;
  readonly tract: number;
  readonly seconds: number;
  readonly rng: Rng;
}): Float32Array {
  const samples = Math.round(seconds * SAMPLE_RATE);
  const syllables = syllablesOf(samples, rng);
  const voice = new Float32Array(samples);
  const hiss = new Float32Array(samples);
  const noise = rng.fork('noise');
  let phase = 0;
  for (const { start, vowelAt, end, hiss: kind, accent } of syllables) {
    for (let i = start; i < end; i++) {
      const through = (i - vowelAt) / (end - vowelAt);
      const fall = 1.12 - 0.3 * (i / samples);
      const bend = 1 + accent * sin((TAU / 2) * clamp(through, 0, 1)) + 0.006 * sin((TAU * 5.3 * i) / SAMPLE_RATE);
      phase += (pitchHz * fall * bend) / SAMPLE_RATE;
      phase -= Math.floor(phase);
      // Rosenberg's glottal pulse, differentiated by taking its two slopes.
      const pulse =
        phase < 0.4 ? sin((TAU / 2) * (phase / 0.4)) : phase < 0.56 ? -1.6 * sin((TAU / 2) * ((phase - 0.4) / 0.16)) : 0;
      const open = i < vowelAt ? 0.04 : Math.min(1, (i - vowelAt) / 1200, (end - i) / 1800);
      voice[i] = open * (pulse + 0.03 * noise.between(-1, 1));
      if (i < vowelAt) {
        const part = (i - start) / (vowelAt - start);
        hiss[i] =
          kind === 'fricative'
            ? 0.5 * sin((TAU / 2) * part) * noise.between(-1, 1)
            : kind === 'plosive' && part > 0.75
              ? (1 - part) * 3 * noise.between(-1, 1)
              : 0;
      }
    }
  }

  const vowels = shape(voice, syllables, tract);
  new Biquad(designBiquad({ kind: 'high-pass', hz: 2500, q: 0.7, gainDb: 0 })).process(hiss, 0, samples);
  return vowels.map((value, i) => value + 0.06 * hiss[i]!);
}

function syllablesOf(samples: number, rng: Rng): Syllable[] {
  const syllables: Syllable[] = [];
  for (let start = 0; start < samples - 0.1 * SAMPLE_RATE;) {
    const consonant = Math.round(rng.between(0.03, 0.09) * SAMPLE_RATE);
    const vowel = Math.round(rng.between(0.08, 0.19) * SAMPLE_RATE);
    const end = Math.min(samples, start + consonant + vowel);
    syllables.push({
      start,
      vowelAt: Math.min(end - 1, start + consonant),
      end,
      hiss: rng.pick(['fricative', 'plosive', 'none']),
      vowel: rng.pick(VOWELS),
      accent: rng.between(-0.06, 0.22),
    });
    start = end;
  }

  return syllables;
}

/** Three resonances side by side, which glide from vowel to vowel. */
function shape(voice: Float32Array, syllables: readonly Syllable[], tract: number): Float32Array {
  const shaped = new Float32Array(voice.length);
  for (const [formant, level] of [1, -0.7, 0.45].entries()) {
    let [s1, s2] = [0, 0];
    let index = 0;
    for (let from = 0; from < voice.length; from += STEP) {
      while (index + 1 < syllables.length && from >= syllables[index]!.end) {
        index += 1;
      }

      const [now, before] = [syllables[index]!, syllables[Math.max(0, index - 1)]!];
      const arrived = clamp((from - now.start) / (now.vowelAt - now.start + 2400), 0, 1);
      const hz = mixBetween(before.vowel[formant]!, now.vowel[formant]!, arrived) / tract;
      const { b0, b2, a1, a2 } = designBiquad({ kind: 'band-pass', hz, q: hz / [80, 110, 160][formant]!, gainDb: 0 });
      for (let i = from; i < Math.min(voice.length, from + STEP); i++) {
        const x = voice[i]!;
        const y = b0 * x + s1;
        s1 = s2 - a1 * y;
        s2 = b2 * x - a2 * y;
        shaped[i] = shaped[i]! + level * y;
      }
    }
  }

  return shaped;
}
