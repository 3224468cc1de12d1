import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import { HOUR_MS, ids, later, now, openAccount, openSession, there } from '../../../../test/record-fixture.ts';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Database, Sql } from '../../ports/database.ts';
import { saveClaim, takeClaim } from './claims.ts';
import { grantCredits, readBalance } from './credits.ts';
import { appendEvents, listEvents } from './events.ts';
import { findRevision, listRevisions, saveDraft } from './revisions.ts';
import {
  createSession,
  deleteSession,
  findSession,
  listSessions,
  moveSession,
  renameSession,
  saveState,
  type Session,
} from './sessions.ts';
import { freezeForTurn, startTurn, type Turn } from './turns.ts';

describe.each(DATABASE_KINDS)('sessions on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  const begin = async (session: Session, sql: Sql = database): Promise<Turn | null> =>
    startTurn(sql, {
      id: ids.make('turn'),
      sessionId: session.id,
      accountId: session.accountId,
      invocationId: ids.make('invocation'),
      processId: 'prc_1',
      now,
    });
  const freeze = async (turn: Turn, amount: number): Promise<string> =>
    freezeForTurn(database, { turn, holdId: ids.make('hold'), amount, now });

  it('shows a session to its owner only', async () => {
    const [owner, stranger] = [await openAccount(database), await openAccount(database)];
    const session = await openSession(database, owner.id);
    expect(session.id).toMatch(/^\d{19}$/);
    expect(session).toMatchObject({ draft: {}, revision: 0, title: 'project', taskName: 'project', language: 'en' });
    expect(await findSession(database, { id: session.id, accountId: owner.id })).toEqual(session);
    expect(await findSession(database, { id: session.id, accountId: stranger.id })).toBeNull();
    expect(await listSessions(database, { accountId: stranger.id, appName: 'nemo_agent', limit: 10 })).toEqual([]);
    expect(await deleteSession(database, { id: session.id, accountId: stranger.id, now })).toBe(false);
  });

  it('makes one session of an id, and one task for it, even when asked many times at once', async () => {
    const { id: accountId } = await openAccount(database);
    const id = ids.make('session');
    const make = async (): Promise<Session | null> =>
      createSession(database, {
        id,
        taskId: ids.make('task'),
        taskName: accountId,
        accountId,
        appName: 'nemo_agent',
        language: null,
        state: {},
        now,
      });
    expect((await Promise.all([make(), make(), make(), make()])).filter((session) => session !== null)).toHaveLength(1);
    expect(await make()).toBeNull();
    expect(await database.rows(z.unknown(), 'select id from tasks where name = $1', [accountId])).toHaveLength(1);
  });

  it('lists, names and keeps the state of sessions', async () => {
    const { id: accountId } = await openAccount(database);
    const [older, newer] = [await openSession(database, accountId), await openSession(database, accountId)];
    expect(await saveState(database, { id: older.id, state: { b: 1, a: ['\u0000', '😀'] }, now: later(1) })).toBe(true);
    expect(await renameSession(database, { id: newer.id, title: 'Urban Dreams', now: later(2) })).toBe(true);
    const listed = await listSessions(database, { accountId, appName: 'nemo_agent', limit: 10 });
    expect(listed.map(({ id, title }) => [id, title])).toEqual([
      [newer.id, 'Urban Dreams'],
      [older.id, 'project'],
    ]);
    expect(listed[1]?.state).toEqual({ b: 1, a: ['\u0000', '😀'] });

    await saveState(database, { id: newer.id, state: { long: 'x'.repeat(500) }, now: later(3) });
    const short = await listSessions(database, { accountId, appName: 'nemo_agent', limit: 10, mostBytes: 530 });
    expect(short.map(({ id, draft, state }) => [id, draft, state])).toEqual([
      [newer.id, {}, { long: 'x'.repeat(500) }],
      [older.id, {}, {}],
    ]);
  });

  it('saves a draft only on top of the one it was made of', async () => {
    const { id: accountId } = await openAccount(database);
    const session = await openSession(database, accountId);
    const save = async (after: number, d: number): Promise<boolean> =>
      (await saveDraft(database, {
        sessionId: session.id,
        after,
        draft: { d },
        edit: null,
        inverse: { kind: 'undo' },
        label: 'Edit',
        turnId: null,
        now,
      })) !== null;
    expect((await Promise.all([save(0, 1), save(0, 2), save(0, 3)])).filter(Boolean)).toHaveLength(1);
    expect(await save(1, 7)).toBe(true);
    expect(await save(1, 8)).toBe(false);
    const found = there(await findSession(database, { id: session.id, accountId }));
    expect(found).toMatchObject({ draft: { d: 7 }, revision: 2 });
    expect(await findRevision(database, { sessionId: session.id, revision: 2 })).toMatchObject({
      draft: { d: 7 },
      edit: null,
      inverse: { kind: 'undo' },
    });
    expect((await listRevisions(database, { sessionId: session.id, limit: 10 })).map(({ revision }) => revision)).toEqual([2, 1]);
  });

  it('keeps every event as it was written, in order, without gaps, from many writers', async () => {
    const { id: accountId } = await openAccount(database);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.json(), { maxLength: 4 }), { maxLength: 4 }), async (batches) => {
        const session = await openSession(database, accountId);
        const written = batches.map((batch) => batch.map((text): Json => JSON.parse(text)));
        const positions = await Promise.all(
          written.map(async (events) => appendEvents(database, { sessionId: session.id, events, now })),
        );
        const stored = await listEvents(database, { sessionId: session.id });
        expect(stored.map(({ position }) => position)).toEqual(stored.map((_, place) => place + 1));
        for (const [place, events] of written.entries()) {
          const mine = there(positions[place]);
          expect(mine.map((position) => JSON.stringify(stored[position - 1]?.event))).toEqual(
            events.map((event) => JSON.stringify(event)),
          );
        }

        expect(await listEvents(database, { sessionId: session.id, after: 2, limit: 1 })).toEqual(stored.slice(2, 3));
      }),
      { numRuns: 15 },
    );
    expect(await appendEvents(database, { sessionId: 'gone', events: [1], now })).toEqual([]);
    const long = await openSession(database, accountId);
    await appendEvents(database, { sessionId: long.id, events: ['a'.repeat(50), 'b'.repeat(50), 'c'.repeat(50)], now });
    const newest = await listEvents(database, { sessionId: long.id, mostBytes: 120 });
    expect(newest.map(({ position }) => position)).toEqual([2, 3]);
  });

  it('deletes a session with all that hangs on it, without keeping the credits of its running turn', async () => {
    const { id: accountId } = await openAccount(database);
    const session = await openSession(database, accountId);
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    expect(await freeze(there(await begin(session)), 40)).toBe('frozen');
    await appendEvents(database, { sessionId: session.id, events: [{ a: 1 }], now });
    expect(await deleteSession(database, { id: session.id, accountId, now })).toBe(true);
    expect(await deleteSession(database, { id: session.id, accountId, now })).toBe(false);
    expect(await listEvents(database, { sessionId: session.id })).toEqual([]);
    expect(await readBalance(database, accountId)).toEqual({ available: 100, frozen: 0, total: 100 });
  });

  it('keeps no credits of a turn that begins while its session is deleted', async () => {
    const { id: accountId } = await openAccount(database);
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    const session = await openSession(database, accountId);
    const began = Promise.withResolvers<null>();
    let isDeleting = databaseKind === 'pglite';
    const deletion = began.promise
      .then(async () => deleteSession(database, { id: session.id, accountId, now }))
      .finally(() => {
        isDeleting = true;
      });
    await database.transaction(async (sql) => {
      const turn = there(await begin(session, sql));
      began.resolve(null);
      // On a server the deletion now waits for the turn; embedded, one comes after the other anyway.
      while (!isDeleting) {
        isDeleting ||= (await sql.rows(z.unknown(), 'select pid from pg_locks where not granted')).length > 0;
      }

      const within = { transaction: async <Result>(work: (sql: Sql) => Promise<Result>) => work(sql) };
      expect(await freezeForTurn(within, { turn, holdId: ids.make('hold'), amount: 40, now })).toBe('frozen');
    });
    expect(await deletion).toBe(true);
    expect(await readBalance(database, accountId)).toEqual({ available: 100, frozen: 0, total: 100 });
  });

  it('hands a session over to whoever holds its claim, once', async () => {
    const [giver, taker] = [await openAccount(database), await openAccount(database)];
    const session = await openSession(database, giver.id);
    const digest = ids.make('claim-secret');
    const claim = { digest, accountId: giver.id, taskId: session.taskId, sessionId: session.id, now, expiresAt: later(HOUR_MS) };
    expect(await saveClaim(database, { ...claim, accountId: taker.id })).toBe(false);
    expect(await saveClaim(database, claim)).toBe(true);
    expect(await takeClaim(database, { digest, accountId: taker.id, now: later(HOUR_MS) })).toBeNull();
    const taken = there(await takeClaim(database, { digest, accountId: taker.id, now }));
    expect(taken).toEqual({ accountId: giver.id, taskId: session.taskId, sessionId: session.id });
    expect(await takeClaim(database, { digest, accountId: taker.id, now })).toBeNull();
    expect(await moveSession(database, { id: session.id, from: giver.id, to: taker.id })).toBe(true);
    expect(await findSession(database, { id: session.id, accountId: giver.id })).toBeNull();
    expect(await findSession(database, { id: session.id, accountId: taker.id })).not.toBeNull();
  });
});
