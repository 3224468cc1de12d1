import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const CLIENTS = new URL('../clients/node_modules/', import.meta.url);
const Manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

/** The script of a program among the clients of other people. */
export async function clientProgram(name: string): Promise<string> {
  const { bin } = Manifest.parse(JSON.parse(await readFile(new URL(`${name}/package.json`, CLIENTS), 'utf8')));
  return fileURLToPath(new URL(`${name}/${typeof bin === 'string' ? bin : (bin[name] ?? '')}`, CLIENTS));
}
