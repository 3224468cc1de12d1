import { z } from 'zod';

export const DoctorReport = z
  .object({
    isHealthy: z.boolean(),
    version: z.string(),
    engineVersion: z.string(),
    checks: z
      .array(
        z
          .object({
            name: z.string(),
            isOk: z.boolean(),
            /** What was found. */
            found: z.string(),
            /** What to do about it; empty when all is well. */
            remedy: z.string(),
          })
          .strict()
          .readonly(),
      )
      .readonly(),
  })
  .strict()
  .readonly();
/** What `cuesmith doctor` found on this machine. */
export type DoctorReport = z.infer<typeof DoctorReport>;
