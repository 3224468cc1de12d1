import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import type { AdkArtifactVersion } from '../../../contract/service/index.ts';
import type { Caller } from '../service-ports.ts';
import { deleteArtifact, saveArtifact } from './artifacts.ts';

describe('artifacts of clients', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await openTestService('pglite', { settings: { uploadQuotaBytes: 1000 } });
  });
  afterAll(async () => service.close());

  const save = async (caller: Caller, sessionId: string, more: object = {}): Promise<AdkArtifactVersion> =>
    saveArtifact(service.ports, caller, {
      app: 'nemo_agent',
      user: 'me',
      sessionId,
      filename: 'notes.txt',
      artifact: { text: 'x'.repeat(400) },
      ...more,
    });

  it('count against the quota of the account until they are deleted, also when they come at once', async () => {
    const { caller, sessionId } = await service.newCaller();
    const saved = await Promise.allSettled([1, 2, 3, 4].map(async () => save(caller, sessionId)));
    expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(save(caller, sessionId)).rejects.toMatchObject({ refusal: 'file-too-large' });
    await deleteArtifact(service.ports, caller, { app: 'nemo_agent', user: 'me', sessionId, name: 'notes.txt' });
    expect(await save(caller, sessionId)).toMatchObject({ version: 0 });
  });

  it('have links that work, whatever their names', async () => {
    const { publicUrl } = service.ports.settings;
    for (const filename of ['..', '.', 'a/../b', '%2e%2e', '?#', '\r\n', '夜']) {
      const { caller, sessionId } = await service.newCaller();
      const { href } = new URL((await save(caller, sessionId, { filename })).canonicalUri);
      expect(service.ports.blobLinks.read(href.slice(publicUrl.length), new Date())).not.toBeNull();
    }
  });

  it('come with notes of a bounded length', async () => {
    const { caller, sessionId } = await service.newCaller();
    await expect(save(caller, sessionId, { customMetadata: { a: 'x'.repeat(1 << 20) } })).rejects.toMatchObject({
      refusal: 'invalid-body',
    });
  });
});
