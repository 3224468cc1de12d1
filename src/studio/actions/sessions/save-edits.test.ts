import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { listRevisions } from '../../store/records/revisions.ts';
import { saveEdits } from './save-edits.ts';

describe('saved edits', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await openTestService('pglite');
  });
  afterAll(async () => service.close());

  it('give a title of an empty timeline the time it takes to read it', async () => {
    const { caller, sessionId } = await service.newCaller();
    const edits = [{ kind: 'set-title', text: 'Urban Dreams' }] as const;
    const { draft } = await saveEdits(service.ports, caller, { sessionId, turnId: null, edits });
    expect(draft).toMatchObject({ d: 4500, m: { title: 'Urban Dreams' }, t: [{ tt: 7, sg: [{ s: 500, d: 4000 }] }] });
  });

  it('that change nothing are no revision, and are not called a change', async () => {
    const { caller, sessionId } = await service.newCaller();
    const edits = [{ kind: 'set-title', text: 'Urban Dreams' }] as const;
    await saveEdits(service.ports, caller, { sessionId, turnId: null, edits });
    const again = await saveEdits(service.ports, caller, { sessionId, turnId: null, edits });
    expect(again.changes).toEqual([]);
    expect(again.unchanged).toMatchObject([{ what: 'title', after: '"Urban Dreams"' }]);
    expect(await listRevisions(service.ports.database, { sessionId, limit: 9 })).toHaveLength(1);
  });
});
