import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import { ids, now, openAccount, openSession, there } from '../../../../test/record-fixture.ts';
import type { Database } from '../../ports/database.ts';
import { grantCredits, readBalance } from './credits.ts';
import type { Session } from './sessions.ts';
import {
  beatTurns,
  endTurn,
  findRunningTurn,
  findTurn,
  freezeForTurn,
  giveUpTurn,
  listRunningTurns,
  startTurn,
  type Turn,
} from './turns.ts';

describe.each(DATABASE_KINDS)('turns on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  const begin = async (session: Session): Promise<Turn | null> =>
    startTurn(database, {
      id: ids.make('turn'),
      sessionId: session.id,
      accountId: session.accountId,
      invocationId: ids.make('invocation'),
      processId: 'prc_1',
      now,
    });
  const freeze = async (turn: Turn, amount: number): Promise<string> =>
    freezeForTurn(database, { turn, holdId: ids.make('hold'), amount, now });

  it('runs one turn at a time in a session', async () => {
    const { id: accountId } = await openAccount(database);
    const session = await openSession(database, accountId);
    for (let round = 0; round < 3; round++) {
      const started = (await Promise.all([begin(session), begin(session), begin(session)])).filter((turn) => turn !== null);
      expect(started).toHaveLength(1);
      const turn = there(started[0]);
      expect(await findRunningTurn(database, session.id)).toEqual(turn);
      expect(await endTurn(database, { id: turn.id, status: 'completed', spent: null, error: null, now })).not.toBeNull();
      expect(await endTurn(database, { id: turn.id, status: 'failed', spent: null, error: null, now })).toBeNull();
    }

    expect(await findRunningTurn(database, session.id)).toBeNull();
    expect(await begin(await openSession(database, accountId))).not.toBeNull();
  });

  it('charges a turn that succeeded for what it cost, and one that failed for nothing', async () => {
    const { id: accountId } = await openAccount(database);
    const session = await openSession(database, accountId);
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    const endings = [
      { status: 'completed', spent: 30, left: 70 },
      { status: 'failed', spent: 30, left: 70 },
      { status: 'cancelled', spent: null, left: 70 },
      { status: 'cancelled', spent: 10, left: 60 },
    ] as const;
    for (const { status, spent, left } of endings) {
      const turn = there(await begin(session));
      expect(await freeze(turn, 50)).toBe('frozen');
      await endTurn(database, { id: turn.id, status, spent, error: null, now });
      expect(await readBalance(database, accountId)).toEqual({ available: left, frozen: 0, total: left });
    }
  });

  it('gives a dead process’s turn up and its credits back, but not a living one’s', async () => {
    const { id: accountId } = await openAccount(database);
    const session = await openSession(database, accountId);
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    const seen = there(await begin(session));
    expect([await freeze(seen, 101), await freeze(seen, 40), await freeze(seen, 40)]).toEqual(['short', 'frozen', 'ended']);
    expect(await readBalance(database, accountId)).toEqual({ available: 60, frozen: 40, total: 100 });
    expect((await listRunningTurns(database)).map(({ id }) => id)).toContain(seen.id);
    expect(await beatTurns(database, { processId: 'prc_1', turnIds: [seen.id] })).toEqual([seen.id]);
    expect(await beatTurns(database, { processId: 'prc_2', turnIds: [seen.id] })).toEqual([]);
    expect(await giveUpTurn(database, { turn: seen, now })).toBeNull();
    const still = there(await findTurn(database, seen.id));
    expect(await giveUpTurn(database, { turn: still, now })).toMatchObject({ status: 'failed', errorCode: 'turn.interrupted' });
    expect(await readBalance(database, accountId)).toEqual({ available: 100, frozen: 0, total: 100 });
    expect(await beatTurns(database, { processId: 'prc_1', turnIds: [seen.id] })).toEqual([]);
    expect(await endTurn(database, { id: seen.id, status: 'completed', spent: 40, error: null, now })).toBeNull();
    expect(await readBalance(database, accountId)).toEqual({ available: 100, frozen: 0, total: 100 });
  });
});
