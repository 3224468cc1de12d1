import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { RenderRequest } from '../../../contract/service/index.ts';
import type { Job } from '../../store/records/jobs.ts';
import type { Caller } from '../service-ports.ts';
import { cancelExport } from './cancel-export.ts';
import { startExport } from './start-export.ts';

describe('starting exports', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await openTestService('pglite');
  });
  afterAll(async () => service.close());

  const start = async (caller: Caller, sessionId: string, id: string): Promise<Job> => {
    const draft = { t: [{ tt: 7, sg: [{ s: 0, d: 1000, m: { text: 'Title' } }] }] };
    return startExport(service.ports, caller, RenderRequest.parse({ id, sessionId, draft }), { hasAttribution: true });
  };

  it('lets one account have only so many on their way, so that others need not wait behind all of them', async () => {
    const { caller, sessionId } = await service.newCaller();
    for (let count = 0; count < 50; count++) {
      await start(caller, sessionId, `mine_${count}`);
    }

    await expect(start(caller, sessionId, 'mine_50')).rejects.toMatchObject({ refusal: 'rate-limited', retryAfterSeconds: 30 });
    expect((await start(caller, sessionId, 'mine_7')).status).toBe('pending');
    const other = await service.newCaller();
    expect((await start(other.caller, other.sessionId, 'theirs')).status).toBe('pending');
    await cancelExport(service.ports, caller, 'mine_7');
    expect((await start(caller, sessionId, 'mine_50')).status).toBe('pending');
  });
});
