import { listIdleHolds, listUnbalancedAccounts, type IdleHold } from '../../store/records/credits.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Whether the books are right, and what is not if they are not. */
export type LedgerReport = {
  readonly isSound: boolean;
  /** Ids of accounts whose balance is not the sum of their moves. */
  readonly unbalanced: readonly string[];
  /** Credits that are reserved for no turn and no job that still goes on. */
  readonly idleHolds: readonly IdleHold[];
};

/** Checks every account's credits. Idle holds may be seen for the moment in which a server that died has its work given up. */
export async function checkLedger(ports: Pick<ServicePorts, 'database'>): Promise<LedgerReport> {
  const unbalanced = await listUnbalancedAccounts(ports.database);
  const idleHolds = await listIdleHolds(ports.database);
  return { isSound: unbalanced.length === 0 && idleHolds.length === 0, unbalanced, idleHolds };
}
