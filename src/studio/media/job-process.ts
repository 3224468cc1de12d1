import { fork, type ChildProcess } from 'node:child_process';
import { StudioError } from '../../engine/kernel/index.ts';
import { isReport, type Job, type Report, type SoundReady } from './job/protocol.ts';

/** A job that reports nothing for this long while it has all it needs is taken for hung. */
const SILENCE_LIMIT_MS = 120_000;
const LOG_TAIL_CHARACTERS = 2000;
/** Bound of the JavaScript heap; pictures and sound live outside it. */
const HEAP_LIMIT_MB = 512;

type Outcome = Extract<Report, { kind: 'done' | 'described' }>;

/** A media job under way in a process of its own. */
export type RunningJob = {
  /** Settles when the job has ended and its process is gone. */
  readonly finished: Promise<Outcome>;
  readonly tell: (message: SoundReady) => void;
};

/** Starts a job in a fresh process; aborting kills it at once. */
export function startJob(
  job: Job,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): RunningJob {
  // KEEP IN STEP with the build: sources run as .ts, the built package as .js.
  const entry = new URL(import.meta.url.endsWith('.ts') ? './job/main.ts' : './job/main.js', import.meta.url);
  const child = fork(entry, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`, '--disable-warning=ExperimentalWarning'],
  });
  const finished = watch(child, { job, signal, onProgress });
  child.send(job);
  return {
    finished,
    tell: (message) => {
      if (child.connected) {
        child.send(message);
      }
    },
  };
}

function watch(
  child: ChildProcess,
  { job, signal, onProgress }: { readonly job: Job; readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let outcome: Outcome | null = null;
    let problem: unknown = null;
    let logTail = '';
    let reached = 0;
    const kill = (reason: unknown): void => {
      problem ??= reason;
      child.kill('SIGKILL');
    };
    const onAbort = (): void => kill(signal.reason);
    const watchdog = setTimeout(
      () =>
        kill(
          new StudioError(
            'export.media-stalled',
            `The media process reported nothing for ${SILENCE_LIMIT_MS / 1000} seconds and was stopped. Export again; close other heavy programs first.`,
          ),
        ),
      SILENCE_LIMIT_MS,
    );
    const settle = (): void => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', onAbort);
    };
    if (signal.aborted) {
      onAbort();
    } else {
      signal.addEventListener('abort', onAbort, { once: true });
    }

    child.stderr?.on('data', (bytes: Buffer) => {
      logTail = (logTail + bytes.toString('utf8')).slice(-LOG_TAIL_CHARACTERS);
    });
    child.on('message', (message: unknown) => {
      if (!isReport(message)) {
        return;
      }

      watchdog.refresh();
      switch (message.kind) {
        case 'progress':
          reached = Math.max(reached, message.done);
          onProgress(reached);
          // A finished picture waits for its sound as long as that takes.
          if (job.kind === 'video' && message.done >= 0.95) {
            clearTimeout(watchdog);
          }

          break;
        case 'failed':
          problem ??= message.isDiskFull
            ? Object.assign(new Error(message.message), { code: 'ENOSPC' })
            : new StudioError(message.code, message.message);
          break;
        case 'done':
        case 'described':
          outcome = message;
      }
    });
    child.on('error', (cause) =>
      kill(new StudioError('export.media-unstartable', `The media process could not be started: ${cause.message}.`, { cause })),
    );
    child.on('close', (exitCode, exitSignal) => {
      settle();
      if (outcome !== null) {
        resolve(outcome);
      } else {
        reject(problem ?? crash(exitCode, exitSignal, logTail));
      }
    });
  });
}

function crash(exitCode: number | null, exitSignal: string | null, logTail: string): StudioError {
  const how = exitSignal === null ? `with code ${exitCode}` : `by ${exitSignal}`;
  const said = logTail.trim() === '' ? '' : ` Its last words: ${logTail.trim().split('\n').slice(-3).join(' / ')}`;
  return new StudioError(
    'export.media-crashed',
    `The media process ended ${how} before the file was finished; nothing was left behind. Export again.${said}`,
  );
}
