import { z } from 'zod';
import { PRESET_IDS } from '../../engine/export/index.ts';
import { WireDraft } from './draft.ts';
import { WireId } from './plain-text.ts';

export const RenderOutput = z.object({
  /** `gif` is a preview; `otio` and `mlt` the timeline for other programs; `srt` and `vtt` its captions; `mid` and `json` the score of its music; `stems` a zip of WAVs, one per part of its music, with the score. */
  format: z.enum(['mp4', 'wav', 'mp3', 'm4a', 'flac', 'gif', 'otio', 'mlt', 'srt', 'vtt', 'mid', 'json', 'stems']).default('mp4'),
  /** Where it will be shown: sets size and frame rate unless they are said; what does not fit there comes as a warning. */
  preset: z.enum(PRESET_IDS).optional(),
  quality: z.enum(['low', 'medium', 'high', 'best']).default('high'),
  /** `720p`, `1080p`, or `<width>x<height>`; absent: the draft's. */
  resolution: z
    .string()
    .regex(/^(\d{3,4}p|\d{2,4}x\d{2,4})$/)
    .optional(),
  fps: z.number().min(1).max(240).optional(),
  /** Only H.264 is made. */
  codec: z.enum(['h264']).optional(),
  /** The encoder's quality, 0 (best) to 51; absent: by `quality`. */
  crf: z.number().min(0).max(51).optional(),
});
/** What file an export makes. */
export type RenderOutput = z.infer<typeof RenderOutput>;

export const RenderRequest = z.object({
  /** Chosen by the client; the same id with the same body is the same export. */
  id: WireId,
  sessionId: WireId,
  draft: WireDraft,
  output: RenderOutput.default({ format: 'mp4', quality: 'high' }),
});
export type RenderRequest = z.infer<typeof RenderRequest>;

export const RenderState = z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']);
export type RenderState = z.infer<typeof RenderState>;

const RenderBrief = z.object({ id: z.string(), status: RenderState, progress: z.int().min(0).max(100) });

export const RenderStartedAnswer = RenderBrief.extend({ success: z.literal(true), taskId: z.string(), data: RenderBrief });
export type RenderStartedAnswer = z.infer<typeof RenderStartedAnswer>;

export const RenderStatusAnswer = RenderBrief.extend({
  success: z.literal(true),
  taskId: z.string(),
  /** Null until completed. */
  output: z
    .object({
      url: z.string(),
      duration: z.number(),
      size: z.number(),
      width: z.int(),
      height: z.int(),
      format: z.string(),
      /** What is worth knowing of the file, as sentences: too long for where it goes. Absent when there is nothing. */
      warnings: z.array(z.string()).optional(),
    })
    .nullable(),
  error: z.string().nullable(),
  /** When to ask again, in seconds; null: it has ended. */
  pollSeconds: z.number().nullable(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  completedAt: z.number().nullable(),
  data: RenderBrief.extend({
    outputUrl: z.string().nullable(),
    createdAt: z.number(),
    completedAt: z.number().nullable(),
    error: z.string().nullable(),
  }),
  /** The same in Remotion's words. */
  lambda: z
    .object({
      renderId: z.string(),
      done: z.boolean(),
      overallProgress: z.number().min(0).max(1),
      outputFile: z.string().nullable(),
      outputSizeInBytes: z.number().nullable(),
      fatalErrorEncountered: z.boolean(),
      errors: z.array(z.object({ message: z.string() })),
      type: z.literal('success'),
    })
    .optional(),
});
export type RenderStatusAnswer = z.infer<typeof RenderStatusAnswer>;

export const RenderCancelledAnswer = z.object({
  success: z.literal(true),
  data: z.object({ id: z.string(), status: RenderState }),
});
export type RenderCancelledAnswer = z.infer<typeof RenderCancelledAnswer>;
