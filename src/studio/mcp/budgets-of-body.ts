import { z } from 'zod';
import type { ToolNeeds } from './tool-needs.ts';
import { toolsOf } from './tools/registry.ts';

const Call = z.object({ method: z.literal('tools/call'), params: z.looseObject({ name: z.string() }) });

/** Which budgets the tool calls of a body are counted against, one for each; none for everything else. */
export function budgetsOfBody(body: unknown): readonly ToolNeeds['limit'][] {
  const calls = (Array.isArray(body) ? body : [body]).flatMap((message) => Call.safeParse(message).data ?? []);
  if (calls.length === 0) {
    return [];
  }

  const budgets = new Map(toolsOf({ kind: 'http', hasCredits: true }).map(({ name, limit }) => [name, limit]));
  return calls.flatMap(({ params }) => budgets.get(params.name) ?? []);
}
