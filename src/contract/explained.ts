import { z } from 'zod';
import { Brief, ReceiptLine } from '../engine/brief/index.ts';

export const Explained = z
  .object({
    prompt: z.string(),
    seed: z.int().min(0).max(0xffffffff),
    engineVersion: z.string(),
    brief: Brief,
    receipt: z.array(ReceiptLine).readonly(),
  })
  .strict()
  .readonly();
/** The answer to "explain": the brief and the receipt, no sound. */
export type Explained = z.infer<typeof Explained>;
