import { JsonValue, type RenderRequest } from '../../../contract/service/index.ts';
import { canonicalJson, ENGINE_VERSION, type Json } from '../../../engine/kernel/index.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { ExportRequest } from './export-request.ts';
import { piecesOf } from './find-pieces.ts';

/** Raised whenever the same request would give another file; part of every cache key beside `ENGINE_VERSION`. */
const EXPORTER_VERSION = 2;

/** Names how files are made: exports of different versions share nothing. */
export const EXPORT_VERSION = `${ENGINE_VERSION}-${EXPORTER_VERSION}`;

/** Tells one request from another under the same id: everything the client said. */
export function digestRequest(secrets: Pick<Secrets, 'digest'>, request: RenderRequest): string {
  return secrets.digest(canonicalJson(jsonOf(request)));
}

/** What the finished file depends on and nothing else: not the names of clips and tracks, not whose ids the files have. */
export function digestContent(secrets: Pick<Secrets, 'digest'>, request: ExportRequest): string {
  const known = withContents(request);
  const { title, timeline, output, warnings } = known;
  if (output.kind === 'stems') {
    // Stems are the pieces as they were made, whatever the timeline does with them.
    return secrets.digest(canonicalJson(jsonOf({ title, pieces: piecesOf(known), output, version: EXPORT_VERSION })));
  }

  // What is handed to other programs says all of the timeline: its names, markers and size too, and those of its files.
  const whole = output.kind === 'document' ? { timeline, files: request.media.map(({ name }) => name) } : null;
  const tracks = timeline.tracks.map(({ kind, role, clips }) => ({
    kind,
    role,
    // Whatever else is said of a clip may change the file.
    clips: clips.map((clip) => ({ ...clip, id: null, name: null, metadata: null })),
  }));
  return secrets.digest(canonicalJson(jsonOf({ title, tracks, output, warnings, whole, version: EXPORT_VERSION })));
}

/** The same request, each file in it named by what it holds: equal names in two requests then mean equal files. */
export function withContents(request: ExportRequest): ExportRequest {
  const names = new Map(
    request.media.map(({ id, blobHash, scoreHash, feeling, contentType }) => [
      id,
      canonicalJson({ blobHash, scoreHash, feeling, contentType }),
    ]),
  );
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    ...request,
    media: request.media.map((file) => ({ ...file, id: nameOf(file.id) })),
    timeline: {
      ...request.timeline,
      tracks: request.timeline.tracks.map((track) => ({
        ...track,
        clips: track.clips.map((clip) =>
          clip.media.kind === 'media' ? { ...clip, media: { ...clip.media, mediaId: nameOf(clip.media.mediaId) } } : clip,
        ),
      })),
    },
  };
}

/** As the wire would carry it: keys without a value are left out. */
export function jsonOf(value: unknown): Json {
  return JsonValue.parse(JSON.parse(JSON.stringify(value)));
}
