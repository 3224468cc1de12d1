import { beforeAll, describe, expect, it } from 'vitest';
import { DiskOneShots, readBank } from '../../../../studio/audio-worker/sample-files.ts';
import { Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import { DRUM } from '../../../score/index.ts';
import { loadSoundBank, type SoundBank } from '../../sound-bank.ts';
import { silence } from '../../stereo.ts';
import { PERCUSSION } from './hand-percussion.ts';
import { HitPlayer } from './hit-player.ts';
import { KITS, type KitDrum } from './kits.ts';

let bank: SoundBank;
beforeAll(async () => {
  bank = await loadSoundBank({ soundfont: readBank(), oneShots: new DiskOneShots() });
});

const SPAN = SAMPLE_RATE / 2;

/** Four equal strokes, each alone in its half second. */
function strokes({ hit }: KitDrum): readonly Float32Array[] {
  const player = new HitPlayer(bank, new Rng(4));
  return Array.from({ length: 4 }, () => {
    const out = silence(SPAN);
    player.play(out, hit, 0.7, 0, Infinity);
    return out.left;
  });
}

/** Energy of what two strokes do not share, against the energy of one, dB. */
function differenceDb(one: Float32Array, other: Float32Array): number {
  const energy = (x: Float32Array): number => x.reduce((sum, y) => sum + y * y, 1e-20);
  return 10 * Math.log10(energy(one.map((x, i) => x - other[i]!)) / energy(one));
}

describe('strokes of the hand', () => {
  it.each([...PERCUSSION])('of %s are never twice the same', (_, { drums, main }) => {
    const four = strokes(drums.get(main)!);
    four.slice(1).forEach((stroke, i) => expect(differenceDb(stroke, four[i]!)).toBeGreaterThan(-26));
  });

  it.each(['djembe', 'tabla', 'frame-drum'])('of %s are low, open and slapped, each brighter than the last', (id) => {
    const { drums } = PERCUSSION.get(id)!;
    const crossings = (number: number): number => {
      const [x] = strokes(drums.get(number)!);
      const loud = x!.subarray(0, 4800);
      return loud.reduce((count, y, i) => count + (i > 0 && y >= 0 !== loud[i - 1]! >= 0 ? 1 : 0), 0);
    };
    expect(crossings(DRUM.highConga)).toBeGreaterThan(crossings(DRUM.lowConga));
    expect(crossings(DRUM.muteConga)).toBeGreaterThan(crossings(DRUM.lowConga));
  });

  it('sweep with brushes: no stroke, a swish that comes and goes', () => {
    const [sweep] = strokes(KITS.get('kit-brush')!.get(DRUM.snareAlt)!);
    const energy = (from: number, to: number): number =>
      sweep!.subarray(from * SAMPLE_RATE, to * SAMPLE_RATE).reduce((sum, y) => sum + y * y, 0) / (to - from);
    expect(energy(0.04, 0.12)).toBeGreaterThan(0.5 * energy(0, 0.02));
    expect(energy(0.35, 0.45)).toBeLessThan(energy(0.04, 0.12) / 4);
  });
});
