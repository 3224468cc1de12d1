import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleSkill, type SkillBundle } from '../../src/studio/actions/skill/bundle-skill.ts';
import { installSkill, uninstallSkill } from '../../src/studio/actions/skill/install-skill.ts';
import type { SkillWish } from '../../src/studio/actions/skill/skill-places.ts';
import type { SkillShelf } from '../../src/studio/ports/skill-shelf.ts';
import { skillShelf } from '../../src/studio/store/skill-shelf.ts';
import { openWorkplace } from '../cuesmith-process.ts';
import { SKILL_NAME } from './skill-shell.ts';

const source = await skillShelf.source();
/** The same package a version later, with one file fewer and one that says something else. */
const laterShelf: SkillShelf = {
  ...skillShelf,
  source: async () => ({
    ...source,
    version: '99.0.0',
    files: source.files
      .filter(({ path }) => path !== 'references/cookbook.md')
      .map((file) => (file.path === 'references/answers.md' ? { ...file, text: 'Shorter.\n' } : file)),
  }),
};
let root: string;
let project: string;
let home: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cuesmith-skill-'));
  [project, home] = [join(root, 'project'), join(root, 'home')];
  await mkdir(project);
  await mkdir(home);
});
afterEach(async () => rm(root, { recursive: true }));

const wishFor = (where: string | null, isGlobal = false): SkillWish => ({
  where,
  isGlobal,
  workingFolder: project,
  homeFolder: home,
});

async function install(where: string | null, options: { isGlobal?: boolean; force?: boolean; shelf?: SkillShelf } = {}) {
  const { isGlobal = false, force = false, shelf = skillShelf } = options;
  return installSkill(shelf, wishFor(where, isGlobal), { force });
}

async function expectBundle(folder: string, bundle: SkillBundle): Promise<void> {
  for (const { path, text } of bundleSkill(source, bundle)) {
    expect(await readFile(join(folder, path), 'utf8'), path).toBe(text);
  }
}

describe('installing the skill', () => {
  it.each([
    ['claude', false, 'project/.claude/skills', 'agentskills'],
    ['claude', true, 'home/.claude/skills', 'agentskills'],
    ['cursor', false, 'project/.cursor/skills', 'agentskills'],
    ['cursor', true, 'home/.cursor/skills', 'agentskills'],
    ['openclaw', false, 'project/skills', 'clawhub'],
    ['openclaw', true, 'home/.openclaw/skills', 'clawhub'],
    ['agents', false, 'project/.agents/skills', 'agentskills'],
    ['./my skills', false, 'project/my skills', 'agentskills'],
    ['~/mine', false, 'home/mine', 'agentskills'],
    [`./mine/${SKILL_NAME}`, false, 'project/mine', 'agentskills'],
  ] as const)('puts it where %s looks (global: %s)', async (where, isGlobal, folder, bundle) => {
    const [installed] = await install(where, { isGlobal });
    expect(installed).toMatchObject({ folder: join(root, folder, SKILL_NAME), outcome: 'installed', version: source.version });
    await expectBundle(join(root, folder, SKILL_NAME), bundle);
  });

  it('finds the agents that are used here, when none is named', async () => {
    await mkdir(join(project, '.claude'));
    await mkdir(join(project, '.cursor'));
    expect((await install(null)).map(({ agent }) => agent)).toEqual(['Claude Code', 'Cursor']);
    await expect(install(null, { isGlobal: true })).rejects.toMatchObject({ code: 'usage.skill-place' });
  });

  it('takes a word that is neither an agent nor a folder for a slip', async () => {
    await expect(install('curser')).rejects.toMatchObject({ code: 'usage.skill-place' });
    expect(await readdir(project)).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    await install('claude');
    expect(await install('claude')).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('leaves a changed copy alone until it is told otherwise, and everything else with it', async () => {
    const [installed] = await install('claude');
    const path = join(installed?.folder ?? '', 'SKILL.md');
    await writeFile(path, 'mine');
    await mkdir(join(project, '.cursor'));
    await expect(install(null)).rejects.toMatchObject({ code: 'skill.changed', message: expect.stringContaining('SKILL.md') });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readdir(join(project, '.cursor'))).toEqual([]);

    expect(await install('claude', { force: true })).toMatchObject([{ outcome: 'replaced' }]);
    await expectBundle(dirname(path), 'agentskills');
  });

  it('updates a copy that nobody changed, without what is no longer part of it', async () => {
    const [installed] = await install('claude');
    const folder = installed?.folder ?? '';
    await writeFile(join(folder, 'notes.md'), 'mine');
    expect(await install('claude', { shelf: laterShelf })).toMatchObject([{ outcome: 'updated', version: '99.0.0' }]);
    expect(await readFile(join(folder, 'SKILL.md'), 'utf8')).toContain('version: 99.0.0');
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      '.cuesmith.json',
      'SKILL.md',
      'notes.md',
      'references',
      'references/answers.md',
      'scripts',
      'scripts/json.mjs',
    ]);
    expect(await install('claude', { shelf: laterShelf })).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('goes on with an update that was cut short', async () => {
    const [installed] = await install('claude');
    await skillShelf.write(installed?.folder ?? '', [{ path: 'references/answers.md', text: 'Shorter.\n' }]);
    expect(await install('claude', { shelf: laterShelf })).toMatchObject([{ outcome: 'updated' }]);
  });

  it('says so when a file has the name of the folder', async () => {
    await mkdir(join(project, 'skills'));
    await writeFile(join(project, 'skills', SKILL_NAME), '');
    await expect(install('openclaw')).rejects.toMatchObject({ code: 'files.not-a-folder' });
    await writeFile(join(project, '.cursor'), '');
    await expect(install('cursor')).rejects.toMatchObject({ code: 'files.not-writable' });
  });
});

describe('taking the skill away', () => {
  it('leaves no trace of its own, and everything of others', async () => {
    await install('claude');
    expect(await uninstallSkill(skillShelf, wishFor('claude'), { force: false })).toMatchObject([{ kept: [] }]);
    expect(await readdir(join(project, '.claude/skills'))).toEqual([]);

    const [installed] = await install('claude');
    await writeFile(join(installed?.folder ?? '', 'notes.md'), 'mine');
    expect(await uninstallSkill(skillShelf, wishFor('claude'), { force: false })).toMatchObject([{ kept: ['notes.md'] }]);
    expect(await readdir(installed?.folder ?? '')).toEqual(['notes.md']);
  });

  it('asks before a changed copy goes, and says when there is none', async () => {
    const remove = async (force: boolean) => uninstallSkill(skillShelf, wishFor('claude'), { force });
    await expect(remove(false)).rejects.toMatchObject({ code: 'skill.not-installed' });
    const [installed] = await install('claude');
    await writeFile(join(installed?.folder ?? '', 'SKILL.md'), 'mine');
    await expect(remove(false)).rejects.toMatchObject({ code: 'skill.changed' });
    await remove(true);
    expect(await readdir(join(project, '.claude/skills'))).toEqual([]);
  });
});

describe('`cuesmith skill`', () => {
  it('installs, says where, shows the path and takes it away', async () => {
    const workplace = await openWorkplace();
    const installed = await workplace.run(['skill', 'install', 'claude']);
    expect(installed).toMatchObject({ code: 0, stderr: '' });
    expect(installed.stdout).toContain(`for Claude Code: .claude/skills/${SKILL_NAME}\n`);
    expect(await workplace.run(['skill', 'path'])).toMatchObject({ code: 0, stdout: `${source.folder}\n` });
    expect(await workplace.run(['skill', 'install', 'curser'])).toMatchObject({ code: 2 });
    const removed = await workplace.run(['skill', 'uninstall', 'claude', '--json']);
    expect(JSON.parse(removed.stdout)).toMatchObject({ removed: [{ agent: 'Claude Code', kept: [] }] });
    await workplace.remove();
  });
});
