import { z } from 'zod';

const text = z.string();

/** Everything that can happen in a chat in a terminal, as `cuesmith chat --json` prints it, one object a line. `text` is what a person reads. */
export const ChatEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chat-connecting'), text }),
  /** Messages are taken from now on; `steps` are things to try. */
  z.object({ kind: z.literal('chat-ready'), text, steps: z.array(text) }),
  /** A message as it was taken. */
  z.object({ kind: z.literal('message-taken'), text }),
  z.object({ kind: z.literal('reply-said'), text }),
  z.object({
    kind: z.literal('work-progressed'),
    work: z.enum(['thinking', 'music', 'edit', 'upload', 'export', 'download']),
    /** 0 to 100; null where nobody knows. */
    percent: z.number().min(0).max(100).nullable(),
    text,
  }),
  /** Nothing was shown for two minutes, and the work goes on. */
  z.object({ kind: z.literal('work-continuing'), seconds: z.number(), text }),
  z.object({ kind: z.literal('notice-told'), text }),
  z.object({ kind: z.literal('files-uploaded'), names: z.array(text), text }),
  /** What is on the timeline: as one line, and for a screen of lines its heading and its tracks. */
  z.object({ kind: z.literal('tracks-shown'), text, heading: text, tracks: z.array(text) }),
  z.object({ kind: z.literal('credits-told'), available: z.number(), frozen: z.number(), text }),
  z.object({ kind: z.literal('steps-offered'), label: text, steps: z.array(text), text }),
  z.object({
    kind: z.literal('file-delivered'),
    path: text,
    format: text,
    bytes: z.number(),
    /** Null for what has no length. */
    seconds: z.number().nullable(),
    text,
  }),
  /** `code` is the service's, or a name such as `chat.file-missing`. */
  z.object({ kind: z.literal('problem-met'), code: text, text }),
  /** A message is done with: the next one is taken. */
  z.object({ kind: z.literal('message-done'), ok: z.boolean() }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;
