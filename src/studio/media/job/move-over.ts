import type { ShotMotion } from '../../../engine/export/index.ts';
import { motionRectAt } from '../../../engine/export/index-for-media.ts';
import type { Planes } from '../visual/picture.ts';
import type { Size } from './fit-filters.ts';

/** A rectangle in parts of a picture. */
type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * Levels lie so far apart: each is a little finer than the frame where it is used. Coarser would be soft; much finer than four taps can take in
 * would glitter; and where one follows another nobody sees it.
 */
const LEVEL_STEP = 1.1;
/** A level narrower than the taps' reach cannot be read. */
const LEAST_PIXELS = 8;
const TAPS = 4;
/** Of a logarithm: a level that fits to this is the one. */
const ROUNDING = 1e-6;
/** Weights are whole numbers of this sum. */
const WEIGHT_BITS = 12;
/** Sums along a row keep this many bits below the point. */
const ROW_BITS = 6;

/** The size at which a picture is moved over at a frame of the export: hardly finer than what is seen, and never finer than the picture. */
export function levelFor(used: Size, at: { readonly size: Size; readonly motion: ShotMotion; readonly frame: number }): Size {
  const rect = shapedRect(motionRectAt(at.motion, at.frame), used, at.size);
  const density = at.size.width / (rect.width * used.width);
  const scale = Math.min(1, LEVEL_STEP ** Math.ceil(Math.log(density) / Math.log(LEVEL_STEP) - ROUNDING));
  const size = (pixels: number): number => Math.max(LEAST_PIXELS, 2 * Math.round((pixels * scale) / 2));
  return { width: size(used.width), height: size(used.height) };
}

/** Moves over a level of a picture: draws what fills the frame at a moment, to a fraction of a pixel. */
export class MotionArtist {
  readonly #motion: ShotMotion;
  readonly #out: Planes;
  readonly #luma: Resampler;
  readonly #chroma: Resampler;

  /** Draws into `out`. */
  constructor(motion: ShotMotion, out: Planes) {
    this.#motion = motion;
    this.#out = out;
    this.#luma = new Resampler(out.width, out.height);
    this.#chroma = new Resampler(out.width / 2, out.height / 2);
  }

  /** Draws a frame of the export from a level of what is used of a picture, whose exact size (only its shape matters) is `used`. */
  draw(level: Planes, used: Size, frame: number): void {
    const out = this.#out;
    const { x, y, width, height } = shapedRect(motionRectAt(this.#motion, frame), used, out);
    const across = { start: x * level.width, step: (width * level.width) / out.width };
    const down = { start: y * level.height, step: (height * level.height) / out.height };
    this.#luma.aim({ ...across, size: level.width, site: 0.5 }, { ...down, size: level.height, site: 0.5 });
    this.#luma.run({ from: level.y, stride: level.lumaStride, to: out.y, toStride: out.lumaStride });
    // H.264 stores colours where the left one of two pixels is, and between two rows.
    const halved = ({ start, step }: { readonly start: number; readonly step: number }): { start: number; step: number } => ({
      start: start / 2,
      step,
    });
    this.#chroma.aim(
      { ...halved(across), size: level.width / 2, site: 0.25 },
      { ...halved(down), size: level.height / 2, site: 0.5 },
    );
    const chroma = { stride: level.chromaStride, toStride: out.chromaStride };
    this.#chroma.run({ ...chroma, from: level.u, to: out.u });
    this.#chroma.run({ ...chroma, from: level.v, to: out.v });
  }
}

/** The largest rectangle of the frame's shape inside another, with the same middle. */
function shapedRect(rect: Rect, used: Size, frame: Size): Rect {
  const scale = Math.min((rect.width * used.width) / frame.width, (rect.height * used.height) / frame.height);
  const [width, height] = [(scale * frame.width) / used.width, (scale * frame.height) / used.height];
  return { x: rect.x + (rect.width - width) / 2, y: rect.y + (rect.height - height) / 2, width, height };
}

/** One axis: where the first pixel's edge lies in the source, how far apart pixels are there, and where in a pixel its value is taken. */
type Aim = { readonly start: number; readonly step: number; readonly size: number; readonly site: number };

/** Scales a plane by cubic interpolation (Catmull and Rom's), four taps each way, first along the rows. */
class Resampler {
  readonly #width: number;
  readonly #height: number;
  readonly #columns: Int32Array;
  readonly #columnWeights: Int32Array;
  readonly #rows: Int32Array;
  readonly #rowWeights: Int32Array;
  readonly #lines: readonly Int16Array[];
  readonly #lineRows = new Int32Array(TAPS);

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#columns = new Int32Array(width);
    this.#columnWeights = new Int32Array(TAPS * width);
    this.#rows = new Int32Array(height);
    this.#rowWeights = new Int32Array(TAPS * height);
    this.#lines = Array.from({ length: TAPS }, () => new Int16Array(width));
  }

  aim(across: Aim, down: Aim): void {
    aimAxis(across, this.#columns, this.#columnWeights);
    aimAxis(down, this.#rows, this.#rowWeights);
  }

  run(planes: { readonly from: Uint8Array; readonly stride: number; readonly to: Uint8Array; readonly toStride: number }): void {
    const { from, stride, toStride } = planes;
    const to = new Uint8ClampedArray(planes.to.buffer, planes.to.byteOffset, planes.to.byteLength);
    const rowWeights = this.#rowWeights;
    const width = this.#width;
    const shift = ROW_BITS + WEIGHT_BITS;
    const half = 1 << (shift - 1);
    this.#lineRows.fill(-1);
    for (let row = 0; row < this.#height; row++) {
      const first = this.#rows[row]!;
      const a = this.#line(first, from, stride);
      const b = this.#line(first + 1, from, stride);
      const c = this.#line(first + 2, from, stride);
      const d = this.#line(first + 3, from, stride);
      const wa = rowWeights[TAPS * row]!;
      const wb = rowWeights[TAPS * row + 1]!;
      const wc = rowWeights[TAPS * row + 2]!;
      const wd = rowWeights[TAPS * row + 3]!;
      const at = row * toStride;
      for (let i = 0; i < width; i++) {
        to[at + i] = (a[i]! * wa + b[i]! * wb + c[i]! * wc + d[i]! * wd + half) >> shift;
      }
    }
  }

  /** A row of the source, scaled along; four neighbours are kept, each at its own place. */
  #line(row: number, from: Uint8Array, stride: number): Int16Array {
    const place = row % TAPS;
    const line = this.#lines[place]!;
    if (this.#lineRows[place] === row) {
      return line;
    }

    this.#lineRows[place] = row;
    const columns = this.#columns;
    const weights = this.#columnWeights;
    const shift = WEIGHT_BITS - ROW_BITS;
    const start = row * stride;
    for (let i = 0, w = 0; i < line.length; i++, w += TAPS) {
      const at = start + columns[i]!;
      line[i] =
        (from[at]! * weights[w]! +
          from[at + 1]! * weights[w + 1]! +
          from[at + 2]! * weights[w + 2]! +
          from[at + 3]! * weights[w + 3]!) >>
        shift;
    }

    return line;
  }
}

/** For every pixel the first of its four taps and their weights; taps beyond the edge give theirs to the edge. */
function aimAxis({ start, step, size, site }: Aim, firsts: Int32Array, weights: Int32Array): void {
  const one = 1 << WEIGHT_BITS;
  for (let i = 0; i < firsts.length; i++) {
    const place = start + (i + site) * step - site;
    const whole = Math.floor(place);
    const t = place - whole;
    const first = Math.min(size - TAPS, Math.max(0, whole - 1));
    firsts[i] = first;
    const [before, second, third] = [
      Math.round(one * t * (t * (1 - t / 2) - 0.5)),
      Math.round(one * (1 + t * t * (1.5 * t - 2.5))),
      Math.round(one * t * (0.5 + t * (2 - 1.5 * t))),
    ];
    weights.fill(0, TAPS * i, TAPS * i + TAPS);
    // Whatever was rounded off goes to the last tap, so that flat areas stay exactly flat.
    for (const [tap, weight] of [before, second, third, one - before - second - third].entries()) {
      const at = Math.min(size - 1, Math.max(0, whole - 1 + tap)) - first;
      weights[TAPS * i + at] = weights[TAPS * i + at]! + weight;
    }
  }
}
