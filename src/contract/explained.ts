import { z } from 'zod';
import { Brief, ReceiptLine } from '../engine/brief/index.ts';

const Mark = z.number().min(0).max(1);

export const CriticReport = z
  .object({
    /** What the critics think of the piece as it would be made, 0–1. */
    mark: Mark,
    terms: z
      .array(z.object({ name: z.string(), mark: Mark, weight: z.number(), says: z.string() }).strict().readonly())
      .readonly(),
    /** Every candidate that was written, the chosen one first: its marks on paper and as the reference band plays it (null: not heard). */
    candidates: z
      .array(
        z
          .object({
            candidate: z.int().min(0),
            mark: Mark,
            onPaper: Mark.nullable(),
            heard: Mark.nullable(),
            /** Terms of the reference performance, in the critics' order. */
            terms: z.array(z.object({ name: z.string(), mark: Mark }).strict().readonly()).readonly(),
          })
          .strict()
          .readonly(),
      )
      .readonly(),
  })
  .strict()
  .readonly();
/** What the critics say of a prompt's music, and how the chosen candidate compares with the others. */
export type CriticReport = z.infer<typeof CriticReport>;

export const Explained = z
  .object({
    prompt: z.string(),
    seed: z.int().min(0).max(0xffffffff),
    engineVersion: z.string(),
    brief: Brief,
    receipt: z.array(ReceiptLine).readonly(),
    /** Null unless the critics were asked. */
    critic: CriticReport.nullable(),
  })
  .strict()
  .readonly();
/** The answer to "explain": the brief and the receipt, no sound. */
export type Explained = z.infer<typeof Explained>;
