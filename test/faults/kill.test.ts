import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { silence } from '../../src/engine/audio/index.ts';
import { readBrief } from '../../src/engine/brief/index.ts';
import { planExport } from '../../src/engine/export/index.ts';
import { Rng, SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { compose } from '../../src/engine/score/index.ts';
import { placeMusic } from '../../src/engine/timeline/index.ts';
import { createMediaExporter } from '../../src/studio/media/index.ts';
import { DATABASE_KINDS } from '../databases.ts';
import type { ServeProcess } from '../serve-process.ts';
import { BusyPerson } from './busy-person.ts';
import { checkLeftovers, checkPlace, checkPromises, waitForLeases } from './check-what-is-left.ts';
import { makeFaultPlace, until } from './fault-place.ts';

/** How often a process is killed; `FAULT_KILLS=50` is the full run, `FAULT_SEED` chooses other moments. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? 6);
const SEED = Number(process.env['FAULT_SEED'] ?? 1);
const PEOPLE = 3;
const TIMEOUT_MS = 600_000 + KILLS * 60_000;
/** Music that nobody waits for any more is made before what was asked for later. */
const PATIENCE = { patienceMs: 300_000 };
const NO_SIGNAL = new AbortController().signal;

describe.each(DATABASE_KINDS)('when processes of a service on %s are killed', (kind) => {
  it(
    'loses no session, doubles no work, and keeps the books and the disk in order',
    async () => {
      const place = await makeFaultPlace(kind);
      const files = await makeFiles();
      const rng = new Rng(SEED, kind);
      const processes = [await place.startServer(), ...(kind === 'postgres' ? [await place.startWorker()] : [])];
      const people = await Promise.all(
        Array.from({ length: PEOPLE }, async (_, index) => {
          const host = { rng: rng.fork(`person ${index}`), files };
          return BusyPerson.begin(place.url, host);
        }),
      );
      const leaving = new AbortController();
      const works = people.map(async (person) => person.work(leaving.signal));

      const moments = rng.fork('moments');
      const granted = () => people.reduce((sum, person) => sum + person.granted, 0);
      for (let count = 0; count < KILLS; count++) {
        // Some way into the work, however slow the machine is today, and then at any moment.
        const enough = granted() + moments.integer(0, PEOPLE);
        await until('work goes on', async () => Promise.resolve(granted() >= enough), PATIENCE);
        await setTimeout(moments.between(0, 2000));
        const dying = moments.integer(0, processes.length - 1);
        await processes[dying]?.kill();
        processes[dying] = dying === 0 ? await place.startServer() : await place.startWorker();
      }

      for (const person of people) {
        await until('everybody got something', async () => Promise.resolve(person.granted > 3), PATIENCE);
      }

      leaving.abort();
      await Promise.all(works);
      await checkPromises(people);
      if (kind === 'postgres') {
        // The embedded database belongs to one process, which deals with what a dead one left as soon as it starts.
        await waitForLeases(place);
      }

      await stopAll(processes);
      await checkPlace(place);
      await stopAll([await place.startServer()]);
      await checkLeftovers(place);
    },
    TIMEOUT_MS,
  );
});

async function stopAll(processes: readonly ServeProcess[]): Promise<void> {
  const codes = await Promise.all(processes.map(async (running) => running.stop()));
  expect(codes.filter((code) => code !== 0)).toEqual([]);
}

/** A small film, a song and a wave, as people would upload them. */
async function makeFiles(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cuesmith-files-'));
  const exporter = createMediaExporter({ scratchFolder: folder });
  const said = { metadata: { title: 'Clip', artist: 'A test', comment: '' }, signal: NO_SIGNAL, onProgress: () => undefined };
  const audio = silence(5 * SAMPLE_RATE);
  const { brief } = readBrief('calm', { durationSeconds: 5, seed: 1 });
  const score = compose(brief);
  const plan = planExport({
    timeline: placeMusic({ score, title: brief.title }),
    score,
    frame: '16:9',
    framesPerSecond: 24,
    feeling: brief.feeling,
  });
  try {
    const paths = ['clip.mp4', 'song.m4a', 'wave.wav'].map((name) => join(folder, name));
    await exporter.writeVideo({ ...said, plan, audio: Promise.resolve(audio), path: paths[0] ?? '' });
    await exporter.writeAudio({ ...said, audio, kind: 'm4a', path: paths[1] ?? '' });
    await exporter.writeAudio({ ...said, audio, kind: 'wav', path: paths[2] ?? '' });
    return await Promise.all(paths.map(async (path) => new Uint8Array(await readFile(path))));
  } finally {
    await exporter.close();
    await rm(folder, { recursive: true, force: true });
  }
}
