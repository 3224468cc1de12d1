import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { LAUNCHER, openWorkplace } from './cuesmith-process.ts';
import { readWav } from './read-wav.ts';

const RATE = 48_000;
const BYTES_PER_FRAME = 6;
const workplace = await openWorkplace();
const playing = new Set<ChildProcess>();

afterEach(() => {
  playing.forEach((child) => child.kill('SIGKILL'));
  playing.clear();
});
afterAll(async () => workplace.remove());

type Radio = { readonly child: ChildProcess; readonly stdout: Readable; readonly stderr: Readable };

/** Starts a radio that goes on until it is stopped. */
function startRadio(words: readonly string[]): Radio {
  const child = spawn(process.execPath, [LAUNCHER, 'radio', 'lofi hip hop', ...words], {
    cwd: workplace.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  playing.add(child);
  return { child, stdout: child.stdout, stderr: child.stderr };
}

/** Stops it as Ctrl-C does, and gives its exit code. */
async function stopped(child: ChildProcess): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  const [code]: unknown[] = await exit;
  return code;
}

describe('cuesmith radio', () => {
  it('plays into a file for as long as was said, one piece after another', async () => {
    const { code, stdout } = await workplace.run(['radio', 'lofi hip hop', '--for', '40s', '-o', 'whole.wav', '--json']);
    expect(code).toBe(0);
    const played: unknown = JSON.parse(stdout);
    expect(played).toMatchObject({ seconds: 40, pieces: [{ place: 0, startsAtSeconds: 0, style: 'lofi' }, { place: 1 }] });
    expect(await readWav(join(workplace.folder, 'whole.wav'))).toMatchObject({ channels: 2, frames: 40 * RATE });
  });

  it('leaves a whole file of what was played when Ctrl-C ends it', async () => {
    const { code, stderr } = await workplace.run(['radio', 'lofi hip hop', '--for', '4h', '-o', 'part.wav'], {
      signal: { name: 'SIGINT', at: '0:00' },
    });
    expect([code, stderr]).toEqual([130, expect.stringContaining('BPM')]);
    const path = join(workplace.folder, 'part.wav');
    const { frames, peak } = await readWav(path);
    expect(frames).toBeGreaterThanOrEqual(RATE / 2);
    expect(peak).toBeGreaterThan(0.01);
    const { size } = await stat(path);
    expect(size - frames * BYTES_PER_FRAME).toBeGreaterThan(0);
    expect(size - frames * BYTES_PER_FRAME).toBeLessThan(1000);
    expect(await workplace.leftovers()).toEqual([]);
  });

  it('leaves nothing when Ctrl-C comes before the first sound', async () => {
    const { child, stderr } = startRadio(['-o', 'none.wav']);
    stderr.resume();
    // Its unfinished file is there before the first piece is written.
    await expect.poll(async () => workplace.list(), { timeout: 60_000 }).toContainEqual(expect.stringContaining('none'));
    expect(await stopped(child)).toBe(130);
    expect((await workplace.list()).filter((name) => name.includes('none'))).toEqual([]);
  });

  it('ends a stream on standard output with Ctrl-C, even while its player takes nothing', async () => {
    const { child, stdout, stderr } = startRadio(['-o', '-']);
    stderr.resume();
    let bytes = 0;
    for await (const piece of stdout.iterator({ destroyOnReturn: false })) {
      bytes += Buffer.byteLength(piece);
      if (bytes > RATE) {
        break;
      }
    }

    expect(await stopped(child)).toBe(130);
  });

  it('plays on the network for two listeners, one of whom leaves', async () => {
    const { child, stderr } = startRadio(['--port', '0']);
    const said = await new Promise<string>((resolve) => {
      createInterface(stderr).on('line', (line) => line.includes('http://') && resolve(line));
    });
    const url = /http:\/\/[\w.:]+\d/u.exec(said)?.[0] ?? '';
    expect(await (await fetch(url)).text()).toContain('lofi hip hop');

    const leaving = new AbortController();
    const [staying, left] = await Promise.all([
      fetch(`${url}/stream.wav`),
      fetch(`${url}/stream.wav`, { signal: leaving.signal }),
    ]);
    const heard = await readSome(staying, RATE * BYTES_PER_FRAME);
    expect(Buffer.from(heard.subarray(0, 4)).toString('latin1')).toBe('RIFF');
    await readSome(left, RATE);
    expect(await (await fetch(`${url}/now`)).json()).toMatchObject({ style: 'lofi', place: 0, listeners: 2 });
    leaving.abort();
    await expect.poll(async () => (await fetch(`${url}/now`)).json(), { timeout: 30_000 }).toMatchObject({ listeners: 1 });
    expect((await readSome(staying, RATE)).length).toBeGreaterThanOrEqual(RATE);
    expect(await stopped(child)).toBe(130);
  });
});

/** The next bytes of a stream, at least so many; the stream goes on. */
async function readSome(response: Response, count: number): Promise<Buffer> {
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  for (let bytes = 0; bytes < count;) {
    const next = await reader?.read();
    if (next?.value === undefined) {
      break;
    }

    pieces.push(next.value);
    bytes += next.value.length;
  }

  reader?.releaseLock();
  return Buffer.concat(pieces);
}
