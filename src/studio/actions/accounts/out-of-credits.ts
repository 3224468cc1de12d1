import { assert } from '../../../engine/kernel/index.ts';
import type { Account } from '../../store/records/accounts.ts';
import { readBalance } from '../../store/records/credits.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';

/** The refusal for an account that cannot pay `required` credits, with the way on: registering, or the page where codes are redeemed. */
export async function outOfCredits(
  ports: Pick<ServicePorts, 'database' | 'settings'>,
  account: Account,
  required: number,
): Promise<Refused> {
  const balance = await readBalance(ports.database, account.id);
  assert(balance !== null, 'An account is made with its balance');
  const { available } = balance;
  const isAnonymous = account.kind === 'anonymous';
  const bindId = account.bindId ?? account.userId;
  const page = isAnonymous ? `register?bind=${encodeURIComponent(bindId)}` : 'account';
  const url = `${ports.settings.publicUrl}/${page}`;
  const way = isAnonymous
    ? `Register at ${url} to keep everything made so far and to top up.`
    : `Top up at ${url} with a redeem code, or ask whoever runs this service.`;
  return new Refused(
    'out-of-credits',
    `Out of credits: this needs ${required}, and ${available} are available. Nothing was charged. ${way}`,
    {
      credits: { bind_id: bindId, registration_url: url, available, required },
    },
  );
}
