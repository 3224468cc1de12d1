import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { StudioError } from '../../engine/kernel/index.ts';
import { PROBE_READY, ProbeAnswer } from './job/probe-answer.ts';

/** What one file may cost. Measured: 10 s of 1080p 0.15 s of processor and 93 MB, 199 MB of MP3 (7 h) about 2 s. */
export type ProbeLimits = {
  /** Wall clock, after which the process is killed. */
  readonly wallMs: number;
  /** Processor time, which the system counts itself. */
  readonly processorSeconds: number;
  /** Address space, most of which Node only reserves; what FFmpeg may ask for ends here. */
  readonly addressSpaceMegabytes: number;
  /** Memory really used, looked at ten times a second. */
  readonly residentMegabytes: number;
};

/** The processor's time ends whatever works too hard; the clock, which runs on while other programs are served first, what hangs. */
export const PROBE_LIMITS: ProbeLimits = {
  wallMs: 60_000,
  processorSeconds: 20,
  addressSpaceMegabytes: 3072,
  residentMegabytes: 1024,
};

const HEAP_LIMIT_MB = 192;
const LOOK_EVERY_MS = 100;
const MOST_ANSWER_BYTES = 4 << 20;
const LOG_TAIL_CHARACTERS = 1000;
const PAGE_BYTES = 4096;

// A shell sets the limits and becomes the program: they hold from its first instruction and for all it may start. A limit that a system
// does not have (macOS: address space; Windows: all) is left out; the clock holds everywhere.
const UNDER_LIMITS = `ulimit -c 0; ulimit -f 0; ulimit -t "$1"; ulimit -v "$2" 2>/dev/null; shift 2; exec nice -n 10 "$@"`;

// glibc reserves 64 MB of address space for each thread: looking for cuts peaked 36 MB below the limit, and HDR films went beyond. With two
// arenas for all of them 640 MB stay free.
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/** How a process that looks into a file is run. */
type LookRun = {
  /** An empty folder that it stands in. */
  readonly scratch: string;
  readonly limits: ProbeLimits;
  readonly signal: AbortSignal;
};

/** Looks into a file in a process of its own, without environment, in the empty folder `scratch`. Aborting kills it at once. */
export async function runProbe(path: string, run: LookRun): Promise<ProbeAnswer> {
  return runLook({ entry: 'probe-main', path, words: [], answer: ProbeAnswer }, run);
}

/** As `runProbe`, by another program of `job/`, which gets the path and then `words`, and whose answer is read by a schema. */
export async function runLook<Answer extends z.ZodType>(
  look: {
    readonly entry: 'probe-main' | 'analyse-main';
    readonly path: string;
    readonly words: readonly string[];
    readonly answer: Answer;
  },
  { scratch, limits, signal }: LookRun,
): Promise<z.output<Answer>> {
  signal.throwIfAborted();
  const { path } = look;
  // KEEP IN STEP with the build: sources run as .ts, the built package as .js.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = fileURLToPath(new URL(`./job/${look.entry}.${ending}`, import.meta.url));
  const node = [
    process.execPath,
    `--max-old-space-size=${HEAP_LIMIT_MB}`,
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    // JavaScript may read our own code and this file, write nothing, and start nothing; FFmpeg itself is beyond this, hence the rest.
    '--permission',
    '--allow-addons',
    ...readableFolders().map((folder) => `--allow-fs-read=${folder}`),
    `--allow-fs-read=${path}`,
    entry,
    path,
    ...look.words,
  ];
  const shell = ['-c', UNDER_LIMITS, 'probe', String(limits.processorSeconds), String(limits.addressSpaceMegabytes * 1024)];
  const [program = '', ...words] = process.platform === 'win32' ? node : ['/bin/sh', ...shell, ...node];
  const child = spawn(program, words, { cwd: scratch, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = await watch(child, { limits, signal });
  try {
    return look.answer.parse(JSON.parse(text.toString('utf8')));
  } catch (cause) {
    throw crashed('It said what makes no sense', cause);
  }
}

function watch(child: ChildProcess, { limits, signal }: Pick<LookRun, 'limits' | 'signal'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const answer: Buffer[] = [];
    let answerBytes = 0;
    let logTail = '';
    let problem: unknown = null;
    const kill = (reason: unknown): void => {
      problem ??= reason;
      child.kill('SIGKILL');
    };
    const onAbort = (): void => kill(signal.reason);
    const clock = setTimeout(() => kill(tooSlow()), limits.wallMs);
    const scales = setInterval(() => {
      void residentBytes(child.pid).then((bytes) => {
        if (bytes > limits.residentMegabytes << 20) {
          kill(tooSlow());
        }
      });
    }, LOOK_EVERY_MS);
    signal.addEventListener('abort', onAbort, { once: true });

    child.stdout?.on('data', (bytes: Buffer) => {
      answerBytes += bytes.length;
      if (answerBytes > MOST_ANSWER_BYTES) {
        kill(crashed('It said more than it should'));
      } else {
        answer.push(bytes);
      }
    });
    child.stderr?.on('data', (bytes: Buffer) => {
      logTail = (logTail + bytes.toString('utf8')).slice(-LOG_TAIL_CHARACTERS);
    });
    child.on('error', (cause) => {
      problem ??= new StudioError(
        'media.probe-failed',
        `The process that looks into files could not be started: ${cause.message}.`,
        {
          cause,
        },
      );
    });
    child.on('close', (exitCode, exitSignal) => {
      clearTimeout(clock);
      clearInterval(scales);
      signal.removeEventListener('abort', onAbort);
      const said = Buffer.concat(answer);
      const hasBegun = said.subarray(0, PROBE_READY.length).equals(PROBE_READY);
      if (problem !== null) {
        reject(problem);
      } else if (!hasBegun) {
        reject(
          new StudioError('media.probe-failed', `${ended(exitCode, exitSignal)} before it read anything: ${logTail.trim()}`),
        );
      } else if (exitCode === 0) {
        resolve(said.subarray(PROBE_READY.length));
      } else {
        // The system's own limits end it by these two.
        reject(exitSignal === 'SIGXCPU' || exitSignal === 'SIGKILL' ? tooSlow() : crashed(ended(exitCode, exitSignal)));
      }
    });
  });
}

function ended(exitCode: number | null, exitSignal: string | null): string {
  return `The process that looks into files ended ${exitSignal === null ? `with code ${exitCode}` : `by ${exitSignal}`}`;
}

/** Whatever a process does once it reads a file, the file made it do. */
function crashed(how: string, cause?: unknown): StudioError {
  return new StudioError(
    'media.damaged',
    'The file is damaged: it cannot be read to its end. Export or download it again and send that.',
    { cause: cause ?? new Error(how) },
  );
}

function tooSlow(): StudioError {
  return new StudioError(
    'media.too-slow',
    'Reading the file took more time or memory than a file of this size should need. Convert it to mp4 (H.264 and AAC), PNG or WAV and send that.',
  );
}

/** Our own code and the packages it needs. */
function readableFolders(): readonly string[] {
  const own = fileURLToPath(new URL('../../', import.meta.url));
  const found = fileURLToPath(import.meta.resolve('node-av/lib'));
  const packages = found.slice(0, found.lastIndexOf('node_modules') + 'node_modules'.length);
  return [own, dirname(own.replace(/\/$/, '')) + '/package.json', packages];
}

/** 0 where the system does not tell (the process is gone, or it is no Linux). */
async function residentBytes(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * PAGE_BYTES;
}
