import type { Frame } from 'node-av/lib';
import type { Planes } from '../visual/picture.ts';

const BLACK = { y: 16, u: 128, v: 128 };

/** A decoded 4:2:0 picture where it lies in FFmpeg's memory: valid only until the frame is unreferenced. */
export function planesOfFrame(frame: Frame): Planes {
  const [y, u, v] = frame.data ?? [];
  const [lumaStride, chromaStride] = frame.linesize;
  if (y === undefined || u === undefined || v === undefined || lumaStride === undefined || chromaStride === undefined) {
    throw new Error('FFmpeg gave a picture without pixels.');
  }

  return { width: frame.width, height: frame.height, y, u, v, lumaStride, chromaStride };
}

/** A black picture in memory of its own. */
export function blackPlanes({ width, height }: { readonly width: number; readonly height: number }): Planes {
  const quarter = (width / 2) * (height / 2);
  return {
    width,
    height,
    y: new Uint8Array(width * height).fill(BLACK.y),
    u: new Uint8Array(quarter).fill(BLACK.u),
    v: new Uint8Array(quarter).fill(BLACK.v),
    lumaStride: width,
    chromaStride: width / 2,
  };
}
