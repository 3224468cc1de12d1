import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAUNCHER } from '../cuesmith-process.ts';

export const SKILL_NAME = 'music-generator-free-easy';
/** The skill as it is committed. */
export const SKILL_FOLDER = fileURLToPath(new URL(`../../skills/${SKILL_NAME}`, import.meta.url));

/** What a block printed and how it ended. */
export type RanBlock = { readonly code: number | null; readonly out: string };

/** What an agent puts into a block before it runs it: assignments by name, and the lines of here-documents by their mark. */
export type BlockValues = { readonly [name: string]: string };

/** An agent at work in a folder: it has the skill's blocks and a shell that forgets everything between two of them. */
export type SkillShell = {
  readonly folder: string;
  /** Runs the block of a section, the first one unless `place` says, as it stands in SKILL.md. */
  readonly run: (section: string, options?: { readonly place?: number; readonly values?: BlockValues }) => Promise<RanBlock>;
  /** Runs a block again and again, as it says, until it does not end with "still working". */
  readonly runUntilDone: (section: string, place: number) => Promise<RanBlock>;
  readonly remove: () => Promise<void>;
};

/** The shell blocks of SKILL.md by the number of their section: `1` holds those below `## 1. …`. */
export async function readBlocks(): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await readFile(join(SKILL_FOLDER, 'SKILL.md'), 'utf8');
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => [
      section.split(/[.\n]/, 1)[0] ?? '',
      [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block),
    ]),
  );
}

export async function openSkillShell(environment: BlockValues, skill: string = SKILL_FOLDER): Promise<SkillShell> {
  const root = await mkdtemp(join(tmpdir(), 'cuesmith-skill-'));
  const folder = join(root, "somebody's videos");
  const programs = join(root, 'bin');
  await mkdir(folder);
  await mkdir(programs);
  // As `npm link` would.
  await writeFile(join(programs, 'cuesmith'), `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" "$@"\n`);
  await chmod(join(programs, 'cuesmith'), 0o755);
  const blocks = await readBlocks();
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CUESMITH_|NEMO_|SKILL_|VITEST|NODE_OPTIONS$|https?_proxy$)/i.test(name)),
  );
  const env = {
    ...inherited,
    HOME: root,
    XDG_CONFIG_HOME: join(root, '.config'),
    CUESMITH_DATA: join(root, 'data'),
    PATH: [programs, dirname(process.execPath), process.env.PATH].join(delimiter),
    ...environment,
  };
  const run: SkillShell['run'] = async (section, { place = 0, values = {} } = {}) => {
    const block = blocks.get(section)?.[place];
    if (block === undefined) {
      throw new Error(`SKILL.md has no block ${place} in section ${section}.`);
    }

    return runLines(filled(block, { SKILL: skill, ...values }), { folder, env });
  };

  return {
    folder,
    run,
    async runUntilDone(section, place) {
      for (;;) {
        const ran = await run(section, { place });
        if (!/⏳|\b(?:pending|processing) \d+ %\n$/.test(ran.out)) {
          return ran;
        }
      }
    },
    remove: async () => rm(root, { recursive: true, force: true }),
  };
}

function filled(block: string, values: BlockValues): string {
  return Object.entries(values).reduce(
    (text, [name, value]) =>
      text
        .replace(new RegExp(`^${name}=(?:/path|'?[a-z0-9.]+'?$).*$`, 'm'), () => `${name}='${value}'`)
        .replace(
          new RegExp(`(<<'${name}'\\n)[\\s\\S]*?\\n(${name}\\n)`),
          (_, start: string, end: string) => start + value + `\n${end}`,
        ),
    block,
  );
}

/** Gives a new shell the lines one after the other. */
async function runLines(
  lines: string,
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<RanBlock> {
  const child = spawn('sh', [], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const heard: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => heard.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => heard.push(text));
  child.stdin.end(lines);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, out: heard.join('') };
}
