import { availableParallelism } from 'node:os';
import {
  perform,
  planMaster,
  planMix,
  type MixPlan,
  type Performance,
  type PlayedPart,
  type Stereo,
  type StripOutput,
} from '../../engine/audio/index.ts';
import { assert, SAMPLE_RATE, StudioError } from '../../engine/kernel/index.ts';
import type { AudioRenderer, RenderedAudio } from '../ports/audio-renderer.ts';
import type { WorkerResult } from './messages.ts';
import { WorkerThread } from './worker-thread.ts';

type Request = Parameters<AudioRenderer['render']>[0];

/** More workers than this only wait for memory. */
const MOST_WORKERS = 4;
/** Frames of all parts together up to which they are rendered largest first (400 MB); longer pieces go in the order in which they are mixed, so that few wait in memory. */
const SMALL_JOB_FRAMES = 50_000_000;

/** Renders in worker threads, one piece at a time. The pool is started on first use, and replaced after a crash or an abort. */
export class WorkerAudioRenderer implements AudioRenderer {
  readonly #count: number;
  readonly #entry: URL | undefined;
  #threads: WorkerThread[] = [];
  #isBankChecked = false;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** `workers` null is one per core, at most four; `entry` replaces the worker's file, for tests of its faults. */
  constructor(options: { readonly workers: number | null; readonly entry?: URL }) {
    this.#count = options.workers ?? Math.min(MOST_WORKERS, Math.max(1, availableParallelism()));
    this.#entry = options.entry;
  }

  async warmUp(): Promise<void> {
    await this.#load(this.#pool());
  }

  async render(request: Request): Promise<RenderedAudio> {
    const before = this.#turn;
    const rendering = before.then(async () => this.#renderNow(request));
    this.#turn = rendering.catch(() => undefined);
    return rendering;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop();
  }

  async #renderNow(request: Request): Promise<RenderedAudio> {
    const { signal } = request;
    assertGoesOn(signal);
    const stop = (): void => void this.#stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.#renderWith(this.#pool(), request);
    } catch (problem) {
      // Half-done mixes live in the workers: after any failure they start afresh.
      await this.#stop();
      assertGoesOn(signal);
      throw problem;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #renderWith(threads: readonly WorkerThread[], request: Request): Promise<RenderedAudio> {
    const startedMs = performance.now();
    const performed = perform(request.score);
    const plan = planMix(request.score, performed);
    const mixer = threads[0];
    assert(mixer !== undefined, 'a pool has a worker');
    await this.#load(threads);
    await mixer.run({ kind: 'begin-mix', plan });
    const stems = await new StemRun(threads, mixer, plan, performed, request).finish();

    request.onProgress({ stage: 'mix', done: 0 });
    await mixer.run({ kind: 'finish-mix' });
    request.onProgress({ stage: 'mix', done: 1 });
    const mixedMs = performance.now();

    request.onProgress({ stage: 'master', done: 0 });
    const mastered = await mixer.run({ kind: 'master', settings: planMaster(request.score, performed, plan) });
    assert(mastered.kind === 'mastered', `master answered with "${mastered.kind}"`);
    request.onProgress({ stage: 'master', done: 1 });
    const { integratedLufs, truePeakDbtp, loudnessRangeLu } = mastered.report;
    return {
      master: mastered.audio,
      stems,
      loudness: { integratedLufs, truePeakDbtp, loudnessRangeLu },
      timings: { renderMs: mixedMs - startedMs, masterMs: performance.now() - mixedMs },
    };
  }

  #pool(): readonly WorkerThread[] {
    if (this.#isClosed) {
      throw new StudioError('audio.closed', 'The audio renderer is closed. Make a new one.');
    }

    this.#threads = this.#threads.filter((thread) => !thread.isDead);
    while (this.#threads.length < this.#count) {
      this.#threads.push(new WorkerThread(this.#entry));
    }

    return this.#threads;
  }

  /** Has every thread read the bank; the first one makes sure, once, that it is the right file. */
  async #load(threads: readonly WorkerThread[]): Promise<void> {
    const isChecking = !this.#isBankChecked;
    await Promise.all(threads.map(async (thread, place) => thread.run({ kind: 'load', isChecking: isChecking && place === 0 })));
    this.#isBankChecked = true;
  }

  async #stop(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map(async (thread) => thread.stop()));
  }
}

/** The rendering of one piece's parts: hands them to the threads and their strips to the mixer. */
class StemRun {
  readonly #threads: readonly WorkerThread[];
  readonly #mixer: WorkerThread;
  readonly #plan: MixPlan;
  readonly #request: Request;
  readonly #samples: number;
  readonly #queue: PlayedPart[];
  readonly #order: readonly string[];
  readonly #isLong: boolean;
  readonly #audio = new Map<string, Stereo>();
  readonly #mixed = new Set<string>();
  readonly #weights: ReadonlyMap<string, number>;
  #doneWeight = 0;
  #adding: Promise<unknown>[] = [];
  #waiters: (() => void)[] = [];

  constructor(threads: readonly WorkerThread[], mixer: WorkerThread, plan: MixPlan, performed: Performance, request: Request) {
    this.#threads = threads;
    this.#mixer = mixer;
    this.#plan = plan;
    this.#request = request;
    this.#samples = performed.renderSamples;
    this.#order = performed.parts.map((part) => part.id);
    this.#weights = new Map(performed.parts.map((part) => [part.id, weightOf(part)]));
    const sounding = performed.parts.filter((part) => part.notes.length > 0);
    this.#isLong = sounding.length * this.#samples > SMALL_JOB_FRAMES;
    this.#queue = this.#isLong
      ? sounding
      : sounding.sort((left, right) => this.#weight(right.id) - this.#weight(left.id) || compareIds(left, right));
    for (const part of performed.parts) {
      if (part.notes.length === 0) {
        this.#mixed.add(part.id);
        this.#adding.push(mixer.run({ kind: 'skip-strip', partId: part.id }));
      }
    }
  }

  /** Resolves with the stems that were asked for once every strip is in the mix. */
  async finish(): Promise<RenderedAudio['stems']> {
    const { onProgress, stems } = this.#request;
    onProgress({ stage: 'render', done: 0 });
    await Promise.all(this.#threads.map(async (thread) => this.#work(thread)));
    await Promise.all(this.#adding);
    onProgress({ stage: 'render', done: 1 });
    return stems ? this.#plan.strips.flatMap(({ partId, instrument }) => this.#stemOf(partId, instrument)) : [];
  }

  #stemOf(partId: string, instrument: string): RenderedAudio['stems'] {
    const audio = this.#audio.get(partId);
    return audio === undefined ? [] : [{ partId, instrument, audio }];
  }

  async #work(thread: WorkerThread): Promise<void> {
    for (let part = await this.#next(); part !== null; part = await this.#next()) {
      const strip = this.#plan.strips.find(({ partId }) => partId === part?.id);
      assert(strip !== undefined, `no strip for the part "${part.id}"`);
      const result = await thread.run({ kind: 'stem', part, strip, context: this.#plan.context });
      assert(result.kind === 'strip', `a stem was answered with "${result.kind}"`);
      this.#add(part.id, result.strip);
      this.#doneWeight += this.#weight(part.id);
      this.#request.onProgress({ stage: 'render', done: 0.99 * Math.min(1, this.#doneWeight / this.#totalWeight()) });
    }
  }

  /** The next part to render; null when there is none left. Long pieces wait here until the mixer has caught up. */
  async #next(): Promise<PlayedPart | null> {
    while (this.#isLong && this.#queue.length > 0 && this.#distance() > this.#threads.length) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }

    return this.#queue.shift() ?? null;
  }

  /** How many parts lie between the one the mixer needs next and the next to render. */
  #distance(): number {
    const needed = this.#order.findIndex((id) => !this.#mixed.has(id));
    const next = this.#order.indexOf(this.#queue[0]?.id ?? '');
    return needed < 0 ? 0 : next - needed;
  }

  #add(partId: string, strip: StripOutput): void {
    const adding = this.#mixer.run({ kind: 'add-strip', strip, keepsAudio: this.#request.stems }).then((result: WorkerResult) => {
      if (result.kind === 'audio' && result.audio !== null) {
        this.#audio.set(partId, result.audio);
      }

      this.#mixed.add(partId);
      this.#waiters.splice(0).forEach((wake) => wake());
    });
    // Reported where it is awaited; here it must only not count as unhandled.
    adding.catch(() => this.#waiters.splice(0).forEach((wake) => wake()));
    this.#adding.push(adding);
  }

  #weight(partId: string): number {
    return this.#weights.get(partId) ?? 0;
  }

  #totalWeight(): number {
    return [...this.#weights.values()].reduce((sum, weight) => sum + weight, 0);
  }
}

/** Roughly the work of a part: the seconds its notes sound, and the strip over the whole. */
function weightOf(part: PlayedPart): number {
  if (part.notes.length === 0) {
    return 0;
  }

  return part.notes.reduce((sum, note) => sum + 0.3 + Math.min(note.durationSamples / SAMPLE_RATE, 6), 8);
}

function compareIds(left: PlayedPart, right: PlayedPart): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new StudioError('job.stopped', 'Stopped. Nothing half-written is left.');
  }
}
