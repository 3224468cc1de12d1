import type { EventStore, JSONRPCMessage } from '@modelcontextprotocol/server';

/** Messages of one session that are kept for a client whose stream broke off: progress of a long export, and its answer. */
const MOST_EVENTS = 500;

/** The latest messages of one session, so that a stream that broke off goes on where it was (`Last-Event-ID`). */
export class RecentEvents implements EventStore {
  readonly #events: { readonly id: string; readonly streamId: string; readonly message: JSONRPCMessage }[] = [];
  #last = 0;

  async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    this.#last += 1;
    const id = String(this.#last);
    this.#events.push({ id, streamId, message });
    if (this.#events.length > MOST_EVENTS) {
      this.#events.shift();
    }

    return id;
  }

  async getStreamIdForEventId(eventId: string): Promise<string | undefined> {
    return this.#events.find(({ id }) => id === eventId)?.streamId;
  }

  async replayEventsAfter(
    lastEventId: string,
    { send }: { readonly send: (eventId: string, message: JSONRPCMessage) => Promise<void> },
  ): Promise<string> {
    const from = this.#events.findIndex(({ id }) => id === lastEventId);
    const streamId = this.#events[from]?.streamId ?? '';
    for (const event of this.#events.slice(from + 1)) {
      // What primes a stream has no message to send again.
      if (from >= 0 && event.streamId === streamId && 'jsonrpc' in event.message) {
        await send(event.id, event.message);
      }
    }

    return streamId;
  }
}
