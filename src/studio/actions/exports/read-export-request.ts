import { z } from 'zod';
import { openDraft, readDraft, type RenderRequest, type WireDraft } from '../../../contract/service/index.ts';
import { Feeling } from '../../../engine/brief/index.ts';
import { presetNamed, presetWarnings } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { durationSecondsOf, type Timeline } from '../../../engine/timeline/index.ts';
import type { Media } from '../../store/records/media.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { findDraftMedia } from '../sessions/find-draft-media.ts';
import { chooseOutput } from './choose-output.ts';
import type { ExportMedia, ExportRequest } from './export-request.ts';
import { missingFor } from './write-document.ts';

/** What is read of the details of music made here. */
const MusicDetails = z.object({ scoreHash: z.string(), brief: z.object({ feeling: Feeling }).nullish().catch(null) });

/** Reads and checks the draft of a request: all that its job needs. Refuses with `invalid-body`, naming the exact place, what cannot be exported. */
export async function readExportRequest(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  request: Pick<RenderRequest, 'draft' | 'output'> & { readonly title: string },
): Promise<ExportRequest> {
  const { draft } = request;
  const output = chooseOutput(request.output, draft);
  const media = await findDraftMedia(ports.database, caller.account.id, draft);
  const reading = { media, title: request.title };
  const checked = timelineOf(draft, reading);
  // Other programs get the draft's frame, rate, markers and what they may know of it that we do not.
  const timeline = output.kind === 'document' ? openDraft(draft, reading) : checked;
  const used = new Set(
    timeline.tracks.flatMap(({ clips }) => clips.flatMap((clip) => (clip.media.kind === 'media' ? [clip.media.mediaId] : []))),
  );
  if (output.kind === 'sound' && !hasSound(timeline)) {
    throw new Refused('invalid-body', `The draft has no sound for a ${output.format} file. Add music first, or export an mp4.`);
  }

  const files = new Map([...media.values()].map((file) => [file.id, file]));
  const exported: ExportRequest = {
    title: timeline.name,
    timeline,
    media: [...files.values()].filter(({ id }) => used.has(id)).map(exportMediaOf),
    output,
    warnings: warningsOf(request.output, timeline),
  };
  const missing = output.kind === 'document' || output.kind === 'stems' ? missingFor(output.format, exported) : null;
  if (missing !== null) {
    throw new Refused('invalid-body', missing);
  }

  return exported;
}

/** What whoever asked for a preset should know of the film. */
function warningsOf({ format, preset }: RenderRequest['output'], timeline: Timeline): readonly string[] {
  return preset === undefined || format !== 'mp4' ? [] : presetWarnings(presetNamed(preset), durationSecondsOf(timeline));
}

function timelineOf(draft: WireDraft, reading: { readonly media: ReadonlyMap<string, Media>; readonly title: string }): Timeline {
  try {
    return readDraft(draft, reading);
  } catch (cause) {
    if (cause instanceof StudioError && cause.code === 'draft.invalid') {
      throw new Refused('invalid-body', cause.message, { cause });
    }

    throw cause;
  }
}

function hasSound(timeline: Timeline): boolean {
  return timeline.tracks.some(({ clips }) =>
    clips.some(({ media }) => media.kind === 'media' && (media.shows === 'sound' || media.shows === 'video')),
  );
}

function exportMediaOf({ id, blobHash, filename, contentType, kind, width, height, details }: Media): ExportMedia {
  const music = kind === 'music' ? MusicDetails.safeParse(details) : null;
  return {
    id,
    blobHash,
    name: filename,
    contentType,
    scoreHash: music?.data?.scoreHash ?? null,
    feeling: music?.data?.brief?.feeling ?? null,
    size: width === null || height === null ? null : { width, height },
  };
}
