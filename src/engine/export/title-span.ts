import type { TitlePlan } from './export-plan.ts';
import type { FrameRate } from './frame-format.ts';

/** The frames of an export in which a title is seen: `[startFrame, endFrame)`, with its fades and its shade, one frame at least. */
export function titleSpan(
  { startSeconds, endSeconds }: Pick<TitlePlan, 'startSeconds' | 'endSeconds'>,
  framesPerSecond: FrameRate,
): { readonly startFrame: number; readonly endFrame: number } {
  const startFrame = Math.round(startSeconds * framesPerSecond);
  const endFrame = Math.round(endSeconds * framesPerSecond);
  if (endFrame > startFrame) {
    return { startFrame, endFrame };
  }

  // Too short for a frame of its own: the one it begins in.
  const only = Math.floor(startSeconds * framesPerSecond);
  return { startFrame: only, endFrame: only + 1 };
}
