import {
  type MixPlan,
  type Performance,
  planMaster,
  type PlayedPart,
  type StemSettings,
  type Stereo,
} from '../../engine/audio/index.ts';
import { assert, SAMPLE_RATE } from '../../engine/kernel/index.ts';
import type { Score } from '../../engine/score/index.ts';
import { KeptStrips } from './kept-strips.ts';
import type { WorkerTask } from './messages.ts';
import type { WorkerThread } from './worker-thread.ts';

/** Frames of all parts together up to which they are rendered largest first (400 MB); longer pieces go in the order in which they are mixed, so that few wait in memory. */
const SMALL_JOB_FRAMES = 50_000_000;

/** What is rendered, by whom, and who hears of it. */
export type StemRunOptions = {
  readonly threads: readonly WorkerThread[];
  /** The thread of `threads` that mixes. */
  readonly mixer: WorkerThread;
  readonly plan: MixPlan;
  readonly performed: Performance;
  /** How stems are finished; see `stemSettings`. */
  readonly settings: StemSettings;
  /** 0–1. */
  readonly onProgress: (done: number) => void;
  /** Takes every stem; null when none are wanted. */
  readonly onStem: ((partId: string, audio: Stereo) => Promise<void>) | null;
  /** What the mixer holds of former pieces. */
  readonly kept: KeptStrips;
};

/** What stems share with the finished piece. */
export function stemSettings(score: Score, performed: Performance, plan: MixPlan): StemSettings {
  const { durationSamples, isLoop, fadeSeconds } = planMaster(score, performed, plan);
  return { dynamics: plan.context.dynamics, ending: { durationSamples, isLoop, fadeSeconds } };
}

/** The rendering of one piece's parts: hands them to the threads and their strips to the mixer. */
export class StemRun {
  readonly #options: StemRunOptions;
  readonly #samples: number;
  readonly #queue: PlayedPart[];
  readonly #order: readonly string[];
  readonly #isLong: boolean;
  readonly #mixed = new Set<string>();
  readonly #weights: ReadonlyMap<string, number>;
  #doneWeight = 0;
  #adding: Promise<unknown>[] = [];
  #waiters: (() => void)[] = [];
  #failure: { readonly cause: unknown } | null = null;

  constructor(options: StemRunOptions) {
    this.#options = options;
    const { performed, mixer } = options;
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

  /** Resolves once every strip is in the mix and every stem taken. */
  async finish(): Promise<void> {
    const { threads, onProgress } = this.#options;
    onProgress(0);
    await Promise.all(threads.map(async (thread) => this.#work(thread)));
    await Promise.all(this.#adding);
    onProgress(1);
  }

  async #work(thread: WorkerThread): Promise<void> {
    for (let part = await this.#next(); part !== null; part = await this.#next()) {
      const { plan, onProgress } = this.#options;
      const strip = plan.strips.find(({ partId }) => partId === part?.id);
      assert(strip !== undefined, `no strip for the part "${part.id}"`);
      const { kept } = this.#options;
      const key = KeptStrips.keyOf(part, strip, plan.context);
      if (kept.has(key)) {
        this.#add(part.id, { kind: 'add-kept-strip', key, stem: this.#stem });
      } else {
        const result = await thread.run({ kind: 'stem', part, strip, context: plan.context });
        assert(result.kind === 'strip', `a stem was answered with "${result.kind}"`);
        // Long pieces would only push one another out.
        const keeping = this.#isLong ? null : kept.keep(key, result.strip);
        this.#add(part.id, { kind: 'add-strip', strip: result.strip, stem: this.#stem, keeping });
      }

      this.#doneWeight += this.#weight(part.id);
      onProgress(0.99 * Math.min(1, this.#doneWeight / this.#totalWeight()));
    }
  }

  /** The next part to render; null when there is none left. Long pieces wait here until the mixer has caught up. */
  async #next(): Promise<PlayedPart | null> {
    const most = this.#options.threads.length;
    while (this.#failure === null && this.#isLong && this.#queue.length > 0 && this.#distance() > most) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }

    if (this.#failure !== null) {
      throw this.#failure.cause;
    }

    return this.#queue.shift() ?? null;
  }

  /** How many parts lie between the one the mixer needs next and the next to render. */
  #distance(): number {
    const needed = this.#order.findIndex((id) => !this.#mixed.has(id));
    const next = this.#order.indexOf(this.#queue[0]?.id ?? '');
    return needed < 0 ? 0 : next - needed;
  }

  #add(partId: string, task: WorkerTask): void {
    const adding = this.#mixAndTake(partId, task).then(
      () => this.#mixed.add(partId),
      (cause: unknown) => {
        // No part comes after this one: those who wait for it must hear of it.
        this.#failure ??= { cause };
        throw cause;
      },
    );
    // Reported where it is awaited; here it must only not count as unhandled.
    adding.catch(() => undefined).finally(() => this.#waiters.splice(0).forEach((wake) => wake()));
    this.#adding.push(adding);
  }

  async #mixAndTake(partId: string, task: WorkerTask): Promise<void> {
    const { mixer, onStem } = this.#options;
    const result = await mixer.run(task);
    if (onStem !== null && result.kind === 'audio' && result.audio !== null) {
      await onStem(partId, result.audio);
    }
  }

  get #stem(): StemSettings | null {
    const { onStem, settings } = this.#options;
    return onStem === null ? null : settings;
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
