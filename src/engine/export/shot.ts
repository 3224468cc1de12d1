import type { Seconds } from '../kernel/index.ts';
import type { PictureFraming, PictureRect, Transition } from '../timeline/index.ts';
import type { VisualPlan } from './visual-plan.ts';

/** A slow move over a picture: what of it fills the frame at `startFrame` of the export and at the last frame before `endFrame`. */
export type ShotMotion = {
  readonly from: PictureRect;
  readonly to: PictureRect;
  /** The span of its clip, of which a shot may be a part. */
  readonly startFrame: number;
  readonly endFrame: number;
};

/** How footage and stills stand in the frame; with a motion they always fill it. */
export type ShotFraming = Pick<PictureFraming, 'fit' | 'crop'> & { readonly motion: ShotMotion | null };

export type ShotSource =
  /** Drawn from a score of this length. */
  | { readonly kind: 'visual'; readonly visual: VisualPlan; readonly durationSeconds: Seconds }
  /** Filmed, or a still. */
  | { readonly kind: 'video' | 'image'; readonly mediaId: string; readonly framing: ShotFraming }
  | { readonly kind: 'black' };

/** What is seen: one source, or two while one comes in over the other. */
export type Look = {
  /** The moment of the source that the first frame of the shot shows. Past its end a source holds its last picture. */
  readonly sourceSeconds: Seconds;
  /** How much of the source passes in a second of the export, 0.25–4. */
  readonly speed: number;
  readonly source: ShotSource;
  /** Null: it was cut to. */
  readonly transition: ShotTransition | null;
};

/** How a source comes in over another: not at all at `startFrame`, wholly at `endFrame` and from there on. */
export type ShotTransition = {
  readonly kind: Transition['kind'];
  /** Frames of the export; a shot may begin within. */
  readonly startFrame: number;
  readonly endFrame: number;
  readonly from: Look;
};

/** What is seen for a while. */
export type Shot = Look & {
  /** Pictures `[startFrame, endFrame)` of the export. */
  readonly startFrame: number;
  readonly endFrame: number;
};

/** How far a transition is at a frame of the export, 0–1. */
export function transitionProgress({ startFrame, endFrame }: ShotTransition, frame: number): number {
  return Math.min(1, Math.max(0, (frame - startFrame) / (endFrame - startFrame)));
}
