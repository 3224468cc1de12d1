import type { Yuv } from './colour.ts';

/** A picture as video stores it: luma at full size, colour differences at half size each way. */
export type Planes = {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  /** Bytes from one row to the next. */
  readonly lumaStride: number;
  readonly chromaStride: number;
};

/**
 * A frame that is drawn by touching a still picture. Most of a frame is the same as the one before; only what moves is drawn, and
 * the next frame begins by taking it back. What is never touched costs neither drawing nor, in the encoder, bits.
 */
export class Picture {
  readonly planes: Planes;
  readonly #still: Planes;
  /** For each pair of rows, whether something was drawn there. Whole rows are taken back: one long copy beats many short ones. */
  readonly #touched: Uint8Array;

  constructor(planes: Planes, still: Planes) {
    this.planes = planes;
    this.#still = withStrides(still, planes);
    this.#touched = new Uint8Array(planes.height / 2).fill(1);
    this.restore();
  }

  /** Takes back everything drawn since the last call. */
  restore(): void {
    const touched = this.#touched;
    for (let pair = 0; pair < touched.length; pair++) {
      if (touched[pair] === 0) {
        continue;
      }

      let end = pair;
      while (end < touched.length && touched[end] === 1) {
        touched[end] = 0;
        end += 1;
      }

      this.#takeBack(pair, end);
      pair = end;
    }
  }

  /** Remembers that rows of `[top, bottom)` are about to change. Every drawing function calls it. */
  touch(top: number, bottom: number): void {
    this.#touched.fill(1, Math.max(0, top >> 1), Math.min(this.#touched.length, (bottom + 1) >> 1));
  }

  #takeBack(firstPair: number, endPair: number): void {
    const { y, u, v, lumaStride, chromaStride } = this.planes;
    const still = this.#still;
    y.set(still.y.subarray(2 * firstPair * lumaStride, 2 * endPair * lumaStride), 2 * firstPair * lumaStride);
    u.set(still.u.subarray(firstPair * chromaStride, endPair * chromaStride), firstPair * chromaStride);
    v.set(still.v.subarray(firstPair * chromaStride, endPair * chromaStride), firstPair * chromaStride);
  }
}

/** The same picture with rows as far apart as in `like`. */
function withStrides(still: Planes, like: Planes): Planes {
  if (still.lumaStride === like.lumaStride && still.chromaStride === like.chromaStride) {
    return still;
  }

  const spread = (plane: Uint8Array, rows: number, { from, to }: { readonly from: number; readonly to: number }): Uint8Array => {
    const wide = new Uint8Array(rows * to);
    for (let row = 0; row < rows; row++) {
      wide.set(plane.subarray(row * from, row * from + Math.min(from, to)), row * to);
    }

    return wide;
  };
  const { width, height } = still;
  const luma = { from: still.lumaStride, to: like.lumaStride };
  const chroma = { from: still.chromaStride, to: like.chromaStride };
  return {
    width,
    height,
    y: spread(still.y, height, luma),
    u: spread(still.u, height / 2, chroma),
    v: spread(still.v, height / 2, chroma),
    lumaStride: luma.to,
    chromaStride: chroma.to,
  };
}

/** How something is drawn: its colour, how strongly (0–1), and what stands in front of it (a full-size cover, 255 hides it). */
export type Ink = { readonly colour: Yuv; readonly level: number; readonly front?: Uint8Array | null };
