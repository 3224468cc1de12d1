import { join } from 'node:path';
import { z } from 'zod';
import { planDraftExport, planSound, type DrawnMusic, type ExportPlan } from '../../../engine/export/index.ts';
import { ENGINE_VERSION, StudioError } from '../../../engine/kernel/index.ts';
import type { Score } from '../../../engine/score/index.ts';
import { durationSecondsOf } from '../../../engine/timeline/index.ts';
import type { Blobs, LocalBlob } from '../../ports/blobs.ts';
import type { Install } from '../../ports/install.ts';
import type { JobHandler, JobRun } from '../../ports/queue.ts';
import type { MediaFile, TimelineExporter } from '../../ports/timeline-exporter.ts';
import type { ServicePorts } from '../service-ports.ts';
import { ExportRequest, type ExportMedia, type ExportResult } from './export-request.ts';

/** What making exported files needs. */
export type ExportPorts = Pick<ServicePorts, 'blobs'> & {
  readonly mediaExporter: TimelineExporter;
  readonly install: Pick<Install, 'makeScratchFolder' | 'removeScratchFolder'>;
};

const CONTENT_TYPES: { readonly [format in ExportResult['format']]: string } = {
  mp4: 'video/mp4',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
};
/** Part of the work that is done when the file is written and only has to be stored. */
const WRITTEN = 0.98;

/** Our own scores, stored by the job that made the music: looked at no closer than to know them from other files. */
const StoredScore = z.custom<Score>(
  (value) => typeof value === 'object' && value !== null && 'tempoMap' in value && 'durationSeconds' in value,
);

/** Makes the file of an `export` job and stores it. */
export function exportHandler(ports: ExportPorts): JobHandler {
  return async (job, run) => {
    const request = ExportRequest.parse(job.request);
    const scores = await readScores(ports.blobs, request.media);
    const plan = planOf(request, scores);
    const folder = await ports.install.makeScratchFolder();
    try {
      const path = join(folder, `export.${request.output.format}`);
      await writeFile(ports, { request, plan, path, run });
      const blob = await ports.blobs.putFile(path);
      run.onProgress(1);
      return { result: resultOf(request, { plan, bytes: blob.bytes }), blobHash: blob.hash, commit: null };
    } finally {
      await ports.install.removeScratchFolder(folder);
    }
  };
}

function planOf({ timeline, output }: ExportRequest, scores: ReadonlyMap<string, DrawnMusic>): ExportPlan | null {
  if (output.kind === 'sound') {
    return null;
  }

  const { width, height, framesPerSecond, quantiser } = output;
  return planDraftExport({ timeline, scores, size: { width, height }, framesPerSecond, quantiser });
}

async function writeFile(
  { blobs, mediaExporter }: ExportPorts,
  work: { readonly request: ExportRequest; readonly plan: ExportPlan | null; readonly path: string; readonly run: JobRun },
): Promise<void> {
  const { request, plan, path, run } = work;
  const opened: LocalBlob[] = [];
  const media = new Map<string, MediaFile>();
  try {
    for (const { id, blobHash, name, contentType } of request.media) {
      const local = await blobs.local(blobHash);
      opened.push(local);
      media.set(id, { path: local.path, name, contentType });
    }

    run.signal.throwIfAborted();
    await mediaExporter.writeTimeline({
      plan,
      sound: planSound(request.timeline),
      media,
      former: null,
      path,
      kind: request.output.format,
      metadata: { title: request.title, artist: 'Cuesmith', comment: `Made with Cuesmith ${ENGINE_VERSION}` },
      signal: run.signal,
      onProgress: (done) => run.onProgress(WRITTEN * done),
    });
  } catch (cause) {
    throw toldFailure(cause);
  } finally {
    for (const local of opened) {
      await local.release();
    }
  }
}

async function readScores(blobs: Blobs, media: readonly ExportMedia[]): Promise<ReadonlyMap<string, DrawnMusic>> {
  const scores = new Map<string, DrawnMusic>();
  for (const { id, scoreHash, feeling } of media) {
    const content = scoreHash === null ? null : await blobs.read(scoreHash);
    if (content !== null) {
      scores.set(id, { score: StoredScore.parse(await readJson(content)), feeling });
    }
  }

  return scores;
}

async function readJson(content: AsyncIterable<Uint8Array>): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    pieces.push(piece);
  }

  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

/** What is worth telling the person whose export it is stays a `StudioError`; everything else is a fault of ours, and is tried again. */
function toldFailure(cause: unknown): unknown {
  if (!(cause instanceof StudioError) || cause.code.startsWith('media.') || cause.code === 'export.title-font-missing') {
    return cause;
  }

  switch (cause.code) {
    case 'blobs.missing':
      return new StudioError('media.gone', 'A file of this draft was deleted. Upload it again, or take it off the timeline.', {
        cause,
      });
    case 'export.disk-full':
      return new StudioError(
        'export.disk-full',
        'The server has no room for this file. Ask its operator to free some, then try again.',
        {
          cause,
        },
      );
    case 'export.media-stalled':
      // Not worth three tries: a file that hangs a decoder hangs it again.
      return new StudioError(
        'media.too-slow',
        'A file of this draft took too long to read. Convert it to H.264 and upload it again.',
        {
          cause,
        },
      );
    default:
      return new Error(`The exporter failed: ${cause.message}`, { cause });
  }
}

function resultOf(
  { title, timeline, output }: ExportRequest,
  { plan, bytes }: { readonly plan: ExportPlan | null; readonly bytes: number },
): ExportResult {
  return {
    format: output.format,
    contentType: CONTENT_TYPES[output.format],
    filename: `${stemOf(title)}.${output.format}`,
    title,
    durationMs: Math.round(1000 * durationSecondsOf(timeline)),
    width: plan?.width ?? 0,
    height: plan?.height ?? 0,
    bytes,
  };
}

/** The title as a file's name on any disk; `export` when nothing is left of it. */
function stemOf(title: string): string {
  const plain = title
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  return [...plain].slice(0, 80).join('').trim() || 'export';
}
