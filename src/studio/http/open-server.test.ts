import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';
import { randomIds } from '../store/random-ids.ts';
import { systemWallClock } from '../store/system-wall-clock.ts';
import { BodyWatch } from './body-watch.ts';
import { openServer } from './open-server.ts';
import { route } from './route.ts';

const ids = randomIds(systemWallClock);
let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(async () => server.close());

/** All that comes back for bytes written onto a connection, until the other side closes it. */
async function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('what is no request', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n', 400],
    ['a head without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a target that is no address', 'GET http://[/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('gets an answer and goes: %s', async (_, text, status) => {
    const answer = await exchange(server.port, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('gets the body that every refusal has', async () => {
    const answer = await exchange(server.port, 'hello\r\n\r\n');
    const body = z.object({ code: z.literal(422), message: z.string(), request_id: z.string() });
    body.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)));
  });
});

describe('a server', () => {
  it('says what to do when its port is taken, or its host is not ours', async () => {
    const taken = openServer({ hostname: '127.0.0.1', port: server.port, ids });
    await expect(taken).rejects.toMatchObject({ code: 'serve.port-busy', message: expect.stringContaining('--port') });
    const strange = openServer({ hostname: '192.0.2.1', port: 0, ids });
    await expect(strange).rejects.toMatchObject({ code: 'serve.no-such-host', message: expect.stringContaining('--host') });
  });

  it('says that it starts until it serves', async () => {
    const early = await openServer({ hostname: '127.0.0.1', port: 0, ids });
    const response = await fetch(`${early.url}/health`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    early.serve(() => new Response('served'));
    expect(await (await fetch(early.url)).text()).toBe('served');
    await early.close();
  });

  it('lets running answers end when it stops, and takes no new ones', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const stopping = await openServer({ hostname: '127.0.0.1', port: 0, ids });
    stopping.serve(async () => {
      begun.resolve();
      await finish.promise;
      return new Response('whole');
    });
    const running = fetch(stopping.url).then(async (response) => response.text());
    await begun.promise;
    const closed = stopping.close();
    await expect(fetch(stopping.url)).rejects.toThrow();
    finish.resolve();
    expect(await running).toBe('whole');
    await closed;
  });

  it('tells a handler that its client has left, and logs no failure', async () => {
    const begun = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const waiting = await openTestServer({
      service: server.service,
      routes: [
        route({
          method: 'GET',
          path: '/odd/wait',
          id: 'oddWait',
          tag: 'server',
          summary: 'Waits for its client to leave.',
          scope: 'any',
          limit: 'none',
          async handle({ signal }) {
            signal.addEventListener('abort', () => left.resolve());
            begun.resolve();
            await left.promise;
            signal.throwIfAborted();
            return new Response('never');
          },
        }),
      ],
    });
    const authorization = `Bearer ${await waiting.newToken()}`;
    const leave = new AbortController();
    const asking = waiting.ask('/odd/wait', { headers: { authorization }, signal: leave.signal });
    await begun.promise;
    leave.abort();
    await expect(asking).rejects.toThrow();
    await left.promise;
    await waiting.close();
    expect(waiting.logged.find(({ route: path }) => path === '/odd/wait')).toMatchObject({ status: 499, level: 30 });
  });
});

describe('a body that stands still', () => {
  it('ends its connection, and one that comes does not', async () => {
    const watch = new BodyWatch();
    const slow = await openServer({ hostname: '127.0.0.1', port: 0, ids, bodies: watch });
    let came = Promise.withResolvers<void>();
    slow.serve(async (request) => {
      let bytes = 0;
      came.resolve();
      for await (const chunk of request.body ?? []) {
        bytes += chunk.length;
        if (bytes % 1000 === 0) {
          came.resolve();
        }
      }

      return new Response(`${bytes} bytes`);
    });
    let answer = '';
    const socket = connect(slow.port, '127.0.0.1');
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const send = async (text: string): Promise<void> => {
      came = Promise.withResolvers<void>();
      socket.write(text);
      await came.promise;
    };

    await send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n');
    await send('x'.repeat(1000));
    watch.look();
    await send('x'.repeat(1000));
    watch.look();
    await send('x'.repeat(1000));
    watch.look();
    await new Promise<void>((resolve) => socket.once('data', () => resolve()));
    expect(answer).toContain('3000 bytes');

    await send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n');
    await send('x'.repeat(1000));
    watch.look();
    watch.look();
    await closed;
    expect(answer.match(/HTTP\/1.1 200/g)).toHaveLength(1);
    await slow.close();
  });

  it('gives up an answer that its client asks for and never takes, and keeps one that has nothing to say yet', async () => {
    const patient = await openServer({ hostname: '127.0.0.1', port: 0, ids, stallMs: 20 });
    const given = Promise.withResolvers<void>();
    const isQuiet = Promise.withResolvers<void>();
    patient.serve((request, { outgoing }) => {
      if (request.url.endsWith('/quiet')) {
        outgoing.once('timeout', () => isQuiet.resolve());
        return isQuiet.promise.then(() => new Response('at last'));
      }

      return new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)),
          cancel: () => given.resolve(),
        }),
      );
    });
    expect(await (await fetch(`${patient.url}/quiet`)).text()).toBe('at last');
    const socket = connect(patient.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write('GET /endless HTTP/1.1\r\nHost: x\r\n\r\n');
    await given.promise;
    socket.destroy();
    await patient.close();
  });
});
