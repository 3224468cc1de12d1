import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChatEvent } from '../../src/contract/index.ts';
import { createMediaProbe } from '../../src/studio/media/index.ts';
import { LAUNCHER } from '../cuesmith-process.ts';
import { type ServeProcess, startServer } from '../serve-process.ts';
import { startPtyChat } from './pty-chat.ts';
import { playScript, SCRIPTS, stablePart, transcriptPage } from './scripted-chat.ts';

// The command itself: in a terminal with the service in its process, and through a pipe with a server elsewhere.

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
});
afterAll(async () => rm(root, { recursive: true }));

describe('a chat in a terminal', () => {
  it.each(SCRIPTS)('goes from hello to a delivered video in $language, as docs/chat shows it', async (script) => {
    const folder = await mkdtemp(join(root, 'chat-'));
    const chat = startPtyChat(folder, ['--language', script.language]);
    try {
      const screen = await playScript(chat, script);
      expect(await chat.ended).toBe(0);
      const page = await readFile(new URL(`../../docs/chat/${script.language}.md`, import.meta.url), 'utf8');
      expect(stablePart(transcriptPage(script, screen))).toBe(stablePart(page));
    } finally {
      chat.kill();
    }

    const [film = ''] = (await readdir(folder)).filter((name) => name.endsWith('.mp4'));
    expect((await stat(join(folder, film))).size).toBeGreaterThan(50_000);
    const found = await createMediaProbe().probe(join(folder, film), { signal: new AbortController().signal });
    expect(found).toMatchObject({ kind: 'video', hasSound: true, durationMs: 5000 });
    const history = join(folder, '.config', 'cuesmith', 'chat-history');
    expect((await readFile(history, 'utf8')).split('\n')[0]).toBe(script.messages[0]);
    expect((await stat(history)).mode & 0o077).toBe(0);
  });

  it('stops waiting at the first Ctrl-C, shows the work when it is done, and ends at the next', async () => {
    const folder = await mkdtemp(join(root, 'chat-'));
    const chat = startPtyChat(folder);
    try {
      await chat.ready();
      chat.type('5 seconds of calm piano\r');
      await chat.shows(/I'm making/);
      chat.type('\u0003');
      await chat.shows(/I stopped waiting; the work goes on/);
      await chat.shows(/Done: "/);
      await chat.shows(/Next .*\n\n› $|Next .*\n\n›$/);
      chat.type('half a line\u0003\u0003');
      expect(await chat.ended).toBe(130);
      // Colours are there, and nothing is left of the line that showed the progress.
      expect(chat.raw()).toContain('\u001b[36m');
      expect(chat.screen()).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    } finally {
      chat.kill();
    }
  });
});

describe('a chat through a pipe', () => {
  let server: ServeProcess;
  beforeAll(async () => {
    server = await startServer(await mkdtemp(join(root, 'server-')), { CUESMITH_OPEN: '0' });
  });
  afterAll(async () => server.stop());

  const run = async (lines: readonly string[], words: readonly string[] = []) => {
    const folder = await mkdtemp(join(root, 'pipe-'));
    const environment = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, 'config'),
      NEMO_API_URL: server.url,
    };
    const running = promisify(execFile)(process.execPath, [LAUNCHER, 'chat', '--out', join(folder, 'out'), ...words], {
      cwd: folder,
      env: environment,
    });
    running.child.stdin?.end(`${lines.join('\n')}\n`);
    const { code, stdout, stderr } = await running.then(
      (done) => ({ code: 0, ...done }),
      (failed: { readonly code: number; readonly stdout: string; readonly stderr: string }) => failed,
    );
    return { folder, code, stdout, stderr };
  };

  it('answers each line in the language it came in, without colours, and delivers the file', async () => {
    const { folder, code, stdout } = await run([
      'hello',
      '来一段4秒安静的钢琴曲',
      'music at 40%',
      '状态',
      'credits',
      'export at 240p',
    ]);
    expect(stdout).not.toContain('\u001b');
    const replies = stdout.trim().split('\n\n');
    expect(replies).toHaveLength(6);
    expect(replies[0]).toMatch(/^Hello/);
    expect(replies[1]).toMatch(/完成：《[\s\S]*时间线（2 条轨道）： 1\. 视频：/);
    expect(replies[2]).toMatch(/40%[\s\S]*Timeline \(2 tracks\): 1\. Video: .* \(0-4s\) 2\. BGM: .*, 40%\)/);
    expect(replies[3]).toMatch(/^时间线/);
    expect(replies[4]).toBe('You have 80 credits. Exports are free.');
    expect(replies[5]).toMatch(/^Saved .*\.mp4 \(4 s, 426×240, \d+ KB\)\.\nNext: /);
    expect(code).toBe(0);
    expect(await readdir(join(folder, 'out'))).toHaveLength(1);
    const memory = await stat(join(folder, 'config', 'cuesmith', 'chat.json'));
    expect(memory.mode & 0o077).toBe(0);
  });

  it('tells programs everything as JSON, and ends with 1 when something failed', async () => {
    const { code, stdout } = await run(['export', '/quit', 'never read'], ['--json']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => ChatEvent.parse(JSON.parse(line)));
    expect(events.map(({ kind }) => kind)).toEqual([
      'chat-connecting',
      'chat-ready',
      'message-taken',
      'work-progressed',
      'problem-met',
      'message-done',
      'message-taken',
      'message-done',
    ]);
    expect(code).toBe(1);
  });

  it('says what is wrong with an address, and where nobody answers', async () => {
    expect(await run([], ['--api', 'nowhere'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('http://127.0.0.1:8787'),
    });
    expect(await run([], ['--api', 'http://127.0.0.1:9'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be reached'),
    });
  });
});
