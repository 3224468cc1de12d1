import { clamp, exp, log, mixBetween } from '../kernel/index.ts';
import type { PictureRect } from '../timeline/index.ts';
import type { ShotMotion } from './shot.ts';

/** Zooms weaker than this are moves only; their logarithm would be all rounding error. */
const LEAST_ZOOM = 1e-6;

/**
 * What of the picture fills the frame at a frame of the export: begins and ends gently, and holds still outside its clip. The zoom is even
 * to the eye (by the same factor in the same time), and every point of the picture moves on a straight line.
 */
export function motionRectAt({ from, to, startFrame, endFrame }: ShotMotion, frame: number): PictureRect {
  const last = Math.max(1, endFrame - 1 - startFrame);
  const amount = eased(clamp((frame - startFrame) / last, 0, 1));
  const zoom = log(to.width / from.width);
  // How far the rectangle's edges are on their way when its width is where an even zoom wants it.
  const way = Math.abs(zoom) < LEAST_ZOOM ? amount : (exp(zoom * amount) - 1) / (exp(zoom) - 1);
  return {
    x: mixBetween(from.x, to.x, way),
    y: mixBetween(from.y, to.y, way),
    width: mixBetween(from.width, to.width, way),
    height: mixBetween(from.height, to.height, way),
  };
}

/** Still at both ends; in between it is never faster than one and a half times the mean. */
function eased(amount: number): number {
  return amount * amount * (3 - 2 * amount);
}
