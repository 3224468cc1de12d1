import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Stereo } from '../../engine/audio/index.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { soundStreams } from './sound-streams.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuesmith-streams-test-'));
const metadata = { title: 'Radio', artist: 'Cuesmith', comment: 'seed 1' };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* tone(pieces: number, failsAt = Infinity): AsyncGenerator<Stereo> {
  for (let piece = 0; piece < pieces; piece++) {
    if (piece === failsAt) {
      throw new Error('no more');
    }

    const left = Float32Array.from({ length: SAMPLE_RATE / 2 }, (_, i) => 0.3 * Math.sin(i / 20));
    yield { left, right: left };
  }
}

async function write(name: string, kind: 'wav' | 'mp3' | 'flac', sound: AsyncIterable<Stereo>) {
  const path = join(folder, name);
  const { samples } = await soundStreams.writeSound({ sound, path, kind, metadata, onEncoding: () => undefined });
  return { samples, bytes: readFileSync(path) };
}

it('writes a WAV whose head knows what came', async () => {
  const { samples, bytes } = await write('a.wav', 'wav', tone(4));
  expect(samples).toBe(2 * SAMPLE_RATE);
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  const data = bytes.indexOf('data', 0, 'latin1');
  expect(bytes.readUInt32LE(data + 4)).toBe(samples * 6);
  expect(bytes.length).toBe(data + 8 + samples * 6);
});

it('encodes what came into the other kinds', async () => {
  const { samples, bytes } = await write('a.flac', 'flac', tone(4));
  expect(samples).toBe(2 * SAMPLE_RATE);
  expect(bytes.toString('latin1', 0, 4)).toBe('fLaC');
  // STREAMINFO: 36 bits of samples end 18 bytes after its start.
  expect(bytes.readUInt32BE(22)).toBe(samples);
});

it('leaves nothing behind when the sound fails or never begins', async () => {
  await expect(write('b.wav', 'wav', tone(4, 2))).rejects.toThrow('no more');
  await expect(write('c.mp3', 'mp3', tone(0))).rejects.toMatchObject({ code: 'radio.no-sound' });
  expect(readdirSync(folder).sort()).toEqual(['a.flac', 'a.wav']);
});
