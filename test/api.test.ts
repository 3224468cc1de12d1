import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMusic, openStudio, scoreVideo } from '../src/studio/index.ts';
import { writeClip } from '../src/studio/media/clip-fixture.ts';
import { readMp4 } from './read-mp4.ts';
import { readWav } from './read-wav.ts';

const run = promisify(execFile);
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-api-'));
  const film = { width: 320, height: 240, framesPerSecond: 25, frames: 60, isTagged: true };
  await writeClip(at('holiday.mp4'), { ...film, lumaOf: (frame) => (frame < 30 ? 60 : 160) });
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('examples', () => {
  /** Runs one as a user would, with `cuesmith` found as its package's sources. */
  const example = async (name: string, words: readonly string[] = []): Promise<string> => {
    const path = fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
    return (await run(process.execPath, ['--conditions=cuesmith-source', path, ...words], { cwd: folder })).stdout;
  };

  it('make music in three files and end by themselves', async () => {
    expect(await example('make-music.ts')).toMatch(/honoured +upbeat[\s\S]*BPM[\s\S]*track\.wav\ntrack\.mp3\ntrack\.mid\n$/);
    expect((await readWav(at('track.wav'))).frames).toBe(6 * 48_000);
  });

  it('make samples in memory with workers that are kept', async () => {
    expect(await example('samples-in-memory.ts')).toMatch(/^seed 1: 4 s, -1[34]\.\d LUFS.*\nseed 2: 4 s/);
  });

  it('score a film', async () => {
    expect(await example('score-video.ts', ['holiday.mp4', 'calm piano'])).toMatch(/Timeline[\s\S]*holiday-scored\.mp4\n$/);
    expect((await readMp4(at('holiday-scored.mp4'))).video.frames).toBe(60);
  });
});

describe('the TypeScript API', () => {
  it('gives the same samples in memory as in a file', async () => {
    await using studio = openStudio();
    const wish = { duration: 2, seed: 7 };
    const inMemory = await studio.makeMusic('calm piano', wish);
    const inFiles = await studio.makeMusic('calm piano', { ...wish, out: at('same.wav'), stems: at('stems') });
    expect([inMemory.left.length, inMemory.right.length, inMemory.sampleRate]).toEqual([96_000, 96_000, 48_000]);
    expect(inFiles.score).toEqual(inMemory.score);
    expect(inFiles.loudness).toEqual(inMemory.loudness);
    expect((await readdir(at('stems'))).length).toBeGreaterThan(0);
  });

  it('says what is wrong before anything is made, and stops when told to', async () => {
    await expect(makeMusic('folk', { out: at('x.xyz') })).rejects.toMatchObject({ code: 'usage.output-kind' });
    await expect(makeMusic('folk', { duration: 5000 })).rejects.toMatchObject({ code: expect.stringMatching(/^brief\./) });
    await expect(makeMusic('folk', { seed: -1 })).rejects.toMatchObject({ code: 'usage.options' });
    await writeFile(at('mine.wav'), 'mine');
    await expect(makeMusic('folk', { out: at('mine.wav') })).rejects.toMatchObject({ code: 'usage.output-exists' });
    await expect(scoreVideo(at('none.mp4'), 'folk', { out: at('none-scored.mp4') })).rejects.toMatchObject({
      code: expect.stringMatching(/^files\./),
    });
    const signal = AbortSignal.abort();
    await expect(makeMusic('folk', { out: at('stopped.wav'), signal })).rejects.toMatchObject({ code: 'job.stopped' });
    await expect(makeMusic('folk', { signal })).rejects.toMatchObject({ code: 'job.stopped' });
    expect(await readdir(folder)).not.toContain('stopped.wav');
  });
});
