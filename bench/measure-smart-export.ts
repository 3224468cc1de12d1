import { execFile } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { planDraftExport, planSound, reusableGroups, type ExportPlan } from '../src/engine/export/index.ts';
import { canonicalJson, SAMPLE_RATE } from '../src/engine/kernel/index.ts';
import { newClip, newTimeline, newTrack, type Clip, type Timeline, type Track } from '../src/engine/timeline/index.ts';
import { writeClip } from '../src/studio/media/clip-fixture.ts';
import type { MediaExporter } from '../src/studio/ports/media-exporter.ts';
import type { ExportCosts, MediaFile, TimelineExporter } from '../src/studio/ports/timeline-exporter.ts';
import { atMost, type Figure, plain } from './figure.ts';

const SECONDS = 30;
const FRAMES_PER_SECOND = 30;
const FRAMES = SECONDS * FRAMES_PER_SECOND;
const metadata = { title: 'Bench', artist: 'Cuesmith', comment: '' };
const execute = promisify(execFile);

type Wish = { readonly scratch: string; readonly signal: AbortSignal };
type Made = { readonly timeline: Timeline; readonly plan: ExportPlan; readonly path: string; readonly seconds: number };

/** What an export of thirty filmed seconds in 1080p costs: the first, two with other sound, one with a title, and plain FFmpeg on the same film. */
export async function measureSmartExport(
  exporter: MediaExporter & TimelineExporter,
  { scratch, signal }: Wish,
): Promise<Figure[]> {
  const folder = join(scratch, 'smart');
  await mkdir(folder);
  // As bin/cuesmith.js does: what was compiled once is not compiled again in every process.
  process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compiled');
  const files = await makeFiles(exporter, { folder, signal });
  const write = async (
    name: string,
    timeline: Timeline,
    before: Made | null,
  ): Promise<Made & { readonly costs: ExportCosts | null }> => {
    const size = { width: 1920, height: 1080 };
    const plan = planDraftExport({ timeline, scores: new Map(), size, framesPerSecond: FRAMES_PER_SECOND, quantiser: null });
    const path = join(folder, `${name}.mp4`);
    const sound = planSound(timeline, { music: new Set(['music']) });
    const isSoundEqual =
      before !== null && canonicalJson(planSound(before.timeline, { music: new Set(['music']) })) === canonicalJson(sound);
    const startedMs = performance.now();
    const costs = await exporter.writeTimeline({
      plan,
      sound,
      media: files,
      former:
        before === null ? null : { path: before.path, runs: reusableGroups(before.plan, plan), isSoundEqual, encoder: 'libx264' },
      path,
      kind: 'mp4',
      metadata,
      signal,
      onProgress: () => undefined,
    });
    return { timeline, plan, path, seconds: (performance.now() - startedMs) / 1000, costs };
  };

  const full = await write('full', timelineOf({}), null);
  const quieter = await write('quieter', timelineOf({ gainDb: -9 }), full);
  const ducked = await write('ducked', timelineOf({ ducking: { depthDb: 12, under: 'sound' } }), full);
  const titled = await write('titled', timelineOf({ title: 'Urban Dreams' }), full);
  const figures = [
    plain(`full export of ${SECONDS} s of film, 1080p`, full.seconds, 's'),
    atMost(
      `the same with other sound (${quieter.costs?.copiedFrames ?? 0} of ${FRAMES} frames copied)`,
      quieter.seconds,
      's',
      1.5,
    ),
    atMost(
      `the same with music that gives way to the footage (${ducked.costs?.copiedFrames ?? 0} of ${FRAMES} frames copied)`,
      ducked.seconds,
      's',
      1.5,
    ),
    atMost(
      `the same with a title of 3 s (${titled.costs?.copiedFrames ?? 0} of ${FRAMES} frames copied)`,
      titled.seconds,
      's',
      3,
    ),
  ];
  const isThere = await execute('ffmpeg', ['-version']).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    console.log('Plain ffmpeg: skipped, there is no ffmpeg on the PATH.');
    return figures;
  }

  const startedMs = performance.now();
  const [film, music] = [files.get('film')!.path, files.get('music')!.path];
  const arguments_ = [
    '-nostdin',
    '-v',
    'error',
    '-y',
    '-i',
    film,
    '-i',
    music,
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-t',
    String(SECONDS),
  ];
  const scaling = ['-vf', 'scale=1920:1080:flags=bicubic,format=yuv420p'];
  const { preset, quantiser } = full.plan.video;
  const coding = ['-c:v', 'libx264', '-preset', preset, '-crf', String(quantiser), '-bf', '0', '-g', String(FRAMES_PER_SECOND)];
  await execute('ffmpeg', [...arguments_, ...scaling, ...coding, '-c:a', 'aac', '-b:a', '256k', join(folder, 'plain.mp4')]);
  figures.push(
    plain('the first of these by plain ffmpeg, with the same settings', (performance.now() - startedMs) / 1000, 's'),
    plain('size of the full export beside its', (await stat(full.path)).size / (await stat(join(folder, 'plain.mp4'))).size, '×'),
  );
  return figures;
}

/** A film that moves everywhere, a size smaller than the export so that none of it can be copied, and music. */
async function makeFiles(
  exporter: MediaExporter,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, MediaFile>> {
  const film = join(folder, 'film.mp4');
  await writeClip(film, {
    width: 1280,
    height: 720,
    framesPerSecond: FRAMES_PER_SECOND,
    frames: FRAMES,
    lumaOf: (index) => 40 + (index % 120),
    isTextured: true,
    toneLevel: 0.1,
  });
  const music = join(folder, 'music.flac');
  const left = Float32Array.from({ length: SECONDS * SAMPLE_RATE }, (_, i) => 0.2 * Math.sin(i / 30) * Math.sin(i / 20_011));
  await exporter.writeAudio({
    audio: { left, right: left.map((value) => -value) },
    path: music,
    kind: 'flac',
    metadata,
    signal,
    onProgress: () => undefined,
  });
  return new Map([
    ['film', { path: film, name: 'film', contentType: 'video/mp4' }],
    ['music', { path: music, name: 'music', contentType: 'audio/flac' }],
  ]);
}

function timelineOf({
  gainDb = 0,
  ducking = null,
  title = null,
}: {
  readonly gainDb?: number;
  readonly ducking?: Clip['ducking'];
  readonly title?: string | null;
}): Timeline {
  const clip = (id: string, media: Clip['media'], startSeconds: number, seconds: number): Clip =>
    newClip({
      id,
      name: id,
      media,
      start: { value: startSeconds * 1000, rate: 1000 },
      sourceRange: { start: { value: 0, rate: 1000 }, duration: { value: seconds * 1000, rate: 1000 } },
    });
  const film = clip('film', { kind: 'media', mediaId: 'film', shows: 'video', availableRange: null }, 0, SECONDS);
  const music = clip('music', { kind: 'media', mediaId: 'music', shows: 'sound', availableRange: null }, 0, SECONDS);
  const words: Track[] =
    title === null
      ? []
      : [
          newTrack({
            kind: 'text',
            id: 'text',
            name: '',
            clips: [clip('title', { kind: 'text', text: title, colour: null, place: null, style: 'rise', size: 1 }, 5, 3)],
          }),
        ];
  return newTimeline({
    name: 'Bench',
    tracks: [
      newTrack({ kind: 'video', id: 'video', name: '', clips: [film] }),
      newTrack({ kind: 'audio', id: 'audio', name: '', clips: [{ ...music, gainDb, ducking }] }),
      ...words,
    ],
  });
}
