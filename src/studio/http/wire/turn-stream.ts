import type { AdkEvent, AdkStreamError } from '../../../contract/service/index.ts';
import type { WallClock } from '../../ports/wall-clock.ts';

/** How long a stream may be silent, in milliseconds: proxies and clients take silence for the end. */
const HEARTBEAT_MS = 15_000;

// LF alone, and no line but `data:` and comments: ADK's clients lose events that have an `id:` line, and whole streams with CRLF.
const COMMENT = ': heartbeat\n\n';
/** Without a space behind the colon: with one, ADK's client in JavaScript breaks off. */
const EMPTY_DATA = 'data:\n\n';

/** What every stream of a turn is sent with. */
export const TURN_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
} as const;

/** One event of a stream. JSON has no line breaks of its own. */
export function eventFrame(event: AdkEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

/** The end of a stream that broke off on our side. */
export function errorFrame(error: AdkStreamError): string {
  return `data: ${JSON.stringify(error)}\n\n`;
}

/**
 * A turn as server-sent events, one write for each. Nothing is taken from `events` before the client reads; leaving the stream leaves them.
 * `sendsEmptyData`: heartbeats for clients of the skill, which are told to expect empty data lines; ADK's own page breaks on those.
 */
export function turnStream(
  events: AsyncIterable<AdkEvent>,
  options: {
    readonly sendsEmptyData: boolean;
    readonly wallClock: WallClock;
    /** Default 15 s. */
    readonly heartbeatMs?: number;
  },
): ReadableStream<Uint8Array> {
  const { sendsEmptyData, wallClock, heartbeatMs = HEARTBEAT_MS } = options;
  const encoder = new TextEncoder();
  const reading = events[Symbol.asyncIterator]();
  const heartbeat = encoder.encode(sendsEmptyData ? COMMENT + EMPTY_DATA : COMMENT);
  let next: Promise<IteratorResult<AdkEvent, unknown>> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const silence = async (): Promise<null> =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, heartbeatMs, null);
    });

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          next ??= reading.next();
          const result = await Promise.race([next, silence()]);
          clearTimeout(timer);
          if (result === null) {
            controller.enqueue(heartbeat);
            return;
          }

          next = null;
          if (result.done === true) {
            controller.close();
          } else {
            controller.enqueue(encoder.encode(eventFrame(result.value)));
          }
        } catch (problem) {
          clearTimeout(timer);
          const name = problem instanceof Error && 'code' in problem ? String(problem.code) : 'InternalError';
          const message = 'The stream broke off. The work goes on; read the state of the session.';
          const timestamp = wallClock.now().getTime() / 1000;
          controller.enqueue(
            encoder.encode(
              errorFrame({
                error: `${name}: ${message}`,
                error_details: { error_type: name, error_message: message, timestamp },
              }),
            ),
          );
          controller.close();
        }
      },
      async cancel() {
        clearTimeout(timer);
        await reading.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
