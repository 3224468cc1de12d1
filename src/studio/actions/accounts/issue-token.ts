import type { Sql } from '../../ports/database.ts';
import { saveToken } from '../../store/records/tokens.ts';
import type { ServicePorts } from '../service-ports.ts';

const DAY_MS = 86_400_000;

/** A token that lives `tokenDays` and allows everything its account may do. The secret is returned here and kept nowhere. */
export async function issueToken(
  ports: ServicePorts,
  sql: Sql,
  token: { readonly accountId: string; readonly name: string },
): Promise<{ readonly secret: string; readonly expiresAt: Date }> {
  const { ids, secrets, settings, wallClock } = ports;
  const now = wallClock.now();
  const secret = ids.make('token-secret');
  const expiresAt = new Date(now.getTime() + settings.tokenDays * DAY_MS);
  await saveToken(sql, {
    id: ids.make('token'),
    accountId: token.accountId,
    digest: secrets.digest(secret),
    name: token.name,
    scopes: ['*'],
    now,
    expiresAt,
  });
  return { secret, expiresAt };
}
