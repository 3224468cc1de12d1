import { z } from 'zod';
import { JsonValue } from './json-value.ts';
import { AdkContent } from './adk-content.ts';

const Delta = z.record(z.string(), JsonValue);

export const AdkActions = z.strictObject({
  skipSummarization: z.boolean().optional(),
  stateDelta: Delta,
  /** Name of an artifact to its new version. */
  artifactDelta: z.record(z.string(), z.int().min(0)),
  transferToAgent: z.string().optional(),
  escalate: z.boolean().optional(),
  requestedAuthConfigs: Delta,
  requestedToolConfirmations: Delta,
});
export type AdkActions = z.infer<typeof AdkActions>;

// Strict: ADK-Python's clients refuse an event with any other key. Keys without a value are left out, never null.
export const AdkEvent = z.strictObject({
  id: z.string(),
  invocationId: z.string(),
  /** `user` or the agent's name. */
  author: z.string(),
  /** Seconds since 1970, with a fraction. */
  timestamp: z.number(),
  branch: z.string().optional(),
  content: AdkContent.optional(),
  /** A piece of text that a later event holds in full. */
  partial: z.boolean().optional(),
  turnComplete: z.boolean().optional(),
  turnCompleteReason: z.string().optional(),
  finishReason: z.string().optional(),
  /** Our code as text (`2001`) when something inside the turn went wrong. */
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  interrupted: z.boolean().optional(),
  customMetadata: z.record(z.string(), JsonValue).optional(),
  usageMetadata: z
    .object({ promptTokenCount: z.int(), candidatesTokenCount: z.int(), totalTokenCount: z.int() })
    .partial()
    .optional(),
  longRunningToolIds: z.array(z.string()).optional(),
  actions: AdkActions,
  groundingMetadata: JsonValue.optional(),
  modelVersion: z.string().optional(),
});
/** One event of a turn, as the stream carries it and the session keeps it. */
export type AdkEvent = z.infer<typeof AdkEvent>;

/** What a stream that has begun ends with when the server failed. */
export const AdkStreamError = z.object({
  error: z.string(),
  error_details: z.object({ error_type: z.string(), error_message: z.string(), timestamp: z.number() }),
});
export type AdkStreamError = z.infer<typeof AdkStreamError>;
