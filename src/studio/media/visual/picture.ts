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
    this.#still = still;
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
    const { planes } = this;
    const still = this.#still;
    copyRows(
      { from: still.y, fromStride: still.lumaStride, to: planes.y, toStride: planes.lumaStride },
      2 * firstPair,
      2 * endPair,
    );
    copyRows({ from: still.u, fromStride: still.chromaStride, to: planes.u, toStride: planes.chromaStride }, firstPair, endPair);
    copyRows({ from: still.v, fromStride: still.chromaStride, to: planes.v, toStride: planes.chromaStride }, firstPair, endPair);
  }
}

function copyRows(
  {
    from,
    fromStride,
    to,
    toStride,
  }: { readonly from: Uint8Array; readonly fromStride: number; readonly to: Uint8Array; readonly toStride: number },
  first: number,
  end: number,
): void {
  if (fromStride === toStride) {
    to.set(from.subarray(first * fromStride, end * fromStride), first * toStride);
    return;
  }

  for (let row = first; row < end; row++) {
    to.set(from.subarray(row * fromStride, row * fromStride + Math.min(fromStride, toStride)), row * toStride);
  }
}

/** How something is drawn: its colour, how strongly (0–1), and what stands in front of it (a full-size cover, 255 hides it). */
export type Ink = { readonly colour: Yuv; readonly level: number; readonly front?: Uint8Array | null };
