import { setPlan, type Account, type Plan } from '../../store/records/accounts.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';
import { findUser } from './find-user.ts';

/** Gives an account a plan, better or worse than the one it has. The account as it is then; throws `not-found`, and `conflict` for the owner. */
export async function setPlanOf(
  ports: Pick<ServicePorts, 'database'>,
  change: { readonly user: string; readonly plan: Plan },
): Promise<Account> {
  const account = await findUser(ports.database, change.user);
  if (account.kind === 'owner' && change.plan !== 'unlimited') {
    throw new Refused(
      'conflict',
      'The owner of this machine has no limits, so its plan stays "unlimited". Close open mode to try other plans.',
    );
  }

  await setPlan(ports.database, account.id, change.plan);
  return { ...account, plan: change.plan };
}
