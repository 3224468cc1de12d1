import type { Sql } from '../../ports/database.ts';
import { type Account, findAccount, findAccountByEmail, findAccountByUserId, findOwner } from '../../store/records/accounts.ts';
import { Refused } from '../refused.ts';

/** The account an operator means: a user id, the anonymous id of before, an account id, an e-mail address, or `owner`. Throws `not-found`. */
export async function findUser(sql: Sql, user: string): Promise<Account> {
  const named = user.trim();
  const found =
    (named === 'owner' ? await findOwner(sql) : null) ??
    (named.includes('@') ? await findAccountByEmail(sql, named) : null) ??
    (await findAccountByUserId(sql, named)) ??
    (await findAccount(sql, named));
  if (found === null) {
    throw new Refused(
      'not-found',
      `There is no account "${named}". Expected a user id (anon_… or user_…), an e-mail address or "owner"; the list of accounts shows them.`,
    );
  }

  return found;
}
