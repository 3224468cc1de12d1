import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AV_LOG_ERROR } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../../engine/audio/ducking/speech-fixture.ts';
import { Rng, SAMPLE_RATE } from '../../engine/kernel/index.ts';
import type { AnalysisKind, MediaAnalysis } from '../ports/media-analyser.ts';
import { writeClip } from './clip-fixture.ts';
import { createMediaAnalyser } from './index.ts';
import { PROBE_LIMITS } from './probe-process.ts';

const never = new AbortController().signal;

describe('a file that is looked through', () => {
  const analyser = createMediaAnalyser();
  let folder = '';
  beforeAll(async () => {
    Log.setLevel(AV_LOG_ERROR);
    folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  const analyse = async (path: string, kind: AnalysisKind, contentType: string, durationMs: number): Promise<MediaAnalysis> =>
    analyser.analyse({ path, contentType, durationMs }, { kind, signal: never });

  it('has its cuts found to the picture, at the times at which they are shown', async () => {
    const path = join(folder, 'film.mp4');
    const starts = [0, 31, 47, 90];
    await writeClip(path, {
      width: 192,
      height: 108,
      framesPerSecond: 30,
      frames: 120,
      lumaOf: (frame) => [40, 150, 70, 200][starts.findLastIndex((start) => frame >= start)] ?? 0,
    });
    const { cuts } = await analyse(path, 'cuts', 'video/mp4', 4000);
    expect(cuts).toEqual([31, 47, 90].map((frame) => Math.round((frame * 1000) / 30)));
  });

  it('has no cuts while stripes move across it', async () => {
    const path = join(folder, 'stripes.mp4');
    await writeClip(path, { width: 192, height: 108, framesPerSecond: 25, frames: 75, lumaOf: () => 100, isTextured: true });
    expect(await analyse(path, 'cuts', 'video/mp4', 3000)).toEqual({ cuts: [], speech: null });
  });

  it('has its words found, and none where it is silent', async () => {
    const path = join(folder, 'voice.wav');
    const phrases = [
      [2.4, 2],
      [1.6, 1.5],
    ] as const;
    const { sound, spoken } = speak({ pitchHz: 120, tract: 1, phrases, levelDb: -20, rng: new Rng(7).fork('speaker') });
    await writeFile(path, wavOf(sound));
    const { speech, cuts } = await analyse(path, 'speech', 'audio/wav', Math.round((sound.length * 1000) / SAMPLE_RATE));
    expect(cuts).toBeNull();
    expect(speech).toHaveLength(spoken.length);
    for (const [index, { startSample, endSample }] of spoken.entries()) {
      expect(Math.abs((speech?.[index]?.fromMs ?? 0) - (startSample * 1000) / SAMPLE_RATE)).toBeLessThan(250);
      expect(Math.abs((speech?.[index]?.toMs ?? 0) - (endSample * 1000) / SAMPLE_RATE)).toBeLessThan(400);
    }

    const silent = join(folder, 'silence.wav');
    await writeFile(silent, wavOf(new Float32Array(2 * SAMPLE_RATE)));
    expect((await analyse(silent, 'speech', 'audio/wav', 2000)).speech).toEqual([]);
  });

  it('is refused when it cannot be read or takes too long, and costs no more than it may', async () => {
    const path = join(folder, 'broken.mp4');
    await writeClip(path, { width: 96, height: 54, framesPerSecond: 25, frames: 50, lumaOf: () => 100 });
    await truncate(path, 900);
    await expect(analyse(path, 'cuts', 'video/mp4', 2000)).rejects.toMatchObject({ code: 'media.damaged' });
    const hurried = createMediaAnalyser({ limits: { ...PROBE_LIMITS, wallMs: 1 } });
    const file = { path, contentType: 'video/mp4', durationMs: 2000 };
    await expect(hurried.analyse(file, { kind: 'cuts', signal: never })).rejects.toMatchObject({ code: 'media.too-slow' });
    await expect(analyse(path, 'cuts', 'text/html', 2000)).rejects.toMatchObject({ code: 'media.unsupported' });
  });
});

/** One channel of 16 bits at 48 kHz. */
function wavOf(sound: Float32Array): Buffer {
  const data = Buffer.alloc(2 * sound.length);
  sound.forEach((value, index) => data.writeInt16LE(Math.round(32_767 * Math.max(-1, Math.min(1, value))), 2 * index));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(2 * SAMPLE_RATE, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}
