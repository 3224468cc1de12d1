import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import { ids, now, openAccount, openSession } from '../../../../test/record-fixture.ts';
import type { Database } from '../../ports/database.ts';
import { deleteArtifact, listArtifactNames, listArtifactVersions, saveArtifact } from './artifacts.ts';
import { listMedia, listReferencedBlobs, saveMedia, sumUploadedBytes, type Media } from './media.ts';

describe.each(DATABASE_KINDS)('files on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  it('keeps files once, sums uploads and knows which blobs are needed', async () => {
    const { id: accountId } = await openAccount(database);
    const session = await openSession(database, accountId);
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
    const session = await openSession(database, (await openAccount(database)).id);
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
});
