import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestService, type TestService } from '../../../test/service-fixture.ts';
import { turnKeeper, type TurnKeeper } from '../jobs/turn-keeper.ts';
import { listEvents } from '../store/records/events.ts';
import { deleteSession, moveSession } from '../store/records/sessions.ts';
import { messageTo } from './agent-fixture.ts';
import { createAgent } from './index.ts';

describe('a message that cannot be taken', () => {
  const problems: unknown[] = [];
  let service: TestService;
  let turns: TurnKeeper;
  beforeAll(async () => {
    service = await openTestService('pglite');
    turns = turnKeeper({
      database: service.ports.database,
      processId: 'prc_test',
      onProblem: (problem) => problems.push(problem),
    });
  });
  afterAll(async () => {
    await turns.close();
    await service.close();
    expect(problems).toEqual([]);
  });

  const agentAfter = (incident: () => Promise<unknown>): ReturnType<typeof createAgent> => {
    const { database } = service.ports;
    const ports = {
      ...service.ports,
      database: {
        kind: database.kind,
        row: database.row.bind(database),
        rows: database.rows.bind(database),
        run: database.run.bind(database),
        script: database.script.bind(database),
        transaction: async <Result>(work: Parameters<typeof database.transaction<Result>>[0]): Promise<Result> => {
          await incident();
          return database.transaction(work);
        },
        close: async () => database.close(),
      },
    };
    return createAgent({ ports, processId: 'prc_test', turnKeeper: turns, onProblem: (problem) => problems.push(problem) });
  };

  it('finds no session when that is deleted, or claimed by another account, just before', async () => {
    const { caller, sessionId } = await service.newCaller();
    const taken = await service.newCaller();
    const taker = (await service.newCaller()).caller.account.id;
    const { database } = service.ports;
    const now = new Date();
    const deleting = agentAfter(async () => deleteSession(database, { id: sessionId, accountId: caller.account.id, now }));
    await expect(deleting.begin(caller, messageTo(sessionId, 'hello'))).rejects.toMatchObject({ refusal: 'session-not-found' });
    const claiming = agentAfter(async () =>
      moveSession(database, { id: taken.sessionId, from: taken.caller.account.id, to: taker }),
    );
    await expect(claiming.begin(taken.caller, messageTo(taken.sessionId, 'hello'))).rejects.toMatchObject({
      refusal: 'session-not-found',
    });
    expect(await listEvents(database, { sessionId: taken.sessionId })).toEqual([]);
  });

  it('is longer than messages are, or changes more of the state than may be', async () => {
    const { caller, sessionId } = await service.newCaller();
    const agent = agentAfter(async () => Promise.resolve());
    const long = messageTo(sessionId, 'calm music '.repeat(10_000));
    await expect(agent.begin(caller, long)).rejects.toMatchObject({ refusal: 'invalid-body' });
    const large = messageTo(sessionId, 'hello', { state_delta: { a: 'x'.repeat(3 << 20) } });
    await expect(agent.begin(caller, large)).rejects.toMatchObject({ refusal: 'invalid-body' });
    expect(await listEvents(service.ports.database, { sessionId })).toEqual([]);
  });
});
