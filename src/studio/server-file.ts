import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const ServerFile = z.object({ url: z.string(), secret: z.string() });
/** Where the server that holds a data folder is reached, and what opens its operator's door. */
export type ServerFile = z.infer<typeof ServerFile>;

const NAME = 'server.json';

/** Writes the file for this user alone, with a new secret. */
export async function writeServerFile(dataFolder: string, url: string): Promise<ServerFile> {
  const file = { url, secret: randomBytes(32).toString('base64url') };
  const fresh = join(dataFolder, `${NAME}.part`);
  await rm(fresh, { force: true });
  await writeFile(fresh, `${JSON.stringify(file)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, join(dataFolder, NAME));
  return file;
}

/** Null when no server left one. */
export async function readServerFile(dataFolder: string): Promise<ServerFile | null> {
  try {
    return ServerFile.parse(JSON.parse(await readFile(join(dataFolder, NAME), 'utf8')));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      return null;
    }

    throw cause;
  }
}

export async function removeServerFile(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, NAME), { force: true });
}
