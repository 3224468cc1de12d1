import { z } from 'zod';

const Moment = z.int().min(0).max(7_300_000);

export const AnalysisAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    facts: z.object({
      cuts: z.array(Moment).max(100_000).nullable(),
      speech: z
        .array(z.object({ fromMs: Moment, toMs: Moment }))
        .max(100_000)
        .nullable(),
    }),
  }),
  z.object({ ok: z.literal(false), code: z.string().max(100), message: z.string().max(2000) }),
]);
/** What an analysing process says. It has read a stranger's file: what it says is checked like a stranger's. */
export type AnalysisAnswer = z.infer<typeof AnalysisAnswer>;
