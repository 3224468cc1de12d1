import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../docs/generate/recipes/recipe-facts.ts';
import { RECIPES } from '../docs/generate/recipes/recipes.ts';
import { GENERATED_PAGES, PAGES_COMMAND, pageText, SITE } from '../docs/generate/pages.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('pages that are made of the code', () => {
  it.each(GENERATED_PAGES)('$path is as the code has it now', async (page) => {
    const written = await readFile(new URL(page.path, SITE), 'utf8');
    const isUpToDate = written === (await pageText(page));
    expect(isUpToDate, `docs/site/${page.path} is stale. Run: ${PAGES_COMMAND}`).toBe(true);
  });
});

describe('the cookbook', () => {
  it('shows what each command came to, as it stands now', async () => {
    const { recipes } = await readFacts();
    expect(Object.keys(recipes)).toEqual(RECIPES.map(({ id }) => id));
    const stale = RECIPES.filter(({ id, commands }) => commands.join('\n') !== recipes[id]?.commands.join('\n'));
    expect(stale, 'Run: npm run docs:recipes -- <id> …').toEqual([]);
  });

  it('was made at the length, loudness and peak that are promised', async () => {
    const { recipes } = await readFacts();
    const alone = RECIPES.flatMap(({ id, commands }) => {
      const file = recipes[id]?.file;
      const isMusicAlone = commands.every((command) => !/beach\.mp4|radio/.test(command));
      return file === null || file === undefined || !isMusicAlone ? [] : [{ id, ...file }];
    });
    expect(alone.length).toBeGreaterThan(12);
    for (const { id, integratedLufs, truePeakDbtp } of alone) {
      // Lossy files move both a little.
      expect([id, Math.abs(integratedLufs + 14) < 0.6, truePeakDbtp < -0.5]).toEqual([id, true, true]);
    }
  });

  it('stays small', async () => {
    const folder = new URL('public/', SITE);
    const names = await readdir(folder, { recursive: true });
    const sizes = await Promise.all(names.map(async (name) => ({ name, size: (await stat(new URL(name, folder))).size })));
    expect(sizes.filter(({ name, size }) => size > (name.endsWith('.opus') ? 60_000 : 64_000))).toEqual([]);
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(1_500_000);
  });
});

it('builds into a site whose links all lead somewhere, and asks no other machine for anything', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cuesmith-docs-'));
  try {
    const vitepress = join(ROOT, 'node_modules/vitepress/bin/vitepress.js');
    await run(process.execPath, [vitepress, 'build', 'docs/site', '--outDir', folder], { cwd: ROOT });
    const names = await readdir(folder, { recursive: true });
    const pages = names.filter((name) => name.endsWith('.html') && name !== '404.html');
    expect(pages.length).toBeGreaterThanOrEqual(12);
    const loaded: string[] = [];
    const missing: string[] = [];
    for (const page of pages) {
      const html = await readFile(join(folder, page), 'utf8');
      const sources = [...html.matchAll(/<(?:script|img|audio|source|iframe)[^>]* src="([^"]*)"|<link[^>]* href="([^"]*)"/g)];
      for (const source of sources.map(([, src, href]) => src ?? href ?? '')) {
        (/^(?:https?:)?\/\//.test(source) ? loaded : names.includes(source.slice(1)) ? [] : missing).push(source);
      }
    }

    expect({ loaded, missing }).toEqual({ loaded: [], missing: [] });
  } finally {
    await rm(folder, { recursive: true });
  }
});
