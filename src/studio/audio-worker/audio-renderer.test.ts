import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silence, type Stereo } from '../../engine/audio/index.ts';
import { readBrief } from '../../engine/brief/index.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { compose, type MusicChange, reviseMusic, type Score } from '../../engine/score/index.ts';
import type { RenderProgress } from '../ports/audio-renderer.ts';
import { WorkerAudioRenderer } from './audio-renderer.ts';

function scoreOf(prompt: string, durationSeconds: number): Score {
  return compose(readBrief(prompt, { durationSeconds, seed: 4 }).brief, { candidates: 1 });
}

const short = scoreOf('upbeat acoustic pop', 3);
const folder = mkdtempSync(join(tmpdir(), 'cuesmith-worker-test-'));
const open: WorkerAudioRenderer[] = [];

/** One pool for all tests that do not break it: starting one takes longer than most of them. */
let usual: WorkerAudioRenderer;
beforeAll(() => {
  usual = renderer(2);
});

function renderer(workers: number, entry?: URL): WorkerAudioRenderer {
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

/** The cosine of the angle between two signals: 1 when one is the other at another level. */
function likeness(one: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
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

  it('keeps what a change leaves alone, and gives the bytes of a fresh render all the same', async () => {
    const brief = readBrief('upbeat acoustic pop', { durationSeconds: 3, seed: 4 }).brief;
    const keeping = new WorkerAudioRenderer({ workers: 2, keptMegabytes: 64 });
    open.push(keeping);
    await keeping.render(request(short));
    const changes: readonly MusicChange[][] = [
      [{ kind: 'new-bass' }],
      [
        { kind: 'balance', what: 'drums', byDb: -4 },
        { kind: 'dynamics', fromSeconds: 1, toSeconds: null, byDb: -6 },
      ],
    ];
    for (const change of changes) {
      const { score } = reviseMusic({ brief, score: short }, change);
      const [kept, fresh] = [
        await keeping.render(request(score, { stems: true })),
        await usual.render(request(score, { stems: true })),
      ];
      expect(hashOf(kept.master)).toBe(hashOf(fresh.master));
      expect(kept.stems.map(({ audio }) => hashOf(audio)).sort()).toEqual(fresh.stems.map(({ audio }) => hashOf(audio)).sort());
    }

    expect(hashOf((await keeping.render(request(short))).master)).toBe(hashOf((await usual.render(request(short))).master));
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

  it('hands stems over one by one that together are the mix, each as long as the piece and none too loud for a file', async () => {
    const loop = compose(readBrief('lofi loop', { durationSeconds: 4, seed: 2, loop: true }).brief, { candidates: 1 });
    // Mastering turns phases and presses peaks; the tape of lo-fi moves all that it plays to and fro by a millisecond,
    // and a loop's master begins up to two milliseconds earlier, where its seam is smallest.
    for (const { score, least } of [
      { score: short, least: 0.8 },
      { score: loop, least: 0.2 },
    ]) {
      const progress: number[] = [];
      const sum = silence(Math.round(score.durationSeconds * SAMPLE_RATE));
      const sources: string[] = [];
      const levels: number[] = [];
      await usual.renderStems({
        score,
        signal: new AbortController().signal,
        onProgress: (done) => progress.push(done),
        onStem: async ({ source, audio: { left, right } }) => {
          sources.push(source.kind === 'part' ? source.partId : source.kind);
          expect([left.length, right.length]).toEqual([sum.left.length, sum.left.length]);
          levels.push(left.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0));
          left.forEach((x, i) => (sum.left[i] = sum.left[i]! + x));
        },
      });
      const sounding = score.parts.filter((part) => part.notes.length > 0).map(({ id }) => id);
      expect(sources.at(-1)).toBe('returns');
      expect(sources.slice(0, -1).sort()).toEqual(sounding.sort());
      expect(Math.max(...levels)).toBeLessThan(1);
      expect(progress).toEqual([...progress].sort((one, other) => one - other));
      expect(progress.at(-1)).toBe(1);
      const { master } = await usual.render(request(score));
      expect(likeness(sum.left, master.left)).toBeGreaterThan(least);
    }
  });

  it('stops when a stem cannot be taken, or nobody wants it any more, and works again afterwards', async () => {
    const control = new AbortController();
    const common = { score: short, onProgress: () => undefined };
    const full = usual.renderStems({
      ...common,
      signal: control.signal,
      onStem: async () => Promise.reject(new Error('No room')),
    });
    await expect(full).rejects.toThrow('No room');
    const unwanted = usual.renderStems({ ...common, signal: control.signal, onStem: async () => control.abort() });
    await expect(unwanted).rejects.toMatchObject({ code: 'job.stopped' });
    expect((await usual.render(request(scoreOf('calm piano', 2)))).master.left.length).toBe(2 * SAMPLE_RATE);
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

  it('renders a loop to its exact length, its seam no step: it moves less there than it mostly does', async () => {
    for (const prompt of ['lofi loop', 'string quartet loop']) {
      const brief = readBrief(prompt, { durationSeconds: 4, seed: 2, loop: true }).brief;
      const { master } = await usual.render(request(compose(brief, { candidates: 1 })));
      for (const channel of [master.left, master.right]) {
        expect(channel.length).toBe(4 * SAMPLE_RATE);
        const steps = [...channel.subarray(1)].map((x, i) => Math.abs(x - channel[i]!)).sort((one, other) => one - other);
        expect(Math.abs(channel[0]! - channel.at(-1)!), prompt).toBeLessThanOrEqual(steps[steps.length >> 1]!);
      }
    }
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
