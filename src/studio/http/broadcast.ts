import { setTimeout } from 'node:timers/promises';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import type { Broadcasting } from '../actions/radio/run-radio.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { SoundStreams } from '../ports/sound-streams.ts';
import { openServer } from './open-server.ts';
import { radioPage } from './pages/radio-page.ts';

/** Sound goes out this far ahead of its time, seconds: what a player wants before it starts. */
const LEAD_SECONDS = 3;
/** A listener who is this many pieces behind has gone to sleep. */
const MOST_BEHIND = 60;
/** A new listener is given so many pieces at once. */
const KEPT = 6;

type Listener = ReadableStreamDefaultController<Uint8Array>;

/** A radio on the network: a page at `/`, the music at `/stream.wav`, what plays at `/now`. */
export function createBroadcasting(ports: {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly soundStreams: SoundStreams;
}): Broadcasting {
  return {
    async broadcast({ host, port, prompt, sound, metadata, pieceAt, signal, onOpen }) {
      const listeners = new Set<Listener>();
      const recent: Uint8Array[] = [];
      let head: Uint8Array | null = null;
      let startedMs: number | null = null;
      let samples = 0;
      const heardSeconds = (): number => (startedMs === null ? 0 : (ports.clock.elapsedMs() - startedMs) / 1000);

      const listen = (): Response => {
        let own: Listener | null = null;
        const body = new ReadableStream<Uint8Array>(
          {
            start: (listener) => {
              own = listener;
              [...(head === null ? [] : [head]), ...recent].forEach((bytes) => listener.enqueue(bytes));
              listeners.add(listener);
            },
            cancel: () => {
              if (own !== null) {
                listeners.delete(own);
              }
            },
          },
          new CountQueuingStrategy({ highWaterMark: MOST_BEHIND }),
        );
        return new Response(body, { headers: { 'content-type': 'audio/wav', 'cache-control': 'no-store' } });
      };
      const answer = (request: Request): Response => {
        const { pathname } = new URL(request.url);
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          return new Response('Only GET.\n', { status: 405, headers: { allow: 'GET, HEAD' } });
        }

        switch (pathname) {
          case '/':
            return new Response(radioPage(prompt), { headers: { 'content-type': 'text/html; charset=utf-8' } });
          case '/now':
            return Response.json({ ...pieceAt(heardSeconds()), heardSeconds: heardSeconds(), listeners: listeners.size });
          case '/stream.wav':
            return request.method === 'HEAD' ? new Response(null, { headers: { 'content-type': 'audio/wav' } }) : listen();
          default:
            return new Response('Nothing here: try / or /stream.wav.\n', { status: 404 });
        }
      };

      const server = await openServer({ hostname: host, port, ids: ports.ids });
      try {
        server.serve(answer);
        onOpen(server.url);
        for await (const bytes of ports.soundStreams.wavStream(timed(), metadata)) {
          if (head === null) {
            head = bytes;
            listeners.forEach((listener) => listener.enqueue(bytes));
            continue;
          }

          recent.push(bytes);
          recent.splice(0, recent.length - KEPT);
          give(listeners, bytes);
        }
      } finally {
        listeners.forEach((listener) => listener.close());
        listeners.clear();
        await server.close();
      }

      async function* timed() {
        for await (const piece of sound) {
          startedMs ??= ports.clock.elapsedMs();
          const early = samples / SAMPLE_RATE - heardSeconds() - LEAD_SECONDS;
          if (early > 0) {
            // Being stopped is no failure here: the sound ends by itself then.
            await setTimeout(early * 1000, undefined, { signal }).catch(() => undefined);
          }

          samples += piece.left.length;
          yield piece;
        }
      }
    },
  };
}

/** Gives a piece to every listener, and lets go of those who no longer take any. */
function give(listeners: Set<Listener>, bytes: Uint8Array): void {
  for (const listener of [...listeners]) {
    if ((listener.desiredSize ?? 0) <= 0) {
      listeners.delete(listener);
      listener.close();
    } else {
      listener.enqueue(bytes);
    }
  }
}
