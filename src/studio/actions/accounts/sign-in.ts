import type { SignInAnswer, SignInRequest } from '../../../contract/service/index.ts';
import { findSignIn } from '../../store/records/accounts.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';
import { issueToken } from './issue-token.ts';
import { limitAttempts } from './limit-attempts.ts';

/** A token for whoever knows a registered account's password. An unknown address and a wrong password give the same `token-invalid`, equally late. */
export async function signIn(
  ports: ServicePorts,
  request: SignInRequest & { readonly address: string },
): Promise<SignInAnswer['data']> {
  await limitAttempts(ports, request);
  const account = await findSignIn(ports.database, request.email);
  const matches = await ports.secrets.matchesPassword(request.password, account?.passwordHash ?? null);
  if (account === null || !matches) {
    throw new Refused(
      'token-invalid',
      'The e-mail address or the password is wrong. Check both; if you have no account here yet, register with the link your client shows.',
    );
  }

  const { secret, expiresAt } = await issueToken(ports, ports.database, { accountId: account.id, name: 'sign-in' });
  return { token: secret, user_id: account.userId, expires_at: expiresAt.toISOString() };
}
