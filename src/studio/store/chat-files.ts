import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { ChatFiles } from '../ports/chat-place.ts';
import { diskFiles } from './disk-files.ts';

const HISTORY = 'chat-history';
/** Lines that are kept. */
const MOST_LINES = 500;
/** Numbers that are tried for a name. */
const MOST_NAMES = 10_000;

/** The disk and the player of this machine, for a chat that remembers in `folder`. */
export function chatFiles(machine: {
  readonly folder: string;
  readonly homeFolder: string;
  readonly platform: string;
}): ChatFiles {
  const history = join(machine.folder, HISTORY);
  const place = (path: string): string => resolve(path.replace(/^~(?=[/\\])/, () => machine.homeFolder));
  return {
    async attach(path) {
      const found = await firstFile([place(path), mountedDrive(path)]);
      return found === null ? null : new File([await openAsBlob(found)], basename(found));
    },
    exists: async (path) => (await firstFile([place(path), mountedDrive(path)])) !== null,
    async prepareFolder(folder) {
      const path = resolve(folder);
      await mkdir(path, { recursive: true }).catch((cause: unknown) => {
        const reason = codeOf(cause) === 'EEXIST' ? 'a file has that name' : codeOf(cause);
        throw new StudioError(
          'files.not-a-folder',
          `Cannot save files into "${path}": ${reason}. Choose another folder with --out.`,
          { cause },
        );
      });
    },
    async deliver({ folder, name, ending, content }) {
      const path = await reserve(resolve(folder), { name, ending });
      try {
        await diskFiles.writeStream(path, content);
      } catch (problem) {
        await rm(path, { force: true });
        throw problem;
      }

      return { path, bytes: (await stat(path)).size };
    },
    async readHistory() {
      const text = await readFile(history, 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
    keepHistory: async (lines) => writePrivately(history, `${lines.slice(-MOST_LINES).join('\n')}\n`),
    play: async (path) => startPlayer(path, machine.platform),
  };
}

/** Writes a file that nobody else may read, whole or not at all. */
export async function writePrivately(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}.part`;
  await writeFile(fresh, text, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, path);
}

/** An empty file under the first name that is free: from then on it is ours. */
async function reserve(folder: string, { name, ending }: { readonly name: string; readonly ending: string }): Promise<string> {
  for (let count = 1; count <= MOST_NAMES; count++) {
    const path = join(folder, `${name}${count === 1 ? '' : `-${count}`}${ending}`);
    try {
      await (await open(path, 'wx')).close();
      return path;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') {
        // Says what is wrong with the folder.
        await diskFiles.assertCanWrite(path);
        throw new StudioError('files.not-writable', `Cannot write "${path}" (${codeOf(cause)}). Choose another folder.`, {
          cause,
        });
      }
    }
  }

  throw new StudioError(
    'files.not-writable',
    `Every name like "${name}${ending}" is taken in "${folder}". Choose another folder.`,
  );
}

async function firstFile(paths: readonly (string | null)[]): Promise<string | null> {
  for (const path of paths) {
    if (path !== null && (await stat(path).catch(() => null))?.isFile() === true) {
      return path;
    }
  }

  return null;
}

/** `C:\clips\a.mp4` as Linux under Windows mounts it; null for other paths. */
function mountedDrive(path: string): string | null {
  const [, drive, rest] = /^([A-Za-z]):[\\/](.*)$/s.exec(path) ?? [];
  return drive === undefined || rest === undefined ? null : `/mnt/${drive.toLowerCase()}/${rest.replaceAll('\\', '/')}`;
}

async function startPlayer(path: string, platform: string): Promise<boolean> {
  const [program, words] =
    platform === 'darwin' ? ['open', [path]] : platform === 'win32' ? ['explorer.exe', [path]] : ['xdg-open', [path]];
  const child = spawn(program, words, { detached: true, stdio: 'ignore' });
  try {
    // Only whether it starts is waited for: the player lives on.
    await once(child, 'spawn');
    child.unref();
    return true;
  } catch {
    return false;
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}
