import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import { HOUR_MS, ids, later } from '../../../../test/record-fixture.ts';
import type { Database } from '../../ports/database.ts';
import { takeFromBucket } from './limits.ts';

describe.each(DATABASE_KINDS)('limits on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  it('lets through what a limit allows in any stretch of time, and says when to come back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 12 }), async (waits) => {
        const key = ids.make('request');
        const limit = { capacity: 3, perSeconds: 6 };
        let at = 0;
        let granted = 0;
        for (const wait of waits) {
          at += wait;
          const answer = await takeFromBucket(database, { key, limit, now: later(at) });
          if (answer.ok) {
            granted += 1;
            expect(granted).toBeLessThanOrEqual(3 + at / 2000 + 1e-6);
          } else {
            expect(answer.retryAfterSeconds).toBeGreaterThanOrEqual(1);
            expect(answer.retryAfterSeconds).toBeLessThanOrEqual(2);
            at += answer.retryAfterSeconds * 1000;
            expect(await takeFromBucket(database, { key, limit, now: later(at) })).toEqual({ ok: true });
            granted += 1;
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('fills no bucket and locks nobody out when the clock jumps', async () => {
    const take = async (ms: number): Promise<boolean> =>
      (await takeFromBucket(database, { key: 'jump', limit: { capacity: 2, perSeconds: 2 }, now: later(ms) })).ok;
    expect([await take(0), await take(0), await take(0)]).toEqual([true, true, false]);
    expect(await take(HOUR_MS)).toBe(true);
    expect([await take(0), await take(0)]).toEqual([true, false]);
    expect(await take(1000)).toBe(true);
  });
});
