import type { IncomingMessage } from 'node:http';

/** How often bodies on their way are looked at, and how much of each must have come since: no real line is slower. */
const LOOK_MS = 10_000;
const LEAST_BYTES = 512;

/** Ends connections of clients that begin a request and never finish it: held open, a few thousand would use up the server. */
export class BodyWatch {
  readonly #coming = new Map<IncomingMessage, number>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.look(), LOOK_MS).unref();
  }

  /** Watches a request until its body is whole. */
  watch(incoming: IncomingMessage): void {
    if (!incoming.complete) {
      this.#coming.set(incoming, incoming.socket.bytesRead);
      incoming.once('close', () => this.#coming.delete(incoming));
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks now, and ends what has not come on since the last look. */
  look(): void {
    for (const [incoming, before] of this.#coming) {
      const { socket } = incoming;
      if (incoming.complete) {
        this.#coming.delete(incoming);
        continue;
      }

      // What waits to be read by us is not the client's delay.
      const isOurs = incoming.readableLength > 0 || incoming.isPaused() || socket.isPaused();
      if (!isOurs && socket.bytesRead - before < LEAST_BYTES) {
        socket.destroy();
      } else {
        this.#coming.set(incoming, socket.bytesRead);
      }
    }
  }
}
