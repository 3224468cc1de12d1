import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildProgram, type Commands } from '../src/studio/cli/program.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const decisions = await readFile(new URL('../.ci/run', import.meta.url), 'utf8');
const fences = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text.trim());
const commandLines = fences
  .flatMap((text) => text.split('\n'))
  .map((text) => text.replace(/^.*node bin\/cuesmith\.js/, 'cuesmith'))
  // What comes after a pipe is somebody else's.
  .map((text) => text.replace(/ \|.*$/, ''));

/** Splits as a shell does for the samples that we write: words, and words in double quotes. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe('README', () => {
  const samples = commandLines.filter((text) => text.startsWith('cuesmith '));

  it('shows at least ten commands', () => {
    expect(samples.length).toBeGreaterThanOrEqual(10);
  });

  it.each(samples)('shows a command that is understood: %s', async (sample) => {
    const called: string[] = [];
    const record = (name: string) => async () => {
      called.push(name);
    };
    const commands: Commands = {
      make: record('make'),
      explain: record('explain'),
      styles: record('styles'),
      moods: record('moods'),
      instruments: record('instruments'),
      doctor: record('doctor'),
      score: record('score'),
      listProjects: record('list'),
      showProject: record('show'),
      editProject: record('edit'),
      exportProject: record('export'),
      serve: record('serve'),
      worker: record('worker'),
      admin: record('admin'),
      radio: record('radio'),
      chat: record('chat'),
      mcp: record('mcp'),
      installSkill: record('skill install'),
      uninstallSkill: record('skill uninstall'),
      showSkillPath: record('skill path'),
    };
    await buildProgram('0.0.0', commands).parseAsync(wordsOf(sample).slice(1), { from: 'user' });
    expect(called).toHaveLength(1);
  });

  it('lists every option of the command, and no other', () => {
    const nothing = async () => undefined;
    const program = buildProgram('0.0.0', {
      make: nothing,
      explain: nothing,
      styles: nothing,
      moods: nothing,
      instruments: nothing,
      doctor: nothing,
      score: nothing,
      listProjects: nothing,
      showProject: nothing,
      editProject: nothing,
      exportProject: nothing,
      serve: nothing,
      worker: nothing,
      admin: nothing,
      radio: nothing,
      chat: nothing,
      mcp: nothing,
      installSkill: nothing,
      uninstallSkill: nothing,
      showSkillPath: nothing,
    });
    const options = program.options.flatMap(({ long }) =>
      long === undefined || long === null || long === '--version' ? [] : [long],
    );
    const table = readme.slice(readme.indexOf('| option'), readme.indexOf('An option beats'));
    const listed = new Set([...table.matchAll(/--[a-z]+(?:-[a-z]+)*/g)].map(([option]) => option));
    expect([...listed].sort()).toEqual([...options].sort());
  });

  it('gives the test command that .ci/run calls', () => {
    const command = fences.find((text) => text.includes('npm test'));
    expect(command).toBeDefined();
    expect(decisions).toContain(`\n${command ?? ''} #`);
  });
});
