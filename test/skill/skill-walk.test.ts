import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngFile } from '../fixtures/png-file.ts';
import { openTestServer, type TestServer } from '../http-fixture.ts';
import { readMp4 } from '../read-mp4.ts';
import { SessionStateAnswer, summariseDraft } from '../../src/contract/service/index.ts';
import { openSkillShell, type SkillShell } from './skill-shell.ts';

describe('an agent that runs the blocks of SKILL.md', () => {
  let shell: SkillShell;
  let serverId: number | null = null;

  beforeAll(async () => {
    // Not open: the agent needs a token, as on a server elsewhere.
    shell = await openSkillShell({ NEMO_API_URL: `http://127.0.0.1:${await freePort()}/`, CUESMITH_OPEN: '0' });
  });
  afterAll(async () => {
    if (serverId !== null) {
      process.kill(serverId, 'SIGTERM');
      await ended(serverId);
    }

    await shell.remove();
  });

  it('starts Cuesmith, connects, uploads, asks, edits, exports and delivers a video', async () => {
    expect((await shell.run('1')).out).toContain('start it');
    const started = await shell.run('1', { place: 1 });
    serverId = Number(await readFile(join(shell.folder, '.cuesmith/serve.pid'), 'utf8'));
    expect(started.out).toBe('Cuesmith runs.\n');
    expect((await shell.run('1')).out).toContain('go to step 2');
    expect(await shell.run('2')).toEqual({ code: 0, out: '' });
    expect(await shell.run('3')).toEqual({ code: 0, out: 'Ready.\n' });
    expect((await shell.run('8')).out).toBe('100\n0\n100\n');
    // What a person says may hold anything that a shell would stumble over.
    await say(`warm lo-fi, 4 seconds, it's for "Grandma's" $HOME \`date\` video`);
    expect(await listen()).toContain('is on the timeline');
    expect((await shell.run('5')).out).toMatch(/^Timeline \(\d tracks?\): 1\. .*\nBefore the last message: .*\nChanged:\n- /);

    await writeFile(join(shell.folder, 'a, b.png'), pngFile({ width: 64, height: 36, bits: 8, valueAt: (x, y) => x + y }));
    expect((await shell.run('6', { values: { FILE: 'a, b.png' } })).out).toBe('a, b.png (image, 64×36)\n');
    const refused = await shell.run('6', { place: 1, values: { URLS: 'http://127.0.0.1:1/clip.mp4' } });
    expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/^Error 422: /) });

    await say('title "Rain" for the first three seconds');
    await listen();
    const status = await shell.run('5');
    expect(status.out).toContain('"Rain" (0-3s)');
    const state = SessionStateAnswer.parse(JSON.parse(await readFile(join(shell.folder, '.cuesmith/state.json'), 'utf8')));
    expect(status.out.split('\n', 1)[0]).toBe(summariseDraft(state.data.state.draft));

    expect((await shell.run('7')).out).toMatch(/^(pending|processing) \d+ %\n$/);
    expect((await shell.runUntilDone('7', 1)).out).toMatch(/completed 100 %\n$/);
    expect((await shell.run('7', { place: 2, values: { NAME: 'rain.mp4' } })).out).toContain(' rain.mp4\n');
    expect(await readMp4(join(shell.folder, 'rain.mp4'))).toMatchObject({
      isFastStart: true,
      durationSeconds: 4,
      video: { codec: 'avc1', width: 1920, height: 1080 },
      audio: { codec: 'mp4a', sampleRate: 48_000 },
    });
  }, 240_000);

  it('keeps the token from other users of the machine and out of version control', async () => {
    expect((await stat(join(shell.folder, '.cuesmith'))).mode & 0o077).toBe(0);
    expect(await readFile(join(shell.folder, '.cuesmith/.gitignore'), 'utf8')).toBe('*\n');
  });

  async function say(words: string): Promise<void> {
    expect(await shell.run('4', { values: { WORDS: words } })).toEqual({ code: 0, out: '' });
  }

  async function listen(): Promise<string> {
    return (await shell.runUntilDone('4', 1)).out;
  }
});

describe('an agent beside a server that is open to it', () => {
  let server: TestServer;
  let shell: SkillShell;

  beforeAll(async () => {
    server = await openTestServer({ settings: { isOpen: true } });
    shell = await openSkillShell({ NEMO_API_URL: server.url, SKILL_SOURCE: 'some agent' });
    await shell.run('1');
    await shell.run('2');
  });
  afterAll(async () => {
    await shell.remove();
    await server.close();
  });

  it('sends no token, and says where it comes from', async () => {
    const headers = await readFile(join(shell.folder, '.cuesmith/headers'), 'utf8');
    expect(headers).toMatch(
      /^X-Skill-Source: music-generator-free-easy\nX-Skill-Version: \d+\.\d+\.\d+\nX-Skill-Platform: someagent\n$/,
    );
    expect(await shell.run('3')).toEqual({ code: 0, out: 'Ready.\n' });
  });

  it('does not export what is not there', async () => {
    await shell.run('3');
    expect((await shell.run('5')).out).toBe('Timeline (0 tracks): empty\n');
    expect((await shell.run('7')).out).toContain('There is nothing on the timeline to export yet.');
  });

  it('hears of a token that is not valid', async () => {
    const path = join(shell.folder, '.cuesmith/headers');
    const headers = await readFile(path, 'utf8');
    await writeFile(path, `${headers}Authorization: Bearer nmv_usr_none\n`);
    expect(await shell.run('8')).toMatchObject({ code: 1, out: expect.stringMatching(/^Error 1001: /) });
    await shell.run('4', { values: { WORDS: 'hello' } });
    expect(await shell.runUntilDone('4', 1)).toMatchObject({ code: 1, out: expect.stringMatching(/^Error 1001: /) });
    await writeFile(path, headers);
  });

  it('begins a new session when its own is gone', async () => {
    await writeFile(join(shell.folder, '.cuesmith/session'), '1234567890123456789\n');
    await shell.run('4', { values: { WORDS: 'hello' } });
    expect((await shell.runUntilDone('4', 1)).out).toMatch(/^Error 1002: /);
    expect((await shell.run('3')).out).toBe('Ready.\n');
    await shell.run('4', { values: { WORDS: '你好' } });
    expect((await shell.runUntilDone('4', 1)).code).toBe(0);
  });
});

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Resolves when the process is gone. It is no child of ours, so it is asked for. */
async function ended(id: number): Promise<void> {
  for (;;) {
    try {
      process.kill(id, 0);
    } catch {
      return;
    }

    await wait(50);
  }
}
