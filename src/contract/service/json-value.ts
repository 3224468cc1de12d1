import { z } from 'zod';

/**
 * Any JSON. What comes here was parsed from JSON or is about to be written as it, so it is not looked into: `z.json()` tries every value
 * inside against every kind there is, which takes half a minute for what a client sends in one request, and nothing else is done meanwhile.
 */
export const JsonValue = z.custom<z.core.util.JSONType>((value) => value !== undefined);
