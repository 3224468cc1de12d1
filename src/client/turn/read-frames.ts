import { createParser } from 'eventsource-parser';
import type { ClientClock } from '../client-clock.ts';

/** What a stream gave: the data of one event, a sign of life without any, or nothing until `untilMs`. */
export type Frame = { readonly kind: 'data'; readonly data: string } | { readonly kind: 'beat' } | { readonly kind: 'silence' };

/** Data that means no more than a comment does. */
const BEATS = new Set(['', 'heartbeat', 'ping', '[DONE]']);

/**
 * Reads server-sent events as the WHATWG standard has them, whatever lies between: comments, CRLF, ids, event names, a letter split over
 * two pieces. Letting go of it lets go of the stream. `untilMs` says up to when nothing may come before a `silence` is given, each time anew.
 * Throws what reading the stream throws.
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  clock: ClientClock,
  untilMs: () => number,
): AsyncGenerator<Frame, void, undefined> {
  const frames: Frame[] = [];
  const parser = createParser({
    onEvent: ({ data }) => frames.push(BEATS.has(data.trim()) ? { kind: 'beat' } : { kind: 'data', data }),
    onComment: () => frames.push({ kind: 'beat' }),
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let next: ReturnType<typeof reader.read> | null = null;
  try {
    for (;;) {
      next ??= reader.read();
      const waiting = new AbortController();
      const silence = clock.wait(Math.max(0, untilMs() - clock.now()), waiting.signal).then(
        () => 'silence' as const,
        () => 'awake' as const,
      );
      const result = await Promise.race([next, silence]).finally(() => waiting.abort());
      if (result === 'silence' || result === 'awake') {
        yield { kind: 'silence' };
        continue;
      }

      next = null;
      // The blank line behind the last event may be missing; half an event is no JSON and is passed over.
      parser.feed(result.done ? `${decoder.decode()}\n\n` : decoder.decode(result.value, { stream: true }));
      yield* frames.splice(0);
      if (result.done) {
        return;
      }
    }
  } finally {
    // A stream that broke cannot be cancelled, and need not be.
    await reader.cancel().catch(() => undefined);
  }
}
