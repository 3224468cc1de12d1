import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Ink, Picture } from './picture.ts';

/** How strongly each pixel of a small picture covers what is behind it, 0–255, at full and at half size. Sizes are even. */
export type Mask = {
  readonly width: number;
  readonly height: number;
  readonly full: Uint8Array;
  readonly half: Uint8Array;
  /** For each row, the first covered pixel and the one after the last: most masks are round and half empty. */
  readonly spans: Int16Array;
};

/** A mask of the given size from its coverage, row by row. */
export function maskFrom(width: number, height: number, full: Uint8Array): Mask {
  const half = new Uint8Array((width / 2) * (height / 2));
  const spans = new Int16Array(2 * height);
  for (let row = 0; row < height; row++) {
    let first = 0;
    let last = width;
    while (first < width && full[row * width + first] === 0) {
      first += 1;
    }

    while (last > first && full[row * width + last - 1] === 0) {
      last -= 1;
    }

    spans[2 * row] = first;
    spans[2 * row + 1] = last;
  }

  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < width / 2; column++) {
      const at = 2 * row * width + 2 * column;
      half[row * (width / 2) + column] = (full[at]! + full[at + 1]! + full[at + width]! + full[at + width + 1]! + 2) >> 2;
    }
  }

  return { width, height, full, half, spans };
}

/** A mask of whatever `paint` draws, in any colour, on a canvas of the size (rounded up to even). */
export function maskOf(width: number, height: number, paint: (context: SKRSContext2D) => void): Mask {
  const [evenWidth, evenHeight] = [even(width), even(height)];
  const context = createCanvas(evenWidth, evenHeight).getContext('2d');
  paint(context);
  const { data } = context.getImageData(0, 0, evenWidth, evenHeight);
  const full = new Uint8Array(evenWidth * evenHeight);
  for (let i = 0; i < full.length; i++) {
    full[i] = data[4 * i + 3]!;
  }

  return maskFrom(evenWidth, evenHeight, full);
}

/** A round glow: full strength inside `core` (0–1 of the radius), falling smoothly to nothing at the rim. */
export function glowMask(radius: number, core = 0, shiftX = 0, shiftY = 0): Mask {
  const size = even(Math.ceil(2 * radius) + 4);
  const centre = size / 2;
  const full = new Uint8Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const dx = column + 0.5 - centre - shiftX;
      const dy = row + 0.5 - centre - shiftY;
      const distance = Math.sqrt(dx * dx + dy * dy) / radius;
      const fall = distance <= core ? 1 : Math.max(0, 1 - (distance - core) / (1 - core));
      // The square of a smooth step: bright in the middle, and no visible rim.
      const smooth = fall * fall * (3 - 2 * fall);
      full[row * size + column] = Math.round(255 * smooth * (core > 0.5 ? 1 : smooth));
    }
  }

  return maskFrom(size, size, full);
}

/** A round mask without its middle: what shines around a disc of `radius` pixels and not on it. */
export function hollow(mask: Mask, radius: number): Mask {
  const full = mask.full.slice();
  for (let row = 0; row < mask.height; row++) {
    for (let column = 0; column < mask.width; column++) {
      const dx = column + 0.5 - mask.width / 2;
      const dy = row + 0.5 - mask.height / 2;
      const outside = Math.max(0, Math.min(1, Math.sqrt(dx * dx + dy * dy) - radius + 0.5));
      full[row * mask.width + column] = Math.round(full[row * mask.width + column]! * outside);
    }
  }

  return maskFrom(mask.width, mask.height, full);
}

/** One small mask drawn at half-pixel offsets, so that it can glide: index with `phaseOf`. */
export type Glider = { readonly phases: readonly Mask[]; readonly reach: number };

const PHASES = 4;

/** A glow that can be drawn at half-pixel places. */
export function glowGlider(radius: number, core = 0): Glider {
  const phases: Mask[] = [];
  for (let y = 0; y < PHASES; y++) {
    for (let x = 0; x < PHASES; x++) {
      phases.push(glowMask(radius + 1, core, x / 2 - 0.75, y / 2 - 0.75));
    }
  }

  return { phases, reach: phases[0]!.width / 2 };
}

/** Draws a glider with its middle at a place in pixels; fractions matter. */
export function drawGlider(picture: Picture, glider: Glider, place: { readonly x: number; readonly y: number }, ink: Ink): void {
  const left = Math.round(2 * (place.x - glider.reach + 0.75));
  const top = Math.round(2 * (place.y - glider.reach + 0.75));
  const [phaseX, phaseY] = [((left % PHASES) + PHASES) % PHASES, ((top % PHASES) + PHASES) % PHASES];
  drawMask(picture, glider.phases[phaseY * PHASES + phaseX]!, { left: (left - phaseX) / 2, top: (top - phaseY) / 2 }, ink);
}

/** Lays the ink through the mask, whose upper left corner is at whole pixels `left`, `top` (made even, as colour is stored at half size). */
export function drawMask(picture: Picture, mask: Mask, place: { readonly left: number; readonly top: number }, ink: Ink): void {
  const strength = Math.round(256 * ink.level);
  if (strength <= 0) {
    return;
  }

  const { width, height, y, u, v, lumaStride, chromaStride } = picture.planes;
  const left = place.left & ~1;
  const top = place.top & ~1;
  const firstRow = Math.max(0, -top);
  const lastRow = Math.min(mask.height, height - top);
  const firstColumn = Math.max(0, -left);
  const lastColumn = Math.min(mask.width, width - left);
  if (firstRow >= lastRow || firstColumn >= lastColumn) {
    return;
  }

  picture.touch(top + firstRow, top + lastRow);
  const front = ink.front ?? null;
  const { full, half, spans } = mask;
  const luma = Math.round(ink.colour.y);
  for (let row = firstRow; row < lastRow; row++) {
    const from = Math.max(firstColumn, spans[2 * row]!);
    const to = Math.min(lastColumn, spans[2 * row + 1]!);
    let source = row * mask.width + from;
    let at = (top + row) * lumaStride + left + from;
    if (front === null) {
      for (const end = at + to - from; at < end; at++, source++) {
        const was = y[at]!;
        y[at] = was + (((luma - was) * (full[source]! * strength) + 32768) >> 16);
      }
    } else {
      let before = (top + row) * width + left + from;
      for (const end = at + to - from; at < end; at++, source++, before++) {
        const was = y[at]!;
        const cover = (full[source]! * strength * (256 - front[before]!)) >> 8;
        y[at] = was + (((luma - was) * cover + 32768) >> 16);
      }
    }
  }

  const blue = Math.round(ink.colour.u);
  const red = Math.round(ink.colour.v);
  const halfWidth = mask.width / 2;
  for (let row = (firstRow + 1) >> 1; row < lastRow >> 1; row++) {
    const from = Math.max((firstColumn + 1) >> 1, Math.min(spans[4 * row]!, spans[4 * row + 2]!) >> 1);
    const to = Math.min(lastColumn >> 1, (Math.max(spans[4 * row + 1]!, spans[4 * row + 3]!) + 1) >> 1);
    let source = row * halfWidth + from;
    let at = ((top >> 1) + row) * chromaStride + (left >> 1) + from;
    let before = (top + 2 * row) * width + left + 2 * from;
    for (const end = at + to - from; at < end; at++, source++, before += 2) {
      let cover = half[source]! * strength;
      if (front !== null) {
        cover = (cover * (256 - front[before]!)) >> 8;
      }

      const wasBlue = u[at]!;
      const wasRed = v[at]!;
      u[at] = wasBlue + (((blue - wasBlue) * cover + 32768) >> 16);
      v[at] = wasRed + (((red - wasRed) * cover + 32768) >> 16);
    }
  }
}

/** The mask as seen behind `front` when its upper left corner is at `left`, `top`: for glows that never move. */
export function behind(
  mask: Mask,
  { left, top }: { readonly left: number; readonly top: number },
  front: { readonly cover: Uint8Array; readonly width: number },
): Mask {
  const full = new Uint8Array(mask.full.length);
  const height = front.cover.length / front.width;
  const [evenLeft, evenTop] = [left & ~1, top & ~1];
  for (let row = Math.max(0, -evenTop); row < Math.min(mask.height, height - evenTop); row++) {
    for (let column = Math.max(0, -evenLeft); column < Math.min(mask.width, front.width - evenLeft); column++) {
      const at = row * mask.width + column;
      full[at] = Math.round((mask.full[at]! * (255 - front.cover[(evenTop + row) * front.width + evenLeft + column]!)) / 255);
    }
  }

  return maskFrom(mask.width, mask.height, full);
}

/** The next even whole number. */
export function even(size: number): number {
  return 2 * Math.ceil(size / 2);
}
