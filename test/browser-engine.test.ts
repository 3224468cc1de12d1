import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { nodeInstall } from '../src/studio/store/node-install.ts';
import { openStudio } from '../src/studio/index.ts';

// The engine as a page of somebody's own would use it: bundled by an ordinary bundler, the sound bank fetched, the same bytes as everywhere.
const clients = createRequire(new URL('./clients/package.json', import.meta.url));
const engine = (stage: string): string => fileURLToPath(new URL(`../src/engine/${stage}/index.ts`, import.meta.url));
const WISH = { prompt: 'calm piano and cello, no drums', durationSeconds: 4, seed: 7 };

/** What the page does; `hash` is of all samples, left before right, as they lie in memory. */
const ENTRY = `
import { readBrief } from ${JSON.stringify(engine('brief'))};
import { compose } from ${JSON.stringify(engine('score'))};
import { loadSoundBank, renderScore } from ${JSON.stringify(engine('audio'))};

globalThis.makeMusic = async ({ prompt, ...hints }) => {
  const { brief, receipt } = readBrief(prompt, hints);
  const score = compose(brief);
  const soundfont = await (await fetch('/bank.sf3')).arrayBuffer();
  const bank = await loadSoundBank({ soundfont, oneShots: { get: () => undefined } });
  const { audio, report, sampleRate } = renderScore(score, bank);
  const bytes = new Uint8Array(audio.left.byteLength + audio.right.byteLength);
  bytes.set(new Uint8Array(audio.left.buffer, audio.left.byteOffset, audio.left.byteLength));
  bytes.set(new Uint8Array(audio.right.buffer, audio.right.byteOffset, audio.right.byteLength), audio.left.byteLength);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hash, samples: audio.left.length, sampleRate, lufs: report.integratedLufs, words: receipt.length };
};
`;
const Made = z.object({ hash: z.string(), samples: z.number(), sampleRate: z.number(), lufs: z.number(), words: z.number() });

type Page = { goto(url: string): Promise<unknown>; evaluate(script: string): Promise<unknown> };
type Browser = { newPage(): Promise<Page>; close(): Promise<void> };
type Chromium = { readonly args: readonly string[]; executablePath(): Promise<string> };

let folder = '';
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  await writeFile(join(folder, 'entry.js'), ENTRY);
  const { build } = await import(pathToFileURL(createRequire(import.meta.resolve('vitest')).resolve('vite')).href);
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      lib: { entry: join(folder, 'entry.js'), formats: ['es'], fileName: () => 'engine.js' },
    },
  });
  const bank = await (await nodeInstall()).soundBank();
  server = createServer((request, response) => {
    if (request.url === '/bank.sf3') {
      createReadStream(bank?.path ?? '').pipe(response);
    } else if (request.url === '/engine.js') {
      response.setHeader('content-type', 'text/javascript');
      createReadStream(join(folder, 'engine.js')).pipe(response);
    } else {
      response.setHeader('content-type', 'text/html').end('<script type="module" src="/engine.js"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { chromium } = await import(pathToFileURL(clients.resolve('playwright-core')).href);
  const { default: bundled }: { default: Chromium } = await import(pathToFileURL(clients.resolve('@sparticuz/chromium')).href);
  browser = await chromium.launch({ executablePath: await bundled.executablePath(), args: [...bundled.args], headless: true });
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

it('makes the same samples in a browser as in worker threads', async () => {
  const address = server.address();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
  const there = Made.parse(await page.evaluate(`makeMusic(${JSON.stringify(WISH)})`));

  await using studio = openStudio();
  const { prompt, durationSeconds: duration, seed } = WISH;
  const { left, right, loudness } = await studio.makeMusic(prompt, { duration, seed });
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of [left, right]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }

  expect(there).toMatchObject({ samples: 4 * 48_000, sampleRate: 48_000, lufs: loudness.integratedLufs });
  expect(there.hash).toBe(hash.digest('hex'));
});
