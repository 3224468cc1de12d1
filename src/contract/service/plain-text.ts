import { z } from 'zod';

/** Text of `min` to `max` UTF-16 units, without NUL: no database column can hold that one. */
export function plainText(max: number, min = 0): z.ZodString {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(/^[^\u0000]*$/, 'must not contain NUL characters');
}

/** An id as clients send it back to us, or choose it: letters, digits and `._-`, 1 to 128 of them. */
export const WireId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be 1 to 128 letters, digits, dots, dashes or underscores');
export type WireId = z.infer<typeof WireId>;

/** Renames an object's own snake_case keys to camelCase, not those of its values: ADK clients send either. */
export function camelKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return value;
  }

  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), item]),
  );
}
