import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { storageOf } from './server-storage.ts';

const MAIN = new URL('../src/studio/main.ts', import.meta.url).pathname;

/** `cuesmith serve` or `cuesmith worker` as a process of its own. */
export type ServeProcess = {
  /** Without a slash at the end; empty for a worker. */
  readonly url: string;
  readonly child: ChildProcess;
  /** What it wrote so far, every line: tests search it for what no log may show. */
  readonly log: () => string;
  /** Dies at once, with whatever it had in hand. */
  readonly kill: () => Promise<void>;
  /** Ends as on Ctrl-C; gives its exit code. */
  readonly stop: () => Promise<number | null>;
};

/** Starts `cuesmith serve` on a free port and waits until it takes requests. Where it stores is the test project's choice unless `environment` says. */
export async function startServer(
  folder: string,
  environment: { readonly [name: string]: string } = {},
  words: readonly string[] = [],
): Promise<ServeProcess> {
  return start(['serve', '--port', '0', '--data', folder, ...words], { ...(await storageOf(folder)), ...environment });
}

/** Starts `cuesmith worker` and waits until it takes jobs. */
export async function startWorker(folder: string, environment: { readonly [name: string]: string }): Promise<ServeProcess> {
  return start(['worker', '--data', folder], environment);
}

async function start(words: readonly string[], environment: { readonly [name: string]: string }): Promise<ServeProcess> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  // Whatever becomes of the test, its server does not outlive it.
  const follow = (): boolean => child.kill('SIGKILL');
  process.once('exit', follow);
  void ended.then(() => process.off('exit', follow));
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (line: string): void => {
      lines.push(line);
      const ready = /\bready\b(?:.*?(https?:\/\/[^\s"]+))?/i.exec(line);
      if (ready !== null) {
        resolve((ready[1] ?? '').replace(/\/$/, ''));
      }
    };
    createInterface(child.stdout).on('line', listen);
    createInterface(child.stderr).on('line', listen);
    void ended.then((code) => reject(new Error(`cuesmith ${words[0]} ended with ${code}:\n${lines.slice(-200).join('\n')}`)));
  });

  return {
    url,
    child,
    log: () => lines.join('\n'),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** This process's environment without what would change a server's behaviour. */
function cleanEnvironment(): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(CUESMITH_|NEMO_|DATABASE_URL$|BLOB_URL$|VITEST|NODE_OPTIONS$|https?_proxy$)/i.test(name),
    ),
  );
}
