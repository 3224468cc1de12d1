import { createCanvas, ImageData } from '@napi-rs/canvas';
import { AV_FRAME_FLAG_INTERLACED, AV_PIX_FMT_RGBA } from 'node-av/constants';
import { Frame, SoftwareScaleContext } from 'node-av/lib';
import { damaged } from './open-media.ts';
import { isSideways, type Turn } from './turn-of.ts';

const LONGEST_SIDE = 480;
const JPEG_QUALITY = 80;

/** A picture as it will be shown, small. */
export type SmallPicture = {
  /** RGBA, as stored (not turned yet). */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Mean brightness, 0–255. */
  readonly brightness: number;
};

/** Scales a decoded picture so that neither side is above 480 pixels, with square pixels. The two halves of an interlaced one are drawn as one. */
export function shrink(source: Frame): SmallPicture {
  const { num, den } = source.sampleAspectRatio;
  const stretch = num > 0 && den > 0 ? num / den : 1;
  const shown = { width: source.width * stretch, height: source.height };
  const scale = Math.min(1, LONGEST_SIDE / Math.max(shown.width, shown.height));
  const width = Math.max(1, Math.round(shown.width * scale));
  const height = Math.max(1, Math.round(shown.height * scale));
  const [scaler, small] = [new SoftwareScaleContext(), new Frame()];
  scaler.allocContext();
  small.alloc();
  // FFmpeg refuses to scale halves into a whole.
  source.clearFlags(AV_FRAME_FLAG_INTERLACED);
  try {
    small.width = width;
    small.height = height;
    small.format = AV_PIX_FMT_RGBA;
    if (small.getBuffer(0) < 0 || scaler.scaleFrameSync(small, source) < 0) {
      throw damaged('its picture cannot be drawn');
    }

    const [plane] = small.data ?? [];
    const [rowBytes = 0] = small.linesize;
    if (plane === undefined || plane.length < rowBytes * (height - 1) + 4 * width) {
      throw damaged('its picture cannot be drawn');
    }

    return tightPixels(plane, { rowBytes, width, height });
  } finally {
    small.free();
    scaler.freeContext();
  }
}

/** A JPEG of a small picture, turned as it should be shown; what is transparent becomes black, as on a video's frame. */
export function drawThumbnail({ pixels, width, height }: SmallPicture, turn: Turn): Buffer {
  const stored = createCanvas(width, height);
  stored.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
  const [shownWidth, shownHeight] = isSideways(turn) ? [height, width] : [width, height];
  const shown = createCanvas(shownWidth, shownHeight);
  const context = shown.getContext('2d');
  context.fillStyle = 'black';
  context.fillRect(0, 0, shownWidth, shownHeight);
  // The turn moves the picture out to the left or the top; this moves it back.
  const left = Math.min(0, turn.a * width) + Math.min(0, turn.c * height);
  const top = Math.min(0, turn.b * width) + Math.min(0, turn.d * height);
  context.setTransform(turn.a, turn.b, turn.c, turn.d, -left, -top);
  context.drawImage(stored, 0, 0);
  return shown.toBuffer('image/jpeg', JPEG_QUALITY);
}

function tightPixels(
  plane: Buffer,
  { rowBytes, width, height }: { readonly rowBytes: number; readonly width: number; readonly height: number },
): SmallPicture {
  const pixels = new Uint8ClampedArray(4 * width * height);
  let sum = 0;
  for (let y = 0; y < height; y++) {
    pixels.set(plane.subarray(y * rowBytes, y * rowBytes + 4 * width), 4 * width * y);
  }

  for (let i = 0; i < pixels.length; i += 4) {
    // Rec. 601 luma in whole numbers; it only has to tell dark from bright.
    sum += ((77 * pixels[i]! + 150 * pixels[i + 1]! + 29 * pixels[i + 2]!) / 256) * (pixels[i + 3]! / 255);
  }

  return { pixels, width, height, brightness: sum / (width * height) };
}
