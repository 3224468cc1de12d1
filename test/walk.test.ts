import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMp4 } from './read-mp4.ts';
import { startServer, type ServeProcess } from './serve-process.ts';

const WALK = fileURLToPath(new URL('../examples/walk.sh', import.meta.url));
let folder: string;
let server: ServeProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  server = await startServer(join(folder, 'data'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

it('walks with curl alone from an anonymous token to a downloaded video', async () => {
  const file = join(folder, 'walk.mp4');
  const { stdout } = await promisify(execFile)('bash', [WALK, 'a "rainy" lo-fi, 6 seconds', file], {
    env: { ...process.env, NEMO_API_URL: server.url },
  });
  expect(stdout).toContain("I'm making 6 s");
  expect(stdout).toContain('is on the timeline');
  expect(stdout).toContain('completed, 100 %');
  expect(await readMp4(file)).toMatchObject({
    isFastStart: true,
    durationSeconds: 6,
    video: { codec: 'avc1', width: 1920, height: 1080, frames: 180, framesPerSecond: 30 },
    audio: { codec: 'mp4a', sampleRate: 48_000 },
  });
});
