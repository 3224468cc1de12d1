import { z } from 'zod';
import { FRAME_FORMATS, FRAME_RATES } from '../engine/export/index.ts';

export const OUTPUT_KINDS = ['mp4', 'wav', 'mp3', 'm4a', 'flac', 'mid'] as const;
export const OutputKind = z.enum(OUTPUT_KINDS);
/** The kinds of file that a name's ending can ask for. */
export type OutputKind = z.infer<typeof OutputKind>;

export const Aspect = z.enum(FRAME_FORMATS);
/** Shape of the picture, width to height. */
export type Aspect = z.infer<typeof Aspect>;

export const FrameRate = z.literal(FRAME_RATES);
/** Pictures a second. */
export type FrameRate = z.infer<typeof FrameRate>;

export const MakeRequest = z
  .object({
    prompt: z.string(),
    /** Wishes given outside the words; each one beats the prompt. */
    hints: z
      .object({
        seed: z.int().min(0).max(0xffffffff).optional(),
        durationSeconds: z.number().optional(),
        tempoBpm: z.number().optional(),
        key: z.string().optional(),
        style: z.string().optional(),
        with: z.array(z.string()).readonly().optional(),
        without: z.array(z.string()).readonly().optional(),
        loop: z.boolean().optional(),
        title: z.string().optional(),
        learned: z.boolean().optional(),
      })
      .strict()
      .readonly(),
    outputs: z
      .array(
        z
          .object({ path: z.string().min(1), kind: OutputKind })
          .strict()
          .readonly(),
      )
      .readonly(),
    /** Folder for one WAV per part, or null. */
    stemsFolder: z.string().nullable(),
    /** File for the score as JSON, or null. */
    scorePath: z.string().nullable(),
    aspect: Aspect,
    framesPerSecond: FrameRate,
    /** How many scores to write and judge, 1–64; null for the composer's own choice. */
    candidates: z.int().min(1).max(64).nullable(),
    /** Files that exist may be replaced. */
    overwrite: z.boolean(),
  })
  .strict()
  .readonly();
/** The wish that every door hands to `makeMusic`. */
export type MakeRequest = z.infer<typeof MakeRequest>;

/** The most cuts of one idea. */
export const MOST_CUTS = 12;

export const CutsRequest = z
  .object({
    make: MakeRequest,
    /** Lengths of the cuts, seconds, 1–600, each once. */
    cutsSeconds: z.array(z.number().min(1).max(600)).min(1).max(MOST_CUTS).readonly(),
  })
  .strict()
  .readonly();
/** The wish for one idea at several lengths: every file of `make` is made once for each, with the length in its name. */
export type CutsRequest = z.infer<typeof CutsRequest>;

export const MAKE_STAGES = ['compose', 'render', 'mix', 'master', 'export'] as const;
/** The stages of making, in the order in which they begin. */
export type MakeStage = (typeof MAKE_STAGES)[number];

/** How far a stage is: `done` runs from 0 to 1 and never goes back. */
export type MakeProgress = { readonly stage: MakeStage; readonly done: number };
