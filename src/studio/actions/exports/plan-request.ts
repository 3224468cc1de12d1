import { z } from 'zod';
import { planDraftExport, planSound, type DrawnMusic, type ExportPlan, type SoundPlan } from '../../../engine/export/index.ts';
import type { Score } from '../../../engine/score/index.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { ExportMedia, ExportRequest } from './export-request.ts';

/** What an export shows and sounds like. */
export type RequestPlan = {
  /** Null for sound alone. */
  readonly picture: ExportPlan | null;
  readonly sound: SoundPlan;
};

/** Every second of these pictures is shown. */
const PREVIEW = { framesPerSecond: 24, quantiser: null } as const;

/** Our own scores, stored by the job that made the music: looked at no closer than to know them from other files. */
const StoredScore = z.custom<Score>(
  (value) => typeof value === 'object' && value !== null && 'tempoMap' in value && 'durationSeconds' in value,
);

/** Says what an export does, frame by frame and sample by sample. */
export function planRequest(request: ExportRequest, scores: ReadonlyMap<string, DrawnMusic>): RequestPlan {
  const { timeline, output, media } = request;
  const music = new Set(media.flatMap(({ id, scoreHash }) => (scoreHash === null ? [] : [id])));
  const sound = planSound(timeline, { music });
  if (output.kind === 'sound' || output.kind === 'document' || output.kind === 'stems') {
    return { picture: null, sound };
  }

  const { width, height } = output;
  const { framesPerSecond, quantiser } = output.kind === 'video' ? output : PREVIEW;
  return { picture: planDraftExport({ timeline, scores, size: { width, height }, framesPerSecond, quantiser }), sound };
}

/** By media id: the score of every piece of music made here. `known` (by hash) saves reading one twice. */
export async function readScores(
  blobs: Pick<Blobs, 'read'>,
  media: readonly ExportMedia[],
  known = new Map<string, Score>(),
): Promise<ReadonlyMap<string, DrawnMusic>> {
  const scores = new Map<string, DrawnMusic>();
  for (const { id, scoreHash, feeling } of media) {
    const score = scoreHash === null ? null : (known.get(scoreHash) ?? (await readStoredScore(blobs, scoreHash)));
    if (scoreHash !== null && score !== null) {
      known.set(scoreHash, score);
      scores.set(id, { score, feeling });
    }
  }

  return scores;
}

/** A score by the hash of its blob; null when that is gone. */
export async function readStoredScore(blobs: Pick<Blobs, 'read'>, hash: string): Promise<Score | null> {
  const content = await blobs.read(hash);
  if (content === null) {
    return null;
  }

  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    pieces.push(piece);
  }

  return StoredScore.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
}
