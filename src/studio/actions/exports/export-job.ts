import { join } from 'node:path';
import type { ExportPlan } from '../../../engine/export/index.ts';
import { ENGINE_VERSION, StudioError } from '../../../engine/kernel/index.ts';
import { durationSecondsOf } from '../../../engine/timeline/index.ts';
import type { Blob, LocalBlob } from '../../ports/blobs.ts';
import type { Install } from '../../ports/install.ts';
import type { JobHandler, JobRun } from '../../ports/queue.ts';
import type { ExportCosts, FormerExport, MediaFile, TimelineExporter } from '../../ports/timeline-exporter.ts';
import type { ServicePorts } from '../service-ports.ts';
import { EXPORT_VERSION } from './digest-export.ts';
import { ExportRequest, type ExportResult } from './export-request.ts';
import { fileStem } from './file-stem.ts';
import { findFormerExport } from './find-former-export.ts';
import { planRequest, readScores, type RequestPlan } from './plan-request.ts';
import { writeDocument } from './write-document.ts';
import { type StemPorts, writeStems } from './write-stems.ts';

/** What making exported files needs. */
export type ExportPorts = Pick<ServicePorts, 'blobs' | 'database'> &
  StemPorts & {
    readonly mediaExporter: TimelineExporter;
    readonly install: Pick<Install, 'makeScratchFolder' | 'removeScratchFolder'>;
  };

const CONTENT_TYPES: { readonly [format in ExportResult['format']]: string } = {
  mp4: 'video/mp4',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
  gif: 'image/gif',
  otio: 'application/json',
  mlt: 'application/xml',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
  mid: 'audio/midi',
  json: 'application/json',
  stems: 'application/zip',
};
/** Part of the work that is done when the file is written and only has to be stored. */
const WRITTEN = 0.98;

/** Makes the file of an `export` job and stores it. */
export function exportHandler(ports: ExportPorts): JobHandler {
  return async (job, run) => {
    const request = ExportRequest.parse(job.request);
    const scores = await readScores(ports.blobs, request.media);
    const { output } = request;
    if (output.kind === 'document') {
      const blob = await ports.blobs.put(wholly(writeDocument(output.format, { request, scores })));
      return { result: resultOf(request, { picture: null, bytes: blob.bytes, costs: null }), blobHash: blob.hash, commit: null };
    }

    if (output.kind === 'stems') {
      const blob = await makeStems(ports, { request, scores, run });
      return { result: resultOf(request, { picture: null, bytes: blob.bytes, costs: null }), blobHash: blob.hash, commit: null };
    }

    const plan = planRequest(request, scores);
    const folder = await ports.install.makeScratchFolder();
    let former: Awaited<ReturnType<typeof findFormerExport>> = null;
    try {
      former = output.kind !== 'video' ? null : await findFormerExport(ports, job, request);
      const path = join(folder, `export.${output.format}`);
      const costs = await writeFile(ports, { request, kind: output.format, plan, former, path, run });
      const blob = await ports.blobs.putFile(path);
      run.onProgress(1);
      return {
        result: resultOf(request, { picture: plan.picture, bytes: blob.bytes, costs }),
        blobHash: blob.hash,
        commit: null,
      };
    } finally {
      await former?.release();
      await ports.install.removeScratchFolder(folder);
    }
  };
}

async function makeStems(ports: ExportPorts, work: Omit<Parameters<typeof writeStems>[1], 'scratch'>): Promise<Blob> {
  const scratch = await ports.install.makeScratchFolder();
  try {
    return await writeStems(ports, { ...work, scratch });
  } catch (cause) {
    throw toldFailure(cause);
  } finally {
    await ports.install.removeScratchFolder(scratch);
  }
}

async function writeFile(
  { blobs, mediaExporter }: ExportPorts,
  work: {
    readonly request: ExportRequest;
    readonly kind: Parameters<TimelineExporter['writeTimeline']>[0]['kind'];
    readonly plan: RequestPlan;
    readonly former: FormerExport | null;
    readonly path: string;
    readonly run: JobRun;
  },
): Promise<ExportCosts | null> {
  const { request, kind, plan, former, path, run } = work;
  const opened: LocalBlob[] = [];
  const media = new Map<string, MediaFile>();
  try {
    for (const { id, blobHash, name, contentType } of request.media) {
      const local = await blobs.local(blobHash);
      opened.push(local);
      media.set(id, { path: local.path, name, contentType });
    }

    run.signal.throwIfAborted();
    return await mediaExporter.writeTimeline({
      plan: plan.picture,
      sound: plan.sound,
      media,
      former:
        former === null
          ? null
          : { path: former.path, runs: former.runs, isSoundEqual: former.isSoundEqual, encoder: former.encoder },
      path,
      kind,
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

/** What is worth telling the person whose export it is stays a `StudioError`; everything else is a fault of ours, and is tried again. */
function toldFailure(cause: unknown): unknown {
  if (!(cause instanceof StudioError) || cause.code.startsWith('media.') || cause.code === 'export.title-font-missing') {
    return cause;
  }

  switch (cause.code) {
    case 'export.too-large':
    case 'blobs.full':
      return cause;
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
  request: ExportRequest,
  { picture, bytes, costs }: { readonly picture: ExportPlan | null; readonly bytes: number; readonly costs: ExportCosts | null },
): ExportResult {
  const { title, timeline, output } = request;
  return {
    format: output.format,
    contentType: CONTENT_TYPES[output.format],
    filename: `${fileStem(title)}${output.kind === 'stems' ? ' stems.zip' : `.${output.format}`}`,
    title,
    durationMs: Math.round(1000 * durationSecondsOf(timeline)),
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    bytes,
    warnings: request.warnings,
    made: costs === null ? null : { version: EXPORT_VERSION, ...costs },
  };
}

async function* wholly(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}
