import { z } from 'zod';
import { JsonValue } from './json-value.ts';
import { answerOf } from './answer.ts';
import { WireDraft } from './draft.ts';
import { plainText } from './plain-text.ts';

export const CreateSessionRequest = z.object({
  task_name: plainText(200).default('project'),
  /** BCP 47 (`en`, `zh-CN`); absent: unknown. */
  language: plainText(35).optional(),
});
export type CreateSessionRequest = z.infer<typeof CreateSessionRequest>;

export const CreateSessionAnswer = answerOf(
  z.object({ task_id: z.string(), session_id: z.string(), user_id: z.string(), bind_id: z.string().nullable() }),
);
export type CreateSessionAnswer = z.infer<typeof CreateSessionAnswer>;

export const WireFile = z.object({
  id: z.string(),
  filename: z.string(),
  file_type: z.enum(['video', 'image', 'audio']),
  cdn_url: z.string(),
  /** Seconds; absent for a still. */
  duration: z.number().optional(),
  /** Pixels; absent for sound. */
  width: z.int().optional(),
  height: z.int().optional(),
  fps: z.number().optional(),
  hash: z.string(),
  thumbnail_url: z.string().optional(),
  peaks_url: z.string().optional(),
});
/** An uploaded file. */
export type WireFile = z.infer<typeof WireFile>;

export const UrlUploadRequest = z.object({
  urls: z.array(z.string().min(1).max(4096)).min(1).max(20),
  source_type: z.literal('url'),
});
export type UrlUploadRequest = z.infer<typeof UrlUploadRequest>;

export const UploadAnswer = answerOf(z.object({ files: z.array(WireFile), session_state_applied: z.literal(true) }));
export type UploadAnswer = z.infer<typeof UploadAnswer>;

export const WireGeneratedMedia = z.object({
  id: z.string(),
  type: z.enum(['music', 'image', 'video']),
  cdn_url: z.string(),
  title: z.string(),
  prompt: z.string(),
  /** Seconds. */
  duration: z.number(),
  /** ISO 8601 in UTC. */
  created_at: z.string(),
  license: z.literal('royalty-free'),
});
/** A file made here. */
export type WireGeneratedMedia = z.infer<typeof WireGeneratedMedia>;

export const SessionStateAnswer = answerOf(
  z.object({
    session_id: z.string(),
    task_id: z.string(),
    task_name: z.string(),
    user_id: z.string(),
    bind_id: z.string().nullable(),
    /** Counts up with every saved draft. */
    version: z.int().min(0),
    updated_at: z.string(),
    /** Whether a message is being worked on: how a client whose stream broke off learns when the work is done. */
    turn_running: z.boolean(),
    state: z.object({
      draft: WireDraft,
      video_infos: z.array(WireFile),
      canvas_config: z.object({ width: z.int(), height: z.int(), ratio: z.string() }),
      video_analyses: z.record(z.string(), JsonValue),
      generated_media: z.array(WireGeneratedMedia),
    }),
  }),
);
export type SessionStateAnswer = z.infer<typeof SessionStateAnswer>;
