import type { Account, Plan } from '../../store/records/accounts.ts';
import { setPlan } from '../../store/records/accounts.ts';
import type { ServicePorts } from '../service-ports.ts';
import { findUser } from './find-user.ts';

/** Gives an account a plan, better or worse than the one it has. The account as it is then; throws `not-found`. */
export async function setPlanOf(
  ports: Pick<ServicePorts, 'database'>,
  change: { readonly user: string; readonly plan: Plan },
): Promise<Account> {
  const account = await findUser(ports.database, change.user);
  await setPlan(ports.database, account.id, change.plan);
  return { ...account, plan: change.plan };
}
