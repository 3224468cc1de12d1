import { execFile } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { Stereo } from '../src/engine/audio/index.ts';
import { readBrief } from '../src/engine/brief/index.ts';
import { planExport } from '../src/engine/export/index.ts';
import { SAMPLE_RATE } from '../src/engine/kernel/index.ts';
import { compose } from '../src/engine/score/index.ts';
import { placeMusic } from '../src/engine/timeline/index.ts';
import type { MediaExporter } from '../src/studio/ports/media-exporter.ts';
import { type Figure, plain } from './figure.ts';

const SECONDS = 10;
const execute = promisify(execFile);

type EncodingWish = { readonly scratch: string; readonly sound: (samples: number) => Stereo; readonly signal: AbortSignal };

/** Drawing and encoding ten seconds of picture, and the ffmpeg program encoding the very same frames, already drawn. */
export async function measureEncoding(exporter: MediaExporter, { scratch, sound, signal }: EncodingWish): Promise<Figure[]> {
  const { brief } = readBrief('upbeat acoustic background music', { durationSeconds: SECONDS, seed: 1, title: 'Urban Dreams' });
  const score = compose(brief);
  const plan = planExport({
    timeline: placeMusic({ score, title: brief.title }),
    score,
    frame: '16:9',
    framesPerSecond: 30,
    feeling: brief.feeling,
  });
  const path = join(scratch, 'picture.mp4');
  const write = async () =>
    exporter.writeVideo({
      plan,
      audio: Promise.resolve(sound(SECONDS * SAMPLE_RATE)),
      path,
      metadata: { title: 'Bench', artist: 'Cuesmith', comment: '' },
      signal,
      onProgress: () => undefined,
    });

  await write();
  await rm(path);
  const startedMs = performance.now();
  await write();
  const ours = performance.now() - startedMs;
  const figures = [
    plain('draw and encode 1080p, Cuesmith', plan.frames / (ours / 1000), 'frames/s'),
    plain('size of that picture', (await stat(path)).size / 1e6 / SECONDS, 'MB/s'),
  ];

  const version = await execute('ffmpeg', ['-version']).then(
    ({ stdout }) => /version (\S+)/.exec(stdout)?.[1] ?? '',
    () => null,
  );
  if (version === null) {
    console.log('Plain ffmpeg: skipped, there is no ffmpeg on the PATH.');
    return figures;
  }

  // Raw frames first, so that the program is timed on encoding alone; ten seconds are a gigabyte.
  const raw = join(scratch, 'frames.y4m');
  await execute('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', path, '-an', '-pix_fmt', 'yuv420p', raw]);
  for (const [label, quality] of [
    ['superfast crf 23', ['-preset', 'superfast', '-crf', '23']],
    ['superfast qp 21', ['-preset', 'superfast', '-qp', '21']],
  ] as const) {
    const begunMs = performance.now();
    await execute('ffmpeg', [
      '-nostdin',
      '-v',
      'error',
      '-y',
      '-i',
      raw,
      '-c:v',
      'libx264',
      ...quality,
      '-f',
      'mp4',
      join(scratch, 'plain.mp4'),
    ]);
    figures.push(
      plain(
        `encode the same frames, already drawn, ffmpeg ${version} (${label})`,
        plan.frames / ((performance.now() - begunMs) / 1000),
        'frames/s',
      ),
    );
  }

  return figures;
}
