import { join } from 'node:path';
import { JsonValue, WireDraft } from '../../../contract/service/index.ts';
import { type Brief, styleInfo } from '../../../engine/brief/index.ts';
import { ENGINE_VERSION, StudioError } from '../../../engine/kernel/index.ts';
import { fingerprintOf, type Score } from '../../../engine/score/index.ts';
import type { AudioRenderer, RenderedAudio, RenderProgress } from '../../ports/audio-renderer.ts';
import type { Blob } from '../../ports/blobs.ts';
import type { Sql } from '../../ports/database.ts';
import type { Install } from '../../ports/install.ts';
import type { MediaExporter } from '../../ports/media-exporter.ts';
import type { JobHandler, JobInHand } from '../../ports/queue.ts';
import { saveArtifact } from '../../store/records/artifacts.ts';
import { type Media, saveMedia, setMediaDetails } from '../../store/records/media.ts';
import { findSession } from '../../store/records/sessions.ts';
import { lockTurn } from '../../store/records/turns.ts';
import type { ServicePorts } from '../service-ports.ts';
import { findingsForMusic } from '../analyse/findings-for-music.ts';
import type { MediaAnalyser } from '../../ports/media-analyser.ts';
import { formOf } from './form-of-score.ts';
import { GenerateRequest, type GenerateResult } from './generate-request.ts';
import { type MadePiece, makePiece } from './make-piece.ts';
import { savePlacedMusic } from './save-placed-music.ts';
import { tellFinishedMusic } from './tell-finished-music.ts';

/** What making music needs. */
export type GeneratePorts = Pick<ServicePorts, 'database' | 'blobs' | 'ids' | 'wallClock'> & {
  readonly audioRenderer: AudioRenderer;
  readonly mediaAnalyser: MediaAnalyser;
  readonly mediaExporter: MediaExporter;
  readonly install: Pick<Install, 'makeScratchFolder' | 'removeScratchFolder'>;
};

/** Where each stage begins and how much of the whole it is. */
const STAGES = {
  render: { from: 0.1, part: 0.6 },
  mix: { from: 0.7, part: 0.1 },
  master: { from: 0.8, part: 0.1 },
  write: { from: 0.9, part: 0.1 },
} as const;

type Made = MadePiece & {
  readonly audio: RenderedAudio;
  readonly sound: Blob;
  readonly notes: Blob;
};

/** Makes the music of a `generate` job and, with its completion, puts it on the session's draft. */
export function generateHandler(ports: GeneratePorts): JobHandler {
  return async (job, run) => {
    const request = GenerateRequest.parse(job.request);
    const sessionId = sessionOf(job);
    // The workers load their sounds while the score is written; what goes wrong there goes wrong again, and is told, in the render.
    ports.audioRenderer.warmUp().catch(() => undefined);
    // Only cuts are needed before the score is written; who speaks is asked when the music is put in its place.
    const finding = findingsForMusic(ports, { request, sessionId, accountId: job.accountId, signal: run.signal });
    finding.catch(() => undefined);
    const found = request.matchesCuts ? (await finding).changes : [];
    const made = await makePiece(ports, { request, accountId: job.accountId, found });
    const { brief, score } = made.piece;
    run.signal.throwIfAborted();

    const report = (stage: keyof typeof STAGES, done: number): void =>
      run.onProgress(STAGES[stage].from + STAGES[stage].part * done);
    report('render', 0);
    const audio = await ports.audioRenderer.render({
      score,
      stems: false,
      signal: run.signal,
      onProgress: ({ stage, done }: RenderProgress) => report(stage, done),
    });
    const sound = await writeSound(ports, {
      brief,
      score,
      audio,
      signal: run.signal,
      onProgress: (done) => report('write', done),
    });
    const notes = await ports.blobs.put(once(new TextEncoder().encode(JSON.stringify(score))), { signal: run.signal });

    const { media: lookedThrough } = await finding;
    const media = mediaOf({ ...made, audio, sound, notes }, { job, request, sessionId, now: ports.wallClock.now() });
    const { integratedLufs, truePeakDbtp } = audio.loudness;
    const result: GenerateResult = {
      mediaId: media.id,
      title: media.title,
      durationMs: media.durationMs ?? 0,
      sound: soundName(media),
      score: scoreName(media),
      integratedLufs,
      truePeakDbtp,
      revision: made.revision,
    };
    return {
      result,
      blobHash: sound.hash,
      commit: async (sql) => {
        for (const file of lookedThrough) {
          await setMediaDetails(sql, file);
        }

        await commitMusic(sql, ports, { media, request, brief, notes });
      },
    };
  };
}

/** The name of the artifact that is the music itself. */
export function soundName(media: Pick<Media, 'id'>): string {
  return `${media.id}.flac`;
}

/** The name of the artifact that is the written music. */
export function scoreName(media: Pick<Media, 'id'>): string {
  return `${media.id}.score.json`;
}

async function commitMusic(
  sql: Sql,
  ports: Pick<GeneratePorts, 'ids' | 'wallClock'>,
  made: { readonly media: Media; readonly request: GenerateRequest; readonly brief: Brief; readonly notes: Blob },
): Promise<void> {
  const { media, request, brief, notes } = made;
  const now = ports.wallClock.now();
  // First: whoever gives the turn up waits until this is written, and whoever was first decides which of the two tells the session.
  const turn = request.turnId === null ? null : await lockTurn(sql, request.turnId);
  await saveMedia(sql, media);
  const inside = { transaction: async <Result>(work: (inner: Sql) => Promise<Result>) => work(sql) };
  const files = [
    { name: soundName(media), blobHash: media.blobHash, contentType: media.contentType },
    { name: scoreName(media), blobHash: notes.hash, contentType: 'application/json' },
  ];
  for (const file of files) {
    await saveArtifact(inside, { ...file, sessionId: media.sessionId, metadata: { mediaId: media.id }, now });
  }

  const style =
    request.revises === null || request.changes.some(({ kind }) => kind === 'style') ? styleInfo(brief.style).name : null;
  const draft =
    request.take?.isAside === true
      ? await draftOf(sql, media)
      : await savePlacedMusic(sql, { media, request, title: brief.title, style, ids: ports.ids, now });
  if (request.turnId !== null && turn?.status !== 'running') {
    await tellFinishedMusic(sql, ports, { media, request, draft, artifacts: files.map(({ name }) => name) });
  }
}

/** The draft as it is: music that is kept aside leaves it alone. */
async function draftOf(sql: Sql, { sessionId, accountId }: Media): Promise<WireDraft> {
  const session = await findSession(sql, { id: sessionId, accountId });
  if (session === null) {
    throw new StudioError('session.gone', 'The session was deleted while its music was made. Nothing was charged.');
  }

  return WireDraft.parse(session.draft);
}

async function writeSound(
  ports: Pick<GeneratePorts, 'mediaExporter' | 'install' | 'blobs'>,
  work: {
    readonly brief: Brief;
    readonly score: Score;
    readonly audio: RenderedAudio;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  },
): Promise<Blob> {
  const { brief, score, audio, signal, onProgress } = work;
  const folder = await ports.install.makeScratchFolder();
  try {
    const path = join(folder, 'music.flac');
    const comment = `Made with Cuesmith ${ENGINE_VERSION}, seed ${brief.seed}`;
    await ports.mediaExporter.writeAudio({
      audio: audio.master,
      path,
      kind: 'flac',
      metadata: { title: score.title, artist: 'Cuesmith', comment },
      signal,
      onProgress,
    });
    return await ports.blobs.putFile(path);
  } finally {
    await ports.install.removeScratchFolder(folder);
  }
}

function mediaOf(
  made: Made,
  place: { readonly job: JobInHand; readonly request: GenerateRequest; readonly sessionId: string; readonly now: Date },
): Media {
  const { piece, receipt, audio, sound, notes } = made;
  const { brief, score } = piece;
  const { request, job, sessionId, now } = place;
  const title = brief.title ?? score.title;
  const { integratedLufs, truePeakDbtp, loudnessRangeLu } = audio.loudness;
  return {
    id: request.mediaId,
    accountId: job.accountId,
    sessionId,
    origin: 'generated',
    kind: 'music',
    blobHash: sound.hash,
    bytes: sound.bytes,
    contentType: 'audio/flac',
    filename: `${fileStem(title)}.flac`,
    title,
    prompt: request.wish.words,
    durationMs: Math.round(score.durationSeconds * 1000),
    width: null,
    height: null,
    framesPerSecond: null,
    thumbnailHash: null,
    peaksHash: null,
    details: JsonValue.parse({
      wish: request.wish,
      brief,
      receipt,
      seed: brief.seed,
      engineVersion: ENGINE_VERSION,
      loudness: { integratedLufs, truePeakDbtp, loudnessRangeLu },
      scoreHash: notes.hash,
      form: formOf(score),
      fingerprint: fingerprintOf(score),
      revisionOf: request.revises,
      changes: request.changes,
      take: request.take === null || request.turnId === null ? null : { turnId: request.turnId, number: request.take.number },
    }),
    createdAt: now,
  };
}

function sessionOf(job: JobInHand): string {
  if (job.sessionId === null) {
    throw new StudioError('session.gone', 'The session was deleted before its music was made. Nothing was charged.');
  }

  return job.sessionId;
}

/** Letters, digits and dashes of a title, so that every disk takes it; `music` when none are left. */
function fileStem(title: string): string {
  const stem = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...stem].slice(0, 60).join('') || 'music';
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
