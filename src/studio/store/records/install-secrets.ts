import { z } from 'zod';
import { assert } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';

/** A secret that all machines of an install share: the one that is there, or `fresh` from now on. */
export async function ensureInstallSecret(sql: Sql, secret: { readonly name: 'links'; readonly fresh: string }): Promise<string> {
  await sql.run('insert into install_secrets (name, secret) values ($1, $2) on conflict (name) do nothing', [
    secret.name,
    secret.fresh,
  ]);
  const row = await sql.row(z.object({ secret: z.string() }), 'select secret from install_secrets where name = $1', [
    secret.name,
  ]);
  assert(row !== null, 'A secret that was written is there');
  return row.secret;
}
