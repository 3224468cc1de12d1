import { describe, expect, it } from 'vitest';
import { TRANSITION_KINDS } from '../../../engine/timeline/index.ts';
import type { Planes } from '../visual/picture.ts';
import { blendPictures } from './blend-pictures.ts';
import { blackPlanes } from './frame-planes.ts';

const SIZE = { width: 64, height: 16 };

/** A picture whose rows are longer than what is seen of them, as FFmpeg's are. */
function picture(luma: (x: number, y: number) => number, chroma = 128): Planes {
  const [lumaStride, chromaStride] = [96, 48];
  const planes: Planes = {
    ...SIZE,
    y: new Uint8Array(lumaStride * SIZE.height),
    u: new Uint8Array((chromaStride * SIZE.height) / 2).fill(chroma),
    v: new Uint8Array((chromaStride * SIZE.height) / 2).fill(256 - chroma),
    lumaStride,
    chromaStride,
  };
  for (let at = 0; at < planes.y.length; at++) {
    planes.y[at] = luma(at % lumaStride, Math.floor(at / lumaStride));
  }

  return planes;
}

const before = picture((x, y) => 20 + ((x * 5 + y * 3) % 200), 90);
const after = picture((x, y) => 200 - ((x * 3 + y * 11) % 170), 170);

function blended(kind: (typeof TRANSITION_KINDS)[number], progress: number, [from, to] = [before, after]): Planes {
  const out = blackPlanes(SIZE);
  blendPictures(kind, { from: from!, to: to!, out, progress });
  return out;
}

/** All bytes that are seen. */
function seen({ y, u, v, lumaStride, chromaStride }: Planes): number[] {
  const cut = (plane: Uint8Array, stride: number, width: number): number[] =>
    [...plane].filter((_, at) => at % stride < width).slice(0, (width * SIZE.height * (width < SIZE.width ? 1 : 2)) / 2);
  return [...cut(y, lumaStride, 64), ...cut(u, chromaStride, 32), ...cut(v, chromaStride, 32)];
}

describe.each(TRANSITION_KINDS)('a %s', (kind) => {
  it('is the one picture at its beginning and the other at its end, to the byte', () => {
    expect(seen(blended(kind, 0))).toEqual(seen(before));
    expect(seen(blended(kind, 1))).toEqual(seen(after));
  });

  it('comes near both as it begins and ends', () => {
    const distance = (one: Planes, other: Planes): number => {
      const [left, right] = [seen(one), seen(other)];
      return left.reduce((sum, value, at) => sum + Math.abs(value - right[at]!), 0) / left.length;
    };
    const whole = distance(before, after);
    expect(distance(blended(kind, 0.02), before)).toBeLessThan(0.15 * whole);
    expect(distance(blended(kind, 0.98), after)).toBeLessThan(0.15 * whole);
  });
});

describe('between two flat pictures', () => {
  const [dark, light] = [picture(() => 40, 100), picture(() => 200, 160)];
  const middle = (kind: (typeof TRANSITION_KINDS)[number], progress: number): number[] => {
    const { y, u, v } = blended(kind, progress, [dark, light]);
    return [y[8 * 64 + 32]!, u[4 * 32 + 16]!, v[4 * 32 + 16]!];
  };

  it('a crossfade is their mean in proportion', () => {
    expect(middle('crossfade', 0.25)).toEqual([80, 115, 141]);
    expect(middle('crossfade', 0.5)).toEqual([120, 130, 126]);
  });

  it('a dip is black, or white, in its middle, and no brighter than video may be', () => {
    expect(middle('dip-to-black', 0.5)).toEqual([16, 128, 128]);
    expect(middle('dip-to-white', 0.5)).toEqual([235, 128, 128]);
    expect(middle('dip-to-black', 0.25)).toEqual([28, 114, 142]);
  });

  it('a wipe uncovers from the left and never covers again', () => {
    const rows = [0.2, 0.5, 0.8].map((progress) => blended('wipe', progress, [dark, light]).y.subarray(0, 64));
    for (const row of rows) {
      expect([...row]).toEqual([...row].sort((left, right) => right - left));
    }

    for (let column = 0; column < 64; column++) {
      expect(rows[1]![column]).toBeGreaterThanOrEqual(rows[0]![column]!);
      expect(rows[2]![column]).toBeGreaterThanOrEqual(rows[1]![column]!);
    }
  });

  it('a slide pushes the one out by as much as the other comes in', () => {
    const slid = blended('slide', 0.5, [picture((x) => x), picture((x) => 100 + x)]);
    expect([...slid.y.subarray(0, 64)]).toEqual(Array.from({ length: 64 }, (_, x) => (x < 32 ? x + 32 : 100 + x - 32)));
  });
});
