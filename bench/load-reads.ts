import { Agent, request, type ClientRequest } from 'node:http';
import type { LoadOrder, ReadsReport } from './load-order.ts';

const CRAWL_MS = 1000;
const BOUNDARY = 'crawl';

/** Many equal reads by a few clients, each of which asks again when it has its answer; with uploads beside them that hardly move. */
export async function loadReads(order: Extract<LoadOrder, { kind: 'reads' }>): Promise<ReadsReport> {
  const crawlers = Array.from({ length: order.crawling }, () => beginCrawling(order.url + order.crawlPath));
  const agent = new Agent({ keepAlive: true, maxSockets: order.clients });
  const milliseconds: number[] = [];
  let failed = 0;
  let bytes = 0;
  let asked = 0;
  const startedMs = performance.now();
  const client = async (): Promise<void> => {
    while (asked < order.count) {
      asked += 1;
      const begunMs = performance.now();
      const answer = await read(agent, order.url + order.path);
      milliseconds.push(performance.now() - begunMs);
      bytes = answer.bytes;
      failed += answer.status === 200 ? 0 : 1;
    }
  };
  await Promise.all(Array.from({ length: order.clients }, client));
  const seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  const crawlersLeft = crawlers.filter(({ isEnded }) => !isEnded()).length;
  for (const { close } of crawlers) {
    close();
  }

  return { milliseconds, seconds, failed, bytes, crawlersLeft, crawlersEnded: crawlers.length - crawlersLeft };
}

async function read(agent: Agent, url: string): Promise<{ readonly status: number; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** An upload that sends a byte a second. */
function beginCrawling(url: string): { readonly isEnded: () => boolean; readonly close: () => void } {
  const asked: ClientRequest = request(url, {
    agent: false,
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`, 'Content-Length': 100 << 20 },
  });
  let isEnded = false;
  const end = (): void => {
    isEnded = true;
    clearInterval(timer);
  };
  const timer = setInterval(() => asked.write('x'), CRAWL_MS);
  asked.on('error', end);
  asked.on('close', end);
  asked.on('response', (response) => response.resume());
  asked.write(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="crawl.wav"\r\nContent-Type: audio/wav\r\n\r\nRIFF`,
  );
  return {
    isEnded: () => isEnded,
    close: () => {
      end();
      asked.destroy();
    },
  };
}
