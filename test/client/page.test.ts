import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type ServeProcess } from '../serve-process.ts';

// The client in a page of another origin, in a real browser: as its modules are, with nothing of Node about.
const clients = createRequire(new URL('../clients/package.json', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVED = /^\/(src\/(client|contract|engine\/kernel)|node_modules\/(zod|eventsource-parser))\/[\w./-]+\.(ts|js)$/;

const PAGE = `<!doctype html><script type="importmap">${JSON.stringify({
  imports: {
    zod: '/node_modules/zod/index.js',
    'eventsource-parser': '/node_modules/eventsource-parser/dist/index.js',
  },
})}</script>`;

/** What the page does: connect, upload with progress, say something, read what is there. */
const SCRIPT = `(async () => {
  const { createClient } = await import('/src/client/index.ts');
  const client = createClient({ baseUrl: SERVICE });
  const session = await client.openSession({ language: 'en' });
  const canvas = new OffscreenCanvas(320, 180);
  canvas.getContext('2d').fillRect(0, 0, 100, 100);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const progress = [];
  const files = await session.upload([new File([blob], 'still.png')], { onProgress: (one) => progress.push(one) });
  const kinds = [];
  let summary = null;
  for await (const happening of session.send("title 'Hi' for the first 2 seconds", { isStreaming: true })) {
    kinds.push(happening.kind);
    summary = happening.kind === 'done' ? happening.summary : summary;
  }
  const { stream, bytes } = await client.download(files[0].url);
  const refused = await session.upload([new File(['no'], 'no.mp4')]).catch(({ problem }) => problem.kind);
  return {
    files,
    progress: progress.at(-1),
    size: blob.size,
    kinds,
    changes: summary.changes.map(({ kind }) => kind),
    credits: await client.credits(),
    downloaded: (await new Response(stream).arrayBuffer()).byteLength,
    bytes,
    refused,
  };
})()`;

type Page = { goto(url: string): Promise<unknown>; evaluate(script: string): Promise<unknown> };
type Browser = { newPage(): Promise<Page>; close(): Promise<void> };
type Chromium = { readonly args: readonly string[]; executablePath(): Promise<string> };

let folder: string;
let pages: Server;
let origin: string;
let server: ServeProcess;
let browser: Browser;
/** What the page loaded. */
const loaded: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  pages = createServer((request, response) => {
    const path = normalize(request.url ?? '/');
    loaded.push(path);
    void moduleAt(path).then(
      (text) => response.writeHead(200, { 'content-type': path === '/' ? 'text/html' : 'text/javascript' }).end(text),
      () => response.writeHead(404).end(),
    );
  });
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const address = pages.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  server = await startServer(folder, { CUESMITH_OPEN: '0', CUESMITH_ORIGINS: origin });
  const { default: packed }: { default: Chromium } = await import(pathToFileURL(clients.resolve('@sparticuz/chromium')).href);
  const { chromium }: { chromium: { launch(options: object): Promise<Browser> } } = clients('playwright-core');
  browser = await chromium.launch({
    executablePath: await packed.executablePath(),
    args: [...packed.args, '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    headless: true,
  });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  pages.close();
  await rm(folder, { recursive: true });
});

/** A module as a browser takes it: its types left out, its imports as they are written. */
async function moduleAt(path: string): Promise<string> {
  if (path === '/') {
    return PAGE;
  }

  if (!SERVED.test(path)) {
    throw new Error(`Nothing is served at ${path}`);
  }

  const text = await readFile(join(ROOT, path), 'utf8');
  const compilerOptions = { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return path.endsWith('.ts') ? ts.transpileModule(text, { compilerOptions }).outputText : text;
}

it('does in a page of another origin what it does elsewhere, and loads little', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  const Done = z.object({ size: z.number() }).loose();
  const done = Done.parse(await page.evaluate(SCRIPT.replace('SERVICE', JSON.stringify(server.url))));
  expect(done).toMatchObject({
    files: [{ name: 'still.png', type: 'image', width: 320, height: 180 }],
    progress: { sentBytes: done.size, totalBytes: done.size },
    changes: expect.arrayContaining(['track-added']),
    credits: { available: 100, frozen: 0, total: 100 },
    downloaded: done.size,
    bytes: done.size,
    refused: 'file-unsupported',
  });
  expect(done.kinds).toEqual(expect.arrayContaining(['text', 'tool', 'tool-result', 'done']));
  expect(loaded.filter((path) => path.startsWith('/src/contract') || path.startsWith('/src/engine/audio'))).toEqual([]);
});
