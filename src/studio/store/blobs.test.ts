import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBucketServer } from '../../../test/bucket-server.ts';
import { openTestDatabase } from '../../../test/databases.ts';
import type { Blobs } from '../ports/blobs.ts';
import { bucketBlobs } from './bucket-blobs.ts';
import { diskBlobs } from './disk-blobs.ts';
import { createAnonymousAccount } from './records/accounts.ts';
import { saveArtifact } from './records/artifacts.ts';
import { createSession } from './records/sessions.ts';
import { sweepBlobs } from './sweep-blobs.ts';

const FAR = new Date('2100-01-01');

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

async function* inPieces(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) {
    yield content.subarray(at, at + size);
  }
}

async function whole(content: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content ?? []) {
    pieces.push(piece);
  }

  return Buffer.concat(pieces);
}

describe.each(['disk', 'bucket'])('blobs in a %s', (kind) => {
  let folder = '';
  let blobs: Blobs;
  let close = async (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cuesmith-blobs-'));
    if (kind === 'disk') {
      blobs = diskBlobs(join(folder, 'blobs'));
      return;
    }

    const server = await startBucketServer(join(folder, 'bucket'), 'music');
    blobs = bucketBlobs(`${server.url}/team/one`, join(folder, 'scratch'));
    close = server.stop;
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  /** Unfinished files on this machine. */
  const unfinished = async (): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'));

  it('gives back what was put in, whole and in any range, however it came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(5000),
        fc.nat(5000),
        async (content, size, one, other) => {
          const stored = await blobs.put(inPieces(content, size));
          expect(stored).toEqual({ hash: hashOf(content), bytes: content.length });
          expect(await blobs.stat(stored.hash)).toEqual(stored);
          expect(await whole(await blobs.read(stored.hash))).toEqual(Buffer.from(content));
          const [from = 0, to = 0] = [one, other].map((at) => Math.min(at, content.length)).sort((left, right) => left - right);
          expect(await whole(await blobs.read(stored.hash, { from, to }))).toEqual(Buffer.from(content.subarray(from, to)));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('gives the first byte alone', async () => {
    const { hash } = await blobs.put(inPieces(Uint8Array.of(7, 8), 2));
    expect(await whole(await blobs.read(hash, { from: 0, to: 1 }))).toEqual(Buffer.of(7));
  });

  it('stores equal content once, also when it comes twice at once', async () => {
    const content = randomBytes(300_000);
    const put = async (): Promise<string> => (await blobs.put(inPieces(content, 65_536))).hash;
    expect(new Set(await Promise.all([put(), put(), put()]))).toEqual(new Set([hashOf(content)]));
    const found = [];
    for await (const blob of blobs.list()) {
      found.push(blob.hash);
    }

    expect(found.filter((hash) => hash === hashOf(content))).toHaveLength(1);
  });

  it('copies a finished file, and lends a blob as a file', async () => {
    const path = join(folder, 'music.wav');
    await writeFile(path, 'RIFF');
    const { hash } = await blobs.putFile(path);
    const local = await blobs.local(hash);
    expect(await readFile(local.path, 'utf8')).toBe('RIFF');
    await local.release();
    expect(await readFile(path, 'utf8')).toBe('RIFF');
    expect(await blobs.stat(hash)).not.toBeNull();
  });

  it('stops at the limit, and leaves nothing of what was too large, broke off or was given up', async () => {
    const content = randomBytes(100_000);
    await expect(blobs.put(inPieces(content, 1000), { limitBytes: 99_999 })).rejects.toMatchObject({ code: 'blobs.too-large' });
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield content.subarray(0, 500);
      throw new Error('connection lost');
    }

    await expect(blobs.put(breaking())).rejects.toThrow('connection lost');
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        yield content.subarray(0, 500);
        stop.abort();
      }
    }

    await expect(blobs.put(endless(), { signal: stop.signal })).rejects.toThrow(/abort/);
    expect(await unfinished()).toEqual([]);
    expect(await blobs.stat(hashOf(content))).toBeNull();
    expect((await blobs.put(inPieces(content, 1000), { limitBytes: 100_000 })).bytes).toBe(100_000);
  });

  it('knows what is not there', async () => {
    const hash = hashOf(Buffer.from('never stored'));
    expect(await blobs.stat(hash)).toBeNull();
    expect(await blobs.read(hash)).toBeNull();
    await expect(blobs.local(hash)).rejects.toMatchObject({ code: 'blobs.missing' });
    await blobs.delete(hash);
  });

  it.each(['../../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])(
    'takes no %j for a hash',
    async (bad) => {
      await expect(async () => blobs.stat(bad)).rejects.toMatchObject({ code: 'blobs.bad-hash' });
      await expect(async () => blobs.read(bad)).rejects.toMatchObject({ code: 'blobs.bad-hash' });
      await expect(async () => blobs.delete(bad)).rejects.toMatchObject({ code: 'blobs.bad-hash' });
    },
  );

  it('refuses a range outside the blob', async () => {
    const { hash } = await blobs.put(inPieces(Buffer.from('0123456789'), 3));
    for (const range of [
      { from: 5, to: 11 },
      { from: -1, to: 2 },
      { from: 5, to: 4 },
      { from: 0.5, to: 2 },
    ]) {
      await expect(blobs.read(hash, range)).rejects.toMatchObject({ code: 'blobs.bad-range' });
    }
  });

  it('sweeps what nothing points to, and only what is old', async () => {
    const place = await openTestDatabase('pglite');
    try {
      const now = new Date();
      const [kept, lost] = [await blobs.put(inPieces(randomBytes(10), 5)), await blobs.put(inPieces(randomBytes(10), 5))];
      await createAnonymousAccount(place.database, { id: 'acc_1', userId: 'anon_1', clientDigest: 'x', now });
      await createSession(place.database, {
        id: '1',
        taskId: 'task_1',
        taskName: 'project',
        accountId: 'acc_1',
        appName: 'nemo_agent',
        language: null,
        state: {},
        now,
      });
      await saveArtifact(place.database, {
        sessionId: '1',
        name: 'a',
        blobHash: kept.hash,
        contentType: 'audio/wav',
        metadata: {},
        now,
      });
      const ports = { sql: place.database, blobs };
      expect(await sweepBlobs(ports, new Date('2000-01-01'))).toBe(0);
      expect(await sweepBlobs(ports, FAR)).toBeGreaterThan(0);
      expect([await blobs.stat(kept.hash), await blobs.stat(lost.hash)]).toEqual([kept, null]);
    } finally {
      await place.close();
    }
  });

  it('sweeps nothing that was stored again after it was listed', async () => {
    const place = await openTestDatabase('pglite');
    try {
      const again = await blobs.put(inPieces(randomBytes(10), 5));
      const list = async function* (): ReturnType<Blobs['list']> {
        yield Promise.resolve({ ...again, storedAt: new Date('2001-01-01') });
      };
      await sweepBlobs({ sql: place.database, blobs: { ...blobs, list } }, new Date('2002-01-01'));
      expect(await blobs.stat(again.hash)).toEqual(again);
    } finally {
      await place.close();
    }
  });
});

describe('a folder of blobs', () => {
  it('removes what a process that died left unfinished', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cuesmith-blobs-'));
    const blobs = diskBlobs(folder);
    await blobs.put(inPieces(Buffer.from('a'), 1));
    await writeFile(join(folder, 'incoming', 'x.part'), 'half');
    await blobs.tidy(new Date('2000-01-01'));
    expect(await readdir(join(folder, 'incoming'))).toEqual(['x.part']);
    await blobs.tidy(FAR);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('a bucket', () => {
  it('says what is wrong with its address, and when it refuses or does not answer', async () => {
    expect(() => bucketBlobs('bucket', '/tmp')).toThrow(/BLOB_URL/);
    expect(() => bucketBlobs('https://host/bucket', '/tmp')).toThrow(/BLOB_URL/);
    const folder = await mkdtemp(join(tmpdir(), 'cuesmith-blobs-'));
    const server = await startBucketServer(folder, 'music');
    const content = Buffer.from('x');
    const missing = bucketBlobs(server.url.replace(/music$/, 'missing'), folder);
    await expect(missing.put(inPieces(content, 1))).rejects.toMatchObject({ code: 'blobs.refused' });
    await server.stop();
    await expect(bucketBlobs(server.url, folder).stat(hashOf(content))).rejects.toMatchObject({ code: 'blobs.unreachable' });
    await rm(folder, { recursive: true });
  });
});
