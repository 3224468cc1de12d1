import type { ShotTransition } from '../../../engine/export/index.ts';
import { assertNever } from '../../../engine/kernel/index.ts';
import type { Planes } from '../visual/picture.ts';

const WHOLE = 256;
/** Colours of BT.709 at limited range. */
const BLACK = { luma: 16, chroma: 128 };
const WHITE = { luma: 235, chroma: 128 };
/** Width of the soft edge of a wipe, in parts of the picture's width. */
const SOFT = 0.12;

type Blend = {
  /** What goes and what comes; both of the size of `out`. */
  readonly from: Planes;
  readonly to: Planes;
  readonly out: Planes;
  /** 0: `from` to the byte; 1: `to` to the byte. */
  readonly progress: number;
};

/** Draws a transition at a moment into `out`. */
export function blendPictures(kind: ShotTransition['kind'], blend: Blend): void {
  if (blend.progress <= 0 || blend.progress >= 1) {
    copyPlanes(blend.progress <= 0 ? blend.from : blend.to, blend.out);
    return;
  }

  switch (kind) {
    case 'crossfade':
      crossfade(blend);
      return;
    case 'dip-to-black':
      dip(blend, BLACK);
      return;
    case 'dip-to-white':
      dip(blend, WHITE);
      return;
    case 'wipe':
      wipe(blend);
      return;
    case 'slide':
      slide(blend);
      return;
    default:
      assertNever(kind);
  }
}

/** A plane of a picture, and how many pixels of brightness one of its own stands for, each way. */
type Plane = { readonly bytes: Uint8Array; readonly stride: number; readonly width: number; readonly height: number };

function planesOf({ width, height, y, u, v, lumaStride, chromaStride }: Planes): readonly [Plane, Plane, Plane] {
  const chroma = { stride: chromaStride, width: width / 2, height: height / 2 };
  return [
    { bytes: y, stride: lumaStride, width, height },
    { bytes: u, ...chroma },
    { bytes: v, ...chroma },
  ];
}

function eachPlane(
  { from, to, out }: Pick<Blend, 'from' | 'to' | 'out'>,
  draw: (from: Plane, to: Plane, out: Plane) => void,
): void {
  const [before, after] = [planesOf(from), planesOf(to)];
  for (const [place, plane] of planesOf(out).entries()) {
    draw(before[place]!, after[place]!, plane);
  }
}

/** Copies a picture of the same size. */
export function copyPlanes(from: Planes, out: Planes): void {
  eachPlane({ from, to: from, out }, (plane, _, target) => {
    for (let row = 0; row < target.height; row++) {
      copyStretch(plane, target, { row, fromColumn: 0, toColumn: 0, count: target.width });
    }
  });
}

function copyStretch(
  from: Plane,
  out: Plane,
  { row, fromColumn, toColumn, count }: { row: number; fromColumn: number; toColumn: number; count: number },
): void {
  const start = row * from.stride + fromColumn;
  out.bytes.set(from.bytes.subarray(start, start + count), row * out.stride + toColumn);
}

function crossfade(blend: Blend): void {
  const weight = Math.round(WHOLE * blend.progress);
  eachPlane(blend, (from, to, out) => {
    for (let row = 0; row < out.height; row++) {
      let [a, b, at] = [row * from.stride, row * to.stride, row * out.stride];
      for (const end = at + out.width; at < end; at++, a++, b++) {
        const was = from.bytes[a]!;
        out.bytes[at] = was + (((to.bytes[b]! - was) * weight + WHOLE / 2) >> 8);
      }
    }
  });
}

/** The first half takes the one away, the second brings the other. */
function dip({ from, to, out, progress }: Blend, colour: { readonly luma: number; readonly chroma: number }): void {
  const shown = progress < 0.5 ? from : to;
  const weight = Math.round(WHOLE * Math.abs(2 * progress - 1));
  for (const [place, plane] of planesOf(out).entries()) {
    const source = planesOf(shown)[place]!;
    const ground = place === 0 ? colour.luma : colour.chroma;
    for (let row = 0; row < plane.height; row++) {
      let [a, at] = [row * source.stride, row * plane.stride];
      for (const end = at + plane.width; at < end; at++, a++) {
        plane.bytes[at] = ground + (((source.bytes[a]! - ground) * weight + WHOLE / 2) >> 8);
      }
    }
  }
}

/** The new picture is uncovered from the left, behind a soft edge that comes from outside the frame and leaves it. */
function wipe(blend: Blend): void {
  const edge = blend.progress * (1 + SOFT) - SOFT;
  eachPlane(blend, (from, to, out) => {
    const weights = Int32Array.from({ length: out.width }, (_, column) => {
      const away = Math.min(1, Math.max(0, ((column + 0.5) / out.width - edge) / SOFT));
      return Math.round(WHOLE * (1 - away * away * (3 - 2 * away)));
    });
    const first = weights.findIndex((weight) => weight < WHOLE);
    const softStart = first < 0 ? out.width : first;
    const softEnd = Math.max(softStart, weights.findLastIndex((weight) => weight > 0) + 1);
    for (let row = 0; row < out.height; row++) {
      copyStretch(to, out, { row, fromColumn: 0, toColumn: 0, count: softStart });
      copyStretch(from, out, { row, fromColumn: softEnd, toColumn: softEnd, count: out.width - softEnd });
      const [a, b, at] = [row * from.stride, row * to.stride, row * out.stride];
      for (let column = softStart; column < softEnd; column++) {
        const was = from.bytes[a + column]!;
        out.bytes[at + column] = was + (((to.bytes[b + column]! - was) * weights[column]! + WHOLE / 2) >> 8);
      }
    }
  });
}

/** The new picture comes in from the right and pushes the old one out, gently at both ends. */
function slide(blend: Blend): void {
  const amount = blend.progress ** 2 * (3 - 2 * blend.progress);
  // Whole pixels of colour, which are two of brightness.
  const pairs = Math.round((amount * blend.out.width) / 2);
  eachPlane(blend, (from, to, out) => {
    const shift = out.width === blend.out.width ? 2 * pairs : pairs;
    for (let row = 0; row < out.height; row++) {
      copyStretch(from, out, { row, fromColumn: shift, toColumn: 0, count: out.width - shift });
      copyStretch(to, out, { row, fromColumn: 0, toColumn: out.width - shift, count: shift });
    }
  });
}
