import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LAUNCHER, openWorkplace } from './cuesmith-process.ts';

const workplace = await openWorkplace();
afterAll(async () => workplace.remove());

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')));

// Makes this Node say that it is an old one, once: the Node that the launcher starts is itself again.
const PRETEND_OLD = `data:text/javascript,${encodeURIComponent(
  "if(process.env.PRETEND_NODE){const node=process.env.PRETEND_NODE;delete process.env.PRETEND_NODE;Object.defineProperty(process,'versions',{value:{...process.versions,node}})}",
)}`;
const asOldNode = { nodeWords: ['--import', PRETEND_OLD], environment: { PRETEND_NODE: '18.20.0' } };

describe('the launcher', () => {
  it('prints the version and nothing else', async () => {
    expect(await workplace.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('hands over to the packaged Node when started with an older one', async () => {
    expect(await workplace.run(['--version'], asOldNode)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('passes arguments, output and exit codes through', async () => {
    const { code, stdout, stderr } = await workplace.run(['a b', '--nonsense', '"q"', '--json'], asOldNode);
    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      { error: { code: 'usage.options', message: expect.stringContaining('--nonsense') } },
    ]);
    expect(stderr).toContain('--nonsense');
  });

  it('says what to do when there is no newer Node', async () => {
    const alone = join(workplace.folder, 'alone', 'bin');
    await mkdir(alone, { recursive: true });
    await cp(LAUNCHER, join(alone, 'cuesmith.mjs'));
    const run = promisify(execFile)(process.execPath, ['--import', PRETEND_OLD, join(alone, 'cuesmith.mjs')], {
      env: { ...process.env, PRETEND_NODE: '18.20.0' },
    });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/needs Node 24 or newer; this is Node 18\.20\.0.*npm install/s),
    });
  });

  it('says what to do when the package was never built', async () => {
    const bare = join(workplace.folder, 'bare', 'bin');
    await mkdir(bare, { recursive: true });
    await cp(LAUNCHER, join(bare, 'cuesmith.mjs'));
    await expect(promisify(execFile)(process.execPath, [join(bare, 'cuesmith.mjs')])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('npm run build'),
    });
  });
});

describe('the words around a command', () => {
  it('explains itself', async () => {
    const { code, stdout, stderr } = await workplace.run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/--duration.*--aspect.*--stems.*explain.*doctor.*Exit codes/s);
  });

  it.each(['styles', 'moods', 'instruments'])('lists %s for people and for programs', async (list) => {
    const plain = await workplace.run([list]);
    const json = await workplace.run([list, '--json']);
    expect([plain.code, plain.stderr, json.code, json.stderr]).toEqual([0, '', 0, '']);
    const rows = z.record(z.string(), z.array(z.looseObject({}))).parse(JSON.parse(json.stdout))[list];
    expect(rows?.length).toBe(plain.stdout.trimEnd().split('\n').length);
    expect(rows?.length).toBeGreaterThanOrEqual({ styles: 16, moods: 60, instruments: 50 }[list] ?? 0);
  });

  it('is quiet when its reader leaves early', async () => {
    const { stderr } = await promisify(execFile)('bash', ['-c', '"$0" "$1" instruments | head -1', process.execPath, LAUNCHER]);
    expect(stderr).toBe('');
  });
});
