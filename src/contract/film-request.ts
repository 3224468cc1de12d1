import { z } from 'zod';
import { Brief, ReceiptLine } from '../engine/brief/index.ts';
import { PRESET_IDS } from '../engine/export/index.ts';
import { FIT_MODES } from '../engine/timeline/index.ts';
import { Aspect, FrameRate, MakeRequest } from './make-request.ts';

export const FILM_KINDS = ['mp4', 'wav', 'mp3', 'm4a', 'flac', 'gif', 'otio', 'srt', 'vtt', 'mid', 'json'] as const;
export const FilmKind = z.enum(FILM_KINDS);
/** The kinds of file that a timeline can become; `json` is the score of its music. */
export type FilmKind = z.infer<typeof FilmKind>;

export const FilmOutput = z
  .object({ path: z.string().min(1), kind: FilmKind })
  .strict()
  .readonly();
export type FilmOutput = z.infer<typeof FilmOutput>;

export const Preset = z.enum(PRESET_IDS);
export type Preset = z.infer<typeof Preset>;

export const FilmRequest = z
  .object({
    prompt: z.string(),
    hints: MakeRequest.unwrap().shape.hints,
    /** Footage by its paths, one after the other; none: the picture is drawn from the music. */
    films: z.array(z.string().min(1)).max(20).readonly(),
    /** SRT or WebVTT, or null. */
    captionsPath: z.string().nullable(),
    /** How far music goes down while somebody speaks, dB, 3 to 30; `off`: not at all; null: 12 where somebody does. */
    duck: z.union([z.number().min(3).max(30), z.literal('off')]).nullable(),
    /** Whether the footage is heard. */
    keepsSound: z.boolean(),
    /** How footage of another shape is shown; null: over a blurred likeness of itself. */
    fit: z.enum(FIT_MODES).nullable(),
    preset: Preset.nullable(),
    /** Null: the footage's own, or 16:9 and 30. */
    aspect: Aspect.nullable(),
    framesPerSecond: FrameRate.nullable(),
    /** Moments of the film, in seconds, that the music lands on. */
    hits: z.array(z.number().min(0).max(600)).max(100).readonly(),
    matchesCuts: z.boolean(),
    /** What the project is called that keeps all this; null: nothing is kept but the files. */
    project: z.string().min(1).max(200).nullable(),
    outputs: z.array(FilmOutput).readonly(),
    overwrite: z.boolean(),
  })
  .strict()
  .readonly();
/** A wish for music that goes with a film. */
export type FilmRequest = z.infer<typeof FilmRequest>;

export const FILM_STAGES = ['read', 'music', 'film'] as const;
/** The stages of a film's music, in the order in which they begin: its files are read, music is made, files are written. */
export type FilmStage = (typeof FILM_STAGES)[number];

/** How far a stage is: `done` runs from 0 to 1 and never goes back. */
export type FilmProgress = { readonly stage: FilmStage; readonly done: number };

export const FilmFile = z
  .object({
    path: z.string().min(1),
    kind: FilmKind,
    bytes: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    durationSeconds: z.number().min(0),
    /** Pictures that were taken over as they were encoded before, from the footage or a former export; null for what has none. */
    copiedFrames: z.int().min(0).nullable(),
  })
  .strict()
  .readonly();
/** A finished file of a timeline. */
export type FilmFile = z.infer<typeof FilmFile>;

export const ProjectName = z.object({ id: z.string(), title: z.string() }).strict().readonly();
export type ProjectName = z.infer<typeof ProjectName>;

export const MadeFilm = z
  .object({
    prompt: z.string(),
    seed: z.int().min(0).max(0xffffffff),
    engineVersion: z.string(),
    brief: Brief,
    receipt: z.array(ReceiptLine).readonly(),
    /** Null when nothing was kept. */
    project: ProjectName.nullable(),
    files: z.array(FilmFile).readonly(),
    /** Of the music alone. */
    loudness: z.object({ integratedLufs: z.number(), truePeakDbtp: z.number() }).strict().readonly(),
    /** Moments that the music was to land on, and how far from each it does: above 0 late. */
    hits: z.array(z.object({ atSeconds: z.number(), errorMs: z.number() }).strict().readonly()).readonly(),
    /** How the music gives way; null: it does not. */
    ducking: z
      .object({
        under: z.enum(['speech', 'sound']),
        /** How often, for how many seconds in all, and how far at most. */
        stretches: z.int().min(0),
        seconds: z.number().min(0),
        depthDb: z.number().min(0),
      })
      .strict()
      .readonly()
      .nullable(),
    /** One line on what is on the timeline. */
    timeline: z.string(),
    warnings: z.array(z.string()).readonly(),
    totalMs: z.number().min(0),
  })
  .strict()
  .readonly();
/** The answer to a `FilmRequest`. */
export type MadeFilm = z.infer<typeof MadeFilm>;
