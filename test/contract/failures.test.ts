import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Exporting, LAMBDA, titleDraft } from './exporting.ts';
import { brokenFraming, hearTurn } from './turn-stream.ts';
import { at, Wire } from './wire.ts';

// contract.md §3, §6 and §7: work that fails for real. Files are on disk whatever the test project says: where they are kept becomes
// something else than a folder while work is done, so that what is made cannot be kept.
let wire: Wire;
beforeAll(async () => {
  wire = await Wire.open({ BLOB_URL: '' });
});
afterAll(async () => wire.close());

async function withoutBlobs(work: () => Promise<void>): Promise<void> {
  const blobs = join(wire.folder, 'blobs');
  // Made with the first file.
  await mkdir(blobs, { recursive: true });
  await rename(blobs, `${blobs}-away`);
  await writeFile(blobs, '');
  try {
    await work();
  } finally {
    await rm(blobs);
    await rename(`${blobs}-away`, blobs);
  }
}

describe('work that fails', () => {
  it('§6 "refund at end", §3 "a normal Event with errorCode, errorMessage, no content": music that failed is not charged', async () => {
    const person = await wire.newPerson();
    await withoutBlobs(async () => {
      const heard = await hearTurn(wire, person, 'calm piano, 1 second');
      expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
      const failed = heard.events.find((event) => 'errorCode' in event);
      expect(failed).toMatchObject({
        errorCode: expect.stringMatching(/^[\w.-]+$/),
        errorMessage: expect.stringMatching(/\w/),
        turnComplete: true,
      });
      expect(failed).not.toHaveProperty('content');
      expect(JSON.stringify(heard.events)).not.toContain(wire.folder);
      expect(await wire.balance(person)).toEqual({ available: 100, frozen: 0, total: 100 });
    });

    const again = await hearTurn(wire, person, 'calm piano, 1 second');
    expect(again.events.filter((event) => 'errorCode' in event)).toEqual([]);
    expect(await wire.balance(person)).toEqual({ available: 80, frozen: 0, total: 80 });
  });

  it('§7 "failed: error string at both levels", and it can be tried again', async () => {
    const person = await wire.newPerson();
    const exports = new Exporting(wire, person);
    await withoutBlobs(async () => {
      await exports.start('render_fails', { draft: titleDraft('fails') });
      const { json, text } = await exports.finish('render_fails');
      expect(json).toMatchObject({ success: true, status: 'failed', output: null, error: expect.any(String) });
      expect(at(json, 'data.error')).toBe(at(json, 'error'));
      expect(at(json, 'data.outputUrl')).toBeNull();
      expect(at(json, 'lambda')).toMatchObject({ fatalErrorEncountered: true, done: false });
      expect(text).not.toContain(wire.folder);
    });

    expect((await wire.ask('POST', `${LAMBDA}/render_fails/retry`, { as: person })).status).toBe(200);
    expect((await exports.finish('render_fails')).json).toMatchObject({ status: 'completed', error: null });
  });
});
