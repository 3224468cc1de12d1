import { JsonValue, type RenderRequest } from '../../../contract/service/index.ts';
import { canonicalJson, ENGINE_VERSION, type Json } from '../../../engine/kernel/index.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { ExportRequest } from './export-request.ts';

/** Raised whenever the same request would give another file; part of every cache key beside `ENGINE_VERSION`. */
const EXPORTER_VERSION = 1;

/** Tells one request from another under the same id: everything the client said. */
export function digestRequest(secrets: Pick<Secrets, 'digest'>, request: RenderRequest): string {
  return secrets.digest(canonicalJson(jsonOf(request)));
}

/** What the finished file depends on and nothing else: not the names of clips and tracks, not whose ids the files have. */
export function digestContent(secrets: Pick<Secrets, 'digest'>, { title, timeline, media, output }: ExportRequest): string {
  const contents = new Map(media.map(({ id, blobHash, scoreHash, feeling }) => [id, { blobHash, scoreHash, feeling }]));
  const tracks = timeline.tracks.map(({ kind, clips }) => ({
    kind,
    clips: clips.map((clip) => {
      const { start, sourceRange, gainDb, fadeIn, fadeOut } = clip;
      const plays = clip.media.kind === 'media' ? { shows: clip.media.shows, ...contents.get(clip.media.mediaId) } : clip.media;
      return { plays, start, sourceRange, gainDb, fadeIn, fadeOut };
    }),
  }));
  return secrets.digest(
    canonicalJson(jsonOf({ title, tracks, output, engineVersion: ENGINE_VERSION, exporterVersion: EXPORTER_VERSION })),
  );
}

/** As the wire would carry it: keys without a value are left out. */
export function jsonOf(value: unknown): Json {
  return JsonValue.parse(JSON.parse(JSON.stringify(value)));
}
