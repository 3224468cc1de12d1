import { JsonValue } from '../../../contract/service/index.ts';
import { type Json, StudioError } from '../../../engine/kernel/index.ts';
import type { MusicChange } from '../../../engine/score/index.ts';
import type { Timeline } from '../../../engine/timeline/index.ts';
import type { AnalysisKind, MediaAnalyser } from '../../ports/media-analyser.ts';
import type { LocalBlob } from '../../ports/blobs.ts';
import type { Media } from '../../store/records/media.ts';
import { findSession } from '../../store/records/sessions.ts';
import { footageToPlace } from '../generate/unplaced-footage.ts';
import type { GenerateRequest } from '../generate/generate-request.ts';
import type { ServicePorts } from '../service-ports.ts';
import { applyRequests } from '../sessions/apply-requests.ts';
import { openSessionTimeline } from '../sessions/open-session-timeline.ts';
import { cutsOfPicture } from './cuts-of-picture.ts';
import { findingsOf, type MediaFindings } from './media-findings.ts';
import { pieceStartMs } from './piece-start.ts';

/** The shortest time between moments that music is made to land on, in seconds: nearer ones are one flurry of cuts. */
const NEAREST_HITS = 0.35;
const MOST_HITS = 100;

/** What was found out about the footage under music before it is made. */
export type MusicFindings = {
  /** What the music is to land on. */
  readonly changes: readonly MusicChange[];
  /** Files with new details to be kept. */
  readonly media: readonly { readonly id: string; readonly details: Json }[];
};

/**
 * Looks through the footage that music is made for, as far as somebody needs to know: its cuts where the music is to land on them, and
 * whether anybody speaks where music is new under it. What was found before is not looked for again.
 */
export async function findingsForMusic(
  ports: Pick<ServicePorts, 'database' | 'blobs' | 'ids'> & { readonly mediaAnalyser: MediaAnalyser },
  work: {
    readonly request: GenerateRequest;
    readonly sessionId: string;
    readonly accountId: string;
    readonly signal: AbortSignal;
  },
): Promise<MusicFindings> {
  const { request, sessionId, accountId, signal } = work;
  const session = await findSession(ports.database, { id: sessionId, accountId });
  if (session === null || (request.revises !== null && !request.matchesCuts)) {
    return { changes: [], media: [] };
  }

  const opened = await openSessionTimeline(ports.database, ports.ids, session);
  const { timeline } = applyRequests(opened.timeline, {
    ...request.edits,
    requests: request.edits.before,
    context: opened.context,
  });
  const placed = await footageToPlace(ports.database, { ...opened, sessionId, requests: request.edits.before });
  const wanted = new Set([...shownMedia(timeline), ...placed.map(({ mediaId }) => mediaId)]);
  const found = new Map<string, MediaFindings>();
  const kept: { readonly id: string; readonly details: Json }[] = [];
  const wantsCuts = request.matchesCuts;
  const wantsWords = request.revises === null;
  for (const file of opened.media.filter(({ id, kind }) => wanted.has(id) && (kind === 'video' || kind === 'audio'))) {
    const known = findingsOf(file);
    const findings: MediaFindings = {
      cuts:
        known.cuts ??
        (wantsCuts && file.kind === 'video' ? (await lookThrough(ports, file, { kind: 'cuts', signal })).cuts : null),
      speech: known.speech ?? (wantsWords ? (await lookThrough(ports, file, { kind: 'speech', signal })).speech : null),
    };
    found.set(file.id, findings);
    if (findings.cuts !== known.cuts || findings.speech !== known.speech) {
      kept.push({ id: file.id, details: withFindings(file, findings) });
    }
  }

  const offset = pieceStartMs(timeline, request.revises);
  return { changes: request.matchesCuts ? hitsOn(cutsOfPicture(timeline, found), offset) : [], media: kept };
}

async function lookThrough(
  ports: Pick<ServicePorts, 'blobs'> & { readonly mediaAnalyser: MediaAnalyser },
  { blobHash, contentType, durationMs }: Media,
  options: { readonly kind: AnalysisKind; readonly signal: AbortSignal },
): Promise<MediaFindings> {
  let local: LocalBlob | null = null;
  try {
    local = await ports.blobs.local(blobHash);
    return await ports.mediaAnalyser.analyse({ path: local.path, contentType, durationMs: durationMs ?? 0 }, options);
  } catch (problem) {
    // A film that is gone or takes too long to look through has, for what music needs of it, no cuts and no words; its export says what is wrong.
    if (problem instanceof StudioError && (problem.code.startsWith('media.') || problem.code === 'blobs.missing')) {
      return { cuts: [], speech: [] };
    }

    throw problem;
  } finally {
    await local?.release();
  }
}

function hitsOn(cutsMs: readonly number[], offsetMs: number): readonly MusicChange[] {
  const atSeconds: number[] = [];
  for (const cut of cutsMs) {
    const seconds = (cut - offsetMs) / 1000;
    if (seconds > NEAREST_HITS && seconds - (atSeconds.at(-1) ?? 0) >= NEAREST_HITS && atSeconds.length < MOST_HITS) {
      atSeconds.push(seconds);
    }
  }

  return atSeconds.length === 0 ? [] : [{ kind: 'hits', atSeconds }];
}

function shownMedia(timeline: Timeline): readonly string[] {
  return timeline.tracks.flatMap(({ clips }) => clips.flatMap(({ media }) => (media.kind === 'media' ? [media.mediaId] : [])));
}

function withFindings(file: Media, findings: MediaFindings): Json {
  const details = typeof file.details === 'object' && file.details !== null && !Array.isArray(file.details) ? file.details : {};
  return JsonValue.parse({ ...details, findings });
}
