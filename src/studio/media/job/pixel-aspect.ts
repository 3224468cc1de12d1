import type { Frame, Stream } from 'node-av/lib';

/** Width of a picture's pixels by their height; what the container says counts more than what the codec says. */
export type PixelAspect = { readonly num: number; readonly den: number };

/** The shape of a picture's pixels; square where nothing is said. */
export function pixelAspectOf(frame: Frame, stream: Stream): PixelAspect {
  for (const { num, den } of [stream.sampleAspectRatio, frame.sampleAspectRatio]) {
    if (num > 0 && den > 0) {
      return { num, den };
    }
  }

  return { num: 1, den: 1 };
}
