import { z } from 'zod';
import { assert } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';

const Level = z.object({ level: z.number(), isGranted: z.boolean() });

/** A bucket holds `capacity` and is full again after `perSeconds`. */
export type Limit = { readonly capacity: number; readonly perSeconds: number };

/** Takes one from a bucket that is full when first seen; else says in how many seconds (1 or more) there will be one. */
export async function takeFromBucket(
  sql: Sql,
  take: { readonly key: string; readonly limit: Limit; readonly now: Date },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number }> {
  const { capacity, perSeconds } = take.limit;
  const bucket = await sql.row(
    Level,
    `insert into rate_buckets as bucket (key, level, is_granted, updated_at) values ($1, $2::double precision - 1, true, $4)
     on conflict (key) do update set
       level = bucket_level(bucket.level, bucket.updated_at, $4, $2, $3)
         - case when bucket_level(bucket.level, bucket.updated_at, $4, $2, $3) >= 1 then 1 else 0 end,
       is_granted = bucket_level(bucket.level, bucket.updated_at, $4, $2, $3) >= 1,
       updated_at = $4
     returning level, is_granted as "isGranted"`,
    [take.key, capacity, capacity / perSeconds, take.now],
  );
  assert(bucket !== null, 'An upsert returns its row');
  if (bucket.isGranted) {
    return { ok: true };
  }

  return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(((1 - bucket.level) * perSeconds) / capacity)) };
}

/** Forgets buckets nobody took from since `before` (longer ago than any limit's `perSeconds`: full ones); says how many. */
export async function forgetBuckets(sql: Sql, before: Date): Promise<number> {
  return sql.run('delete from rate_buckets where updated_at < $1', [before]);
}
