import type { Canvas } from '@napi-rs/canvas';
import type { Planes } from './picture.ts';

/** Strongest speck of the grain, in steps of 8-bit luma. Weaker grain is flattened by the encoder and skies show steps. */
const GRAIN = 3.2;

/**
 * Turns a drawn canvas into the still picture that frames are made from, with fine grain over it: paper and film have it, and it
 * hides the steps that eight bits make of a gradient. The grain stands still, so it costs bits only in key frames.
 */
export function stillFrom(canvas: Canvas, seed: number): Planes {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const planes: Planes = {
    width,
    height,
    y: new Uint8Array(width * height),
    u: new Uint8Array((width * height) / 4),
    v: new Uint8Array((width * height) / 4),
    lumaStride: width,
    chromaStride: width / 2,
  };
  let word = (seed | 1) >>> 0;
  const speck = (): number => {
    // Numerical Recipes' congruential generator; two upper halves make a triangular distribution.
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return ((word >>> 16) - (word & 0xffff)) / 65536;
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const luma = 16 + (0.2126 * data[4 * at]! + 0.7152 * data[4 * at + 1]! + 0.0722 * data[4 * at + 2]!) * (219 / 255);
      planes.y[at] = clampByte(luma + GRAIN * speck());
    }
  }

  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < width / 2; column++) {
      const at = 4 * (2 * row * width + 2 * column);
      const below = at + 4 * width;
      const red = data[at]! + data[at + 4]! + data[below]! + data[below + 4]!;
      const green = data[at + 1]! + data[at + 5]! + data[below + 1]! + data[below + 5]!;
      const blue = data[at + 2]! + data[at + 6]! + data[below + 2]! + data[below + 6]!;
      const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      const place = (row * width) / 2 + column;
      planes.u[place] = clampByte(128 + ((blue - luma) * (224 / 1020)) / 1.8556 + speck());
      planes.v[place] = clampByte(128 + ((red - luma) * (224 / 1020)) / 1.5748 + speck());
    }
  }

  return planes;
}

function clampByte(value: number): number {
  return value < 16 ? 16 : value > 240 ? 240 : Math.round(value);
}
