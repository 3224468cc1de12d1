import type { RegisterRequest, SignInAnswer } from '../../../contract/service/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import {
  type Account,
  findAccount,
  findAccountByUserId,
  findSignIn,
  registerAccount as saveRegistration,
} from '../../store/records/accounts.ts';
import { hasLiveToken } from '../../store/records/tokens.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';
import { issueToken } from './issue-token.ts';
import { limitAttempts } from './limit-attempts.ts';

type Registration = RegisterRequest & { readonly address: string };

/**
 * Makes the anonymous account of a registration link a registered one, which keeps its credits, sessions and tokens, and signs in. The
 * link works once, while a token of the account lives (docs/decisions/0010). Asked again with the same password it signs in again.
 * Throws `not-found` for a link that does not work, `conflict` for an e-mail address that has an account, and `rate-limited`.
 */
export async function registerAccount(ports: ServicePorts, request: Registration): Promise<SignInAnswer['data']> {
  await limitAttempts(ports, request);
  const account = await findAccountByUserId(ports.database, request.bind);
  if (account === null || account.kind === 'owner') {
    throw linkUseless(ports);
  }

  const now = ports.wallClock.now();
  if (account.kind === 'anonymous' && !(await hasLiveToken(ports.database, { accountId: account.id, now }))) {
    throw linkUseless(ports);
  }

  const registered =
    account.kind === 'anonymous' ? await register(ports, account, request) : await recognise(ports, account, request);
  const { secret, expiresAt } = await issueToken(ports, ports.database, { accountId: registered.id, name: 'registration' });
  return { token: secret, user_id: registered.userId, expires_at: expiresAt.toISOString() };
}

async function register(ports: ServicePorts, account: Account, request: Registration): Promise<Account> {
  const passwordHash = await ports.secrets.hashPassword(request.password);
  const userId = ports.ids.make('registered-user');
  const registered = await save(ports, { accountId: account.id, userId, email: request.email, passwordHash });
  if (registered !== null) {
    return registered;
  }

  const present = await findAccount(ports.database, account.id);
  if (present?.kind === 'registered') {
    return recognise(ports, present, request);
  }

  throw new Refused(
    'conflict',
    `An account with this e-mail address exists already. Sign in at ${ports.settings.publicUrl}/account, or register with another address.`,
  );
}

/** Null when the address is taken, or the account has been registered meanwhile. */
async function save(ports: ServicePorts, registration: Parameters<typeof saveRegistration>[1]): Promise<Account | null> {
  try {
    return await saveRegistration(ports.database, registration);
  } catch (problem) {
    // Another account took the address between looking and writing.
    if (problem instanceof StudioError && problem.code === 'database.conflict') {
      return null;
    }

    throw problem;
  }
}

/** The same registration again: its answer got lost, or the button was pressed twice. */
async function recognise(ports: ServicePorts, account: Account, request: Registration): Promise<Account> {
  const known = await findSignIn(ports.database, request.email);
  const passwordHash = known?.id === account.id ? known.passwordHash : null;
  if (!(await ports.secrets.matchesPassword(request.password, passwordHash))) {
    throw linkUseless(ports);
  }

  return account;
}

function linkUseless(ports: ServicePorts): Refused {
  return new Refused(
    'not-found',
    `This registration link does not work: it is unknown, was used already, or its client has not been used for ${ports.settings.tokenDays} days. If you have registered, sign in at ${ports.settings.publicUrl}/account; else use the client once more and take the link it shows.`,
  );
}
