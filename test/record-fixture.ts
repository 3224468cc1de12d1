import type { Database } from '../src/studio/ports/database.ts';
import { randomIds } from '../src/studio/store/random-ids.ts';
import { createAnonymousAccount, type Account } from '../src/studio/store/records/accounts.ts';
import { createSession, type Session } from '../src/studio/store/records/sessions.ts';
import { systemWallClock } from '../src/studio/store/system-wall-clock.ts';

/** The moment at which tests of records play, and ids of chance. */
export const now = new Date('2026-11-22T12:00:00Z');
export const ids = randomIds(systemWallClock);
export const HOUR_MS = 3_600_000;

export function later(ms: number): Date {
  return new Date(now.getTime() + ms);
}

/** For what a test has just made and knows to be there. */
export function there<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) {
    throw new Error('Expected a value');
  }

  return value;
}

/** An anonymous account without credits. */
export async function openAccount(database: Database): Promise<Account> {
  return there(
    await createAnonymousAccount(database, {
      id: ids.make('account'),
      userId: ids.make('anonymous-user'),
      clientDigest: ids.make('token-secret'),
      now,
    }),
  );
}

export async function openSession(database: Database, accountId: string): Promise<Session> {
  return there(
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
}
