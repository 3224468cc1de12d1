import { describe, expect, it } from 'vitest';
import type { Stereo } from '../../engine/audio/index.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { soundStreams } from '../media/index.ts';
import { randomIds } from '../store/random-ids.ts';
import { systemClock } from '../store/system-clock.ts';
import { systemWallClock } from '../store/system-wall-clock.ts';
import { createBroadcasting } from './broadcast.ts';

const PIECE = SAMPLE_RATE / 4;
const PIECES = 8;

async function* soundAfter(ready: Promise<unknown>): AsyncGenerator<Stereo> {
  await ready;
  for (let piece = 0; piece < PIECES; piece++) {
    const left = new Float32Array(PIECE).fill(piece / 16);
    yield { left, right: left };
  }
}

describe('a radio on the network', () => {
  it('gives every listener the stream from its head on, a page and what plays', async () => {
    const listening = Promise.withResolvers<undefined>();
    const opened = Promise.withResolvers<string>();
    const broadcasting = createBroadcasting({ ids: randomIds(systemWallClock), clock: systemClock, soundStreams });
    const over = broadcasting.broadcast({
      host: '127.0.0.1',
      port: 0,
      prompt: 'lofi <b>',
      sound: soundAfter(listening.promise),
      metadata: { title: 'Radio', artist: 'Cuesmith', comment: '' },
      pieceAt: () => ({ place: 0, startsAtSeconds: 0, title: 'Night', style: 'lofi', key: 'C minor', tempoBpm: 80 }),
      signal: new AbortController().signal,
      onOpen: opened.resolve,
    });
    const url = await opened.promise;
    const page = await (await fetch(url)).text();
    expect(page).toContain('/stream.wav');
    expect(page).not.toContain('<b>');
    expect(await (await fetch(`${url}/now`)).json()).toMatchObject({ title: 'Night', tempoBpm: 80 });
    expect((await fetch(`${url}/other`)).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);

    const streams = await Promise.all([fetch(`${url}/stream.wav`), fetch(`${url}/stream.wav`)]);
    listening.resolve(undefined);
    for (const stream of streams) {
      const bytes = Buffer.from(await stream.arrayBuffer());
      expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12)).toBe('RIFFWAVE');
      const data = bytes.indexOf('data', 0, 'latin1') + 8;
      expect(bytes.length - data).toBe(PIECES * PIECE * 6);
      expect(bytes.readIntLE(data + (PIECES - 1) * PIECE * 6, 3) / 8_388_607).toBeCloseTo(7 / 16, 4);
    }

    await over;
  });
});
