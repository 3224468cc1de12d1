import { z } from 'zod';
import type { WireDraft } from '../../contract/service/index.ts';
import { dataOf } from '../read-answer.ts';

const maybeText = z.string().nullish().catch(null);
const maybeNumber = z.number().nullish().catch(null);
/** A list of what can be read of it; what cannot is left out rather than the whole refused. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.flatMap((value) => {
        const read = item.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );

/** A whole number of milliseconds; servers write fractions at times. */
const milliseconds = z.number().min(0).transform(Math.round);
const number = z.number().optional().catch(undefined);
const text = z.string().optional().catch(undefined);

const DraftSegment = z.looseObject({
  id: text,
  s: milliseconds.optional().catch(undefined),
  d: milliseconds.catch(0),
  m: z
    .looseObject({
      name: text,
      src: text,
      kind: text,
      source_start: number,
      volume: number,
      fade_in: number,
      fade_out: number,
      text,
      color: text,
      position: text,
    })
    .optional()
    .catch(undefined),
});
const DraftTrack = z.looseObject({
  id: text,
  tt: z.number(),
  m: z.looseObject({ name: text }).optional().catch(undefined),
  sg: listOf(DraftSegment).optional(),
});
const Draft = z
  .looseObject({
    d: milliseconds.optional().catch(undefined),
    m: z.looseObject({ title: text, width: number, height: number, fps: number }).optional().catch(undefined),
    t: listOf(DraftTrack).optional(),
  })
  .catch({});

/** An uploaded file. */
export const ClientFile = z
  .looseObject({
    id: maybeText,
    filename: z.string().catch(''),
    file_type: z.string().catch('video'),
    cdn_url: z.string().catch(''),
    duration: maybeNumber,
    width: maybeNumber,
    height: maybeNumber,
  })
  .transform((file) => ({
    id: file.id ?? null,
    name: file.filename,
    /** `video`, `image` or `audio`. */
    type: file.file_type,
    url: file.cdn_url,
    /** Null for a still. */
    durationSeconds: file.duration ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
  }));
export type ClientFile = z.output<typeof ClientFile>;

const GeneratedMedia = z
  .looseObject({
    id: maybeText,
    type: z.string().catch('music'),
    cdn_url: z.string().catch(''),
    title: z.string().catch(''),
    prompt: z.string().catch(''),
    duration: maybeNumber,
  })
  .transform((media) => ({
    id: media.id ?? null,
    /** `music`, `image` or `video`. */
    type: media.type,
    url: media.cdn_url,
    title: media.title,
    prompt: media.prompt,
    durationSeconds: media.duration ?? null,
  }));
/** A file that was made in the session. */
export type GeneratedMedia = z.output<typeof GeneratedMedia>;

const StateAnswer = z.looseObject({
  session_id: maybeText,
  task_id: maybeText,
  task_name: maybeText,
  user_id: maybeText,
  bind_id: maybeText,
  version: maybeNumber,
  updated_at: maybeText,
  turn_running: z.boolean().nullish().catch(null),
  state: z.looseObject({
    draft: z.unknown().optional(),
    video_infos: listOf(ClientFile).optional(),
    generated_media: listOf(GeneratedMedia).optional(),
  }),
});

/** Everything there is in a session. */
export type SessionState = {
  readonly sessionId: string | null;
  readonly taskId: string | null;
  readonly name: string | null;
  /** The id that registration links carry; null for registered users. */
  readonly bindId: string | null;
  /** Counts up with every saved draft; null where the server does not count. */
  readonly version: number | null;
  /** Milliseconds since 1970 by the server's clock. */
  readonly updatedAtMs: number | null;
  /** Whether a message is being worked on; null: the server does not say. */
  readonly isTurnRunning: boolean | null;
  /** The timeline: `{}` while nothing is on it. Keys we do not know are kept; values that are none are left out. */
  readonly draft: WireDraft;
  /** The timeline as it came, for sending it back. */
  readonly rawDraft: unknown;
  readonly files: readonly ClientFile[];
  readonly generated: readonly GeneratedMedia[];
};

/** Reads a state answer: what is missing or wrong in it counts as absent. Null when it is no state at all. */
export function readSessionState(json: unknown): SessionState | null {
  const read = StateAnswer.safeParse(dataOf(json));
  if (!read.success) {
    return null;
  }

  const { state, ...session } = read.data;
  const updatedAtMs = Date.parse(session.updated_at ?? '');
  return {
    sessionId: session.session_id ?? null,
    taskId: session.task_id ?? null,
    name: session.task_name ?? null,
    bindId: session.bind_id ?? (session.user_id?.startsWith('anon_') === true ? session.user_id : null),
    version: session.version ?? null,
    updatedAtMs: Number.isNaN(updatedAtMs) ? null : updatedAtMs,
    isTurnRunning: session.turn_running ?? null,
    draft: readDraft(state.draft),
    rawDraft: state.draft ?? {},
    files: state.video_infos ?? [],
    generated: state.generated_media ?? [],
  };
}

/** A draft of any server as ours says it. */
export function readDraft(raw: unknown): WireDraft {
  return Draft.parse(raw ?? {});
}

/** Whether anything stands on a timeline. */
export function hasClips(draft: WireDraft): boolean {
  return (draft.t ?? []).some(({ sg = [] }) => sg.length > 0);
}
