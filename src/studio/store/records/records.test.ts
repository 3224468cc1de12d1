import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Database } from '../../ports/database.ts';
import { migrate } from '../migrate.ts';
import { randomIds } from '../random-ids.ts';
import { systemWallClock } from '../system-wall-clock.ts';
import {
  createAnonymousAccount,
  findAccountByClient,
  findAccountByUserId,
  findSignIn,
  registerAccount,
  type Account,
} from './accounts.ts';
import { deleteArtifact, listArtifactNames, listArtifactVersions, saveArtifact } from './artifacts.ts';
import { saveClaim, takeClaim } from './claims.ts';
import { grantCredits, readBalance } from './credits.ts';
import { appendEvents, listEvents } from './events.ts';
import { takeFromBucket } from './limits.ts';
import { listMedia, listReferencedBlobs, saveMedia, sumUploadedBytes, type Media } from './media.ts';
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
import { deleteExpiredTokens, findLiveToken, listTokens, revokeToken, saveToken } from './tokens.ts';
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

const ids = randomIds(systemWallClock);
const now = new Date('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;

function later(ms: number): Date {
  return new Date(now.getTime() + ms);
}

/** For what a test has just made and knows to be there. */
function there<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) {
    throw new Error('Expected a value');
  }

  return value;
}

describe.each(DATABASE_KINDS)('records on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  const openAccount = async (): Promise<Account> =>
    there(
      await createAnonymousAccount(database, {
        id: ids.make('account'),
        userId: ids.make('anonymous-user'),
        clientDigest: ids.make('token-secret'),
        now,
      }),
    );
  const openSession = async (accountId: string): Promise<Session> =>
    there(
      await createSession(database, {
        id: ids.make('session'),
        taskId: ids.make('task'),
        taskName: 'project',
        accountId,
        appName: 'nemo_agent',
        language: 'en',
        state: {},
        now,
      }),
    );
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

  it('gives one client one account, even when it asks twice at once', async () => {
    const clientDigest = ids.make('token-secret');
    const make = async (): Promise<Account | null> =>
      createAnonymousAccount(database, { id: ids.make('account'), userId: ids.make('anonymous-user'), clientDigest, now });
    const made = (await Promise.all([make(), make(), make()])).filter((account) => account !== null);
    expect(made).toHaveLength(1);
    expect(await findAccountByClient(database, clientDigest)).toEqual(made[0]);
    expect(await readBalance(database, there(made[0]).id)).toEqual({ available: 0, frozen: 0, total: 0 });
  });

  it('registers an anonymous account once, under an address nobody has', async () => {
    const [first, second] = [await openAccount(), await openAccount()];
    const email = `${first.id}@Example.org`;
    const register = async (accountId: string): Promise<Account | null> =>
      registerAccount(database, { accountId, userId: ids.make('registered-user'), email, passwordHash: 'h' });
    const registered = there(await register(first.id));
    expect(registered).toMatchObject({ id: first.id, kind: 'registered', bindId: first.userId, email: email.toLowerCase() });
    expect(registered.userId).toMatch(/^user_/);
    expect(await register(first.id)).toBeNull();
    expect(await register(second.id)).toBeNull();
    expect(await findAccountByUserId(database, first.userId)).toEqual(registered);
    expect(await findSignIn(database, email.toUpperCase())).toEqual({ ...registered, passwordHash: 'h' });
    expect(await findSignIn(database, 'nobody@example.org')).toBeNull();
  });

  it('honours a token until it expires and never after it was revoked', async () => {
    const { id: accountId } = await openAccount();
    await fc.assert(
      fc.asyncProperty(
        fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null }),
        fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
        fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 4 }),
        async (expiresIn, revokedIn, moments) => {
          const id = ids.make('token');
          const digest = ids.make('token-secret');
          const expiresAt = expiresIn === null ? null : later(expiresIn);
          await saveToken(database, { id, accountId, digest, name: 'test', scopes: ['read', 'render'], now, expiresAt });
          let revoked = false;
          for (const moment of [...moments].sort((left, right) => left - right)) {
            if (revokedIn !== null && moment >= revokedIn && !revoked) {
              expect(await revokeToken(database, { id, accountId, now: later(moment) })).not.toBeNull();
              revoked = true;
            }

            const live = await findLiveToken(database, { digest, now: later(moment) });
            const shouldLive = !revoked && (expiresIn === null || moment < expiresIn);
            expect(live?.account.id ?? null).toBe(shouldLive ? accountId : null);
            if (live !== null) {
              expect(live).toMatchObject({ tokenId: id, scopes: ['read', 'render'] });
            }
          }
        },
      ),
      { numRuns: 20 },
    );
    const stranger = await openAccount();
    const [token] = await listTokens(database, accountId);
    expect(await revokeToken(database, { id: there(token).id, accountId: stranger.id, now })).toBeNull();
    expect(await listTokens(database, stranger.id)).toEqual([]);
    expect(await deleteExpiredTokens(database, later(2000))).toBeGreaterThan(0);
  });

  it('shows a session to its owner only', async () => {
    const [owner, stranger] = [await openAccount(), await openAccount()];
    const session = await openSession(owner.id);
    expect(session.id).toMatch(/^\d{19}$/);
    expect(session).toMatchObject({ draft: {}, revision: 0, title: 'project', taskName: 'project', language: 'en' });
    expect(await findSession(database, { id: session.id, accountId: owner.id })).toEqual(session);
    expect(await findSession(database, { id: session.id, accountId: stranger.id })).toBeNull();
    expect(await listSessions(database, { accountId: stranger.id, appName: 'nemo_agent', limit: 10 })).toEqual([]);
    expect(await deleteSession(database, { id: session.id, accountId: stranger.id, now })).toBe(false);
  });

  it('makes one session of an id, and one task for it, even when asked many times at once', async () => {
    const { id: accountId } = await openAccount();
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
    const { id: accountId } = await openAccount();
    const [older, newer] = [await openSession(accountId), await openSession(accountId)];
    expect(await saveState(database, { id: older.id, state: { b: 1, a: ['\u0000', '😀'] }, now: later(1) })).toBe(true);
    expect(await renameSession(database, { id: newer.id, title: 'Urban Dreams', now: later(2) })).toBe(true);
    const listed = await listSessions(database, { accountId, appName: 'nemo_agent', limit: 10 });
    expect(listed.map(({ id, title }) => [id, title])).toEqual([
      [newer.id, 'Urban Dreams'],
      [older.id, 'project'],
    ]);
    expect(listed[1]?.state).toEqual({ b: 1, a: ['\u0000', '😀'] });
  });

  it('saves a draft only on top of the one it was made of', async () => {
    const { id: accountId } = await openAccount();
    const session = await openSession(accountId);
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
    const { id: accountId } = await openAccount();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.json(), { maxLength: 4 }), { maxLength: 4 }), async (batches) => {
        const session = await openSession(accountId);
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
  });

  it('runs one turn at a time in a session', async () => {
    const { id: accountId } = await openAccount();
    const session = await openSession(accountId);
    for (let round = 0; round < 3; round++) {
      const started = (await Promise.all([begin(session), begin(session), begin(session)])).filter((turn) => turn !== null);
      expect(started).toHaveLength(1);
      const turn = there(started[0]);
      expect(await findRunningTurn(database, session.id)).toEqual(turn);
      expect(await endTurn(database, { id: turn.id, status: 'completed', spent: null, error: null, now })).not.toBeNull();
      expect(await endTurn(database, { id: turn.id, status: 'failed', spent: null, error: null, now })).toBeNull();
    }

    expect(await findRunningTurn(database, session.id)).toBeNull();
    expect(await begin(await openSession(accountId))).not.toBeNull();
  });

  it('charges a turn that succeeded for what it cost, and one that failed for nothing', async () => {
    const { id: accountId } = await openAccount();
    const session = await openSession(accountId);
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
    const { id: accountId } = await openAccount();
    const session = await openSession(accountId);
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

  it('deletes a session with all that hangs on it, without keeping the credits of its running turn', async () => {
    const { id: accountId } = await openAccount();
    const session = await openSession(accountId);
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    expect(await freeze(there(await begin(session)), 40)).toBe('frozen');
    await appendEvents(database, { sessionId: session.id, events: [{ a: 1 }], now });
    expect(await deleteSession(database, { id: session.id, accountId, now })).toBe(true);
    expect(await deleteSession(database, { id: session.id, accountId, now })).toBe(false);
    expect(await listEvents(database, { sessionId: session.id })).toEqual([]);
    expect(await readBalance(database, accountId)).toEqual({ available: 100, frozen: 0, total: 100 });
  });

  it('hands a session over to whoever holds its claim, once', async () => {
    const [giver, taker] = [await openAccount(), await openAccount()];
    const session = await openSession(giver.id);
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

  it('keeps files once, sums uploads and knows which blobs are needed', async () => {
    const { id: accountId } = await openAccount();
    const session = await openSession(accountId);
    const file: Media = {
      id: ids.make('media'),
      accountId,
      sessionId: session.id,
      origin: 'uploaded',
      kind: 'video',
      blobHash: 'a'.repeat(64),
      bytes: 3_000_000_000,
      contentType: 'video/mp4',
      filename: '旅行.mp4',
      title: 'Trip',
      prompt: null,
      durationMs: 30_500,
      width: 1920,
      height: 1080,
      framesPerSecond: 29.97,
      thumbnailHash: 'b'.repeat(64),
      peaksHash: null,
      details: { codec: 'h264' },
      createdAt: now,
    };
    await saveMedia(database, file);
    await saveMedia(database, file);
    expect(await listMedia(database, session.id)).toEqual([file]);
    expect(await sumUploadedBytes(database, accountId)).toBe(3_000_000_000);
    const asked = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
    expect([...(await listReferencedBlobs(database, asked))].sort()).toEqual(asked.slice(0, 2));
  });

  it('counts an artifact’s versions from 0, also when they come at once', async () => {
    const session = await openSession((await openAccount()).id);
    const save = async (): Promise<number | undefined> =>
      (
        await saveArtifact(database, {
          sessionId: session.id,
          name: 'music.mp3',
          blobHash: 'd'.repeat(64),
          contentType: 'audio/mpeg',
          metadata: {},
          now,
        })
      )?.version;
    const versions = await Promise.all(Array.from({ length: 8 }, save));
    expect(versions.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await listArtifactNames(database, session.id)).toEqual(['music.mp3']);
    const wanted = { sessionId: session.id, name: 'music.mp3' };
    expect((await listArtifactVersions(database, wanted)).map(({ version }) => version)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await deleteArtifact(database, wanted)).toBe(8);
  });

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

  it('says what kind of refusal the database gives', async () => {
    const session = await openSession((await openAccount()).id);
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
    const session = await openSession((await openAccount()).id);
    const failing = database.transaction(async (sql) => {
      await sql.run('update sessions set title = $2 where id = $1', [session.id, 'lost']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await findSession(database, { id: session.id, accountId: session.accountId })).toMatchObject({ title: 'project' });
  });
});
