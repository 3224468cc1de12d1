import { z } from 'zod';

/** Options of a brief as a job keeps them; see `BriefHints`. */
export const MusicHints = z
  .object({
    seed: z.int().min(0).max(0xffffffff),
    durationSeconds: z.number(),
    tempoBpm: z.number(),
    key: z.string(),
    style: z.string(),
    with: z.array(z.string()).readonly(),
    without: z.array(z.string()).readonly(),
    loop: z.boolean(),
    title: z.string(),
  })
  .partial()
  .strict()
  .readonly();
export type MusicHints = z.infer<typeof MusicHints>;

export const MusicWish = z
  .object({
    /** What the composer reads: English words. */
    prompt: z.string().min(1),
    /** What the person wrote, in any language. */
    words: z.string().min(1),
    hints: MusicHints,
    /** Shape of the picture in pixels that was asked for; null: none. */
    frame: z.object({ width: z.int(), height: z.int() }).readonly().nullable(),
    /** Whether the title on the draft stays as it is (default no): a new take of music brings no title of its own. */
    keepsTitle: z.boolean().default(false),
  })
  .strict()
  .readonly();
/** What music somebody wishes for. */
export type MusicWish = z.infer<typeof MusicWish>;

export const GenerateRequest = z
  .object({
    wish: MusicWish,
    /** Chosen when the job is submitted: done twice, it makes one file. */
    mediaId: z.string(),
    /** The turn that asked, or null. */
    turnId: z.string().nullable(),
    invocationId: z.string().nullable(),
    /** Of the messages about it. */
    language: z.enum(['en', 'zh']),
  })
  .strict()
  .readonly();
/** The request of a `generate` job. */
export type GenerateRequest = z.infer<typeof GenerateRequest>;

export const GenerateResult = z
  .object({
    mediaId: z.string(),
    title: z.string(),
    durationMs: z.int(),
    /** Names of the artifacts: the sound, and the score as JSON. */
    sound: z.string(),
    score: z.string(),
    integratedLufs: z.number(),
    truePeakDbtp: z.number(),
  })
  .strict()
  .readonly();
/** The result of a `generate` job. */
export type GenerateResult = z.infer<typeof GenerateResult>;

/** What `details` of generated music say about how it came about, as far as a follow-up needs it. */
export const MusicDetails = z.looseObject({
  wish: MusicWish,
  brief: z.looseObject({ durationSeconds: z.number(), tempoBpm: z.number(), style: z.string(), seed: z.int() }),
});
export type MusicDetails = z.infer<typeof MusicDetails>;
