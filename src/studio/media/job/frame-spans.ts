/** Frames `[startFrame, endFrame)`. */
export type FrameSpan = { readonly startFrame: number; readonly endFrame: number };

/** How many frames the spans hold. */
export function framesIn(spans: readonly FrameSpan[]): number {
  return spans.reduce((sum, { startFrame, endFrame }) => sum + endFrame - startFrame, 0);
}

/** The frames of `[0, frames)` that are in no span; the spans in order. */
export function framesBeside(spans: readonly FrameSpan[], frames: number): FrameSpan[] {
  const gaps: FrameSpan[] = [];
  let reached = 0;
  for (const { startFrame, endFrame } of [...spans, { startFrame: frames, endFrame: frames }]) {
    if (startFrame > reached) {
      gaps.push({ startFrame: reached, endFrame: startFrame });
    }

    reached = endFrame;
  }

  return gaps;
}
