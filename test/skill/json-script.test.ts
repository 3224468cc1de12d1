import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summariseDraft } from '../../src/contract/service/index.ts';
import { SKILL_FOLDER } from './skill-shell.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-skill-'));
});
afterAll(async () => rm(folder, { recursive: true }));

function json(words: readonly string[], input = ''): { readonly code: number | null; readonly out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(SKILL_FOLDER, 'scripts/json.mjs'), ...words], {
    input,
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: status, out: stdout + stderr };
}

async function listen(stream: string, curlCode = 0): Promise<ReturnType<typeof json>> {
  await writeFile(join(folder, 'turn.sse'), stream);
  await writeFile(join(folder, 'turn.end'), `${curlCode}\n`);
  return json(['listen', 'turn', '1']);
}

const event = (content: object): string => `data: ${JSON.stringify(content)}`;
const text = (words: string, more: object = {}): string => event({ content: { parts: [{ text: words }] }, ...more });

describe('listening to a message', () => {
  it.each([
    ['a text', `${text('Hi.')}\n\n`, 'Hi.\n'],
    ['several texts', `${text('One.')}\n\n${text('Two.')}\n\n`, 'One.\nTwo.\n'],
    [
      'heartbeats of every form',
      `: heartbeat\n\ndata:\n\ndata: \n\ndata: heartbeat\n\n${event({ type: 'heartbeat' })}\n\n${text('Hi.')}\n\n`,
      'Hi.\n',
    ],
    ['line ends of Windows, with event and id lines', `event: message\r\nid: 5\r\n${text('Hi.')}\r\n\r\n`, 'Hi.\n'],
    [
      'pieces and then the whole',
      `${text('Hel', { partial: true })}\n\n${text('lo.', { partial: true })}\n\n${text('Hello.')}\n\n`,
      'Hello.\n',
    ],
    ['pieces alone', `${text('Hel', { partial: true })}\n\n${text('lo.', { partial: true })}\n\n`, 'Hello.\n'],
    ['the older form', `${event({ type: 'text', content: '好的' })}\n\n${event({ type: 'tool_call', name: 'x' })}\n\n`, '好的\n'],
    ['a bare text without an empty line at the end', event({ text: 'Hi.' }), 'Hi.\n'],
    [
      'tools, thoughts and the user’s own words, which it keeps to itself',
      `${event({ content: { parts: [{ functionCall: { name: 'x' } }, { text: 'hm', thought: true }] } })}\n\n${text('me', { author: 'user' })}\n\n`,
      'The agent said nothing. Look at the state for what changed.\n',
    ],
  ])('hears %s', async (_, stream, out) => {
    expect(await listen(stream)).toEqual({ code: 0, out });
  });

  it.each([
    [
      'a refusal instead of a stream, with the link that it brings',
      event({
        code: 2001,
        message: 'Out of credits',
        data: { registration_url: 'https://x.example/register?bind=anon_1' },
      }).slice(6),
      0,
      'Error 2001: Out of credits\nhttps://x.example/register?bind=anon_1\n',
    ],
    [
      'a turn that failed',
      `${event({ errorCode: '2001', errorMessage: 'Out of credits' })}\n\n`,
      0,
      'Error 2001: Out of credits\n',
    ],
    ['a stream that failed', `${text('Hi.')}\n\n${event({ error: 'boom' })}\n\n`, 0, 'Hi.\nError: boom\n'],
    ['a page of a proxy', '<html>502</html>', 0, 'Error: the answer is no stream of events. Check the address of the server.\n'],
    ['a server that is gone', '', 7, 'Error: the server cannot be reached.\n'],
  ])('explains %s', async (_, stream, curlCode, out) => {
    expect(await listen(stream, curlCode)).toEqual({ code: 1, out });
  });

  it('says when the connection broke, and that nothing is to be sent again', async () => {
    const { code, out } = await listen(`${text('I am at it.')}\n\n`, 18);
    expect(code).toBe(0);
    expect(out).toMatch(/^I am at it\.\nThe connection broke\. .* do not send the message again\.\n$/);
  });

  it('says that the work goes on while it does', async () => {
    await rm(join(folder, 'turn.end'), { force: true });
    expect(json(['listen', 'turn', '0'])).toEqual({ code: 3, out: '⏳ Still working...\n' });
  });
});

describe('showing a state', () => {
  const draft = {
    t: [
      { tt: 0, m: { name: 'Video' }, sg: [{ s: 0, d: 10_000, m: { name: 'city timelapse', src: 'x', volume: 1 } }] },
      { tt: 1, m: { name: 'BGM' }, sg: [{ s: 0, d: 10_000, m: { name: 'Lo-fi', src: 'y', volume: 0.35 } }] },
      { tt: 7, m: { name: 'Title' }, sg: [{ s: 0, d: 3000, m: { text: 'Urban Dreams' } }] },
    ],
  };
  const stateOf = (shown: object): string => JSON.stringify({ code: 0, data: { state: { draft: shown } } });
  const many = Array.from({ length: 23 }, (_, place) => ({ d: 1500, m: { name: `c\n${place}`, src: 'x', volume: 0, speed: 2 } }));

  it('summarises the example of the founding document letter by letter', () => {
    expect(json(['tracks'], stateOf(draft)).out).toBe(
      'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)\n',
    );
  });

  it.each([{}, draft, { t: [{ tt: 0, sg: many }, { tt: 1 }, { tt: 9, sg: [{ d: 40 }] }, { tt: 7, sg: [{ d: 1, m: {} }] }] }])(
    'summarises as the service does (%#)',
    (shown) => {
      expect(json(['tracks'], stateOf(shown)).out).toBe(`${summariseDraft(shown)}\n`);
    },
  );

  it('tells what a message changed', async () => {
    const louder = stateOf(draft).replace('0.35', '0.5');
    await writeFile(join(folder, 'before.json'), stateOf(draft));
    await writeFile(join(folder, 'after.json'), louder);
    expect(json(['changes', 'before.json', 'after.json']).out).toMatch(
      /\nChanged:\n- t\[1\]\.sg\[0\]\.m\.volume: 0\.35 → 0\.5\n$/,
    );
    expect(json(['changes', 'after.json', 'after.json']).out).toBe('Nothing changed since the last message.\n');
  });
});

describe('reading exports', () => {
  it.each([
    { status: 'completed', progress: 100, output: { url: '/files/a.mp4' } },
    { success: true, data: { status: 'completed', progress: 100, outputUrl: 'http://music.example/files/a.mp4', error: null } },
  ])('takes both shapes of an answer (%#)', (answer) => {
    expect(json(['progress'], JSON.stringify(answer))).toEqual({ code: 0, out: 'completed 100 %\n' });
    expect(json(['url', 'http://music.example'], JSON.stringify(answer)).out).toBe('http://music.example/files/a.mp4\n');
  });

  it('says why one failed', () => {
    expect(json(['progress'], JSON.stringify({ status: 'failed', error: 'No picture.' }))).toEqual({
      code: 1,
      out: 'The export failed: No picture.\n',
    });
  });
});

describe('writing', () => {
  it('keeps every sign of the user’s words', () => {
    const words = `it's "quoted" \\ $HOME \`x\`\n第二行`;
    expect(JSON.parse(json(['message', '123'], `${words}\n`).out)).toEqual({
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id: '123',
      new_message: { parts: [{ text: words }] },
    });
  });

  it('quotes for a shell, and lists addresses', () => {
    expect(json(['assign', 'A', "it's"]).out).toBe(`A='it'\\''s'\n`);
    expect(JSON.parse(json(['addresses'], 'https://a.example/1.mp4\nhttps://a.example/2.mp4\n').out)).toEqual({
      urls: ['https://a.example/1.mp4', 'https://a.example/2.mp4'],
      source_type: 'url',
    });
  });
});
