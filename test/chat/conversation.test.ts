import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import type { ChatEvent } from '../../src/contract/index.ts';
import { Conversation } from '../../src/studio/cli/chat/conversation.ts';
import { chatFiles } from '../../src/studio/store/chat-files.ts';
import { openScriptedServer, refuse, type ScriptedServer, sendEvents, sendJson } from '../client/scripted-server.ts';
import { SkippingClock } from '../client/skipping-clock.ts';

let server: ScriptedServer;
let folder: string;

beforeAll(async () => {
  server = await openScriptedServer();
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
});
afterEach(() => server.reset());
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A chat with the scripted server, and all that it shows. */
async function openChat(language: 'en' | 'zh' = 'en') {
  const events: ChatEvent[] = [];
  const clock = new SkippingClock();
  const client = createClient({ baseUrl: server.url, clock, webUrl: 'https://web.example', random: () => 0 });
  const conversation = new Conversation(
    {
      place: { client, isHere: false, close: async () => undefined },
      files: chatFiles({ folder, homeFolder: folder, platform: 'linux' }),
      show: (event) => events.push(event),
    },
    { outFolder: folder, language, isLanguageFixed: false },
  );
  await conversation.open();
  const take = async (message: string) => {
    events.splice(0);
    const taken = await conversation.take(message);
    return {
      taken,
      events: [...events],
      said: events.flatMap((event) => ('text' in event && event.kind !== 'message-taken' ? [event.text] : [])),
    };
  };
  return { take, clock };
}

const withVolume = (volume: number) => ({
  state: {
    draft: {
      d: 10_000,
      t: [{ id: 'a', tt: 1, m: { name: 'BGM' }, sg: [{ id: 's', s: 0, d: 10_000, m: { name: 'Lo-fi', src: 'x', volume } }] }],
    },
    video_infos: [],
    generated_media: [],
  },
});
const saying = (...texts: readonly string[]): readonly string[] =>
  texts.map(
    (text, place) =>
      `data: ${JSON.stringify({ id: `e${place}`, author: 'nemo_agent', content: { role: 'model', parts: [{ text }] } })}\n\n`,
  );

describe('a chat with a server that goes its own ways', () => {
  it('says what an edit changed that was made without a word', async () => {
    server.state = withVolume(1);
    const { take } = await openChat();
    server.script = async ({ path }, response) => {
      if (path !== '/run_sse') {
        return false;
      }

      server.state = withVolume(0.35);
      return sendEvents(response, ['data: heartbeat\n\n', 'data:\n\n']);
    };
    const { taken, events } = await take('lower the music');
    expect(taken).toBe('done');
    expect(events).toContainEqual({ kind: 'reply-said', text: 'Lo-fi is at 35% (was 100%).' });
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'tracks-shown', text: 'Timeline (1 track): 1. BGM: Lo-fi (0-10s, 35%)' }),
    );
    expect((await take('lower the music')).said).toContain('Nothing changed on the timeline.');
  });

  it('never shows talk of a screen, and opens the timeline that it speaks of', async () => {
    server.state = withVolume(1);
    const { take } = await openChat();
    server.script = async ({ path }, response) =>
      path === '/run_sse' &&
      sendEvents(response, saying('Done! Open the timeline panel to check it. Then click the Export button.'));
    const { events, said } = await take('add some warmth');
    expect(said.join('\n')).not.toMatch(/click|panel|button/i);
    expect(said).toContain('Done! See the tracks below to check it. Say "export".');
    expect(events.map(({ kind }) => kind)).toContain('tracks-shown');
  });

  it('does the export that an agent tells somebody to click who asked for the file', async () => {
    server.state = withVolume(1);
    const { take } = await openChat();
    server.script = async ({ path, method }, response) => {
      if (path === '/run_sse') {
        return sendEvents(response, saying('点击“导出”下载视频。'));
      }

      if (path === '/film.mp4') {
        response.end('film');
        return true;
      }

      const url = `${server.url}/film.mp4`;
      const isDone = method === 'GET';
      return (
        path.startsWith('/api/render') &&
        sendJson(response, {
          success: true,
          data: { id: 'r', status: isDone ? 'completed' : 'pending', progress: 50, ...(isDone ? { outputUrl: url } : {}) },
        })
      );
    };
    const first = await take('写一段音乐，我要下载文件');
    expect(first.events.map(({ kind }) => kind)).toContain('file-delivered');
    const again = await take('导出');
    const paths = [first, again].flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === 'file-delivered' ? [event.path] : [])),
    );
    expect(new Set(paths).size).toBe(2);
    expect(await readdir(folder)).toEqual(['video-2.mp4', 'video.mp4']);
  });

  it.each([
    [2001, 403, 'calm piano', /out of credits.*https:\/\/web\.example\/register\?bind=anon_1/s],
    [4009, 409, 'calm piano', /still at work/],
    [429, 429, 'calm piano', /30 seconds/],
    [5000, 500, 'calm piano', /went wrong/],
    [2001, 403, '安静的钢琴', /积分不够.*register\?bind=anon_1/s],
    [1001, 401, '安静的钢琴', /过期/],
  ])('words a turn refused with %i', async (code, status, message, wanted) => {
    const { take } = await openChat();
    server.script = ({ path }, response) => path === '/run_sse' && refuse(response, code, status);
    const { taken, said } = await take(message);
    expect(taken).toBe('failed');
    expect(said.join('\n')).toMatch(wanted);
    expect(said.join('\n')).not.toMatch(/refused with|undefined|null/);
  });

  it('waits and tries once more when it was too fast', async () => {
    const { take, clock } = await openChat();
    let tries = 0;
    server.script = async ({ path }, response) =>
      path === '/run_sse' && (++tries === 1 ? refuse(response, 429, 429) : sendEvents(response, saying('Hello!')));
    expect((await take('hello')).said).toContain('Hello!');
    expect(clock.pauses).toContain(30_000);
  });

  it('explains a blocked export by the plan, and an empty timeline by what is missing', async () => {
    const { take } = await openChat();
    expect((await take('export')).said.at(-1)).toMatch(/nothing to export yet/);
    server.state = withVolume(1);
    server.script = ({ path }, response) => path.startsWith('/api/render') && refuse(response, 402, 402);
    const { taken, said } = await take('export');
    expect(taken).toBe('failed');
    expect(said.at(-1)).toMatch(/free plan.*Credits do not help/);
  });

  it('tells what is wrong with files before and after they are sent', async () => {
    const { take } = await openChat();
    expect((await take('/nowhere/beach.mp4')).said).toEqual([expect.stringMatching(/cannot find "\/nowhere\/beach\.mp4"/)]);
    expect((await take('upload')).said[0]).toMatch(/mp4, mov.*200 MB/);
    server.script = ({ path }, response) => path.includes('/upload-video/') && refuse(response, 4001, 415);
    expect((await take('https://cdn.example/notes.pdf')).said.at(-1)).toMatch(/mp4, mov, avi/);
    server.script = ({ path }, response) => path.includes('/upload-video/') && refuse(response, 4002, 413);
    expect((await take('上传 https://cdn.example/海.mp4')).said.at(-1)).toMatch(/200 MB.*压缩/);
  });

  it('makes a video of each of several files, in a new project where one cannot be taken for the other', async () => {
    server.state = withVolume(1);
    const { take } = await openChat();
    let uploads = 0;
    server.script = async ({ path, method }, response) => {
      if (path.includes('/upload-video/')) {
        uploads++;
        const name = uploads === 1 ? 'beach.mp4' : 'harbour.mp4';
        return sendJson(response, {
          code: 0,
          data: { files: [{ filename: name, file_type: 'video', cdn_url: `/${name}`, duration: 4 }] },
        });
      }

      if (path === '/run_sse') {
        return sendEvents(response, saying('Done.'));
      }

      if (path === '/film.mp4') {
        response.end('film');
        return true;
      }

      const isDone = method === 'GET';
      return (
        path.startsWith('/api/render') &&
        sendJson(response, {
          id: 'r',
          status: isDone ? 'completed' : 'pending',
          ...(isDone ? { output: { url: '/film.mp4' } } : {}),
        })
      );
    };
    const { taken, events, said } = await take(
      'https://cdn.example/beach.mp4 https://cdn.example/harbour.mp4 calm piano for each',
    );
    expect(taken).toBe('done');
    const files = events.flatMap((event) => (event.kind === 'file-delivered' ? [event.path] : []));
    expect(files).toEqual([join(folder, 'beach.mp4'), join(folder, 'harbour.mp4')]);
    expect(said.filter((text) => text.startsWith('Got '))).toEqual(['Got beach.mp4 (4 s).', 'Got harbour.mp4 (4 s).']);
    expect(
      server.received.filter(({ path }) => path === '/run_sse').map(({ body }) => /"text":"([^"]*)"/.exec(body)?.[1]),
    ).toEqual(['calm piano', 'remove beach.mp4 and add harbour.mp4', 'calm piano']);
    expect(server.count('with-session')).toBe(2);
  });

  it('takes short commands, and is not put off by ones it does not know', async () => {
    const { take } = await openChat();
    expect((await take('/help')).said[0]).toContain('/export');
    expect((await take('/frobnicate')).taken).toBe('failed');
    expect((await take('play')).said).toEqual(['There is no file to play yet. Say "export" first.']);
    expect((await take('/new')).said).toEqual(['A new project, with an empty timeline.']);
    expect((await take('再见')).taken).toBe('quit');
  });
});
