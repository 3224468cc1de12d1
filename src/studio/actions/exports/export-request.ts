import { z } from 'zod';
import { Feeling } from '../../../engine/brief/index.ts';
import { FRAME_RATES } from '../../../engine/export/index.ts';
import { Timeline } from '../../../engine/timeline/index.ts';

export const ExportMedia = z
  .object({
    id: z.string(),
    blobHash: z.string(),
    /** For messages. */
    name: z.string(),
    contentType: z.string(),
    /** The blob of the score, when it is music made here; else null. */
    scoreHash: z.string().nullable(),
    /** The feeling of its brief, for the colours of its picture; null when it is not known. */
    feeling: Feeling.nullable(),
    /** Of its picture, the right way up, pixels; null for sound. */
    size: z.object({ width: z.int(), height: z.int() }).readonly().nullable().default(null),
  })
  .readonly();
/** A file that an export reads. */
export type ExportMedia = z.infer<typeof ExportMedia>;

export const DocumentFormat = z.enum(['otio', 'mlt', 'srt', 'vtt', 'mid', 'json']);
/** Files that are written without any media. */
export type DocumentFormat = z.infer<typeof DocumentFormat>;

export const ExportOutput = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('video'),
      format: z.literal('mp4'),
      width: z.int(),
      height: z.int(),
      framesPerSecond: z.literal(FRAME_RATES),
      /** 0 (best) to 51; null: the usual. */
      quantiser: z.int().nullable(),
    })
    .readonly(),
  /** A small moving picture of the beginning, without sound. */
  z.object({ kind: z.literal('preview'), format: z.literal('gif'), width: z.int(), height: z.int() }).readonly(),
  z.object({ kind: z.literal('sound'), format: z.enum(['wav', 'mp3', 'm4a', 'flac']) }).readonly(),
  z.object({ kind: z.literal('document'), format: DocumentFormat }).readonly(),
  /** A zip of the parts of all music made here. */
  z.object({ kind: z.literal('stems'), format: z.literal('stems') }).readonly(),
]);
/** What file an export makes, everything decided. */
export type ExportOutput = z.infer<typeof ExportOutput>;

export const ExportRequest = z
  .object({
    title: z.string(),
    timeline: Timeline,
    media: z.array(ExportMedia).readonly(),
    output: ExportOutput,
    /** What is to be told with the finished file. */
    warnings: z.array(z.string()).readonly().default([]),
  })
  .readonly();
/** What an export job does: all that was read of the draft when it was asked for. */
export type ExportRequest = z.infer<typeof ExportRequest>;

export const ExportResult = z
  .object({
    format: z.enum(['mp4', 'wav', 'mp3', 'm4a', 'flac', 'gif', 'stems', ...DocumentFormat.options]),
    contentType: z.string(),
    filename: z.string(),
    title: z.string(),
    durationMs: z.number(),
    /** Pixels; 0 for sound. */
    width: z.int(),
    height: z.int(),
    bytes: z.number(),
    warnings: z.array(z.string()).readonly().default([]),
    /** How a video was made: by which version (see `EXPORT_VERSION`) and encoder, and what of a former export was copied. Null for sound, and for exports of old. */
    made: z
      .object({ version: z.string(), encoder: z.string(), copiedFrames: z.int(), hasCopiedSound: z.boolean() })
      .readonly()
      .nullable()
      .default(null),
  })
  .readonly();
/** What a finished export is. */
export type ExportResult = z.infer<typeof ExportResult>;
