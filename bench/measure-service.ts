import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { CreateSessionAnswer } from '../src/contract/service/index.ts';
import { startServer, type ServeProcess } from '../test/serve-process.ts';
import { type Figure, plain } from './figure.ts';
import { type LoadOrder, ReadsReport, StreamsReport, UploadReport } from './load-order.ts';
import { readUsage, whileWatching } from './load-usage.ts';

const CLIENT = new URL('./load-client.ts', import.meta.url);
const BASELINE = new URL('./load-baseline.ts', import.meta.url);
const STREAMS = 1000;
const HOLD_MS = 60_000;
const READS = 10_000;
const CLIENTS = 32;
const CRAWLERS = 50;
const MIB = 1 << 20;

/** The service as one person's server (open mode, embedded database) under many streams, reads and large uploads, beside plain Node. */
export async function measureService(scratch: string): Promise<Figure[]> {
  const server = await startServer(join(scratch, 'service'), { CUESMITH_LOG_LEVEL: 'warn', TMPDIR: scratch });
  const figures: Figure[] = [];
  try {
    const pid = server.child.pid ?? 0;
    figures.push(plain('server at rest, memory', (await readUsage(pid)).megabytes, 'MB'));
    const sessionId = await makeSession(server.url);
    figures.push(...(await measureReads(server, { scratch, sessionId })));
    figures.push(...(await measureUploads(server, { scratch, sessionId })));
    figures.push(...(await measureStreams(server)));
  } finally {
    await server.kill();
  }

  return figures;
}

async function measureReads(
  { url, child }: ServeProcess,
  { scratch, sessionId }: { readonly scratch: string; readonly sessionId: string },
): Promise<Figure[]> {
  const path = `/api/state/nemo_agent/me/${sessionId}/latest`;
  const crawlPath = `/api/upload-video/nemo_agent/me/${sessionId}`;
  const order = { kind: 'reads', url, path, crawlPath, count: READS, clients: CLIENTS, crawling: 0 } as const;
  const pid = child.pid ?? 0;
  const alone = await whileWatching(pid, async () => ReadsReport.parse(await load(order)));
  const crawled = await whileWatching(pid, async () => ReadsReport.parse(await load({ ...order, crawling: CRAWLERS })));
  const baseline = await startBaseline(scratch, alone.result.bytes);
  const bare = ReadsReport.parse(await load({ ...order, url: baseline.url }));
  baseline.child.kill();
  return [
    ...readFigures(`${READS} state reads, ${CLIENTS} at a time`, alone.result),
    plain('processor time of a state read', (alone.cpuSeconds / READS) * 1000, 'ms'),
    ...readFigures(`the same beside ${CRAWLERS} uploads of a byte a second`, crawled.result),
    plain('of these uploads ended by the server meanwhile', crawled.result.crawlersEnded, 'uploads'),
    ...readFigures(`the same from plain Node, a constant of ${bare.bytes} bytes`, bare),
  ];
}

function readFigures(what: string, report: ReadsReport): Figure[] {
  return [
    plain(`${what}: throughput`, report.milliseconds.length / report.seconds, 'reads/s'),
    plain(`${what}: p50`, quantile(report.milliseconds, 0.5), 'ms'),
    plain(`${what}: p99`, quantile(report.milliseconds, 0.99), 'ms'),
    plain(`${what}: failed`, report.failed, 'reads'),
  ];
}

async function measureUploads(
  { url, child }: ServeProcess,
  { scratch, sessionId }: { readonly scratch: string; readonly sessionId: string },
): Promise<Figure[]> {
  const path = `/api/upload-video/nemo_agent/me/${sessionId}`;
  const order = { kind: 'upload', url, path, bytes: 200 * MIB } as const;
  const whole = await whileWatching(child.pid ?? 0, async () => UploadReport.parse(await load(order)));
  expectStatus('The upload of 200 MB', whole.result, 200);
  const tooLarge = UploadReport.parse(await load({ ...order, bytes: 201 * MIB }));
  expectStatus('The upload of 201 MB', tooLarge, 413);
  const baseline = await startBaseline(scratch, 0);
  const bare = UploadReport.parse(await load({ ...order, url: baseline.url }));
  baseline.child.kill();
  return [
    plain('upload of 200 MB (18 minutes of sound), answered after', whole.result.seconds, 's'),
    plain('the server meanwhile: memory at most', whole.peakMegabytes, 'MB'),
    plain('the server meanwhile: processor time', whole.cpuSeconds, 's'),
    plain('the same to plain Node, which only writes it to a file', bare.seconds, 's'),
    plain('upload of 201 MB, refused when so much was sent', tooLarge.sentBytes / MIB, 'MB'),
    plain('upload of 201 MB, refused after', tooLarge.seconds, 's'),
  ];
}

async function measureStreams({ url, child }: ServeProcess): Promise<Figure[]> {
  const sessionIds: string[] = [];
  for (let count = 0; count < STREAMS; count++) {
    sessionIds.push(await makeSession(url));
  }

  const pid = child.pid ?? 0;
  const order = { kind: 'streams', url, sessionIds, holdMs: HOLD_MS } as const;
  const { result, peakMegabytes, cpuSeconds, seconds } = await whileWatching(pid, async () =>
    StreamsReport.parse(await load(order)),
  );
  const what = `${STREAMS} turns begun, music of 5 s each, streams held for ${HOLD_MS / 1000} s`;
  return [
    plain(`${what}: still open at the end`, result.held, 'streams'),
    plain(`${what}: ended whole meanwhile`, result.finished, 'streams'),
    plain(`${what}: refused or broken`, result.refused + result.broken, 'streams'),
    plain(`${what}: first event p50`, quantile(result.firstEventMs, 0.5), 'ms'),
    plain(`${what}: first event p99`, quantile(result.firstEventMs, 0.99), 'ms'),
    plain(`${what}: events`, result.events, 'events'),
    plain(`${what}: heartbeats`, result.heartbeats, 'lines'),
    plain(`${what}: the server's memory at most`, peakMegabytes, 'MB'),
    plain(`${what}: the server's processor time, the music included`, cpuSeconds / seconds, 's/s'),
  ];
}

async function makeSession(url: string): Promise<string> {
  const response = await fetch(`${url}/api/tasks/me/with-session/nemo_agent`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ task_name: 'bench' }),
  });
  return CreateSessionAnswer.parse(await response.json()).data.session_id;
}

/** Has the load generator do one thing, in a process of its own. */
async function load(order: LoadOrder): Promise<unknown> {
  const child = fork(CLIENT);
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}`)));
  });
}

async function startBaseline(scratch: string, bytes: number): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = fork(BASELINE, [scratch, String(bytes)]);
  const url = await new Promise((resolve) => child.once('message', resolve));
  return { url: z.string().parse(url), child };
}

function expectStatus(what: string, report: UploadReport, status: number): void {
  if (report.status !== status) {
    throw new Error(`${what} was answered with ${report.status}: ${report.body}`);
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
