import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { detectPlatform } from '../../src/client/index.ts';
import { clientProgram } from './client-program.ts';
import { readBlocks, SKILL_FOLDER, SKILL_NAME } from './skill-shell.ts';

const run = promisify(execFile);
const BUILD = fileURLToPath(new URL('../../src/studio/build-skills.ts', import.meta.url));
const manifest = z
  .object({
    version: z.string(),
    homepage: z.string().optional(),
    scripts: z.record(z.string(), z.string()),
    files: z.array(z.string()),
  })
  .parse(JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')));
const source = await readFile(join(SKILL_FOLDER, 'SKILL.md'), 'utf8');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-skill-'));
  await run(process.execPath, [BUILD, folder]);
});
afterAll(async () => rm(folder, { recursive: true }));

describe('the skill as it is committed', () => {
  it('has the version of the package, which carries it', () => {
    expect(source).toContain(`\nmetadata:\n  version: ${manifest.version}\n---\n`);
    expect(manifest.files).toContain('skills');
    expect(manifest.scripts.build).toContain('npm run --silent build:skill');
  });

  it('is short enough to be read whole', () => {
    const [, matter = '', body = ''] = source.split(/^---\n/m);
    const description = /^description: (.*)$/m.exec(matter)?.[1] ?? '';
    expect(description.length).toBeGreaterThan(200);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(body.split('\n').length).toBeLessThan(500);
    // Four Latin letters a token, and a token for every other sign, as tokenizers go at the worst.
    const foreign = [...body].filter((sign) => sign > '\u007f').length;
    expect(foreign + (body.length - foreign) / 4).toBeLessThan(5000);
  });

  it('points to files that are there', async () => {
    const links = [...source.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThanOrEqual(2);
    for (const path of [...links, 'scripts/json.mjs']) {
      expect((await readFile(join(SKILL_FOLDER, path), 'utf8')).length).toBeGreaterThan(500);
    }
  });
});

describe('the bundles', () => {
  it('follow the open format to the letter', async () => {
    const bundle = join(folder, 'agentskills', SKILL_NAME);
    const { stdout } = await run(process.execPath, [await clientProgram('skills-ref'), 'validate', bundle]);
    expect(stdout).toContain('Valid skill');
    expect(await readFile(join(bundle, 'SKILL.md'), 'utf8')).toBe(source);
  });

  it('say for ClawHub and OpenClaw what these read, a line each', async () => {
    const text = await readFile(join(folder, 'clawhub', SKILL_NAME, 'SKILL.md'), 'utf8');
    const [, matter = '', body] = text.split(/^---\n/m);
    const fields = new Map(
      matter
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    );
    const page = manifest.homepage === undefined ? [] : ['homepage'];
    expect([...fields.keys()]).toEqual(['name', 'description', 'license', 'compatibility', 'version', ...page, 'metadata']);
    expect(fields.get('name')).toBe(SKILL_NAME);
    expect(fields.get('version')).toBe(manifest.version);
    expect(fields.get('homepage')).toBe(manifest.homepage);
    expect(JSON.parse(fields.get('metadata') ?? '')).toMatchObject({
      openclaw: { primaryEnv: 'NEMO_TOKEN', requires: { env: [] } },
    });
    expect(body).toBe(source.split(/^---\n/m)[2]);
  });
});

describe('the platform that requests name', () => {
  const cases = [
    { path: '/home/me/.claude/skills/it', source: '', platform: 'unknown' },
    { path: '/home/me/.cursor/skills/it', source: '', platform: 'cursor' },
    { path: '/home/me/.clawhub/skills/it', source: '', platform: 'clawhub' },
    { path: '/home/me/.clawhub/.cursor/skills/it', source: '', platform: 'clawhub' },
    { path: '/home/me/.cursor/skills/it', source: 'claude_code', platform: 'claude_code' },
    { path: '/home/me/skills/it', source: 'my agent\n', platform: 'myagent' },
    { path: '/home/me/skills/it', source: ' ', platform: 'unknown' },
    { path: 'installed', source: '', platform: 'clawhub' },
  ] as const;

  it.each(cases)('is $platform for $path with SKILL_SOURCE "$source", in the client and in the shell', async (one) => {
    const installed = join(folder, 'installed');
    await run('sh', ['-c', 'mkdir -p "$0/.clawhub" && : > "$0/.clawhub/origin.json"', installed]);
    const path = one.path === 'installed' ? installed : one.path;
    const exists = (file: string): boolean => file === `${installed}/.clawhub/origin.json`;
    expect(detectPlatform(path, { SKILL_SOURCE: one.source }, exists)).toBe(one.platform);

    const block = (await readBlocks()).get('2')?.[0] ?? '';
    const lines = block.slice(block.indexOf('SOURCE='), block.indexOf('esac') + 'esac'.length);
    const env = { ...process.env, SKILL: path, SKILL_SOURCE: one.source };
    expect((await run('sh', ['-c', `${lines}\nprintf %s "$PLATFORM"`], { env })).stdout).toBe(one.platform);
  });

  it('reads the paths of Windows as well', () => {
    expect(detectPlatform('C:\\Users\\me\\.cursor\\skills\\it', {})).toBe('cursor');
  });
});
