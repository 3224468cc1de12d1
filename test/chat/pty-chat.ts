import { spawn } from '@lydell/node-pty';
import { LAUNCHER } from '../cuesmith-process.ts';
import { screenOf } from './screen-of.ts';

const COLUMNS = 92;
/** The prompt, alone on the last line: the next message is waited for. */
const PROMPT = /(?:^|\n)›$/;

/** `cuesmith chat` in a terminal of its own. */
export type PtyChat = {
  /** Types a line and waits until the prompt stands there again, or the chat has ended. */
  readonly say: (text: string) => Promise<void>;
  /** Sends keys as they are. */
  readonly type: (keys: string) => void;
  /** Waits until the screen shows something. */
  readonly shows: (what: RegExp) => Promise<void>;
  /** The first prompt. */
  readonly ready: () => Promise<void>;
  readonly screen: () => string;
  /** All that came, with its colours. */
  readonly raw: () => string;
  readonly ended: Promise<number>;
  readonly kill: () => void;
};

/** Starts a chat; its data, memory and files stay below `folder`. */
export function startPtyChat(
  folder: string,
  words: readonly string[] = [],
  environment: { readonly [name: string]: string } = {},
): PtyChat {
  const child = spawn(process.execPath, [LAUNCHER, 'chat', ...words], {
    cols: COLUMNS,
    rows: 40,
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TERM: 'xterm-256color',
      LANG: 'en_US.UTF-8',
      XDG_CONFIG_HOME: `${folder}/.config`,
      CUESMITH_DATA: `${folder}/.data`,
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? `${folder}/.compiled`,
      ...environment,
    },
  });
  let output = '';
  let code: number | null = null;
  const watchers = new Set<() => void>();
  const news = (): void => {
    for (const watch of [...watchers]) {
      watch();
    }
  };
  child.onData((data) => {
    output += data;
    news();
  });
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      code = exitCode;
      resolve(exitCode);
      news();
    });
  });
  const until = async (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = (): void => {
        if (isSo() || code !== null) {
          watchers.delete(watch);
          resolve();
        }
      };
      watchers.add(watch);
      watch();
    });
  const screen = (): string => screenOf(output);
  return {
    async say(text) {
      const before = output.length;
      child.write(`${text}\r`);
      // Behind the echo of what was typed the prompt must come anew.
      await until(() => screenOf(output.slice(before)).includes('\n') && PROMPT.test(screen().trimEnd()));
    },
    type: (keys) => child.write(keys),
    shows: async (what) => until(() => what.test(screen())),
    ready: async () => until(() => PROMPT.test(screen().trimEnd())),
    screen,
    raw: () => output,
    ended,
    kill: () => child.kill('SIGKILL'),
  };
}
