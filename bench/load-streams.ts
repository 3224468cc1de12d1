import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { LoadOrder, StreamsReport } from './load-order.ts';

/** New streams begun at once; the next ones when these have had their first event. */
const AT_ONCE = 50;
/** No stream waits longer for its first event. */
const PATIENCE_MS = 120_000;

type Counts = { refused: number; held: number; finished: number; broken: number; events: number; heartbeats: number };
type Stream = { readonly begun: Promise<number | null>; readonly close: () => void };

/** Begins a turn in every session and holds all streams open at once. */
export async function loadStreams(order: Extract<LoadOrder, { kind: 'streams' }>): Promise<StreamsReport> {
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const counts: Counts = { refused: 0, held: 0, finished: 0, broken: 0, events: 0, heartbeats: 0 };
  const streams: Stream[] = [];
  const firstEventMs: number[] = [];
  for (let from = 0; from < order.sessionIds.length; from += AT_ONCE) {
    const fresh = order.sessionIds.slice(from, from + AT_ONCE).map((id) => beginStream(agent, { url: order.url, id, counts }));
    streams.push(...fresh);
    for (const milliseconds of await Promise.all(fresh.map(async ({ begun }) => begun))) {
      if (milliseconds !== null) {
        firstEventMs.push(milliseconds);
      }
    }
  }

  await setTimeout(order.holdMs);
  const report = { ...counts, firstEventMs };
  for (const { close } of streams) {
    close();
  }

  return report;
}

function beginStream(
  agent: Agent,
  { url, id, counts }: { readonly url: string; readonly id: string; readonly counts: Counts },
): Stream {
  const startedMs = performance.now();
  const body = JSON.stringify({
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: id,
    new_message: { parts: [{ text: 'make a 5 second lo-fi beat' }] },
  });
  const { promise: begun, resolve } = Promise.withResolvers<number | null>();
  let isOpen = false;
  const asked = request(`${url}/run_sse`, {
    agent,
    method: 'POST',
    timeout: PATIENCE_MS,
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), Accept: 'text/event-stream' },
  });
  const end = (count: 'refused' | 'finished' | 'broken'): void => {
    if (isOpen) {
      isOpen = false;
      counts.held -= 1;
    }

    counts[count] += 1;
    resolve(null);
  };
  asked.on('timeout', () => asked.destroy(new Error('No event came')));
  asked.on('error', () => end('broken'));
  asked.on('response', (response) => {
    if (response.statusCode !== 200) {
      response.resume();
      end('refused');
      return;
    }

    isOpen = true;
    counts.held += 1;
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const lines = text.split('\n');
      const events = lines.filter((line) => line.startsWith('data: ')).length;
      counts.events += events;
      counts.heartbeats += lines.filter((line) => line.startsWith(':')).length;
      if (events > 0) {
        resolve(performance.now() - startedMs);
      }
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      if (isOpen) {
        end(response.complete ? 'finished' : 'broken');
      }
    });
  });
  asked.end(body);
  return {
    begun,
    close: () => {
      isOpen = false;
      asked.destroy();
    },
  };
}
