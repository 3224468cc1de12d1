import { z } from 'zod';

/** What a probe process says first, when it has all it needs and turns to the file: a failure before that is not the file's. */
export const PROBE_READY = Buffer.from('ready\n');

const Facts = z.object({
  kind: z.enum(['video', 'image', 'audio']),
  contentType: z.string().max(100),
  durationMs: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .nullable(),
  width: z.int().min(1).max(100_000).nullable(),
  height: z.int().min(1).max(100_000).nullable(),
  framesPerSecond: z.number().positive().max(1000).nullable(),
  hasSound: z.boolean(),
  codecs: z.array(z.string().max(40)).max(2),
  thumbnail: z.base64().max(1_500_000).nullable(),
  peaks: z.array(z.int().min(0).max(255)).max(1000).nullable(),
});

export const ProbeAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), facts: Facts }),
  z.object({ ok: z.literal(false), code: z.string().max(100), message: z.string().max(2000) }),
]);
/** What a probe process says. It has read a stranger's file: what it says is checked like a stranger's. */
export type ProbeAnswer = z.infer<typeof ProbeAnswer>;
