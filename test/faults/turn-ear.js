import { z } from 'zod';
const HeardEvent = z.looseObject({
  author: z.string().optional(),
  turnComplete: z.boolean().optional(),
  errorCode: z.string().optional(),
  content: z
    .looseObject({
      parts: z.array(z.looseObject({ text: z.string().optional(), functionCall: z.unknown().optional() })).optional(),
    })
    .optional(),
});
/** Listens to a turn's stream event by event. */
export class TurnEar {
  events = [];
  #reader;
  #decoder = new TextDecoder();
  #rest = '';
  constructor(response) {
    if (!response.ok || response.body === null) {
      throw new Error(`The turn was refused: ${response.status}`);
    }
    this.#reader = response.body.getReader();
  }
  /** Until an event is one that is wanted, or the stream ends; what was wanted, or null. Throws when the connection breaks. */
  async hear(isWanted) {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) {
        return null;
      }
      const blocks = (this.#rest + this.#decoder.decode(value, { stream: true })).split('\n\n');
      this.#rest = blocks.pop() ?? '';
      const fresh = blocks
        .filter((block) => block.startsWith('data: {'))
        .map((block) => HeardEvent.parse(JSON.parse(block.slice('data: '.length))));
      this.events.push(...fresh);
      const wanted = fresh.find(isWanted);
      if (wanted !== undefined) {
        return wanted;
      }
    }
  }
  /** Until the stream ends; whether its last event was whole. */
  async hearAll() {
    await this.hear(() => false);
    return this.#rest === '';
  }
  async leave() {
    await this.#reader.cancel();
  }
}
/** Whether an event says that the making of music was begun. */
export function asksForMusic(event) {
  return (event.content?.parts ?? []).some((part) => part.functionCall !== undefined);
}
//# sourceMappingURL=turn-ear.js.map
