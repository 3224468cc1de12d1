import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { RenderRequest } from '../../../contract/service/index.ts';
import type { Database } from '../../ports/database.ts';
import { deleteSession, findSession, moveSession } from '../../store/records/sessions.ts';
import { startExport } from '../exports/start-export.ts';
import type { ServicePorts } from '../service-ports.ts';
import { patchAdkSession } from './adk-sessions.ts';

describe.each(DATABASE_KINDS)('a session that goes away while a request is on its way (%s)', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openTestService(kind);
  });
  afterAll(async () => service.close());

  /** The service, in which something happens between what a request reads and what it writes. */
  const withIncident = (incident: (database: Database) => Promise<unknown>): ServicePorts => {
    const { database } = service.ports;
    return {
      ...service.ports,
      database: {
        kind: database.kind,
        row: async (...given) => database.row(...given),
        rows: async (...given) => database.rows(...given),
        run: async (...given) => database.run(...given),
        script: async (text) => database.script(text),
        transaction: async (work) => {
          await incident(database);
          return database.transaction(work);
        },
        close: async () => database.close(),
      },
    };
  };

  it('is not found by a change of its state', async () => {
    const { caller, sessionId } = await service.newCaller();
    const account = { id: sessionId, accountId: caller.account.id };
    const ports = withIncident(async (database) => deleteSession(database, { ...account, now: new Date() }));
    const change = { app: 'nemo_agent', user: 'me', sessionId, stateDelta: { a: 1, draft: { d: 1000 } } };
    await expect(patchAdkSession(ports, caller, change)).rejects.toMatchObject({ refusal: 'session-not-found' });
  });

  it('stays as it is when another account has taken it over', async () => {
    const { caller, sessionId } = await service.newCaller();
    const { account: taker } = (await service.newCaller()).caller;
    const move = { id: sessionId, from: caller.account.id, to: taker.id };
    const ports = withIncident(async (database) => moveSession(database, move));
    const change = { app: 'nemo_agent', user: 'me', sessionId, stateDelta: { a: 1 } };
    await expect(patchAdkSession(ports, caller, change)).rejects.toMatchObject({ refusal: 'session-not-found' });
    expect(await findSession(service.ports.database, { id: sessionId, accountId: taker.id })).toMatchObject({ state: {} });
  });

  it('keeps what two changes at once set', async () => {
    const { caller, sessionId } = await service.newCaller();
    const change = { app: 'nemo_agent', user: 'me', sessionId };
    const ports = withIncident(async () => patchAdkSession(service.ports, caller, { ...change, stateDelta: { first: 1 } }));
    expect((await patchAdkSession(ports, caller, { ...change, stateDelta: { second: 2 } })).state).toMatchObject({
      first: 1,
      second: 2,
    });
  });

  it('is not found by an export', async () => {
    const { caller, sessionId } = await service.newCaller();
    const account = { id: sessionId, accountId: caller.account.id };
    const ports = withIncident(async (database) => deleteSession(database, { ...account, now: new Date() }));
    const draft = { t: [{ tt: 7, sg: [{ s: 0, d: 1000, m: { text: 'Title' } }] }] };
    const request = RenderRequest.parse({ id: `render_${sessionId}`, sessionId, draft });
    await expect(startExport(ports, caller, request, { hasAttribution: true })).rejects.toMatchObject({
      refusal: 'session-not-found',
    });
  });

  it('exports nothing by a name that no file can have', async () => {
    const { caller, sessionId } = await service.newCaller();
    const draft = { t: [{ tt: 0, sg: [{ s: 0, d: 1000, m: { src: 'med_\u0000' } }] }] };
    const request = RenderRequest.parse({ id: `render_nul_${sessionId}`, sessionId, draft });
    await expect(startExport(service.ports, caller, request, { hasAttribution: true })).rejects.toMatchObject({
      refusal: 'invalid-body',
    });
  });
});
