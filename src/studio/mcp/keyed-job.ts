import { createHash } from 'node:crypto';
import type { Desk } from './door.ts';

/** The id of the job that a request under this name has, always the same for one account and tool; undefined without a name. */
export function keyedJob({ caller }: Desk, tool: string, key: string | undefined): string | undefined {
  return key === undefined
    ? undefined
    : `job_${createHash('sha256')
        .update(JSON.stringify([caller.account.id, tool, key]))
        .digest('hex')
        .slice(0, 24)}`;
}
