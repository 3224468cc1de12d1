import { join } from 'node:path';
import type { RenderRequest, WireDraft } from '../src/contract/service/index.ts';
import { fixtureScore } from '../src/engine/export/score-fixture.ts';
import type { Score } from '../src/engine/score/index.ts';
import { SAMPLE_RATE } from '../src/engine/kernel/index.ts';
import type { MediaExporter } from '../src/studio/ports/media-exporter.ts';
import { saveMedia } from '../src/studio/store/records/media.ts';
import type { ServicePorts } from '../src/studio/actions/service-ports.ts';

/** How long the music of these tests is, milliseconds. */
export const MUSIC_MS = 12_000;

/** Keeps a piece of music as the job that makes music does: sound, score and facts. Gives its media id. */
export async function keepMusic(
  ports: Pick<ServicePorts, 'database' | 'blobs' | 'ids' | 'wallClock'>,
  place: {
    readonly accountId: string;
    readonly sessionId: string;
    readonly folder: string;
    readonly mediaExporter: MediaExporter;
    /** What is written of it; default: notes that are good enough for pictures. */
    readonly score?: Score;
  },
): Promise<string> {
  const id = ports.ids.make('media');
  const left = Float32Array.from({ length: (MUSIC_MS / 1000) * SAMPLE_RATE }, (_, i) => 0.3 * Math.sin(i * 0.05));
  const path = join(place.folder, `${id}.flac`);
  await place.mediaExporter.writeAudio({
    audio: { left, right: left },
    path,
    kind: 'flac',
    metadata: { title: 'Music', artist: '', comment: '' },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const sound = await ports.blobs.putFile(path);
  const score = await ports.blobs.put(
    bytesOf(JSON.stringify(place.score ?? fixtureScore({ durationSeconds: MUSIC_MS / 1000, style: 'corporate' }))),
  );
  await saveMedia(ports.database, {
    id,
    accountId: place.accountId,
    sessionId: place.sessionId,
    origin: 'generated',
    kind: 'music',
    blobHash: sound.hash,
    bytes: sound.bytes,
    contentType: 'audio/flac',
    filename: 'music.flac',
    title: 'Music',
    prompt: 'music',
    durationMs: MUSIC_MS,
    width: null,
    height: null,
    framesPerSecond: null,
    thumbnailHash: null,
    peaksHash: null,
    details: { scoreHash: score.hash, brief: { feeling: null } },
    createdAt: ports.wallClock.now(),
  });
  return id;
}

/** The draft that the agent makes of a piece: its picture, its sound and a title. */
export function musicDraft(mediaId: string, durationMs: number): WireDraft {
  return {
    d: durationMs,
    m: { title: 'Urban Dreams', width: 1920, height: 1080, fps: 30 },
    t: [
      { tt: 0, sg: [{ id: 'seg_1', s: 0, d: durationMs, m: { src: mediaId, kind: 'generated' } }] },
      { tt: 1, sg: [{ id: 'seg_2', s: 0, d: durationMs, m: { src: mediaId, volume: 1 } }] },
      { tt: 7, sg: [{ id: 'seg_3', s: 100, d: 800, m: { text: 'Urban Dreams', color: '#ffffff', position: 'center' } }] },
    ],
  };
}

/** A request for a small file of a draft. */
export function exportRequest(id: string, sessionId: string, draft: WireDraft): RenderRequest {
  return { id, sessionId, draft, output: { format: 'mp4', quality: 'low', resolution: '432x240', fps: 24 } };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
