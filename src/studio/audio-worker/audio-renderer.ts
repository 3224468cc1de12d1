import { availableParallelism } from 'node:os';
import { perform, planMaster, planMix, type MixPlan, type Performance, type Stereo } from '../../engine/audio/index.ts';
import { assert, StudioError } from '../../engine/kernel/index.ts';
import type { Score } from '../../engine/score/index.ts';
import type { AudioRenderer, RenderedAudio } from '../ports/audio-renderer.ts';
import type { StemRenderer } from '../ports/stem-renderer.ts';
import { KeptStrips } from './kept-strips.ts';
import { StemRun, stemSettings } from './stem-run.ts';
import { WorkerThread } from './worker-thread.ts';

type Request = Parameters<AudioRenderer['render']>[0];
type StemRequest = Parameters<StemRenderer['renderStems']>[0];

/** A piece that is about to be rendered: the mixer has begun with it. */
type BegunPiece = { readonly mixer: WorkerThread; readonly performed: Performance; readonly plan: MixPlan };

/** More workers than this only wait for memory. */
const MOST_WORKERS = 4;
/** Part of the work on stems that is done when all parts have been handed over. */
const PARTS_DONE = 0.92;

/** Renders in worker threads, one piece at a time. The pool is started on first use, and replaced after a crash or an abort. */
export class WorkerAudioRenderer implements AudioRenderer, StemRenderer {
  readonly #count: number;
  readonly #entry: URL | undefined;
  readonly #keptBytes: number;
  // What a mixer holds goes with it.
  readonly #kept = new WeakMap<WorkerThread, KeptStrips>();
  #threads: WorkerThread[] = [];
  #isBankChecked = false;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** `workers` null is one per core, at most four; `keptMegabytes` as for `createAudioRenderer`; `entry` replaces the worker's file, for tests of its faults. */
  constructor(options: { readonly workers: number | null; readonly keptMegabytes?: number; readonly entry?: URL }) {
    this.#count = options.workers ?? Math.min(MOST_WORKERS, Math.max(1, availableParallelism()));
    this.#entry = options.entry;
    this.#keptBytes = 1e6 * (options.keptMegabytes ?? 0);
  }

  async warmUp(): Promise<void> {
    await this.#load(this.#pool());
  }

  async render(request: Request): Promise<RenderedAudio> {
    return this.#inTurn(request.signal, async (threads) => this.#renderWith(threads, request));
  }

  async renderStems(request: StemRequest): Promise<void> {
    return this.#inTurn(request.signal, async (threads) => this.#renderStemsWith(threads, request));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop();
  }

  /** Does work when all that was asked for before is done. */
  async #inTurn<Result>(signal: AbortSignal, work: (threads: readonly WorkerThread[]) => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    const working = before.then(async () => this.#stoppable(signal, work));
    this.#turn = working.catch(() => undefined);
    return working;
  }

  async #stoppable<Result>(signal: AbortSignal, work: (threads: readonly WorkerThread[]) => Promise<Result>): Promise<Result> {
    assertGoesOn(signal);
    const stop = (): void => void this.#stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await work(this.#pool());
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
    const { score } = request;
    const { mixer, performed, plan } = await this.#begin(threads, score);
    const kept = new Map<string, Stereo>();
    await new StemRun({
      threads,
      mixer,
      plan,
      performed,
      settings: stemSettings(score, performed, plan),
      onProgress: (done) => request.onProgress({ stage: 'render', done }),
      onStem: request.stems ? async (partId, audio) => void kept.set(partId, audio) : null,
      kept: this.#keptOf(mixer),
    }).finish();

    request.onProgress({ stage: 'mix', done: 0 });
    await mixer.run({ kind: 'finish-mix', room: await this.#soundSpaces(threads, mixer, plan) });
    request.onProgress({ stage: 'mix', done: 1 });
    const mixedMs = performance.now();

    request.onProgress({ stage: 'master', done: 0 });
    const mastered = await mixer.run({ kind: 'master', settings: planMaster(score, performed, plan) });
    assert(mastered.kind === 'mastered', `master answered with "${mastered.kind}"`);
    request.onProgress({ stage: 'master', done: 1 });
    const { integratedLufs, truePeakDbtp, loudnessRangeLu } = mastered.report;
    return {
      master: mastered.audio,
      stems: plan.strips.flatMap(({ partId, instrument }) => {
        const audio = kept.get(partId);
        return audio === undefined ? [] : [{ partId, instrument, audio }];
      }),
      loudness: { integratedLufs, truePeakDbtp, loudnessRangeLu },
      timings: { renderMs: mixedMs - startedMs, masterMs: performance.now() - mixedMs },
    };
  }

  async #renderStemsWith(threads: readonly WorkerThread[], request: StemRequest): Promise<void> {
    const { score, onProgress, onStem } = request;
    const { mixer, performed, plan } = await this.#begin(threads, score);
    const settings = stemSettings(score, performed, plan);
    await new StemRun({
      threads,
      mixer,
      plan,
      performed,
      settings,
      onProgress: (done) => onProgress(PARTS_DONE * done),
      onStem: async (partId, audio) => onStem({ source: { kind: 'part', partId }, audio }),
      kept: this.#keptOf(mixer),
    }).finish();

    const returned = await mixer.run({ kind: 'finish-returns', stem: settings });
    assert(returned.kind === 'audio' && returned.audio !== null, `finish-returns answered with "${returned.kind}"`);
    if (returned.audio.left.some((x) => x !== 0) || returned.audio.right.some((x) => x !== 0)) {
      await onStem({ source: { kind: 'returns' }, audio: returned.audio });
    }

    onProgress(1);
  }

  /** Plans a piece, has the bank read and the mix begun. */
  async #begin(threads: readonly WorkerThread[], score: Score): Promise<BegunPiece> {
    const performed = perform(score);
    const plan = planMix(score, performed);
    const mixer = threads[0];
    assert(mixer !== undefined, 'a pool has a worker');
    await this.#load(threads);
    await mixer.run({ kind: 'begin-mix', plan });
    return { mixer, performed, plan };
  }

  /** Has the room played by another thread, where there is one, while the mixer plays echoes and hall. */
  async #soundSpaces(threads: readonly WorkerThread[], mixer: WorkerThread, plan: MixPlan): Promise<Stereo | null> {
    const taken = await mixer.run({ kind: 'take-room' });
    assert(taken.kind === 'audio', `take-room answered with "${taken.kind}"`);
    const send = taken.audio;
    const other = threads.find((thread) => thread !== mixer) ?? mixer;
    const [room] = await Promise.all([
      send === null ? null : other.run({ kind: 'sound-room', send, plan }),
      mixer.run({ kind: 'sound-echoes' }),
    ]);
    if (room === null) {
      return null;
    }

    assert(room.kind === 'audio', `sound-room answered with "${room.kind}"`);
    return room.audio;
  }

  #keptOf(mixer: WorkerThread): KeptStrips {
    const kept = this.#kept.get(mixer) ?? new KeptStrips(this.#keptBytes);
    this.#kept.set(mixer, kept);
    return kept;
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

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new StudioError('job.stopped', 'Stopped. Nothing half-written is left.');
  }
}
