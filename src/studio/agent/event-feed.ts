import type { AdkEvent } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';

/** Beyond so many events nobody has taken, partial ones are left out: a later event holds their text in full. */
const PARTIALS_UNTIL = 200;
/** Beyond so many nobody reads any more: the stream ends, the turn goes on. */
const MOST_WAITING = 1000;

/**
 * Events on their way to one reader. The writer never waits: a reader that is slow loses partial events, one that has stopped reading
 * loses the stream, and one that has left is forgotten.
 */
export class EventFeed implements AsyncIterable<AdkEvent> {
  #waiting: AdkEvent[] = [];
  #state: 'open' | 'ended' | 'left' = 'open';
  #problem: unknown = null;
  #wake: (() => void) | null = null;

  push(event: AdkEvent): void {
    if (this.#state !== 'open' || (event.partial === true && this.#waiting.length >= PARTIALS_UNTIL)) {
      return;
    }

    if (this.#waiting.length >= MOST_WAITING) {
      this.fail(new StudioError('stream.too-slow', 'The stream was not read; read the session for what happened.'));
      return;
    }

    this.#waiting.push(event);
    this.#wake?.();
  }

  /** No event comes any more. */
  end(): void {
    this.#state = this.#state === 'open' ? 'ended' : this.#state;
    this.#wake?.();
  }

  /** The reader gets `problem` in place of what still waits. */
  fail(problem: unknown): void {
    this.#problem = problem;
    this.#waiting = [];
    this.end();
  }

  /** The reader goes; nothing is kept for it. */
  leave(): void {
    this.#state = 'left';
    this.#waiting = [];
    this.#wake?.();
  }

  [Symbol.asyncIterator](): AsyncIterator<AdkEvent> {
    return {
      next: async () => this.#next(),
      // By hand, not by a generator: leaving must also end a `next` that waits.
      return: async () => {
        this.leave();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  async #next(): Promise<IteratorResult<AdkEvent, undefined>> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) {
        return { done: false, value: event };
      }

      if (this.#problem !== null) {
        throw this.#problem;
      }

      if (this.#state !== 'open') {
        return { done: true, value: undefined };
      }

      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }
}
