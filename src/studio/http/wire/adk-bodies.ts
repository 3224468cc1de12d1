import { z } from 'zod';
import { AdkCreateSessionRequest, JsonValue } from '../../../contract/service/index.ts';

const JsonObject = z.record(z.string(), JsonValue);
const KEYS_OF_A_WISH: readonly string[] = ['state', 'events', 'sessionId', 'session_id'];

/** The body of `POST …/sessions`; clients send `null`, nothing, or what they wish. */
export const CreateSessionBody = z.preprocess((body) => body ?? {}, AdkCreateSessionRequest);

/** The body of `POST …/sessions/{id}`: ADK-Python sends the state itself, ADK-JS `{state: {…}}`. */
export const CreateNamedSessionBody = z.preprocess((body) => {
  const read = JsonObject.safeParse(body ?? {});
  if (!read.success) {
    return body;
  }

  const keys = Object.keys(read.data);
  const isWish = keys.includes('state') && keys.every((key) => KEYS_OF_A_WISH.includes(key));
  return isWish ? read.data : { state: read.data };
}, AdkCreateSessionRequest);

/** The number of a version in a path or a query; `latest` and nothing are the latest: null. */
export const VersionNumber = z
  .string()
  .regex(/^(?:latest|\d{1,9})?$/, 'expected the number of a version, or "latest"')
  .optional()
  .transform((text) => (text === undefined || text === '' || text === 'latest' ? null : Number(text)));
