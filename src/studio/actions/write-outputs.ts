import type { FileKind, MakeRequest } from '../../contract/index.ts';
import type { Brief } from '../../engine/brief/index.ts';
import { planExport } from '../../engine/export/index.ts';
import { type Score, scoreToMidi } from '../../engine/score/index.ts';
import { placeMusic } from '../../engine/timeline/index.ts';
import type { RenderedAudio } from '../ports/audio-renderer.ts';
import type { Files } from '../ports/files.ts';
import type { FileMetadata, MediaExporter } from '../ports/media-exporter.ts';
import { assertFree } from './check-outputs.ts';
import { OutputSet } from './output-set.ts';
import { shareProgress } from './share-progress.ts';

export type WrittenFile = { readonly path: string; readonly kind: FileKind };

type WritePorts = { readonly mediaExporter: MediaExporter; readonly files: Files };
type WriteWork = {
  readonly request: MakeRequest;
  readonly brief: Brief;
  readonly score: Score;
  /** The one render that all files share, still on its way; null when only notes are asked for. */
  readonly rendering: Promise<RenderedAudio> | null;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
};

/** Writes every file of the request, the picture while the sound is still being rendered; all of them or none. */
export async function writeOutputs(ports: WritePorts, work: WriteWork): Promise<WrittenFile[]> {
  const { request, rendering, signal } = work;

  // One failure stops the rest: without this a failed render would leave an encoder waiting for its sound.
  const stop = new AbortController();
  const outputs = new OutputSet(ports.files);
  const parts = request.outputs.length + (request.scorePath === null ? 0 : 1) + (request.stemsFolder === null ? 0 : 1);
  const progress = shareProgress(parts, work.onProgress);
  const shared = { ...work, outputs, signal: AbortSignal.any([signal, stop.signal]) };

  const writing: Promise<readonly WrittenFile[]>[] = request.outputs.map(async (output, place) =>
    writeOutput(ports, { ...shared, onProgress: progress(place) }, output),
  );
  if (request.scorePath !== null) {
    writing.push(writeScore(ports.files, { ...shared, onProgress: progress(request.outputs.length) }, request.scorePath));
  }

  if (request.stemsFolder !== null && rendering !== null) {
    writing.push(writeStems(ports, { ...shared, onProgress: progress(parts - 1) }, { folder: request.stemsFolder, rendering }));
  }

  try {
    const [, ...written] = await Promise.all([rendering, ...writing]);
    return written.flat();
  } catch (problem) {
    stop.abort();
    await Promise.allSettled(writing);
    await outputs.takeBack();
    throw problem;
  }
}

type SharedWork = WriteWork & { readonly outputs: OutputSet };

async function writeOutput(
  { mediaExporter, files }: WritePorts,
  { request, brief, score, rendering, outputs, signal, onProgress }: SharedWork,
  output: MakeRequest['outputs'][number],
): Promise<WrittenFile[]> {
  const { path, kind } = output;
  const metadata = metadataOf(brief, score);
  await outputs.add(path, async () => {
    if (kind === 'mid' || rendering === null) {
      await files.writeWhole(path, scoreToMidi(score));
    } else if (kind === 'mp4') {
      const plan = planExport({
        timeline: placeMusic({ score, title: brief.title }),
        score,
        frame: request.aspect,
        framesPerSecond: request.framesPerSecond,
        feeling: brief.feeling,
      });
      const audio = rendering.then(({ master }) => master);
      await mediaExporter.writeVideo({ plan, audio, path, metadata, signal, onProgress });
    } else {
      const { master } = await rendering;
      await mediaExporter.writeAudio({ audio: master, path, kind, metadata, signal, onProgress });
    }
  });
  onProgress(1);
  return [output];
}

async function writeScore(files: Files, { score, outputs, onProgress }: SharedWork, path: string): Promise<WrittenFile[]> {
  const text = `${JSON.stringify(score, null, 2)}\n`;
  await outputs.add(path, async () => files.writeWhole(path, new TextEncoder().encode(text)));
  onProgress(1);
  return [{ path, kind: 'score' }];
}

/** Writes one WAV per part, numbered in the order of the score. */
async function writeStems(
  { files, mediaExporter }: WritePorts,
  { request, brief, score, outputs, signal, onProgress }: SharedWork,
  { folder, rendering }: { readonly folder: string; readonly rendering: Promise<RenderedAudio> },
): Promise<WrittenFile[]> {
  const { stems } = await rendering;
  const separator = folder.endsWith('/') ? '' : '/';
  const wishes = stems.map(({ partId, audio }, place) => ({
    path: `${folder}${separator}${String(place + 1).padStart(2, '0')}-${partId}.wav`,
    audio,
    metadata: metadataOf(brief, score, partId),
  }));
  for (const { path } of wishes) {
    await assertFree(files, path, request.overwrite);
  }

  await outputs.addFolder(folder);
  for (const [place, { path, audio, metadata }] of wishes.entries()) {
    await outputs.add(path, async () =>
      mediaExporter.writeAudio({
        audio,
        path,
        kind: 'wav',
        metadata,
        signal,
        onProgress: (done) => onProgress((place + done) / wishes.length),
      }),
    );
  }

  onProgress(1);
  return wishes.map(({ path }) => ({ path, kind: 'stem' }));
}

function metadataOf(brief: Brief, score: Score, partId?: string): FileMetadata {
  const prompt = [...brief.prompt.replace(/\s+/gu, ' ').trim()].slice(0, 300).join('');
  return {
    title: partId === undefined ? score.title : `${score.title} (${partId})`,
    artist: 'Cuesmith',
    comment: `Made with Cuesmith ${score.engineVersion}, seed ${brief.seed}: ${prompt}`,
  };
}
