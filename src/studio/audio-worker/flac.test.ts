import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFlac } from './flac.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('supersonic-scsynth-samples')), 'samples');

/** Decoded samples as the encoder saw them: interleaved little-endian integers, whose MD5 a FLAC file carries. */
function integersOf(channels: readonly Float32Array[], bits: number): Uint8Array {
  const bytes = bits / 8;
  const out = new Uint8Array(channels[0]!.length * channels.length * bytes);
  for (let i = 0, at = 0; i < channels[0]!.length; i++) {
    for (const channel of channels) {
      const value = Math.round(channel[i]! * 2 ** (bits - 1));
      for (let byte = 0; byte < bytes; byte++) {
        out[at++] = (value >> (8 * byte)) & 255;
      }
    }
  }

  return out;
}

describe('decodeFlac', () => {
  // Mono and stereo, 16 and 24 bits, 44.1 to 192 kHz.
  const some = [
    'bd_haus',
    'bd_boom',
    'drum_cymbal_open',
    'drum_snare_hard',
    'hat_raw',
    'hat_sci',
    'hat_zild',
    'perc_snap',
    'perc_swash',
    'sn_dub',
    'elec_tick',
  ];

  it.each(some)('gives %s bit for bit: its signature matches', (name) => {
    const file = readFileSync(join(folder, `${name}.flac`));
    const bits = (((file[20]! & 1) << 4) | (file[21]! >> 4)) + 1;
    const { channels } = decodeFlac(file);
    const signature = file.subarray(26, 42).toString('hex');
    expect(createHash('md5').update(integersOf(channels, bits)).digest('hex')).toBe(signature);
  });

  it('refuses what is not FLAC, and says what to do', () => {
    expect(() => decodeFlac(new Uint8Array([82, 73, 70, 70, 0, 0, 0, 0]))).toThrow(/Expected a FLAC file.*Reinstall/);
  });

  it('refuses a file cut short at any place instead of giving half a sound', () => {
    const file = readFileSync(join(folder, 'bd_ada.flac'));
    for (let length = 4; length < file.length; length += 397) {
      expect(() => decodeFlac(file.subarray(0, length)), `${length} bytes`).toThrow();
    }
  });

  it('finds all the samples that it is asked for', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(some.map((name) => `${name}.flac`)));
  });
});
