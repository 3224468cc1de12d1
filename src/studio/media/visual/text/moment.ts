/** Where an animation is: frame `frame` (from 0) of `frames`. Everything lands on whole frames, whatever their rate. */
export type Moment = { readonly frame: number; readonly frames: number; readonly framesPerSecond: number };

/** The frames that a movement of this many seconds takes: whole ones, and never more than a third of all. */
export function framesFor(seconds: number, { frames, framesPerSecond }: Omit<Moment, 'frame'>): number {
  return Math.min(Math.round(seconds * framesPerSecond), Math.floor(frames / 3));
}

/** How far something that takes `inFrames` has come in, 0–1, `sinceFrame` after the beginning: seen in its first frame, whole after its last. */
export function arrival({ frame }: Moment, inFrames: number, sinceFrame = 0): number {
  return Math.min(1, Math.max(0, (frame - sinceFrame + 1) / (inFrames + 1)));
}

/** How much of something that takes `outFrames` to go is still there, 1–0: seen in the last frame, gone after it. */
export function stay({ frame, frames }: Moment, outFrames: number): number {
  return Math.min(1, Math.max(0, (frames - frame) / (outFrames + 1)));
}

/** Quick at first, gentle at the end. */
export function easeOut(x: number): number {
  const rest = 1 - Math.max(0, Math.min(1, x));
  return 1 - rest * rest * rest;
}

/** Shoots past its end by about an eighth and comes back. */
export function overshoot(x: number): number {
  const pull = 1.9;
  const rest = Math.max(0, Math.min(1, x)) - 1;
  return 1 + rest * rest * ((pull + 1) * rest + pull);
}
