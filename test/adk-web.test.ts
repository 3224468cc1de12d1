import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type ServeProcess } from './serve-process.ts';

// Google's ADK page in a real browser. The page's files are handed to the browser as if our server had them, so that the page and the
// service are of one origin, as they are behind `adk web`; everything else it asks for goes to the real server.
const clients = createRequire(new URL('./clients/package.json', import.meta.url));
const PATIENCE_MS = 100_000;
const TYPES: { readonly [ending: string]: string } = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The part of playwright-core and @sparticuz/chromium that is used here; their own types come only with the installed packages. */
type Locator = {
  first(): Locator;
  fill(text: string): Promise<void>;
  press(key: string): Promise<void>;
  waitFor(options?: { readonly timeout: number }): Promise<void>;
  count(): Promise<number>;
};
type Route = {
  request(): { url(): string };
  continue(): Promise<void>;
  abort(): Promise<void>;
  fulfill(answer: { readonly status?: number; readonly body: Buffer | string; readonly contentType?: string }): Promise<void>;
};
type Page = {
  setDefaultTimeout(ms: number): void;
  route(pattern: string, handle: (route: Route) => Promise<void>): Promise<void>;
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  locator(selector: string): Locator;
  getByText(text: string | RegExp): Locator;
  on(event: 'response', handle: (response: { url(): string; status(): number }) => void): void;
};
type Browser = { newPage(): Promise<Page>; close(): Promise<void> };
type Chromium = { readonly args: readonly string[]; executablePath(): Promise<string> };

let folder: string;
let server: ServeProcess;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  server = await startServer(folder);
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
  await rm(folder, { recursive: true });
});

it("drives Google's ADK page: a session is made, a message sent, and the music plays there", async () => {
  const page = await browser.newPage();
  // A busy machine takes its time over a page of five megabytes of script.
  page.setDefaultTimeout(PATIENCE_MS);
  const files = join(dirname(clients.resolve('@google/adk-devtools')), '..', 'browser');
  const answered = new Map<string, number>();
  page.on('response', (response) => answered.set(new URL(response.url()).pathname, response.status()));
  await page.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== server.url) {
      return route.abort();
    }

    if (!pathname.startsWith('/dev-ui/')) {
      return route.continue();
    }

    const name = normalize(pathname.slice('/dev-ui'.length)).replace(/^\/$/, '/index.html');
    try {
      return await route.fulfill({ body: await readFile(join(files, name)), contentType: TYPES[extname(name)] ?? 'text/plain' });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });

  await page.goto(`${server.url}/dev-ui/?app=nemo_agent`);
  const words = page.locator('textarea').first();
  await words.fill('calm piano, 5 seconds');
  await words.press('Enter');
  await page
    .getByText(/is on the timeline\. Timeline \(2 tracks\)/)
    .first()
    .waitFor();
  if (!(await showsMusic(page))) {
    // When a piece of the stream ends within a line, the page begins two reads at once and may lose an event; its session has it.
    await page.reload();
    expect(await showsMusic(page)).toBe(true);
  }

  // Each event stands there once: the page shows them anew when it cannot read a line of the stream.
  expect(await page.getByText("I'm making 5 s of").count()).toBe(1);
  expect(await page.getByText(/is on the timeline/).count()).toBe(1);
  expect(answered.get('/list-apps')).toBe(200);
  expect(answered.get('/run_sse')).toBe(200);
  expect([...answered].filter(([, status]) => status >= 500)).toEqual([]);
}, 300_000);

async function showsMusic(page: Page): Promise<boolean> {
  return page
    .locator('audio')
    .first()
    .waitFor({ timeout: 30_000 })
    .then(
      () => true,
      () => false,
    );
}
