import { z } from 'zod';
import { MusicChange } from '../../../engine/score/index.ts';
import { EditRequest } from '../../../engine/timeline/index.ts';

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
    learned: z.boolean(),
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

/** What a message asks of the timeline besides its music: one transaction with the placing of it. */
export const MessageEdits = z
  .object({
    /** Before the music is placed, and after it, each in their order. */
    before: z.array(EditRequest).readonly().default([]),
    after: z.array(EditRequest).readonly().default([]),
    /** What `after` calls the clip of the new music; null: nothing. */
    musicId: z.string().nullable().default(null),
    /** Whether one request that is refused leaves the others done. */
    isSeparable: z.boolean().default(false),
  })
  .strict()
  .readonly();
export type MessageEdits = z.infer<typeof MessageEdits>;

export const Take = z
  .object({
    /** 1 first. */
    number: z.int().min(1),
    /** Whether it is kept as media only, and the timeline stays as it is. */
    isAside: z.boolean(),
  })
  .strict()
  .readonly();
/** One of several pieces that a message asks for, of which one is chosen later. */
export type Take = z.infer<typeof Take>;

export const GenerateRequest = z
  .object({
    wish: MusicWish,
    /** The music (`med_…`) of which this is a revision: its score is changed and takes its place; null: it is composed anew. */
    revises: z.string().nullable().default(null),
    /** What is changed about the score before it is rendered. */
    changes: z.array(MusicChange).readonly().default([]),
    /** Whether it lands on the cuts of the picture, as they are once `edits.before` are done. */
    matchesCuts: z.boolean().default(false),
    /** Whether it is changed only to be as long as the picture. */
    isRefit: z.boolean().default(false),
    edits: MessageEdits.default({ before: [], after: [], musicId: null, isSeparable: false }),
    /** Which of several pieces of one message it is; null: it is the only one. */
    take: Take.nullable().default(null),
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

const FactValue = z.union([z.string(), z.number()]).nullable();

/** What a revision of music did, for the answer: facts from before to after, and what could not be done. */
export const MusicRevisionFacts = z
  .object({
    facts: z
      .array(z.object({ what: z.string(), part: z.string().nullable(), before: FactValue, after: FactValue }).readonly())
      .readonly(),
    refused: z.array(z.object({ change: MusicChange, reason: z.string() }).readonly()).readonly(),
    changedParts: z.array(z.string()).readonly(),
    keptParts: z.array(z.string()).readonly(),
    /** Moments of the piece in seconds that were asked for, and how far from them the music lands. */
    hits: z.array(z.object({ atSeconds: z.number(), errorMs: z.number() }).readonly()).readonly(),
  })
  .readonly();
export type MusicRevisionFacts = z.infer<typeof MusicRevisionFacts>;

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
    revision: MusicRevisionFacts.nullable().default(null),
  })
  .strict()
  .readonly();
/** The result of a `generate` job. */
export type GenerateResult = z.infer<typeof GenerateResult>;

/** What `details` of generated music say about how it came about, as far as a follow-up needs it. */
export const MusicDetails = z.looseObject({
  wish: MusicWish,
  brief: z.looseObject({ durationSeconds: z.number(), tempoBpm: z.number(), style: z.string(), seed: z.int() }),
  /** Among the pieces that one message asked for; null: it was the only one. */
  take: z.object({ turnId: z.string(), number: z.int() }).readonly().nullable().optional(),
});
export type MusicDetails = z.infer<typeof MusicDetails>;
