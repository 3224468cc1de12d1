import { z } from 'zod';
import { Brief, ReceiptLine } from '../engine/brief/index.ts';

export const FileKind = z.enum(['mp4', 'wav', 'mp3', 'm4a', 'flac', 'mid', 'stem', 'score']);
/** What a made file is; `stem` is one part's WAV, `score` the written music as JSON. */
export type FileKind = z.infer<typeof FileKind>;

export const MadeFile = z
  .object({
    path: z.string().min(1),
    kind: FileKind,
    bytes: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    durationSeconds: z.number().positive(),
  })
  .strict()
  .readonly();
/** A finished file on disk. */
export type MadeFile = z.infer<typeof MadeFile>;

export const MadeMusic = z
  .object({
    prompt: z.string(),
    seed: z.int().min(0).max(0xffffffff),
    engineVersion: z.string(),
    brief: Brief,
    receipt: z.array(ReceiptLine).readonly(),
    files: z.array(MadeFile).readonly(),
    /** Null when no sound was asked for (`-o x.mid` alone). */
    loudness: z.object({ integratedLufs: z.number(), truePeakDbtp: z.number() }).strict().readonly().nullable(),
    /** Wall milliseconds; `exportMs` counts from the finished master to the last file, since the picture is encoded while the sound is rendered. */
    timings: z
      .object({
        composeMs: z.number().min(0),
        renderMs: z.number().min(0),
        masterMs: z.number().min(0),
        exportMs: z.number().min(0),
        totalMs: z.number().min(0),
      })
      .strict()
      .readonly(),
  })
  .strict()
  .readonly();
/** The answer to "make music": what was understood, what was made, how loud it is and how long it took. */
export type MadeMusic = z.infer<typeof MadeMusic>;
