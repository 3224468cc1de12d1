import type { FileKind, MadeFile, MadeMusic, MakeProgress, MakeRequest } from '../../contract/index.ts';
import { type Brief, readBrief } from '../../engine/brief/index.ts';
import { planExport } from '../../engine/export/index.ts';
import { ENGINE_VERSION, StudioError } from '../../engine/kernel/index.ts';
import { compose, type Score, scoreToMidi } from '../../engine/score/index.ts';
import { placeMusic } from '../../engine/timeline/index.ts';
import type { AudioRenderer, RenderedAudio } from '../ports/audio-renderer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { FileMetadata, MediaExporter } from '../ports/media-exporter.ts';
import { assertFree, checkOutputs } from './check-outputs.ts';
import { shareProgress } from './share-progress.ts';

export type MakePorts = {
  readonly audioRenderer: AudioRenderer;
  readonly mediaExporter: MediaExporter;
  readonly clock: Clock;
  readonly files: Files;
};
export type MakeRun = { readonly signal: AbortSignal; readonly onProgress: (progress: MakeProgress) => void };

/** A file still to be written and the work that writes it. */
type WriteJob = {
  readonly path: string;
  readonly kind: FileKind;
  readonly write: (onProgress: (done: number) => void) => Promise<void>;
};

/** Makes music of a prompt: brief, score, one render, and every file asked for of that render. Whole files or none. */
export async function makeMusic(ports: MakePorts, request: MakeRequest, run: MakeRun): Promise<MadeMusic> {
  const { clock, files } = ports;
  const startedMs = clock.elapsedMs();
  const { brief, receipt } = readBrief(request.prompt, request.hints);
  await checkOutputs(files, request);
  assertGoesOn(run.signal);

  run.onProgress({ stage: 'compose', done: 0 });
  const composeStartedMs = clock.elapsedMs();
  const score = compose(brief, request.candidates === null ? {} : { candidates: request.candidates });
  const composeMs = clock.elapsedMs() - composeStartedMs;
  run.onProgress({ stage: 'compose', done: 1 });
  assertGoesOn(run.signal);

  const written = await renderAndWrite(ports, { request, run, brief, score });
  const made: MadeFile[] = [];
  for (const { path, kind } of written.files) {
    made.push({ path, kind, ...(await files.measure(path)), durationSeconds: score.durationSeconds });
  }

  const endedMs = clock.elapsedMs();
  return {
    prompt: request.prompt,
    seed: brief.seed,
    engineVersion: ENGINE_VERSION,
    brief,
    receipt,
    files: made,
    loudness: written.audio && {
      integratedLufs: written.audio.loudness.integratedLufs,
      truePeakDbtp: written.audio.loudness.truePeakDbtp,
    },
    timings: {
      composeMs,
      renderMs: written.audio?.timings.renderMs ?? 0,
      masterMs: written.audio?.timings.masterMs ?? 0,
      exportMs: endedMs - written.audioReadyMs,
      totalMs: endedMs - startedMs,
    },
  };
}

type Work = { readonly request: MakeRequest; readonly run: MakeRun; readonly brief: Brief; readonly score: Score };
type Written = {
  readonly files: readonly { readonly path: string; readonly kind: FileKind }[];
  readonly audio: RenderedAudio | null;
  readonly audioReadyMs: number;
};

async function renderAndWrite(ports: MakePorts, work: Work): Promise<Written> {
  const { request, run, score } = work;
  const needsAudio = request.outputs.some(({ kind }) => kind !== 'mid') || request.stemsFolder !== null;

  // One failure stops the rest: without this a failed render would leave an encoder waiting for its sound.
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  let audioReadyMs = ports.clock.elapsedMs();
  const rendering = needsAudio
    ? ports.audioRenderer
        .render({ score, stems: request.stemsFolder !== null, signal, onProgress: run.onProgress })
        .then((audio) => {
          audioReadyMs = ports.clock.elapsedMs();
          return audio;
        })
    : null;

  const jobs = [...outputJobs(ports, work, { rendering, signal }), ...scoreJobs(ports.files, work)];
  const progress = shareProgress(jobs.length + (request.stemsFolder === null ? 0 : 1), (done) =>
    run.onProgress({ stage: 'export', done }),
  );
  const writing = jobs.map(async ({ write }, place) => write(progress(place)));
  const stems =
    request.stemsFolder !== null && rendering
      ? rendering.then(async (audio) =>
          writeStems(ports, work, { audio, folder: request.stemsFolder ?? '', signal, onProgress: progress(jobs.length) }),
        )
      : Promise.resolve([]);

  const everything = [rendering, ...writing, stems];
  try {
    await Promise.all(everything);
  } catch (problem) {
    stop.abort();
    await Promise.allSettled(everything);
    assertGoesOn(run.signal);
    throw problem;
  }

  assertGoesOn(run.signal);
  return {
    files: [...jobs, ...(await stems).map((path) => ({ path, kind: 'stem' as const }))],
    audio: await rendering,
    audioReadyMs,
  };
}

function outputJobs(
  ports: MakePorts,
  { request, brief, score }: Work,
  { rendering, signal }: { rendering: Promise<RenderedAudio> | null; signal: AbortSignal },
): WriteJob[] {
  const metadata = metadataOf(brief, score);
  return request.outputs.map(({ path, kind }): WriteJob => {
    if (kind === 'mid' || rendering === null) {
      return { path, kind, write: async () => ports.files.writeWhole(path, scoreToMidi(score)) };
    }

    if (kind === 'mp4') {
      const timeline = placeMusic({ score, title: brief.title });
      const plan = planExport({
        timeline,
        score,
        frame: request.aspect,
        framesPerSecond: request.framesPerSecond,
        feeling: brief.feeling,
      });
      const audio = rendering.then(({ master }) => master);
      // A render that fails is reported where it is awaited; here it must only not count as unhandled.
      audio.catch(() => undefined);
      return {
        path,
        kind,
        write: async (onProgress) => ports.mediaExporter.writeVideo({ plan, audio, path, metadata, signal, onProgress }),
      };
    }

    return {
      path,
      kind,
      write: async (onProgress) =>
        ports.mediaExporter.writeAudio({ audio: (await rendering).master, path, kind, metadata, signal, onProgress }),
    };
  });
}

function scoreJobs(files: Files, { request, score }: Work): WriteJob[] {
  const path = request.scorePath;
  return path === null
    ? []
    : [
        {
          path,
          kind: 'score',
          write: async () => files.writeWhole(path, new TextEncoder().encode(`${JSON.stringify(score, null, 2)}\n`)),
        },
      ];
}

type StemWish = {
  readonly audio: RenderedAudio;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
};

/** Writes one WAV per part; a set that could not be finished is taken away again. */
async function writeStems(
  { files, mediaExporter }: MakePorts,
  { request, brief, score }: Work,
  { audio, folder, signal, onProgress }: StemWish,
): Promise<string[]> {
  const separator = folder.endsWith('/') ? '' : '/';
  const stems = audio.stems.map((stem, place) => ({
    ...stem,
    path: `${folder}${separator}${String(place + 1).padStart(2, '0')}-${stem.partId}.wav`,
  }));
  for (const { path } of stems) {
    await assertFree(files, path, request.overwrite);
  }

  const { made } = await files.makeFolder(folder);
  const begun: string[] = [];
  try {
    for (const [place, { path, audio: sound, partId }] of stems.entries()) {
      begun.push(path);
      const metadata = metadataOf(brief, score, partId);
      await mediaExporter.writeAudio({
        audio: sound,
        path,
        kind: 'wav',
        metadata,
        signal,
        onProgress: (done) => onProgress((place + done) / stems.length),
      });
    }
  } catch (problem) {
    for (const path of begun) {
      await files.remove(path);
    }

    if (made) {
      await files.removeEmptyFolder(folder);
    }

    throw problem;
  }

  return stems.map(({ path }) => path);
}

function metadataOf(brief: Brief, score: Score, partId?: string): FileMetadata {
  const prompt = [...brief.prompt.replace(/\s+/gu, ' ').trim()].slice(0, 300).join('');
  return {
    title: partId === undefined ? score.title : `${score.title} (${partId})`,
    artist: 'Cuesmith',
    comment: `Made with Cuesmith ${score.engineVersion}, seed ${brief.seed}: ${prompt}`,
  };
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new StudioError('job.stopped', 'Stopped. Nothing half-written is left.');
  }
}
