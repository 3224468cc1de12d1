import { z } from 'zod';

/** Every refusal of the service: `code` is what clients branch on, `status` the HTTP status it comes with. */
export const REFUSALS = {
  'client-id-missing': { code: 400, status: 400 },
  'export-blocked': { code: 402, status: 402 },
  'not-found': { code: 404, status: 404 },
  'invalid-body': { code: 422, status: 422 },
  'rate-limited': { code: 429, status: 429 },
  'token-invalid': { code: 1001, status: 401 },
  'session-not-found': { code: 1002, status: 404 },
  'scope-missing': { code: 1003, status: 403 },
  'export-not-found': { code: 1004, status: 404 },
  'out-of-credits': { code: 2001, status: 403 },
  'file-unsupported': { code: 4001, status: 415 },
  'file-too-large': { code: 4002, status: 413 },
  conflict: { code: 4009, status: 409 },
  fault: { code: 5000, status: 500 },
  unavailable: { code: 5003, status: 503 },
} as const;
/** The name of a refusal. */
export type Refusal = keyof typeof REFUSALS;

/** The envelope of a good answer. */
export function answerOf<Data extends z.ZodType>(data: Data) {
  return z.object({ code: z.literal(0), message: z.literal('success'), data });
}

export const OutOfCredits = z
  .object({
    bind_id: z.string(),
    registration_url: z.string(),
    available: z.int().min(0),
    required: z.int().min(0),
  })
  .readonly();
/** `data` of a 2001: how an anonymous user goes on. */
export type OutOfCredits = z.infer<typeof OutOfCredits>;

export const RefusalAnswer = z
  .object({
    code: z.int(),
    /** Three names for one text: each known client reads another one. */
    message: z.string(),
    error: z.string(),
    detail: z.string(),
    data: OutOfCredits.nullable(),
    request_id: z.string(),
  })
  .readonly();
/** The envelope of a refusal. */
export type RefusalAnswer = z.infer<typeof RefusalAnswer>;
