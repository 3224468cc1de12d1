import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { even } from './mask.ts';
import type { Picture } from './picture.ts';

/** A small picture of several colours with its own coverage, ready to be laid over a frame. Sizes are even. */
export type Sprite = {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly cover: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly halfCover: Uint8Array;
};

/** A sprite of whatever `paint` draws on a canvas of the size (rounded up to even). */
export function spriteOf(width: number, height: number, paint: (context: SKRSContext2D) => void): Sprite {
  const [w, h] = [even(width), even(height)];
  const context = createCanvas(w, h).getContext('2d');
  paint(context);
  const { data } = context.getImageData(0, 0, w, h);
  const y = new Uint8Array(w * h);
  const cover = new Uint8Array(w * h);
  for (let i = 0; i < y.length; i++) {
    const luma = 0.2126 * data[4 * i]! + 0.7152 * data[4 * i + 1]! + 0.0722 * data[4 * i + 2]!;
    y[i] = Math.round(16 + luma * (219 / 255));
    cover[i] = data[4 * i + 3]!;
  }

  const half = (w / 2) * (h / 2);
  const sprite: Sprite = {
    width: w,
    height: h,
    y,
    cover,
    u: new Uint8Array(half),
    v: new Uint8Array(half),
    halfCover: new Uint8Array(half),
  };
  for (let row = 0; row < h / 2; row++) {
    for (let column = 0; column < w / 2; column++) {
      // Colours weigh by their coverage: the invisible black around a shape must not darken its rim.
      let [red, green, blue, weight] = [0, 0, 0, 0];
      for (const at of [0, 1, w, w + 1].map((step) => 2 * row * w + 2 * column + step)) {
        const alpha = data[4 * at + 3]!;
        red += data[4 * at]! * alpha;
        green += data[4 * at + 1]! * alpha;
        blue += data[4 * at + 2]! * alpha;
        weight += alpha;
      }

      const scale = 1 / Math.max(1, weight);
      const luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) * scale;
      const place = (row * w) / 2 + column;
      sprite.u[place] = Math.round(128 + ((blue * scale - luma) * (224 / 255)) / 1.8556);
      sprite.v[place] = Math.round(128 + ((red * scale - luma) * (224 / 255)) / 1.5748);
      sprite.halfCover[place] = (weight + 2) >> 2;
    }
  }

  return sprite;
}

/** How a sprite is laid: `level` 0–1 fades it; of its `columns` only those of `[from, to)` are drawn (null: all). */
export type SpriteInk = {
  readonly level: number;
  readonly front?: Uint8Array | null;
  readonly columns?: { readonly from: number; readonly to: number } | null;
};

/** Lays the sprite over the picture with its upper left corner at whole pixels. */
export function drawSprite(
  picture: Picture,
  sprite: Sprite,
  place: { readonly left: number; readonly top: number },
  { level, front = null, columns = null }: SpriteInk,
): void {
  const strength = Math.round(257 * level);
  if (strength <= 0) {
    return;
  }

  const { width, height, lumaStride, chromaStride, ...planes } = picture.planes;
  const { left, top } = place;
  const firstRow = Math.max(0, -top);
  const lastRow = Math.min(sprite.height, height - top);
  const firstColumn = Math.max(0, -left, columns?.from ?? 0);
  const lastColumn = Math.min(sprite.width, width - left, columns?.to ?? sprite.width);
  if (firstRow >= lastRow || firstColumn >= lastColumn) {
    return;
  }

  picture.touch(top + firstRow, top + lastRow);
  for (let row = firstRow; row < lastRow; row++) {
    const from = row * sprite.width;
    const to = (top + row) * lumaStride + left;
    const frontRow = (top + row) * width + left;
    for (let column = firstColumn; column < lastColumn; column++) {
      let cover = sprite.cover[from + column]! * strength;
      if (cover === 0) {
        continue;
      }

      if (front !== null) {
        cover = (cover * (255 - front[frontRow + column]!)) / 255;
      }

      planes.y[to + column] =
        planes.y[to + column]! + (((sprite.y[from + column]! - planes.y[to + column]!) * cover + 32768) >> 16);
    }
  }

  for (let row = firstRow >> 1; row < lastRow >> 1; row++) {
    const from = (row * sprite.width) / 2;
    const to = ((top >> 1) + row) * chromaStride + (left >> 1);
    const frontRow = (top + 2 * row) * width + left;
    for (let column = firstColumn >> 1; column < lastColumn >> 1; column++) {
      let cover = sprite.halfCover[from + column]! * strength;
      if (cover === 0) {
        continue;
      }

      if (front !== null) {
        cover = (cover * (255 - front[frontRow + 2 * column]!)) / 255;
      }

      const at = to + column;
      planes.u[at] = planes.u[at]! + (((sprite.u[from + column]! - planes.u[at]!) * cover + 32768) >> 16);
      planes.v[at] = planes.v[at]! + (((sprite.v[from + column]! - planes.v[at]!) * cover + 32768) >> 16);
    }
  }
}
