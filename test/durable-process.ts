import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bossQueue } from '../src/studio/jobs/boss-queue.ts';
import { submitJob } from '../src/studio/jobs/index.ts';
import { LeaseWatch } from '../src/studio/jobs/lease-watch.ts';
import type { JobHandler } from '../src/studio/ports/queue.ts';
import { diskBlobs } from '../src/studio/store/disk-blobs.ts';
import { openDatabase } from '../src/studio/store/open-database.ts';
import { randomIds } from '../src/studio/store/random-ids.ts';
import { saveMedia } from '../src/studio/store/records/media.ts';
import { freezeForTurn, startTurn } from '../src/studio/store/records/turns.ts';
import { systemClock } from '../src/studio/store/system-clock.ts';
import { systemWallClock } from '../src/studio/store/system-wall-clock.ts';

// A process that works as a server does, until it is killed: it submits paid jobs, does them, stores blobs and begins turns.
const [folder = '', url = '', accountId = '', sessionId = ''] = process.argv.slice(2);
const ids = randomIds(systemWallClock);
const processId = ids.make('process');
const database = await openDatabase({ url: url === '' ? null : url, folder });
const blobs = diskBlobs(join(folder, 'blobs'));
const host = { database, wallClock: systemWallClock, clock: systemClock, processId, onProblem: () => undefined };
const queue = await bossQueue(host);
const watch = new LeaseWatch({ ...host, queue, onTurnLost: async () => Promise.resolve() });

const handler: JobHandler = async (job, run) => {
  const length = 20_000;
  async function* slowly(): AsyncGenerator<Uint8Array> {
    for (let part = 1; part <= 5; part++) {
      await setTimeout(30);
      run.onProgress(part / 5);
      yield randomBytes(length / 5);
    }
  }

  const { hash } = await blobs.put(slowly(), { signal: run.signal });
  return {
    result: { hash },
    blobHash: hash,
    commit: async (sql) =>
      saveMedia(sql, {
        id: ids.make('media'),
        accountId,
        sessionId,
        origin: 'generated',
        kind: 'music',
        blobHash: hash,
        bytes: length,
        contentType: 'audio/wav',
        filename: 'music.wav',
        title: job.id,
        prompt: job.id,
        durationMs: 1000,
        width: null,
        height: null,
        framesPerSecond: null,
        thumbnailHash: null,
        peaksHash: null,
        details: {},
        createdAt: new Date(),
      }),
  };
};

await watch.start();
await queue.work({ generate: handler, export: handler });
process.send?.('ready');
for (;;) {
  const price = { holdId: ids.make('hold'), amount: 1 };
  const wish = { id: ids.make('job'), kind: 'generate', accountId, sessionId, price, request: {} } as const;
  await submitJob({ ...host, queue }, { ...wish, requestDigest: wish.id, contentDigest: null });

  const now = new Date();
  const turn = await startTurn(database, {
    id: ids.make('turn'),
    sessionId,
    accountId,
    invocationId: ids.make('invocation'),
    processId,
    now,
  });
  if (turn !== null) {
    await freezeForTurn(database, { turn, holdId: ids.make('hold'), amount: 1, now });
  }

  await setTimeout(150);
}
