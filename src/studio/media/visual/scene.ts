import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { Area, Palette, VisualPlan } from '../../../engine/export/index.ts';
import type { Rng } from '../../../engine/kernel/index.ts';
import type { MusicClock } from './music-clock.ts';
import type { Picture } from './picture.ts';

/** What a motif is given to compose with. */
export type SceneContext = {
  readonly width: number;
  readonly height: number;
  /** A hundredth of the shorter side, pixels: sizes are given in it, so that every format looks as bold. */
  readonly unit: number;
  readonly shape: 'wide' | 'tall' | 'square';
  readonly safeArea: Area;
  readonly palette: Palette;
  readonly plan: VisualPlan;
  readonly music: MusicClock;
  readonly rng: Rng;
};

/** Where the title stands inside the safe area. */
export type TitlePlace = { readonly align: 'left' | 'center' | 'right'; readonly at: 'top' | 'middle' | 'bottom' };

/** A composed picture: what stands still, and how to draw what moves over it at a moment. */
export type Scene = {
  readonly still: Canvas;
  readonly titlePlace: TitlePlace;
  /** What changes in jumps (on a beat, say): drawn anew only when its key does, under everything that moves. */
  readonly held?: { readonly keyAt: (seconds: number) => number; readonly draw: (picture: Picture, seconds: number) => void };
  /** Draws everything that moves; the picture holds the still when called. Cost is per touched pixel, so touch little. */
  readonly draw: (picture: Picture, seconds: number) => void;
};

export type MotifComposer = (context: SceneContext) => Scene;

/** Fills the whole canvas with the palette's ground, top to bottom; the places of the middle and the bottom colour are parts of the height. */
export function paintGround(
  context: SKRSContext2D,
  { width, height, palette }: SceneContext,
  { middleAt = 0.5, bottomAt = 1 }: { readonly middleAt?: number; readonly bottomAt?: number } = {},
): void {
  const [top, middle, bottom] = palette.ground;
  const gradient = context.createLinearGradient(0, 0, 0, height);
  gradient.addColorStop(0, `rgb(${top.join(',')})`);
  gradient.addColorStop(middleAt, `rgb(${middle.join(',')})`);
  gradient.addColorStop(bottomAt, `rgb(${bottom.join(',')})`);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
}

/** How strongly what `paint` draws covers each pixel of the frame, 0–255: the cover behind which moving things pass. */
export function coverOf(canvas: Canvas): Uint8Array {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const cover = new Uint8Array(width * height);
  for (let i = 0; i < cover.length; i++) {
    cover[i] = data[4 * i + 3]!;
  }

  return cover;
}
