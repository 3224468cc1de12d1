import { describe, expect, it } from 'vitest';
import { gainFromDb, Rng, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { pinkNoise, sparseHits, stereoSine, whiteNoise } from '../dsp/test-signals.ts';
import { silence, type Stereo } from '../stereo.ts';
import { ClipListener, type HeardClip, LISTENING_BLOCK } from './clip-listener.ts';
import { findSpeech } from './speech-activity.ts';
import { speak, type Speaker } from './speech-fixture.ts';
import { SPEECH_HOP, SpeechFeatureMeter } from './speech-features.ts';
import type { Stretch } from './stretch.ts';

const PHRASES: Speaker['phrases'] = [
  [2.4, 1.5],
  [1.1, 0.6],
  [3.2, 2.6],
  [0.7, 1.8],
];

function listen({ left, right }: Stereo): HeardClip {
  const listener = new ClipListener(left.length);
  for (let from = 0; from < left.length; from += LISTENING_BLOCK) {
    const to = from + LISTENING_BLOCK;
    listener.process({ left: left.subarray(from, to), right: right.subarray(from, to) });
  }

  return listener.finish();
}

/** Speech that starts after a second, with something under it. */
function speech(wishes: Partial<Speaker>, noiseDb: number | null = null): { readonly audio: Stereo; readonly spoken: Stretch[] } {
  const { sound, spoken } = speak({
    pitchHz: 120,
    tract: 1,
    phrases: PHRASES,
    levelDb: -22,
    rng: new Rng(7).fork('speaker'),
    ...wishes,
  });
  const audio = noiseDb === null ? silence(sound.length + SAMPLE_RATE) : pink(sound.length + SAMPLE_RATE, noiseDb);
  for (let i = 0; i < sound.length; i++) {
    audio.left[SAMPLE_RATE + i] = audio.left[SAMPLE_RATE + i]! + sound[i]!;
    audio.right[SAMPLE_RATE + i] = audio.right[SAMPLE_RATE + i]! + sound[i]!;
  }

  return {
    audio,
    spoken: spoken.map((stretch) => ({
      startSample: stretch.startSample + SAMPLE_RATE,
      endSample: stretch.endSample + SAMPLE_RATE,
    })),
  };
}

/** Pink noise of an RMS. */
function pink(samples: number, levelDb: number): Stereo {
  const { left } = pinkNoise(samples, 1, new Rng(3).fork('pink'));
  const rms = Math.sqrt(left.reduce((sum, value) => sum + value * value, 0) / samples);
  const scaled = left.map((value) => (value * gainFromDb(levelDb)) / rms);
  return { left: scaled, right: scaled.slice() };
}

/** Parts of the frames: spoken ones that were missed, and others, further than 0.3 s from any word, that were taken for speech. */
function errors(found: readonly Stretch[], spoken: readonly Stretch[], samples: number): { missed: number; invented: number } {
  const isIn = (stretches: readonly Stretch[], sample: number, slack: number): boolean =>
    stretches.some(({ startSample, endSample }) => sample >= startSample - slack && sample < endSample + slack);
  const counts = { spoken: 0, missed: 0, silent: 0, invented: 0 };
  for (let sample = SPEECH_HOP / 2; sample < samples; sample += SPEECH_HOP) {
    const isFound = isIn(found, sample, 0);
    if (isIn(spoken, sample, 0)) {
      counts.spoken += 1;
      counts.missed += isFound ? 0 : 1;
    } else if (!isIn(spoken, sample, 0.3 * SAMPLE_RATE)) {
      counts.silent += 1;
      counts.invented += isFound ? 1 : 0;
    }
  }

  return { missed: counts.missed / counts.spoken, invented: counts.invented / Math.max(1, counts.silent) };
}

describe('finding speech', () => {
  it.each<[string, Partial<Speaker>, number | null]>([
    ['a man', {}, null],
    ['a woman', { pitchHz: 210, tract: 0.85 }, null],
    ['a child', { pitchHz: 290, tract: 0.72 }, null],
    ['a soft voice', { levelDb: -46 }, -75],
    ['a voice in a quiet room', { pitchHz: 190, tract: 0.88 }, -42],
    ['a voice in noise, 10 dB above it', {}, -32],
    ['a voice in loud noise, 5 dB above it', { pitchHz: 210, tract: 0.85 }, -27],
  ])('hears %s, and nobody in the pauses', (_, wishes, noiseDb) => {
    const { audio, spoken } = speech(wishes, noiseDb);
    const { missed, invented } = errors(listen(audio).speech, spoken, audio.left.length);
    expect(missed).toBeLessThan(0.04);
    expect(invented).toBeLessThan(0.02);
  });

  it.each<[string, () => Stereo]>([
    ['silence', () => silence(8 * SAMPLE_RATE)],
    ['white noise', () => whiteNoise(8 * SAMPLE_RATE, 0.2, new Rng(1))],
    ['pink noise', () => pink(8 * SAMPLE_RATE, -20)],
    ['hum', () => stereoSine(100, -20, 8)],
    ['a whistle', () => stereoSine(1800, -20, 8)],
    ['knocks', () => sparseHits(8, 0.5)],
    ['noise that swells like surf', () => swelling(8)],
    ['an arpeggio', () => arpeggio(8, 4)],
    ['a quick arpeggio', () => arpeggio(8, 9)],
  ])('hears nobody in %s', (_, make) => {
    expect(listen(make()).speech).toEqual([]);
  });

  it('finds the same whatever the size of the blocks', () => {
    const { audio } = speech({}, -50);
    const whole = new SpeechFeatureMeter(audio.left.length);
    whole.process(audio);
    expect(findSpeech(whole.finish())).toEqual(listen(audio).speech);
  });

  it('takes all of a voice track but its pauses for voice, and hears other sound where it stands out', () => {
    const { audio, spoken } = speech({});
    const { voice, sound } = listen(audio);
    expect(errors(voice, spoken, audio.left.length).missed).toBeLessThan(0.02);
    expect(errors(voice, spoken, audio.left.length).invented).toBe(0);
    expect(errors(sound, spoken, audio.left.length).missed).toBeLessThan(0.02);
    expect(listen(stereoSine(440, -20, 3))).toMatchObject({
      speech: [],
      voice: [{ startSample: 0, endSample: 3 * SAMPLE_RATE }],
      sound: [{ startSample: 0, endSample: 3 * SAMPLE_RATE }],
    });
    expect(listen(pink(3 * SAMPLE_RATE, -58)).sound).toEqual([]);
  });
});

function swelling(seconds: number): Stereo {
  const noise = pink(seconds * SAMPLE_RATE, -20);
  const swell = (value: number, i: number): number => value * (0.55 - 0.45 * sin((TAU * i) / (4 * SAMPLE_RATE)));
  return { left: noise.left.map(swell), right: noise.right.map(swell) };
}

/** Plucked notes with five harmonics, so many a second, over a held fifth. */
function arpeggio(seconds: number, notesPerSecond: number): Stereo {
  const scale = [220, 262, 330, 392, 330, 262];
  const left = Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => {
    const at = (i / SAMPLE_RATE) * notesPerSecond;
    const hz = scale[Math.floor(at) % scale.length]!;
    const decay = gainFromDb(-18 * (at - Math.floor(at)));
    let value = 0.15 * (sin((TAU * 110 * i) / SAMPLE_RATE) + sin((TAU * 165 * i) / SAMPLE_RATE));
    for (let harmonic = 1; harmonic <= 5; harmonic++) {
      value += (decay * sin((TAU * hz * harmonic * i) / SAMPLE_RATE)) / harmonic;
    }

    return 0.15 * value;
  });
  return { left, right: left.slice() };
}
