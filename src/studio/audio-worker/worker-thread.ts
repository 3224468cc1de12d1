import { Worker } from 'node:worker_threads';
import { StudioError } from '../../engine/kernel/index.ts';
import { memoryOf, type WorkerAnswer, type WorkerResult, type WorkerTask } from './messages.ts';

type Waiting = { readonly resolve: (result: WorkerResult) => void; readonly reject: (problem: Error) => void };

// The worker's file stands beside this one, as .ts in the source tree and as .js in the published package.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** One audio worker and the tasks it has not answered yet. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;
  #fault: StudioError | null = null;

  constructor(entry: URL = ENTRY) {
    this.#worker = new Worker(entry);
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    this.#worker.on('error', (cause) => this.#fail(workerFault(`stopped on an error: ${describe(cause)}`, cause)));
    this.#worker.on('exit', (code) => this.#fail(workerFault(`ended by itself (code ${code})`, undefined)));
    // An idle worker does not keep the program running; a task that is under way does (see `run`).
    this.#worker.unref();
  }

  /** Whether the thread has died and must be replaced. */
  get isDead(): boolean {
    return this.#fault !== null;
  }

  /** Gives the worker a task; rejects with its problem, or when it dies. Memory of audio in the task moves to the worker. */
  async run(task: WorkerTask): Promise<WorkerResult> {
    if (this.#fault !== null) {
      throw this.#fault;
    }

    const number = this.#number++;
    this.#worker.ref();
    return new Promise<WorkerResult>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, task }, memoryIn(task));
    });
  }

  async stop(): Promise<void> {
    this.#fail(new StudioError('audio.stopped', 'The audio worker was stopped while it worked. Start the render again.'));
    await this.#worker.terminate();
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if (this.#waiting.size === 0) {
      this.#worker.unref();
    }

    if (answer.isOk) {
      waiting?.resolve(answer.result);
    } else {
      waiting?.reject(
        answer.code === null ? workerFault(`failed: ${answer.message}`, undefined) : new StudioError(answer.code, answer.message),
      );
    }
  }

  #fail(fault: StudioError): void {
    this.#fault ??= fault;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) {
      reject(this.#fault);
    }
  }
}

function workerFault(what: string, cause: unknown): StudioError {
  return new StudioError(
    'audio.worker-failed',
    `Expected an audio worker to finish its part, but it ${what}. Start again; if it repeats, use fewer workers (CUESMITH_WORKERS=1) or a shorter piece.`,
    { cause },
  );
}

function describe(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** The memory that moves along with a task. */
function memoryIn(task: WorkerTask): ArrayBuffer[] {
  if (task.kind === 'add-strip') {
    return memoryOf(task.strip.audio, task.strip.sendAudio);
  }

  return task.kind === 'sound-room' ? memoryOf(task.send) : task.kind === 'finish-mix' ? memoryOf(task.room) : [];
}
