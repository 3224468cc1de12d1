import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adk, openScriptedClient, sayTo, type ScriptedClient, text } from './scripted-client.ts';
import { EMPTY_STATE, openScriptedServer, type Received, type ScriptedServer, sendEvents, sendJson } from './scripted-server.ts';

// A server that misbehaves in every way that contract.md lists, and some more.

let server: ScriptedServer;
let client: ScriptedClient['client'];
let clock: ScriptedClient['clock'];

beforeAll(async () => {
  server = await openScriptedServer();
});
afterAll(async () => server.close());
beforeEach(() => {
  server.reset();
  ({ client, clock } = openScriptedClient(server));
});

/** Answers messages with a stream. */
function stream(pieces: readonly (string | Uint8Array)[]): void {
  server.script = async ({ path }, response) => path === '/run_sse' && sendEvents(response, pieces);
}

const tool = { kind: 'tool', name: 'generate_music', args: { prompt: 'hi' }, callId: 'adk-1' };
const result = { kind: 'tool-result', name: 'generate_music', result: { status: 'ok' }, callId: 'adk-1' };
const draft = (volume: number): object => ({
  d: 10_000,
  t: [{ id: 'a', tt: 1, m: { name: 'BGM' }, sg: [{ id: 's', s: 0, d: 10_000, m: { name: 'Lo-fi', volume } }] }],
});
const withDraft = (volume: number, more: object = {}): { [key: string]: unknown } => ({
  ...more,
  state: { ...EMPTY_STATE.state, draft: draft(volume) },
});

describe('every form of a stream is read', () => {
  it.each<[string, string, readonly object[]]>([
    [
      'ADK in camelCase',
      adk({ parts: [{ text: 'Hello' }] }, { turnComplete: true, timestamp: 1_795_334_346_151 }),
      [text('Hello')],
    ],
    ['seconds as a timestamp', adk({ parts: [{ text: 'Hello' }] }, { timestamp: 1_795_334_346.151 }), [text('Hello')]],
    [
      'ADK in snake_case',
      'data: {"invocation_id":"e","content":{"parts":[{"function_call":{"id":"adk-1","name":"generate_music","args":{"prompt":"hi"}}}]}}\n\n',
      [tool],
    ],
    [
      'a function call',
      adk({ parts: [{ functionCall: { id: 'adk-1', name: 'generate_music', args: { prompt: 'hi' } } }] }),
      [tool],
    ],
    [
      'a function response',
      adk({ parts: [{ functionResponse: { id: 'adk-1', name: 'generate_music', response: { status: 'ok' } } }] }),
      [result],
    ],
    ['a typed text', 'data: {"type":"text","content":"Hello"}\n\n', [text('Hello')]],
    ['a typed tool call', 'data: {"type":"tool_call","id":"adk-1","name":"generate_music","args":{"prompt":"hi"}}\n\n', [tool]],
    [
      'a typed tool result',
      'data: {"type":"tool_result","id":"adk-1","name":"generate_music","result":{"status":"ok"}}\n\n',
      [result],
    ],
    ['a bare text', 'data: {"text":"Hello"}\n\n', [text('Hello')]],
    ['a comment as heartbeat', `: heartbeat\n\n${adk({ parts: [{ text: 'Hi' }] })}`, [text('Hi')]],
    ['empty data as heartbeat', `data:\n\n${adk({ parts: [{ text: 'Hi' }] })}`, [text('Hi')]],
    ['empty data with a space', `data: \n\n${adk({ parts: [{ text: 'Hi' }] })}`, [text('Hi')]],
    ['a word as heartbeat', `data: heartbeat\n\n${adk({ parts: [{ text: 'Hi' }] })}`, [text('Hi')]],
    ['a typed heartbeat', `data: {"type":"heartbeat"}\n\n${adk({ parts: [{ text: 'Hi' }] })}`, [text('Hi')]],
    ['event, id and retry lines', `event: x\nid: 5\nretry: 9\n${adk({ parts: [{ text: 'Hi' }] })}`, [text('Hi')]],
    ['CRLF', adk({ parts: [{ text: 'Hi' }] }).replaceAll('\n', '\r\n'), [text('Hi')]],
    ['[DONE] at the end', `${adk({ parts: [{ text: 'Hi' }] })}data: [DONE]\n\n`, [text('Hi')]],
    [
      'pieces and the whole that repeats them',
      `${adk({ parts: [{ text: 'Hel' }] }, { partial: true })}${adk({ parts: [{ text: 'lo' }] }, { partial: true })}${adk({ parts: [{ text: 'Hello' }] }, { id: 'y' })}`,
      [text('Hel', true), text('lo', true)],
    ],
    [
      "a person's own words, and thoughts",
      `${adk({ parts: [{ text: 'hello' }] }, { author: 'user', id: 'u' })}${adk({ parts: [{ text: 'Hm', thought: true }, { text: 'Hi' }] })}`,
      [text('Hi')],
    ],
    [
      'shapes that nobody knows',
      `data: {"what":1}\n\ndata: [1,2]\n\ndata: 7\n\ndata: {"type":"telemetry","text":"x"}\n\ndata: {broken\n\ndata: {"content":{"parts":"no"}}\n\n${adk({ parts: [{ text: 'Hi' }] })}`,
      [text('Hi')],
    ],
  ])('%s', async (_, wire, expected) => {
    stream([wire]);
    const { happenings, done } = await sayTo(client);
    expect(happenings).toEqual(expected);
    expect(done.isResumed).toBe(false);
  });

  it('a letter that is cut in two, and an event that comes byte by byte', async () => {
    const bytes = new TextEncoder().encode(adk({ parts: [{ text: '晴れた日 🎵' }] }));
    stream([...bytes].map((byte) => Uint8Array.of(byte)));
    expect((await sayTo(client)).happenings).toEqual([text('晴れた日 🎵')]);
  });

  it('a stream that says it is text, or says nothing', async () => {
    server.script = ({ path }, response) => {
      if (path !== '/run_sse') {
        return false;
      }

      response.writeHead(200, { 'content-type': 'text/plain' }).end(adk({ parts: [{ text: 'Hi' }] }));
      return true;
    };
    expect((await sayTo(client)).happenings).toEqual([text('Hi')]);
  });

  it('the words before a failure come once, and the failure is known by its code', async () => {
    stream([
      adk({ parts: [{ text: 'Not enough credits.' }] }),
      'data: {"id":"z","errorCode":"2001","errorMessage":"Not enough credits."}\n\n',
    ]);
    const { happenings, done } = await sayTo(client);
    expect(happenings).toMatchObject([
      text('Not enough credits.'),
      {
        kind: 'problem',
        isSaid: true,
        problem: {
          kind: 'out-of-credits',
          code: 2001,
          action: 'register',
          registrationUrl: `${server.url}/register?bind=anon_1`,
        },
      },
    ]);
    expect(done).toMatchObject({ outcome: 'failed', text: 'Not enough credits.' });
  });

  it.each([
    [
      'of ADK in Python',
      'data: {"error":"ValueError: no","error_details":{"error_type":"ValueError","error_message":"no","timestamp":1.5}}\n\n',
    ],
    ['of ADK in JavaScript', 'data: {"error":"no"}\n\n'],
    ['typed', 'data: {"type":"error","message":"no"}\n\n'],
  ])('an error %s fails the turn', async (_, wire) => {
    stream([wire]);
    const { happenings, done } = await sayTo(client);
    expect(happenings).toMatchObject([{ kind: 'problem', problem: { kind: 'turn-failed', message: 'no' } }]);
    expect(done.outcome).toBe('failed');
    expect(server.count('/run_sse')).toBe(1);
  });
});

describe('an edit in silence', () => {
  it('is told by what changed', async () => {
    server.state = withDraft(1);
    server.script = async ({ path }, response) => {
      if (path === '/run_sse') {
        server.state = withDraft(0.35);
        return sendEvents(response, [adk({ parts: [{ functionCall: { name: 'edit_multitrack', args: {} } }] })]);
      }

      return false;
    };
    const { done } = await sayTo(client, 'music at 35%');
    expect(done).toMatchObject({
      outcome: 'silent',
      changes: [
        {
          kind: 'clip-changed',
          track: { place: 1, name: 'BGM', type: 1 },
          clip: { name: 'Lo-fi', startMs: 0, durationMs: 10_000 },
          fields: [{ field: 'volume', before: 1, after: 0.35 }],
        },
      ],
    });
    expect(clock.pauses).toEqual([]);
  });

  it('that shows only later is waited for, and one that did nothing says so', async () => {
    server.state = withDraft(1);
    let looks = 0;
    server.script = async ({ path }, response) => {
      if (path === '/run_sse') {
        return sendEvents(response, []);
      }

      looks += path.startsWith('/api/state') ? 1 : 0;
      server.state = looks === 4 ? withDraft(0.5) : server.state;
      return false;
    };
    expect((await sayTo(client)).done.changes).toMatchObject([{ kind: 'clip-changed' }]);
    expect(clock.pauses).toEqual([3000, 3000]);
    expect((await sayTo(client)).done).toMatchObject({ outcome: 'silent', changes: [] });
  });
});

describe('a stream that breaks off', () => {
  /** Breaks the stream in the middle of an event, and goes on as `after` says. */
  const breakOff = (after: (received: Received) => void = () => undefined): void => {
    server.script = (received, response) => {
      if (received.path !== '/run_sse') {
        after(received);
        return false;
      }

      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`${adk({ parts: [{ text: 'I begin.' }] })}data: {"content":{"par`, () => response.destroy());
      return true;
    };
  };

  it('is followed by the state until it has settled, and the message is not sent again', async () => {
    server.state = withDraft(1);
    let looks = 0;
    breakOff(({ path }) => {
      looks += path.startsWith('/api/state') ? 1 : 0;
      server.state = looks > 4 ? withDraft(0.35) : server.state;
    });
    const { happenings, done } = await sayTo(client);
    expect(happenings).toEqual([text('I begin.'), { kind: 'stream-lost' }]);
    expect(done).toMatchObject({ outcome: 'answered', isResumed: true, changes: [{ kind: 'clip-changed' }] });
    expect(server.count('/run_sse')).toBe(1);
  });

  it('is followed until the server says that the turn is over, and what it said meanwhile is told', async () => {
    server.state = withDraft(1, { turn_running: false, updated_at: '2026-11-22T11:59:00Z' });
    let looks = 0;
    const kept = [
      { id: 'u', invocationId: 'e-1', author: 'user', timestamp: 1_795_348_800, content: { parts: [{ text: 'hello' }] } },
      { id: 'x', invocationId: 'e-1', author: 'nemo_agent', content: { parts: [{ text: 'I begin.' }] } },
      { id: 'y', invocationId: 'e-1', author: 'nemo_agent', content: { parts: [{ text: 'Done.' }] }, turnComplete: true },
    ];
    breakOff(({ path }) => {
      looks += path.startsWith('/api/state') ? 1 : 0;
      server.state =
        looks > 5 ? withDraft(0.35, { turn_running: false }) : looks > 1 ? withDraft(1, { turn_running: true }) : server.state;
    });
    const broken = server.script;
    server.script = (received, response, count) =>
      received.path.startsWith('/apps/') ? sendJson(response, { id: 's', events: kept }) : broken(received, response, count);
    const { happenings, done } = await sayTo(client);
    expect(happenings).toEqual([text('I begin.'), { kind: 'stream-lost' }, text('Done.')]);
    expect(done).toMatchObject({ outcome: 'answered', text: 'I begin.\nDone.', isResumed: true });
    expect(server.count('/run_sse')).toBe(1);
  });

  it('before the message arrived is told as lost', async () => {
    server.state = withDraft(1, { turn_running: false, updated_at: '2026-11-22T11:59:00Z' });
    server.script = ({ path }, response) => {
      if (path.startsWith('/apps/')) {
        return sendJson(response, { id: 's', events: [] });
      }

      if (path === '/run_sse') {
        response.destroy();
        return true;
      }

      return false;
    };
    const { happenings, done } = await sayTo(client);
    expect(happenings).toMatchObject([
      { kind: 'stream-lost' },
      { kind: 'problem', problem: { kind: 'turn-lost', action: 'try-again' } },
    ]);
    expect(done.outcome).toBe('lost');
    expect(server.count('/run_sse')).toBe(1);
  });

  it('and whose server is gone ends after two minutes', async () => {
    let isGone = false;
    server.script = ({ path }, response) => {
      if (path === '/run_sse') {
        isGone = true;
      }

      if (isGone) {
        response.destroy();
      }

      return isGone;
    };
    const { happenings } = await sayTo(client);
    expect(happenings).toMatchObject([{ kind: 'stream-lost' }, { kind: 'problem', problem: { kind: 'unreachable' } }]);
    expect(server.count('/run_sse')).toBe(1);
  });
});

describe('a stream without end', () => {
  it('says every two minutes that the work goes on, and is left after ten minutes of heartbeats', async () => {
    server.script = ({ path }, response) => {
      if (path !== '/run_sse') {
        return false;
      }

      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const beat = (): void => {
        clock.advance(15_000);
        if (!response.destroyed) {
          response.write(': heartbeat\n\ndata:\n\n', () => setImmediate(beat));
        }
      };
      beat();
      return true;
    };
    const { happenings, done } = await sayTo(client);
    const seconds = happenings.flatMap((one) => (one.kind === 'working' ? [one.seconds] : []));
    expect(seconds.length).toBeGreaterThanOrEqual(4);
    expect(seconds.every((value, place) => value >= (place + 1) * 120)).toBe(true);
    expect(happenings.at(-1)).toMatchObject({ kind: 'problem', problem: { kind: 'timed-out', action: 'read-state' } });
    expect(done.outcome).toBe('timed-out');
    expect(server.count('/run_sse')).toBe(1);
  });

  it('that does not even begin is left after ten minutes, and not asked for again', async () => {
    server.script = ({ path }) => {
      if (path === '/run_sse') {
        setImmediate(() => clock.advance(600_000));
      }

      return path === '/run_sse';
    };
    const { happenings, done } = await sayTo(client);
    expect(happenings).toMatchObject([{ kind: 'problem', problem: { kind: 'timed-out' } }]);
    expect(done.outcome).toBe('timed-out');
    expect(server.count('/run_sse')).toBe(1);
  });

  it('that goes on telling is left after fifteen minutes', async () => {
    server.script = ({ path }, response) => {
      if (path !== '/run_sse') {
        return false;
      }

      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let count = 0;
      const tell = (): void => {
        clock.advance(60_000);
        if (!response.destroyed) {
          response.write(adk({ parts: [{ text: `${count++}` }] }, { id: `t${count}` }), () => setImmediate(tell));
        }
      };
      tell();
      return true;
    };
    const { done } = await sayTo(client);
    expect(done.outcome).toBe('timed-out');
    expect(done.seconds).toBeGreaterThanOrEqual(900);
  });
});
