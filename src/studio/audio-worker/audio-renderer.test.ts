import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stereo } from '../../engine/audio/index.ts';
import { readBrief } from '../../engine/brief/index.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { compose, type Score } from '../../engine/score/index.ts';
import type { AudioRenderer, RenderProgress } from '../ports/audio-renderer.ts';
import { WorkerAudioRenderer } from './audio-renderer.ts';

function scoreOf(prompt: string, durationSeconds: number): Score {
  return compose(readBrief(prompt, { durationSeconds, seed: 4 }).brief, { candidates: 1 });
}

const short = scoreOf('upbeat acoustic pop', 3);
const folder = mkdtempSync(join(tmpdir(), 'cuesmith-worker-test-'));
const open: AudioRenderer[] = [];

/** One pool for all tests that do not break it: starting one takes longer than most of them. */
let usual: AudioRenderer;
beforeAll(() => {
  usual = renderer(2);
});

function renderer(workers: number, entry?: URL): AudioRenderer {
  const made = new WorkerAudioRenderer(entry === undefined ? { workers } : { workers, entry });
  open.push(made);
  return made;
}

/** A worker file that does something wrong. */
function faultyWorker(name: string, code: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', ({ number, task }) => { ${code} });\n`,
  );
  return pathToFileURL(path);
}

function request(
  score: Score,
  changes: { readonly stems?: boolean; readonly signal?: AbortSignal; readonly progress?: RenderProgress[] } = {},
) {
  return {
    score,
    stems: changes.stems ?? false,
    signal: changes.signal ?? new AbortController().signal,
    onProgress: (progress: RenderProgress) => changes.progress?.push(progress),
  };
}

function hashOf(audio: Stereo): string {
  return createHash('sha256').update(Buffer.from(audio.left.buffer)).update(Buffer.from(audio.right.buffer)).digest('hex');
}

afterAll(async () => {
  await Promise.all(open.map(async (one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe('WorkerAudioRenderer', () => {
  it('gives the same bytes with one worker and with two, fresh or used, and exactly the asked length', async () => {
    const first = await renderer(1).render(request(short));
    const parallel = await usual.render(request(short, { stems: true }));
    await usual.render(request(scoreOf('dark synthwave', 2)));
    const again = await usual.render(request(short));
    expect(first.master.left.length).toBe(3 * SAMPLE_RATE);
    expect(hashOf(again.master)).toBe(hashOf(first.master));
    expect(hashOf(parallel.master)).toBe(hashOf(first.master));
    expect(first.loudness.integratedLufs).toBeCloseTo(-14, 0);
    expect(first.loudness.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(first.stems).toEqual([]);
  });

  it('gives a stem for every part with notes, whichever parts there are', async () => {
    const sounding = short.parts.filter((part) => part.notes.length > 0);
    const fewer = { ...short, parts: short.parts.filter((part) => part.id !== sounding[0]!.id) };
    const all = await usual.render(request(short, { stems: true }));
    const some = await usual.render(request(fewer, { stems: true }));
    expect(all.stems.map(({ partId }) => partId)).toEqual(sounding.map(({ id }) => id));
    expect(all.stems.every(({ audio }) => audio.left.some((x) => x !== 0))).toBe(true);
    expect(some.stems.map(({ partId }) => partId)).toEqual(sounding.slice(1).map(({ id }) => id));
  });

  it('never goes back in its progress, and says when each stage is done', async () => {
    const progress: RenderProgress[] = [];
    await usual.render(request(short, { progress }));
    const stages = progress.map(({ stage }) => stage);
    expect([...new Set(stages)]).toEqual(['render', 'mix', 'master']);
    progress.forEach(({ stage, done }, i) => {
      const before = progress[i - 1];
      expect(done).toBeGreaterThanOrEqual(before?.stage === stage ? before.done : 0);
    });
    for (const stage of ['render', 'mix', 'master'] as const) {
      expect(progress.filter((one) => one.stage === stage).at(-1)?.done).toBe(1);
    }
  });

  it('renders a loop to its exact length', async () => {
    const brief = readBrief('lofi loop', { durationSeconds: 4, seed: 2, loop: true }).brief;
    const { master } = await usual.render(request(compose(brief, { candidates: 1 })));
    expect(master.left.length).toBe(4 * SAMPLE_RATE);
  });

  it('takes turns: two renders asked for at once both succeed', async () => {
    const [first, second] = await Promise.all([
      usual.render(request(scoreOf('calm piano', 2))),
      usual.render(request(scoreOf('calm piano', 2))),
    ]);
    expect(hashOf(first.master)).toBe(hashOf(second.master));
  });

  it('stops at once when it is told to, and works again afterwards', async () => {
    const control = new AbortController();
    const stopped = usual.render(request(scoreOf('epic orchestral', 60), { signal: control.signal }));
    const outcome = expect(stopped).rejects.toMatchObject({ code: 'job.stopped' });
    control.abort();
    await outcome;
    await expect(usual.render(request(short, { signal: control.signal }))).rejects.toMatchObject({ code: 'job.stopped' });
    expect((await usual.render(request(scoreOf('calm piano', 2)))).master.left.length).toBe(2 * SAMPLE_RATE);
  });

  it.each([
    ['dies', 'process.exit(3);'],
    ['throws', "throw new Error('broken string');"],
    ['fails its task', "parentPort.postMessage({ number, isOk: false, code: null, message: 'broken string' });"],
  ])('says clearly that a worker %s', async (name, code) => {
    const render = renderer(2, faultyWorker(name.replaceAll(' ', '-'), code));
    await expect(render.render(request(short))).rejects.toMatchObject({
      code: 'audio.worker-failed',
      message: expect.stringMatching(/worker.*CUESMITH_WORKERS=1/),
    });
  });

  it('passes on a worker’s own clear error', async () => {
    const silent =
      "parentPort.postMessage({ number, isOk: false, code: 'audio.stem-silent', message: 'Expected to hear the part.' });";
    await expect(renderer(1, faultyWorker('silent', silent)).render(request(short))).rejects.toMatchObject({
      code: 'audio.stem-silent',
    });
  });

  it('refuses work once it is closed', async () => {
    const render = renderer(1);
    await render.warmUp();
    await render.close();
    await expect(render.render(request(short))).rejects.toMatchObject({ code: 'audio.closed' });
  });
});
