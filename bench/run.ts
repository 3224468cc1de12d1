/**
 * `npm run bench`: how fast and how large Cuesmith is on this machine, beside the targets of the design, and plain ffmpeg on the
 * same frames where there is one. Prints a table and writes it to bench/results/.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silence } from '../src/engine/audio/index.ts';
import { ENGINE_VERSION } from '../src/engine/kernel/index.ts';
import { createAudioRenderer } from '../src/studio/audio-worker/index.ts';
import { createMediaExporter } from '../src/studio/media/index.ts';
import { measureCli } from './measure-cli.ts';
import { measureDucking } from './measure-ducking.ts';
import { measureHits } from './measure-hits.ts';
import { measureComposing, measureRevision, measureSound } from './measure-music.ts';
import { measureEncoding } from './measure-encoding.ts';
import { measureSmartExport } from './measure-smart-export.ts';
import { measureService } from './measure-service.ts';
import { type Figure, tableOf } from './figure.ts';

const loadBefore = loadavg()[0] ?? 0;
const signal = new AbortController().signal;
const scratch = await mkdtemp(join(tmpdir(), 'cuesmith-bench-'));
const figures: Figure[] = [];
const report = (more: readonly Figure[]) => {
  for (const figure of more) {
    console.log(`${figure.what}: ${figure.value} ${figure.unit}${figure.bar === null ? '' : ` (bar: ${figure.bar})`}`);
    figures.push(figure);
  }
};

try {
  report(measureComposing());
  report(measureHits());

  const one = createAudioRenderer({ workers: 1 });
  report(await measureSound(one, { label: '1 thread', seconds: [30], signal }));
  await one.close();

  const all = createAudioRenderer({ workers: null });
  report(await measureSound(all, { label: `${availableParallelism()} threads`, seconds: [30, 120, 600], signal }));
  const keeping = createAudioRenderer({ workers: null, keptMegabytes: 256 });
  report(await measureRevision(keeping, signal));
  await keeping.close();
  report(await measureDucking(all, { scratch, signal }));
  await all.close();

  report(await measureCli(scratch));

  const exporter = createMediaExporter();
  report(await measureEncoding(exporter, { scratch, sound: silence, signal }));
  report(await measureSmartExport(exporter, { scratch, signal }));
  await exporter.close();

  report(await measureService(scratch));
} finally {
  await rm(scratch, { recursive: true, force: true });
}

const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
const machine = `${availableParallelism()} × ${cpu}, ${(totalmem() / 1e9).toFixed(0)} GB, Node ${process.versions.node}, ${process.platform}-${process.arch}`;
const name = `${availableParallelism()}x-${
  cpu
    .toLowerCase()
    .replace(/\((r|tm)\)/g, '')
    .match(/[a-z0-9]+/g)
    ?.join('-') ?? 'cpu'
}`;
const results = fileURLToPath(new URL('results/', import.meta.url));
const day = new Date().toISOString().slice(0, 10);
const table = `# Cuesmith ${ENGINE_VERSION} on ${machine}\n\nMeasured ${day} with \`npm run bench\`. Bars are those of the design, for 2 cores.
Other work on the machine before the first figure: load average ${loadBefore.toFixed(1)}.\n\n${tableOf(figures)}`;
await mkdir(results, { recursive: true });
await writeFile(join(results, `${name}.md`), table);
await writeFile(
  join(results, `${name}.json`),
  `${JSON.stringify({ machine, engineVersion: ENGINE_VERSION, day, figures }, null, 2)}\n`,
);
console.log(`\n${table}`);
