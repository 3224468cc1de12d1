import type { ClientClock } from '../../src/client/index.ts';

/** Pauses up to this long are over at once, and time is that much later; longer waits (deadlines) end when a test says so. */
const SKIPPED_MS = 30_000;

/** A clock for tests: nobody sleeps. */
export class SkippingClock implements ClientClock {
  #now = Date.parse('2026-11-22T12:00:00Z');
  readonly #waiting = new Set<{ readonly untilMs: number; readonly wake: () => void }>();
  /** Pauses that were skipped, in milliseconds, in their order. */
  readonly pauses: number[] = [];

  now(): number {
    return this.#now;
  }

  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (milliseconds <= SKIPPED_MS) {
      this.pauses.push(milliseconds);
      // After whatever is under way: an answer that is there already comes first.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      this.advance(milliseconds);
      return;
    }

    await new Promise<void>((resolve, reject) => {
      const entry = { untilMs: this.#now + milliseconds, wake: resolve };
      this.#waiting.add(entry);
      signal?.addEventListener(
        'abort',
        () => {
          this.#waiting.delete(entry);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const entry of [...this.#waiting].filter(({ untilMs }) => untilMs <= this.#now)) {
      this.#waiting.delete(entry);
      entry.wake();
    }
  }
}
