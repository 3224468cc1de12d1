import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../test/databases.ts';

describe.runIf(DATABASE_KINDS.includes('postgres'))('a Postgres server', () => {
  let place: TestDatabase;
  beforeAll(async () => {
    place = await openTestDatabase('postgres');
  });
  afterAll(async () => place.close());

  it('may drop a connection between two questions of a transaction: that fails, and the process goes on', async () => {
    const { database } = place;
    const another = await place.open();
    const broken = database.transaction(async (sql) => {
      const own = await sql.row(z.object({ pid: z.int() }), 'select pg_backend_pid() as pid');
      await another.run('select pg_terminate_backend($1)', [own?.pid ?? 0]);
      await vi.waitFor(async () => {
        const alive = await another.run('select pid from pg_stat_activity where pid = $1', [own?.pid ?? 0]);
        expect(alive).toBe(0);
      });
      await sql.run('select 1');
    });
    await expect(broken).rejects.toMatchObject({ code: 'database.unreachable' });
    expect(await database.row(z.object({ one: z.int() }), 'select 1 as one')).toEqual({ one: 1 });
    await another.close();
  });
});
