import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readDraft, type DraftMedia } from '../src/contract/service/index.ts';
import { planDraftExport, planSound } from '../src/engine/export/index.ts';
import { writeClip } from '../src/studio/media/clip-fixture.ts';
import { createMediaExporter } from '../src/studio/media/index.ts';

// A file joined of copied footage and of pictures of our own encoder has two kinds of parameter sets: a real browser plays it and jumps over its seams.
const clients = createRequire(new URL('./clients/package.json', import.meta.url));
const size = { width: 320, height: 180 };
const FRAMES_PER_SECOND = 30;

/** Goes to each moment, and gives the grey of the picture that is seen there, at its lower right. */
const PAGE = `<video muted></video><script>
async function watch(moments) {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const context = canvas.getContext('2d');
  const wait = (kind) => new Promise((resolve, reject) => {
    video.addEventListener(kind, resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error.message)), { once: true });
  });
  const loaded = wait('loadeddata');
  video.src = '/joined.mp4';
  await loaded;
  const seen = [];
  for (const moment of moments) {
    const there = wait('seeked');
    video.currentTime = moment;
    await there;
    context.drawImage(video, 0, 0);
    seen.push(context.getImageData(240, 135, 1, 1).data[1]);
  }
  const ended = wait('ended');
  video.currentTime = 0;
  await video.play();
  await ended;
  return { seen, duration: video.duration };
}
</script>`;
const Watched = z.object({ seen: z.array(z.number()), duration: z.number() });

type Page = { goto(url: string): Promise<unknown>; evaluate(script: string): Promise<unknown> };
type Browser = { newPage(): Promise<Page>; close(): Promise<void> };
type Chromium = { readonly args: readonly string[]; executablePath(): Promise<string> };

let folder = '';
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  server = createServer((request, response) => {
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html').end(PAGE);
      return;
    }

    const path = join(folder, 'joined.mp4');
    const bytes = statSync(path).size;
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
    const range = { start: Number(from), end: to === '' ? bytes - 1 : Number(to) };
    response.writeHead(206, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': range.end - range.start + 1,
      'content-range': `bytes ${range.start}-${range.end}/${bytes}`,
    });
    createReadStream(path, range).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
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
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'plays an export joined of copied and encoded pictures, and jumps over its seams, in Chromium',
  { timeout: 120_000 },
  async () => {
    const lumaOf = (index: number): number => 40 + index;
    const film = join(folder, 'film.mp4');
    await writeClip(film, {
      ...size,
      framesPerSecond: FRAMES_PER_SECOND,
      frames: 150,
      lumaOf,
      isTagged: true,
      isReordered: false,
    });
    const media = new Map<string, DraftMedia>([['film', { id: 'film', kind: 'video', durationMs: 5000 }]]);
    // From 0.5 s on: what lies between whole seconds of the film is copied, half a second before and after it is encoded.
    const draft = { t: [{ tt: 0, sg: [{ s: 0, d: 4000, m: { src: 'film', source_start: 500 } }] }] };
    const timeline = readDraft(draft, { media, title: 'Joined' });
    const costs = await createMediaExporter({ scratchFolder: folder }).writeTimeline({
      plan: planDraftExport({ timeline, scores: new Map(), size, framesPerSecond: FRAMES_PER_SECOND, quantiser: null }),
      sound: planSound(timeline),
      media: new Map([['film', { path: film, name: 'film', contentType: 'video/mp4' }]]),
      former: null,
      path: join(folder, 'joined.mp4'),
      kind: 'mp4',
      metadata: { title: 'Joined', artist: '', comment: '' },
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(costs).toMatchObject({ copiedFrames: 90 });

    const address = server.address();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    // On both sides of the seams at 0.5 and 3.5 s, there and back.
    const moments = [0.45, 0.55, 3.45, 3.55, 0.1, 3.9, 1.9];
    // Played to its end too.
    const { seen, duration } = Watched.parse(await page.evaluate(`watch(${JSON.stringify(moments)})`));
    expect(duration).toBeCloseTo(4, 2);
    for (const [place, moment] of moments.entries()) {
      // From limited range to the full range of a page.
      const expected = ((lumaOf(Math.floor((moment + 0.5) * FRAMES_PER_SECOND + 1e-6)) - 16) * 255) / 219;
      expect(Math.abs(seen[place]! - expected)).toBeLessThan(4);
    }
  },
);
