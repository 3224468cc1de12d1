import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

const Report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// A little copy of the layout in which each file breaks one rule.
const FILES: { readonly [path: string]: string } = {
  'src/engine/kernel/index.ts': 'export const kernel = 1;',
  'src/engine/kernel/ahead.ts': "import { audio } from '../audio/index.ts';\nexport const ahead = audio;",
  'src/engine/audio/index.ts': 'export const audio = 1;',
  'src/engine/audio/inside.ts': 'export const inside = 1;',
  'src/engine/export/deep.ts': "import { inside } from '../audio/inside.ts';\nexport const deep = inside;",
  'src/engine/score/shell.ts': "import { config } from '../../studio/config.ts';\nexport const shell = config;",
  'src/engine/score/disk.ts': "import { sep } from 'node:path';\nexport const disk = sep;",
  'src/engine/score/one.ts': "import { two } from './two.ts';\nexport const one = (): number => two();",
  'src/engine/score/two.ts': "import { one } from './one.ts';\nexport const two = (): number => one();",
  'src/engine/score/utils.ts': "import { kernel } from '../kernel/index.ts';\nexport const utils = kernel;",
  'src/contract/up.ts': "import { config } from '../studio/config.ts';\nexport const up = config;",
  'src/contract/index.ts': 'export const contract = 1;',
  'src/client/up.ts': "import { config } from '../studio/config.ts';\nexport const up = config;",
  'src/client/disk.ts': "import { sep } from 'node:path';\nexport const disk = sep;",
  'src/client/heavy.ts': "import { contract } from '../contract/index.ts';\nexport const heavy = contract;",
  'src/studio/config.ts': 'export const config = 1;',
  'src/studio/store/disk.ts': 'export const disk = 1;',
  'src/studio/actions/reach.ts': "import { disk } from '../store/disk.ts';\nexport const reach = disk;",
  'src/studio/cli/reach.ts': "import { disk } from '../store/disk.ts';\nexport const reach = disk;",
  'src/studio/cli/lost.ts': "import { nothing } from './nowhere.ts';\nexport const lost = nothing;",
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.test.json', 'tsconfig.base.json', 'package.json']) {
    await cp(here(name), join(folder, name));
  }

  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(async () => rm(folder, { recursive: true }));

it('reports each broken boundary', async () => {
  const words = [
    here('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '-T',
    'json',
    'src',
  ];
  // It ends with the number of violations as its exit code; the report is on stdout either way.
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder, maxBuffer: 1 << 26 }).catch(
    (problem: unknown) => z.object({ stdout: z.string() }).parse(problem),
  );
  const found = Report.parse(JSON.parse(stdout)).summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'src/engine/kernel/ahead.ts: engine-kernel-imports-earlier-stages-only',
      'src/engine/export/deep.ts: engine-audio-through-its-index',
      'src/engine/score/shell.ts: engine-stands-alone',
      'src/engine/score/disk.ts: engine-without-node',
      'src/engine/score/one.ts: no-cycles',
      'src/contract/up.ts: contract-below-studio',
      'src/client/up.ts: client-below-studio',
      'src/client/disk.ts: client-without-node',
      'src/client/heavy.ts: client-loads-little',
      'src/engine/score/utils.ts: no-vague-names',
      expect.stringMatching(/^src\/studio\/actions\/reach.ts: actions-know-ports/),
      'src/studio/cli/reach.ts: doors-know-actions-and-ports-only',
      'src/studio/cli/lost.ts: everything-resolves',
    ]),
  );
});
