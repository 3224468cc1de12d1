import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import { now, openAccount, openSession } from '../../../test/record-fixture.ts';
import type { Database } from '../ports/database.ts';
import { migrate } from './migrate.ts';
import { findSession, renameSession } from './records/sessions.ts';

describe.each(DATABASE_KINDS)('a database on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  it('migrates again without harm, also many at once', async () => {
    const other = await place.open();
    expect(await Promise.all([migrate(database), migrate(other), migrate(database)])).toEqual([[], [], []]);
    if (other !== database) {
      await other.close();
    }
  });

  it('refuses a database that a newer version has changed', async () => {
    await database.run(`insert into migrations (name) values ('9999-future.sql')`);
    await expect(migrate(database)).rejects.toMatchObject({ code: 'database.too-new' });
    await database.run(`delete from migrations where name = '9999-future.sql'`);
  });

  it('says what kind of refusal the database gives', async () => {
    const session = await openSession(database, (await openAccount(database)).id);
    await expect(database.run('insert into tasks select * from tasks where id = $1', [session.taskId])).rejects.toMatchObject({
      code: 'database.conflict',
    });
    await expect(database.run('update sessions set revision = -1 where id = $1', [session.id])).rejects.toMatchObject({
      code: 'database.refused',
    });
    await expect(renameSession(database, { id: session.id, title: 'a\u0000b', now })).rejects.toMatchObject({
      code: 'database.refused',
    });
    await expect(database.script('begin; select 1; select 1 / 0; commit')).rejects.toMatchObject({ code: 'database.refused' });
    expect(await database.run('update sessions set revision = 0 where id = $1', [session.id])).toBe(1);
  });

  it('undoes a transaction that fails', async () => {
    const session = await openSession(database, (await openAccount(database)).id);
    const failing = database.transaction(async (sql) => {
      await sql.run('update sessions set title = $2 where id = $1', [session.id, 'lost']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await findSession(database, { id: session.id, accountId: session.accountId })).toMatchObject({ title: 'project' });
  });
});
