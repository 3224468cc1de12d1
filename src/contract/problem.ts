import { z } from 'zod';

export const Problem = z
  .object({ error: z.object({ code: z.string(), message: z.string() }).strict().readonly() })
  .strict()
  .readonly();
/** What `--json` prints instead of an answer when there is none. */
export type Problem = z.infer<typeof Problem>;
