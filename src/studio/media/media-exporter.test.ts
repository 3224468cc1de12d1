import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AV_PIX_FMT_YUV420P, AV_PROFILE_H264_HIGH, AVCOL_RANGE_MPEG, AVCOL_SPC_BT709 } from 'node-av/constants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stereo } from '../../engine/audio/index.ts';
import { planExport, type ExportPlan } from '../../engine/export/index.ts';
import { fixtureScore, type FixtureWishes } from '../../engine/export/score-fixture.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { placeMusic } from '../../engine/timeline/index.ts';
import type { AudioFileKind } from '../ports/media-exporter.ts';
import { decodeFile } from './decode-fixture.ts';
import { createMediaExporter } from './media-exporter.ts';

const metadata = { title: 'Ünï 标题 🎸', artist: 'Cuesmith', comment: 'seed 1' };
const never = new AbortController().signal;
const quiet = (): void => undefined;
let folder = '';
let scratch = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  scratch = mkdtempSync(join(tmpdir(), 'cuesmith-test-scratch-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

function tone(samples: number): Stereo {
  const left = Float32Array.from({ length: samples }, (_, i) => 0.4 * Math.sin(i * 0.05));
  return { left, right: left.map((value) => -value / 2) };
}

function plan(
  wishes: FixtureWishes & { frame?: ExportPlan['frame']; framesPerSecond?: ExportPlan['framesPerSecond']; title?: string },
): ExportPlan {
  const score = fixtureScore(wishes);
  const { frame = '1:1', framesPerSecond = 24, title } = wishes;
  return planExport({ timeline: placeMusic({ score, title: title ?? null }), score, frame, framesPerSecond });
}

/** The kinds of the boxes at the top of an MP4, in order. */
function boxes(path: string): string[] {
  const bytes = readFileSync(path);
  const kinds: string[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += Math.max(8, bytes.readUInt32BE(at))) {
    kinds.push(bytes.toString('latin1', at + 4, at + 8));
  }

  return kinds;
}

describe('an exported video', () => {
  it('is what players want: High profile, 4:2:0, BT.709, index first, exact frames and sound', { timeout: 60_000 }, async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const path = join(folder, 'video.mp4');
    const samples = Math.round(1.77 * SAMPLE_RATE);
    const progress: number[] = [];
    await exporter.writeVideo({
      plan: plan({ durationSeconds: 1.77, title: 'Calm 城市 🎸' }),
      audio: new Promise((resolve) => setImmediate(() => resolve(tone(samples)))),
      path,
      metadata,
      signal: never,
      onProgress: (done) => progress.push(done),
    });
    const { video, audio, metadata: written } = await decodeFile(path);
    expect(video).toMatchObject({
      codec: 'h264',
      profile: AV_PROFILE_H264_HIGH,
      width: 1080,
      height: 1080,
      pixelFormat: AV_PIX_FMT_YUV420P,
      colorSpace: AVCOL_SPC_BT709,
      colorRange: AVCOL_RANGE_MPEG,
      framesPerSecond: 24,
      frames: Math.round(1.77 * 24),
      keyframes: [0, 24],
    });
    expect(audio).toMatchObject({ codec: 'aac', sampleRate: SAMPLE_RATE, channels: 2, containerSamples: samples });
    expect(audio!.left[12_345]).toBeCloseTo(0.4 * Math.sin(12_345 * 0.05), 1);
    expect(boxes(path).slice(0, 2)).toEqual(['ftyp', 'moov']);
    expect(written).toMatchObject(metadata);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(progress.at(-1)).toBe(1);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('has the same pictures for the same seed, and others for another', { timeout: 60_000 }, async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const pictures = async (name: string, seed: number): Promise<string> => {
      const path = join(folder, `${name}.mp4`);
      await exporter.writeVideo({
        plan: plan({ durationSeconds: 1, style: 'house', seed }),
        audio: Promise.resolve(tone(SAMPLE_RATE)),
        path,
        metadata,
        signal: never,
        onProgress: quiet,
      });
      return (await decodeFile(path)).video!.fingerprint;
    };
    const [one, again, other] = [await pictures('one', 4), await pictures('again', 4), await pictures('other', 5)];
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe('an exported sound file', () => {
  const samples = 70_001;

  it.each(['wav', 'flac', 'mp3', 'm4a'] as const)(
    'is exactly as long as the music in %s, and sounds the same',
    { timeout: 60_000 },
    async (kind: AudioFileKind) => {
      const exporter = createMediaExporter({ scratchFolder: scratch });
      const path = join(folder, `sound.${kind}`);
      const music = tone(samples);
      const progress: number[] = [];
      await exporter.writeAudio({ audio: music, path, kind, metadata, signal: never, onProgress: (done) => progress.push(done) });
      const { audio, metadata: written } = await decodeFile(path);
      // AAC's last block is cut by the container's edit list, which players obey and a bare decoder does not.
      expect(kind === 'm4a' ? audio!.containerSamples : audio!.samples).toBe(samples);
      expect(audio).toMatchObject({ sampleRate: SAMPLE_RATE, channels: 2 });
      const worst = music.left.reduce((most, value, index) => Math.max(most, Math.abs(value - audio!.left[index]!)), 0);
      expect(worst).toBeLessThan(kind === 'wav' || kind === 'flac' ? 1.3e-7 : 0.05);
      expect(written).toMatchObject(metadata);
      expect(progress.at(-1)).toBe(1);
      expect(readdirSync(scratch)).toEqual([]);
    },
  );
});

describe('an export that cannot be', () => {
  const request = { metadata, onProgress: quiet };

  it('leaves nothing behind when it is cancelled, and its process is gone', { timeout: 60_000 }, async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const stop = new AbortController();
    const path = join(folder, 'cancelled.mp4');
    const reason = new Error('enough');
    const writing = exporter.writeVideo({
      ...request,
      plan: plan({ durationSeconds: 60 }),
      audio: new Promise(() => undefined),
      path,
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(writing).rejects.toBe(reason);
    expect(readdirSync(folder).filter((name) => name.includes('cancelled'))).toEqual([]);
    expect(readdirSync(scratch)).toEqual([]);
    expect(childrenOf(process.pid)).toEqual([]);
  });

  it('passes on the failure of the sound it waits for', { timeout: 60_000 }, async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const failure = new Error('no sound bank');
    const writing = exporter.writeVideo({
      ...request,
      plan: plan({ durationSeconds: 20 }),
      audio: Promise.reject(failure),
      path: join(folder, 'mute.mp4'),
      signal: never,
    });
    await expect(writing).rejects.toBe(failure);
    expect(readdirSync(folder).filter((name) => name.includes('mute'))).toEqual([]);
  });

  it('keeps the old file when the new one fails', { timeout: 60_000 }, async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const path = join(folder, 'kept.wav');
    writeFileSync(path, 'old');
    const stop = AbortSignal.abort(new Error('stop'));
    await expect(exporter.writeAudio({ ...request, audio: tone(100_000), path, kind: 'wav', signal: stop })).rejects.toThrow(
      'stop',
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('names the folder that is not there, and refuses to replace a folder', async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const write = (path: string): Promise<void> =>
      exporter.writeAudio({ ...request, audio: tone(100), path, kind: 'wav', signal: never });
    await expect(write(join(folder, 'no', 'such', 'a.wav'))).rejects.toMatchObject({ code: 'export.no-folder' });
    await expect(write(folder)).rejects.toMatchObject({ code: 'export.is-folder' });
    await expect(write('/proc/cuesmith.wav')).rejects.toMatchObject({
      code: expect.stringMatching(/^export\.(unwritable|no-folder)$/),
    });
  });

  it('says that the disk is full', async () => {
    const { fileError } = await import('./temporary-file.ts');
    expect(() => readSync(openSync(folder, 'r'), Buffer.alloc(1))).toThrow();
    expect(fileError(Object.assign(new Error('write'), { code: 'ENOSPC' }), 'a.mp4')).toMatchObject({ code: 'export.disk-full' });
  });

  it('names letters that no font has, rather than draw boxes', { timeout: 60_000 }, async () => {
    const exporter = createMediaExporter({ scratchFolder: scratch });
    const writing = exporter.writeVideo({
      ...request,
      plan: plan({ durationSeconds: 2, title: 'ꦗꦮ' }),
      audio: Promise.resolve(tone(SAMPLE_RATE)),
      path: join(folder, 'letters.mp4'),
      signal: never,
    });
    await expect(writing).rejects.toMatchObject({ code: 'export.title-font-missing' });
  });
});

it('says what encodes', { timeout: 60_000 }, async () => {
  const exporter = createMediaExporter();
  expect(await exporter.describe()).toMatchObject({ videoEncoder: 'libx264', version: expect.stringMatching(/^8\./) });
  await exporter.close();
  await expect(exporter.describe()).rejects.toMatchObject({ code: 'export.closed' });
});

/** Live media processes started by this one. */
function childrenOf(pid: number): string[] {
  return execFileSync('ps', ['-o', 'args=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('media/job/main'));
}
