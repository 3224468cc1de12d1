import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_RGBA,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV420P10LE,
  AV_PIX_FMT_YUVJ420P,
  AVCOL_PRI_BT2020,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_SMPTE2084,
  FF_ENCODER_FFV1,
  FF_ENCODER_GIF,
  FF_ENCODER_LIBWEBP_ANIM,
  FF_ENCODER_LIBX264,
  FF_ENCODER_MJPEG,
  FF_ENCODER_PNG,
} from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShotFraming } from '../../../engine/export/index.ts';
import type { Planes } from '../visual/picture.ts';
import { writePictures, type PictureWishes } from '../picture-fixture.ts';
import { FootageReader } from './footage-reader.ts';
import { planesOfFrame } from './frame-planes.ts';

const WHOLE: ShotFraming = { fit: 'fit', crop: null, motion: null };
const FRAME = { width: 320, height: 180 };
const LOSSLESS = { preset: 'ultrafast', qp: '0' };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Seen = (x: number, y: number) => readonly [number, number, number];
type Way = { readonly contentType?: string; readonly framing?: Partial<ShotFraming>; readonly frame?: typeof FRAME };

/** What a file shows at each of the moments, one after the other: brightness and colours at places given in parts of the frame. */
async function see(wishes: PictureWishes, seconds: readonly number[], way: Way = {}): Promise<readonly Seen[]> {
  const { contentType = 'video/mp4', frame = FRAME } = way;
  const path = join(folder, 'pictures');
  await writePictures(path, wishes);
  const reader = FootageReader.open({ path, name: 'pictures', contentType }, { frame, framing: { ...WHOLE, ...way.framing } });
  const out = new Frame();
  out.alloc();
  const seen: Seen[] = [];
  for (const moment of seconds) {
    const isNew = await reader.read(moment, out, 0);
    seen.push(isNew ? copyOf(planesOfFrame(out)) : seen.at(-1)!);
    out.unref();
  }

  out.free();
  await reader.close();
  return seen;
}

function copyOf({ width, height, lumaStride, chromaStride, ...planes }: Planes): Seen {
  // Not `slice`, which of a Buffer is no copy.
  const [y, u, v] = [new Uint8Array(planes.y), new Uint8Array(planes.u), new Uint8Array(planes.v)];
  return (across, down) => {
    const [column, row] = [Math.floor(across * width), Math.floor(down * height)];
    const at = (row >> 1) * chromaStride + (column >> 1);
    return [y[row * lumaStride + column]!, u[at]!, v[at]!];
  };
}

/** A grey H.264 film of the frame's size. */
function grey(more: Partial<PictureWishes> & { readonly lumaOf?: (picture: number) => number } = {}): PictureWishes {
  const { lumaOf = () => 120 } = more;
  return {
    container: 'mp4',
    encoder: FF_ENCODER_LIBX264,
    format: AV_PIX_FMT_YUV420P,
    ...FRAME,
    atMs: [0],
    options: LOSSLESS,
    paint: (plane, { picture }) => (plane === 0 ? lumaOf(picture) : 128),
    ...more,
  };
}

/** One colour all over, as three planes store it. */
function flat(values: readonly [number, number, number], more: Partial<PictureWishes> = {}): PictureWishes {
  return { ...grey(more), paint: (plane) => values[plane]! };
}

/** Which picture of a film that gets lighter by 30 each, from 40 on. */
function stepOf(seen: Seen): number {
  return Math.round(Math.abs(seen(0.5, 0.5)[0] - 40) / 30);
}

function expectNear(seen: readonly number[], wanted: readonly number[], by: number): void {
  for (const [place, value] of wanted.entries()) {
    expect(Math.abs(seen[place]! - value), `${seen.join(' ')} for ${wanted.join(' ')}`).toBeLessThanOrEqual(by);
  }
}

describe('when pictures are due', () => {
  it('goes by their own times, however uneven they are', async () => {
    const film = grey({ atMs: [0, 40, 500, 533, 1200], lumaOf: (picture) => 40 + 30 * picture });
    const seen = await see(film, [0, 0.039, 0.1, 0.499, 0.52, 0.533, 1.1, 1.2, 9]);
    expect(seen.map(stepOf)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('counts from the first picture where times do not begin at 0', async () => {
    const film = grey({ container: 'matroska', atMs: [5000, 5500, 6000], lumaOf: (picture) => 40 + 30 * picture });
    const seen = await see(film, [0, 0.5, 1], { contentType: 'video/x-matroska' });
    expect(seen.map(stepOf)).toEqual([0, 1, 2]);
  });

  it('leaves out what an edit list leaves out', async () => {
    const film = grey({
      atMs: [-500, -250, 0, 250, 500],
      lumaOf: (picture) => 40 + 30 * picture,
      options: { ...LOSSLESS, g: '1' },
    });
    const seen = await see(film, [0, 0.25, 0.5]);
    expect(seen.map(stepOf)).toEqual([2, 3, 4]);
  });

  it.each([
    ['GIF', { container: 'gif', encoder: FF_ENCODER_GIF, format: AV_PIX_FMT_GRAY8, options: {} }, 'image/gif'],
    ['WebP', { container: 'webp', encoder: FF_ENCODER_LIBWEBP_ANIM, options: { lossless: '1' } }, 'image/webp'],
  ] as const)('begins an animated %s again when it is over', async (_, kind, contentType) => {
    const film = grey({ ...kind, atMs: [0, 100, 200], lumaOf: (picture) => 60 + 50 * picture });
    // A round takes 0.3 seconds.
    const seen = await see(film, [0, 0.15, 0.25, 0.3, 0.45, 0.55, 30.05, 30.15, 300.25], { contentType });
    const steps = seen.map((at) => at(0.5, 0.5)[0]);
    expect(steps.slice(3, 6)).toEqual(steps.slice(0, 3));
    expect(steps.slice(6)).toEqual(steps.slice(0, 3));
    expect(new Set(steps).size).toBe(3);
  });
});

describe('how pictures are held', () => {
  const one = 65_536;
  it.each([
    ['upright', [one, 0, 0, one], [0, 0]],
    ['a quarter clockwise', [0, one, -one, 0], [1, 0]],
    ['upside down', [-one, 0, 0, -one], [1, 1]],
    ['a quarter counter-clockwise', [0, -one, one, 0], [0, 1]],
    ['mirrored', [-one, 0, 0, one], [1, 0]],
    ['mirrored upside down', [one, 0, 0, -one], [0, 1]],
    ['mirrored over one corner', [0, one, one, 0], [0, 0]],
    ['mirrored over the other', [0, -one, -one, 0], [1, 1]],
  ] as const)('turns what was filmed %s', async (_, [a, b, c, d], [right, bottom]) => {
    // White in the upper left corner as stored, grey to the right of it.
    const film = grey({
      matrix: [a, b, 0, c, d, 0, 0, 0, 1_073_741_824],
      paint: (plane, { x, y }) => (plane > 0 ? 128 : y >= 90 ? 16 : x < 160 ? 235 : 128),
    });
    const isSideways = a === 0;
    const frame = isSideways ? { width: 180, height: 320 } : FRAME;
    const [seen] = await see(film, [0], { frame });
    const at = (column: number, row: number): number => seen!(0.25 + 0.5 * column, 0.25 + 0.5 * row)[0];
    expect(Math.abs(at(right, bottom) - 235)).toBeLessThan(4);
    expect(Math.abs(at(1 - right, 1 - bottom) - 16)).toBeLessThan(4);
    // The grey neighbour lies along the stored row: beside when upright, above or below when sideways.
    expect(Math.abs((isSideways ? at(right, 1 - bottom) : at(1 - right, bottom)) - 128)).toBeLessThan(4);
  });

  it('shows pixels that are not square as wide as they are meant', async () => {
    const film = grey({ width: 160, height: 180, pixelAspect: { num: 2, den: 1 } });
    const [seen] = await see(film, [0]);
    expectNear(seen!(0.02, 0.5), [120], 2);
    expectNear(seen!(0.98, 0.5), [120], 2);
  });

  it('takes odd sizes, and sizes of one pixel', async () => {
    const still = (width: number, height: number): PictureWishes => ({
      ...grey({ width, height, container: null, encoder: FF_ENCODER_PNG, format: AV_PIX_FMT_RGB24, options: {} }),
      samplesPerPixel: 3,
      paint: () => 255,
    });
    for (const [width, height] of [
      [101, 67],
      [1, 1],
      [3, 501],
    ] as const) {
      for (const fit of ['fit', 'fill', 'blur'] as const) {
        const [seen] = await see(still(width, height), [0], { contentType: 'image/png', framing: { fit } });
        // Just left of the middle: a thread of two pixels lies there.
        expectNear(seen!(0.4985, 0.5), [235, 128, 128], 2);
      }
    }
  });
});

describe('the colours of pictures', () => {
  // Pure red: BT.601 and BT.709 store it differently.
  const RED_601 = [81, 90, 240] as const;
  const RED_709 = [63, 102, 240] as const;

  it('are converted from the matrix and the range that a film says it has', async () => {
    const tagged = { colour: { colorSpace: AVCOL_SPC_SMPTE170M, colorRange: AVCOL_RANGE_MPEG } };
    const [old] = await see(flat(RED_601, tagged), [0]);
    expectNear(old!(0.5, 0.5), RED_709, 2);
    const full = { format: AV_PIX_FMT_YUVJ420P, colour: { colorSpace: AVCOL_SPC_BT709, colorRange: AVCOL_RANGE_JPEG } };
    const [wide] = await see(flat([255, 128, 128], full), [0]);
    expectNear(wide!(0.5, 0.5), [235, 128, 128], 1);
  });

  it('are guessed as players do where a film does not say', async () => {
    const [small] = await see(flat(RED_601), [0]);
    expectNear(small!(0.5, 0.5), RED_709, 2);
    const [large] = await see(flat(RED_709, { width: 1280, height: 720 }), [0]);
    expectNear(large!(0.5, 0.5), RED_709, 1);
  });

  it('of a JPEG are BT.601 at full range', async () => {
    const photo = flat([76, 85, 255], {
      container: null,
      encoder: FF_ENCODER_MJPEG,
      format: AV_PIX_FMT_YUVJ420P,
      colour: { colorRange: AVCOL_RANGE_JPEG },
      options: { qmin: '1', qmax: '1' },
    });
    const [seen] = await see(photo, [0], { contentType: 'image/jpeg' });
    expectNear(seen!(0.5, 0.5), RED_709, 3);
  });

  it.each([
    // White of paper (203 cd/m²) and a grey of 18 % of it, as ten bits store them (BT.2408).
    ['PQ', AVCOL_TRC_SMPTE2084, { white: 573, grey: 394 }],
    ['HLG', AVCOL_TRC_ARIB_STD_B67, { white: 721, grey: 395 }],
  ] as const)('of %s come down to what a screen of the usual kind shows', async (_, colorTrc, levels) => {
    const colour = {
      colorTrc,
      colorPrimaries: AVCOL_PRI_BT2020,
      colorSpace: AVCOL_SPC_BT2020_NCL,
      colorRange: AVCOL_RANGE_MPEG,
    };
    // From left to right: black, grey, paper, ten times as bright or the brightest there is.
    const steps = [64, levels.grey, levels.white, 900];
    const film = grey({
      format: AV_PIX_FMT_YUV420P10LE,
      sampleBytes: 2,
      colour,
      paint: (plane, { x }) => (plane > 0 ? 512 : steps[Math.min(3, Math.floor(x / 80))]!),
    });
    const [seen] = await see(film, [0]);
    const [black, middle, paper, brightest] = [0.125, 0.375, 0.625, 0.875].map((across) => seen!(across, 0.5));
    expectNear(black!, [16, 128, 128], 1);
    // 18 % of white in BT.709 is about 0.41 of the range.
    expect(middle![0]).toBeGreaterThan(90);
    expect(middle![0]).toBeLessThan(125);
    expect(paper![0]).toBeGreaterThan(185);
    expect(paper![0]).toBeLessThan(225);
    expect(brightest![0]).toBeGreaterThan(paper![0]);
    for (const each of [middle!, paper!, brightest!]) {
      expectNear(each.slice(1), [128, 128], 2);
    }
  });

  it('of wide primaries come into the usual ones, also where the curve is not said', async () => {
    const colour = { colorPrimaries: AVCOL_PRI_BT2020, colorSpace: AVCOL_SPC_BT2020_NCL, colorRange: AVCOL_RANGE_MPEG };
    const wide = { format: AV_PIX_FMT_YUV420P10LE, sampleBytes: 2, colour, options: {} } as const;
    const [grey] = await see(flat([500, 512, 512], wide), [0]);
    expectNear(grey!(0.5, 0.5), [125, 128, 128], 1);
    // A green that is stronger here than it was written, as there its numbers meant a purer one.
    const [green] = await see(flat([600, 430, 400], wide), [0]);
    expect(green!(0.5, 0.5)[2]).toBeLessThan(98);
  });

  it('are black where nothing is', async () => {
    const still = {
      ...grey({ container: null, encoder: FF_ENCODER_PNG, format: AV_PIX_FMT_RGBA, options: {} }),
      samplesPerPixel: 4,
      // White; see-through on the right, half so in the middle third.
      paint: (_: number, { x }: { readonly x: number }) => (x % 4 < 3 ? 255 : x < 426 ? 255 : x < 852 ? 128 : 0),
    };
    for (const fit of ['fit', 'fill', 'blur'] as const) {
      const [seen] = await see(still, [0], { contentType: 'image/png', framing: { fit } });
      expectNear(seen!(0.1, 0.5), [235, 128, 128], 1);
      expect(seen!(0.5, 0.5)[0]).toBeGreaterThan(100);
      expect(seen!(0.5, 0.5)[0]).toBeLessThan(190);
      expect(seen!(0.95, 0.5)[0]).toBeLessThan(fit === 'blur' ? 140 : 20);
    }
  });
});

it('joins the two halves of pictures that were stored apart', async () => {
  // A bar that moves 16 pixels between the halves: its edge is a comb unless they are joined.
  const film = grey({
    container: 'matroska',
    isInterlaced: true,
    atMs: [0, 40, 80, 120],
    options: { ...LOSSLESS, 'x264-params': 'tff=1' },
    paint: (plane, { x, y, picture }) => {
      const left = 40 + 32 * picture + (y % 2) * 16;
      return plane > 0 ? 128 : x >= left && x < left + 60 ? 220 : 30;
    },
  });
  const seen = await see(film, [0, 0.04, 0.08, 0.12], { contentType: 'video/x-matroska' });
  expect(new Set(seen).size).toBe(4);
  for (const picture of seen.slice(1, 3)) {
    let comb = 0;
    for (let row = 20; row < 160; row++) {
      for (let column = 0; column < 320; column += 4) {
        const [above, here, below] = [-1, 0, 1].map((by) => picture((column + 0.5) / 320, (row + by + 0.5) / 180)[0]);
        comb = Math.max(comb, Math.min(Math.abs(here! - above!), Math.abs(here! - below!)));
      }
    }

    expect(comb).toBeLessThan(60);
  }
});

it('keeps a lossless film of the frame to the bit', async () => {
  const film = {
    ...grey({ container: 'matroska', encoder: FF_ENCODER_FFV1, options: {} }),
    paint: (plane: number, { x, y }: { readonly x: number; readonly y: number }) =>
      plane > 0 ? 128 : 16 + ((x * 7 + y * 13) % 200),
    colour: { colorSpace: AVCOL_SPC_BT709, colorRange: AVCOL_RANGE_MPEG },
  };
  for (const fit of ['fit', 'fill', 'blur'] as const) {
    const [seen] = await see(film, [0], { contentType: 'video/x-matroska', framing: { fit } });
    for (let at = 0; at < 180; at++) {
      expect(seen!((at + 0.5) / 320, (at + 0.5) / 180)[0]).toBe(16 + ((at * 20) % 200));
    }
  }
});
