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

const MOST_TOUCHED = 1024;

/**
 * A frame that is drawn by touching a still picture. Most of a frame is the same as the one before; only what moves is drawn, and
 * the next frame begins by taking it back. What is never touched costs neither drawing nor, in the encoder, bits.
 */
export class Picture {
  readonly planes: Planes;
  readonly #still: Planes;
  readonly #touched = new Int32Array(4 * MOST_TOUCHED);
  #touchedCount = 0;

  constructor(planes: Planes, still: Planes) {
    this.planes = planes;
    this.#still = still;
    this.#takeBack(0, 0, still.width, still.height);
  }

  /** Takes back everything drawn since the last call. */
  restore(): void {
    for (let i = 0; i < this.#touchedCount; i++) {
      const at = 4 * i;
      this.#takeBack(this.#touched[at]!, this.#touched[at + 1]!, this.#touched[at + 2]!, this.#touched[at + 3]!);
    }

    this.#touchedCount = 0;
  }

  /** Remembers that pixels of `[left, right) × [top, bottom)` are about to change. Every drawing function calls it. */
  touch(left: number, top: number, right: number, bottom: number): void {
    // A full list folds into one rectangle: slower, never wrong.
    if (this.#touchedCount === MOST_TOUCHED) {
      this.#touched.set([0, 0, this.planes.width, this.planes.height]);
      this.#touchedCount = 1;
    }

    const { width, height } = this.planes;
    const at = 4 * this.#touchedCount;
    this.#touched[at] = Math.max(0, left & ~1);
    this.#touched[at + 1] = Math.max(0, top & ~1);
    this.#touched[at + 2] = Math.min(width, (right + 1) & ~1);
    this.#touched[at + 3] = Math.min(height, (bottom + 1) & ~1);
    this.#touchedCount += 1;
  }

  #takeBack(left: number, top: number, right: number, bottom: number): void {
    if (right <= left) {
      return;
    }

    const { planes } = this;
    const still = this.#still;
    for (let row = top; row < bottom; row++) {
      const from = row * still.lumaStride;
      planes.y.set(still.y.subarray(from + left, from + right), row * planes.lumaStride + left);
    }

    for (let row = top >> 1; row < bottom >> 1; row++) {
      const from = row * still.chromaStride;
      const to = row * planes.chromaStride + (left >> 1);
      planes.u.set(still.u.subarray(from + (left >> 1), from + (right >> 1)), to);
      planes.v.set(still.v.subarray(from + (left >> 1), from + (right >> 1)), to);
    }
  }
}

/** How something is drawn: its colour, how strongly (0–1), and what stands in front of it (a full-size cover, 255 hides it). */
export type Ink = { readonly colour: Yuv; readonly level: number; readonly front?: Uint8Array | null };
