import { sumUploadedBytes } from '../../store/records/media.ts';
import type { Sql } from '../../ports/database.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { inMegabytes } from './in-megabytes.ts';

/** How many bytes the account may still upload or keep as artifacts. */
export async function uploadRoom(ports: Pick<ServicePorts, 'settings'>, caller: Caller, sql: Sql): Promise<number> {
  // The owner's disk is the owner's limit.
  return caller.account.plan === 'unlimited'
    ? Infinity
    : ports.settings.uploadQuotaBytes - (await sumUploadedBytes(sql, caller.account.id));
}

/** The refusal for an account that has no room for more. */
export function quotaExceeded(ports: Pick<ServicePorts, 'settings'>): Refused {
  return new Refused(
    'file-too-large',
    `All uploads of an account together may have ${inMegabytes(ports.settings.uploadQuotaBytes)}. Delete a project you no longer need, or send less.`,
  );
}
