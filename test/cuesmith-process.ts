import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MadeMusic, type MadeFile } from '../src/contract/index.ts';

export const LAUNCHER = fileURLToPath(new URL('../bin/cuesmith.js', import.meta.url));

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A folder for one test, with a folder for temporary files beside it, so that a test sees all that a run leaves behind. */
export type Workplace = {
  readonly folder: string;
  /** Names in the folder, sorted. */
  readonly list: () => Promise<string[]>;
  /** Names of temporary files left behind. */
  readonly leftovers: () => Promise<string[]>;
  readonly run: (words: readonly string[], options?: RunOptions) => Promise<Finished>;
  /** Runs with `--json` and gives the checked answer. */
  readonly make: (words: readonly string[]) => Promise<MadeMusic>;
  readonly remove: () => Promise<void>;
};

export type RunOptions = {
  /** Sends this signal when `stderr` first contains `at`. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly at: string };
  readonly environment?: { readonly [name: string]: string };
  /** Shell commands before the program starts (limits). */
  readonly before?: string;
  /** Arguments of node itself. */
  readonly nodeWords?: readonly string[];
};

export async function openWorkplace(): Promise<Workplace> {
  const root = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  const folder = await mkdtemp(join(root, 'work-'));
  const scratch = await mkdtemp(join(root, 'tmp-'));
  const run = async (words: readonly string[], options: RunOptions = {}) => runProcess({ words, folder, scratch, options });
  return {
    folder,
    list: async () => (await readdir(folder, { recursive: true })).sort(),
    leftovers: async () => readdir(scratch),
    run,
    make: async (words) => {
      const { code, stdout, stderr } = await run([...words, '--json']);
      if (code !== 0) {
        throw new Error(`cuesmith ${words.join(' ')} ended with ${String(code)}: ${stderr}`);
      }

      return MadeMusic.parse(JSON.parse(stdout));
    },
    remove: async () => rm(root, { recursive: true }),
  };
}

/** The file of a kind that a run made. */
export function fileOf(made: MadeMusic, kind: MadeFile['kind']): MadeFile {
  const file = made.files.find((candidate) => candidate.kind === kind);
  if (file === undefined) {
    throw new Error(`no ${kind} among ${made.files.map(({ path }) => path).join(', ')}`);
  }

  return file;
}

type ProcessRequest = {
  readonly words: readonly string[];
  readonly folder: string;
  readonly scratch: string;
  readonly options: RunOptions;
};

async function runProcess({ words, folder, scratch, options }: ProcessRequest): Promise<Finished> {
  const nodeWords = [...(options.nodeWords ?? []), LAUNCHER, ...words];
  const [program, programWords] =
    options.before === undefined
      ? [process.execPath, nodeWords]
      : ['bash', ['-c', `${options.before}; exec "$0" "$@"`, process.execPath, ...nodeWords]];
  const child = spawn(program, programWords, {
    cwd: folder,
    env: { ...process.env, TMPDIR: scratch, NO_COLOR: '1', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let descendants: number[] = [];
  let signalled = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (options.signal && !signalled && stderr.includes(options.signal.at)) {
      signalled = true;
      const { name } = options.signal;
      void descendantsOf(child.pid ?? 0).then((pids) => {
        descendants = pids;
        child.kill(name);
      });
    }
  });

  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  await assertGone(descendants);
  return { code, stdout, stderr };
}

/** The processes below one, from the system's own books (Linux only; elsewhere none are found). */
async function descendantsOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
  const below = await Promise.all(children.map(async (child) => descendantsOf(child)));
  return [...children, ...below.flat()];
}

/** A child that was told to end may take a moment to be gone; an orphan never goes. */
async function assertGone(pids: readonly number[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const left = pids.filter(isAlive);
    if (left.length === 0) {
      return;
    }

    if (attempt === 50) {
      throw new Error(`processes left behind: ${left.join(', ')}`);
    }

    await wait(100);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
