import { z } from 'zod';
import { Refused } from '../actions/refused.ts';

/** How many faults of a request are named; the first ones are enough to mend it. */
const MOST_NAMED = 5;

/**
 * Reads one part of a request with its schema; without a schema it is not read. Refuses with `invalid-body`, naming each field and what
 * was expected there: `new_message.parts[0].text: expected string, received number`.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema | null,
  part: 'path' | 'query' | 'headers' | 'body',
  value: unknown,
): z.output<Schema> {
  if (schema === null) {
    return z.custom<z.output<Schema>>().parse(undefined);
  }

  const read = schema.safeParse(value);
  if (read.success) {
    return read.data;
  }

  const issues = read.error.issues
    .slice(0, MOST_NAMED)
    .map((issue) => `${fieldOf(issue.path) || `the ${part}`}: ${saidOf(issue)}`);
  const more = read.error.issues.length - issues.length;
  throw new Refused(
    'invalid-body',
    `The ${part} of the request is not as expected. ${issues.join('; ')}${more > 0 ? `; and ${more} more` : ''}. See /docs.`,
    { cause: read.error },
  );
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, place) => (typeof key === 'number' ? `[${key}]` : `${place === 0 ? '' : '.'}${String(key).slice(0, 100)}`))
    .join('');
}

function saidOf(issue: z.core.$ZodIssue): string {
  const text = issue.message.replace(/^Invalid input: /, '');
  return text.charAt(0).toLowerCase() + text.slice(1, 300);
}
