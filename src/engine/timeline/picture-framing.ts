import { z } from 'zod';
import { RationalTime } from './rational-time.ts';

/** A rectangle as parts of a picture's width and height from its upper left corner, each 0–1. */
export const PictureRect = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().min(0.01).max(1),
    height: z.number().min(0.01).max(1),
  })
  .readonly();
export type PictureRect = z.infer<typeof PictureRect>;

/**
 * How a picture that is not of the frame's shape stands in it: `blur` whole, over its own blurred likeness; `fit` whole, over black;
 * `fill` covers the frame and loses its edges.
 */
export const FIT_MODES = ['blur', 'fit', 'fill'] as const;

export const PictureFraming = z
  .object({
    fit: z.enum(FIT_MODES),
    /** The part of the picture that is used; null: all of it. */
    crop: PictureRect.nullable(),
    /** A slow move over the clip (Ken Burns): what of the used part fills the frame at its start and at its end; null: it stands still. */
    motion: z.object({ from: PictureRect, to: PictureRect }).readonly().nullable(),
  })
  .readonly();
export type PictureFraming = z.infer<typeof PictureFraming>;

export const TRANSITION_KINDS = ['crossfade', 'dip-to-black', 'dip-to-white', 'wipe', 'slide'] as const;

/**
 * How a clip's picture comes in. It takes place in the clip's first `duration`; the clip that ends where it begins goes on underneath for as
 * long (its own following material, or its last picture held), so that nothing on the timeline moves. Their sounds cross the same way.
 */
export const Transition = z.object({ kind: z.enum(TRANSITION_KINDS), duration: RationalTime }).readonly();
export type Transition = z.infer<typeof Transition>;
