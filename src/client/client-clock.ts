/** What the client knows of time: tests give a clock of their own, so that half an hour passes at once. */
export interface ClientClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Comes back after so many milliseconds; rejects with the signal's reason when that aborts first. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const systemClock: ClientClock = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const leave = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', leave);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', leave, { once: true });
    });
  },
};

/** A signal that aborts with its caller's, and a way to abort it; `release` lets go of the caller's, which may live for hours. */
export type LinkedSignal = { readonly signal: AbortSignal; abort(reason: unknown): void; release(): void };

export function linkSignal(parent: AbortSignal | null): LinkedSignal {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent?.reason);
  if (parent?.aborted === true) {
    follow();
  }

  parent?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => parent?.removeEventListener('abort', follow),
  };
}

/** What a deadline aborts with. */
export class DeadlinePassed extends Error {
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`Nothing came for ${Math.round(afterMs / 1000)} s`);
    this.name = 'DeadlinePassed';
    this.afterMs = afterMs;
  }
}

/** Does `work` under a signal that aborts with `parent`, or with `DeadlinePassed` after `milliseconds`. */
export async function withDeadline<Result>(
  clock: ClientClock,
  limit: { readonly milliseconds: number; readonly parent: AbortSignal | null },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  limit.parent?.throwIfAborted();
  const linked = linkSignal(limit.parent);
  const isDone = new AbortController();
  const late = clock.wait(limit.milliseconds, isDone.signal).then(
    () => linked.abort(new DeadlinePassed(limit.milliseconds)),
    () => undefined,
  );
  try {
    return await work(linked.signal);
  } finally {
    isDone.abort();
    linked.release();
    await late;
  }
}
