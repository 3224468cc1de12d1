import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleSkill, type SkillBundle } from '../../src/studio/actions/skill/bundle-skill.ts';
import { skillShelf } from '../../src/studio/store/skill-shelf.ts';
import { clientProgram } from './client-program.ts';
import { openSkillRegistry, type SkillRegistry } from './skill-registry.ts';
import { openSkillShell, SKILL_FOLDER, SKILL_NAME } from './skill-shell.ts';

const source = await skillShelf.source();
let root: string;
let project: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cuesmith-skill-'));
  project = join(root, 'project');
  await mkdir(project);
  environment = {
    ...process.env,
    HOME: root,
    XDG_CONFIG_HOME: join(root, '.config'),
    XDG_STATE_HOME: join(root, '.state'),
    DISABLE_TELEMETRY: '1',
    CLAWHUB_DISABLE_TELEMETRY: '1',
    NO_COLOR: '1',
  };
});
afterAll(async () => rm(root, { recursive: true }));

async function runClient(name: string, words: readonly string[]): Promise<string> {
  const running = promisify(execFile)(process.execPath, [await clientProgram(name), ...words], {
    cwd: project,
    env: environment,
  });
  running.child.stdin?.end();
  const { stdout, stderr } = await running;
  return stdout + stderr;
}

async function expectInstalled(folder: string, bundle: SkillBundle): Promise<void> {
  for (const { path, text } of bundleSkill(source, bundle)) {
    expect(await readFile(join(folder, path), 'utf8'), path).toBe(text);
  }
}

describe('`skills add`', () => {
  it('lists the skill of this repository', async () => {
    const listed = await runClient('skills', ['add', join(SKILL_FOLDER, '..'), '--list']);
    expect(listed).toContain('Found 1 skill');
    expect(listed).toContain(SKILL_NAME);
  });

  it('installs it for Claude Code and Cursor, for one project and for all', async () => {
    const words = ['add', join(SKILL_FOLDER, '..'), '-a', 'claude-code', '-a', 'cursor', '-y', '--copy'];
    await runClient('skills', words);
    await expectInstalled(join(project, '.claude/skills', SKILL_NAME), 'agentskills');
    await expectInstalled(join(project, '.agents/skills', SKILL_NAME), 'agentskills');

    await runClient('skills', [...words, '-g']);
    await expectInstalled(join(root, '.claude/skills', SKILL_NAME), 'agentskills');
    // Where it puts what Cursor reads, among others.
    await expectInstalled(join(root, '.agents/skills', SKILL_NAME), 'agentskills');
  });
});

describe('`clawhub install`', () => {
  let registry: SkillRegistry;

  beforeAll(async () => {
    const files = bundleSkill(source, 'clawhub').map(({ path, text }) => [path, new TextEncoder().encode(text)] as const);
    registry = await openSkillRegistry({ slug: SKILL_NAME, version: source.version, files: Object.fromEntries(files) });
  });
  afterAll(async () => registry.close());

  it('brings it from a registry, and the skill knows where it came from', async () => {
    const words = ['--registry', registry.url, '--workdir', project, '--no-input', 'install', SKILL_NAME];
    expect(await runClient('clawhub', words)).toContain(`v${source.version}`);
    expect(registry.asked).toEqual([`/api/v1/skills/${SKILL_NAME}`, '/api/v1/download']);

    const place = join(await ownerFolder(), SKILL_NAME);
    await expectInstalled(place, 'clawhub');
    const shell = await openSkillShell({ NEMO_API_URL: registry.url, NEMO_TOKEN: 'nmv_usr_test' }, place);
    await shell.run('1');
    await shell.run('2');
    expect(await readFile(join(shell.folder, '.cuesmith/headers'), 'utf8')).toBe(
      `X-Skill-Source: ${SKILL_NAME}\nX-Skill-Version: ${source.version}\nX-Skill-Platform: clawhub\nAuthorization: Bearer nmv_usr_test\n`,
    );
    await shell.remove();
  });

  /** Newer versions of the program put a skill below its owner. */
  async function ownerFolder(): Promise<string> {
    const owned = join(project, 'skills/@cuesmith');
    return (await stat(owned).catch(() => null)) === null ? join(project, 'skills') : owned;
  }
});
