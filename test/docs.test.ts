import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_COMMANDS } from '../docs/generate/cli-reference.ts';
import { wordsOf } from '../docs/generate/shell-words.ts';
import { buildProgram } from '../src/studio/cli/program.ts';
import { openWorkplace, type Workplace } from './cuesmith-process.ts';

const SITE = new URL('../docs/site/', import.meta.url);
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const decisions = await readFile(new URL('../.ci/run', import.meta.url), 'utf8');
const fences = fencesOf(readme).flatMap(({ info, lines }) => (info === 'sh' ? [lines.join('\n')] : []));
const pages = [
  { name: 'README.md', text: readme },
  ...(await Promise.all(
    (await readdir(SITE, { recursive: true }))
      .filter((name) => name.endsWith('.md'))
      .map(async (name) => ({ name, text: await readFile(new URL(name, SITE), 'utf8') })),
  )),
];

/** The code samples of a page: what stands behind the first three backquotes, and the lines. */
function fencesOf(text: string): { readonly info: string; readonly lines: readonly string[] }[] {
  return [...text.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', body = '']) => ({
    info,
    lines: body.trim().split('\n'),
  }));
}

/** The part of a line of a shell that is ours: no settings before it, nothing of what comes after a pipe. */
function commandOf(line: string): string {
  return line
    .replace(/^.*node bin\/cuesmith\.js/, 'cuesmith')
    .replace(/^(?:[A-Z_]+=\S+ )+/, '')
    .replace(/^echo .*\| (?=cuesmith )/, '')
    .replace(/ \|.*$/, '');
}

describe('samples', () => {
  const commands = (text: string): string[] =>
    fencesOf(text).flatMap(({ info, lines }) =>
      info.startsWith('sh') ? lines.map(commandOf).filter((line) => line.startsWith('cuesmith ')) : [],
    );
  const all = pages.flatMap(({ name, text }) => commands(text).map((sample) => ({ name, sample })));

  it('are at least ten in README', () => {
    expect(commands(readme).length).toBeGreaterThanOrEqual(10);
  });

  it.each(all)('are understood: $sample ($name)', async ({ sample }) => {
    const called: string[] = [];
    const recorders = Object.keys(NO_COMMANDS).map((name) => [
      name,
      async () => {
        called.push(name);
      },
    ]);
    const program = buildProgram('0.0.0', { ...NO_COMMANDS, ...Object.fromEntries(recorders) });
    await program.parseAsync(wordsOf(sample).slice(1), { from: 'user' });
    expect(called).toHaveLength(1);
  });

  const running = pages.flatMap(({ name, text }) =>
    fencesOf(text).flatMap(({ info, lines }) => (info === 'sh run' ? lines.map((sample) => ({ name, sample })) : [])),
  );
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await openWorkplace();
  });
  afterAll(async () => workplace.remove());

  it('that are run are some', () => {
    expect(running.length).toBeGreaterThanOrEqual(6);
  });

  it.each(running)('do what they say: $sample ($name)', async ({ sample }) => {
    const words = wordsOf(sample).slice(1);
    const { code, stdout, stderr } = await workplace.run(words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
    const named = words.filter((_, place) => words[place - 1] === '-o');
    expect(await workplace.list()).toEqual(expect.arrayContaining(named));
  });

  it('in TypeScript are understood by the compiler', async () => {
    const samples = pages.flatMap(({ text }) =>
      fencesOf(text).flatMap(({ info, lines }) => (info === 'ts' ? [lines.join('\n')] : [])),
    );
    const scripts = samples.filter((text) => text.includes("from 'cuesmith"));
    expect(scripts.length).toBeGreaterThanOrEqual(3);
    // Within the package, whose modules they are.
    const cache = fileURLToPath(new URL('../.cache/', import.meta.url));
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, 'samples-'));
    try {
      const names = scripts.map((_, place) => join(folder, `sample-${place}.ts`));
      await Promise.all(scripts.map(async (text, place) => writeFile(names[place] ?? '', text)));
      expect(problemsOf(names)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** What the compiler says against the files, with the package found as its sources. */
function problemsOf(names: readonly string[]): string[] {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.test.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const paths = { cuesmith: ['./src/studio/index.ts'], 'cuesmith/client': ['./src/client/index.ts'] };
  const program = ts.createProgram(names, { ...options, paths, noUnusedLocals: false });
  return names.flatMap((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

describe('README', () => {
  it('lists every option of the command, and no other', () => {
    const program = buildProgram('0.0.0', NO_COMMANDS);
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
