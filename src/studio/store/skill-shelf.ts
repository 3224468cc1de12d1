import { mkdir, readdir, readFile, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StudioError } from '../../engine/kernel/index.ts';
import type { SkillFile, SkillShelf } from '../ports/skill-shelf.ts';
import { diskFiles } from './disk-files.ts';

const NAME = 'music-generator-free-easy';
const Manifest = z.object({ version: z.string(), homepage: z.string().nullable().default(null) });
// From src/studio/store as well as from dist/studio/store the package is three folders up.
const PACKAGE = new URL('../../../', import.meta.url);

/** Skills on the real disk. */
export const skillShelf: SkillShelf = {
  async source() {
    const { version, homepage } = Manifest.parse(JSON.parse(await readFile(new URL('package.json', PACKAGE), 'utf8')));
    const folder = fileURLToPath(new URL(`skills/${NAME}`, PACKAGE));
    return { name: NAME, version, homepage, folder, files: (await skillShelf.read(folder)) ?? [] };
  },

  isFolder: async (path) => (await stat(path).catch(() => null))?.isDirectory() === true,

  async read(folder) {
    const found = await stat(folder).catch(() => null);
    if (found === null) {
      return null;
    }

    if (!found.isDirectory()) {
      throw new StudioError(
        'files.not-a-folder',
        `Expected a folder for the skill, and "${folder}" is a file. Move it away first.`,
      );
    }

    return readBelow(folder, '');
  },

  async write(folder, files) {
    for (const { path, text } of files) {
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true }).catch((cause: unknown) => {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
        throw new StudioError(
          'files.not-writable',
          `Cannot make the folder "${dirname(place)}" (${code}). Choose another place.`,
          {
            cause,
          },
        );
      });
      await diskFiles.writeWhole(place, new TextEncoder().encode(text));
    }
  },

  async remove(folder, paths) {
    for (const path of paths) {
      await diskFiles.remove(join(folder, path));
    }

    const folders = new Set(paths.flatMap((path) => (path.includes('/') ? [dirname(path)] : [])));
    for (const path of [...folders, '.']) {
      // Whatever else lies there stays, and its folder with it.
      if ((await readdir(join(folder, path)).catch(() => ['gone'])).length === 0) {
        await rmdir(join(folder, path));
      }
    }
  },
};

async function readBelow(folder: string, below: string): Promise<SkillFile[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? readBelow(folder, path) : [{ path, text: await readFile(join(folder, path), 'utf8') }];
    }),
  );
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}
