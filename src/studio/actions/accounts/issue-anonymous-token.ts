import { type AnonymousTokenAnswer, ClientId } from '../../../contract/service/index.ts';
import { assert } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { type Account, createAnonymousAccount, findAccountByClient } from '../../store/records/accounts.ts';
import { grantCredits, readBalance } from '../../store/records/credits.ts';
import { takeFromBucket } from '../../store/records/limits.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';
import { addressKey } from './address-key.ts';
import { issueToken } from './issue-token.ts';
import { shownCredits } from './shown-credits.ts';

const DAY_SECONDS = 86_400;

/**
 * A token for whoever names a client id: the first time with a new account and its starter credits, later with the same account and what
 * is left of them. Throws `client-id-missing`, `rate-limited` when the address has made too many accounts (known client ids do not
 * count), and `conflict` for an account that has been registered: from then on its address and password open it.
 */
export async function issueAnonymousToken(
  ports: ServicePorts,
  request: {
    /** The `X-Client-Id` header; null when there was none. */
    readonly clientId: string | null;
    /** Where the request came from. */
    readonly address: string;
  },
): Promise<AnonymousTokenAnswer['data']> {
  const clientId = ClientId.safeParse(request.clientId);
  if (!clientId.success) {
    throw new Refused(
      'client-id-missing',
      'Expected the header X-Client-Id with a UUID or another stable name of 1 to 64 visible ASCII characters. Make one, keep it, and try again.',
    );
  }

  const clientDigest = ports.secrets.digest(clientId.data);
  return ports.database.transaction(async (sql) => {
    const account =
      (await findAccountByClient(sql, clientDigest)) ??
      (await openAccount(ports, sql, { clientDigest, address: request.address }));
    if (account.kind !== 'anonymous') {
      throw new Refused(
        'conflict',
        `The account of this X-Client-Id has been registered, so its name alone opens it no more. Sign in at ${ports.settings.publicUrl}/account and use the token from there, or send a new X-Client-Id to begin another account.`,
      );
    }

    const { secret, expiresAt } = await issueToken(ports, sql, { accountId: account.id, name: 'anonymous' });
    const balance = await readBalance(sql, account.id);
    assert(balance !== null, 'An account is made with its balance');
    return {
      token: secret,
      user_id: account.userId,
      expires_at: expiresAt.toISOString(),
      credits: shownCredits(account, balance).available,
      bind_id: account.bindId ?? account.userId,
    };
  });
}

async function openAccount(
  ports: ServicePorts,
  sql: Sql,
  request: { readonly clientDigest: string; readonly address: string },
): Promise<Account> {
  const { ids, settings, wallClock } = ports;
  const now = wallClock.now();
  // Made before it is counted, so that of two requests at once with one client id only the one that makes the account counts. A refusal
  // below undoes it.
  const made = await createAnonymousAccount(sql, {
    id: ids.make('account'),
    userId: ids.make('anonymous-user'),
    clientDigest: request.clientDigest,
    now,
  });
  if (made === null) {
    const found = await findAccountByClient(sql, request.clientDigest);
    assert(found !== null, 'A client without an account can be given one');
    return found;
  }

  const perSeconds = settings.tokenDays * DAY_SECONDS;
  const taken =
    settings.accountsPerAddress > 0
      ? await takeFromBucket(sql, {
          key: `new-accounts ${addressKey(request.address)}`,
          limit: { capacity: settings.accountsPerAddress, perSeconds },
          now,
        })
      : { ok: false as const, retryAfterSeconds: perSeconds };
  if (!taken.ok) {
    throw new Refused(
      'rate-limited',
      `From your address ${settings.accountsPerAddress} new accounts may be made within ${settings.tokenDays} days, and they have been. Use the X-Client-Id of one of them, or try again later.`,
      { retryAfterSeconds: taken.retryAfterSeconds },
    );
  }

  if (settings.starterCredits > 0) {
    await grantCredits(sql, { accountId: made.id, amount: settings.starterCredits, reason: 'welcome', now });
  }

  return made;
}
