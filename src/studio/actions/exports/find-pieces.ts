import type { DrawnMusic } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { Score } from '../../../engine/score/index.ts';
import type { ExportRequest } from './export-request.ts';

/** The media ids of the music made here that is heard on a timeline, each once, in the order in which they begin. */
export function piecesOf({ timeline, media }: Pick<ExportRequest, 'timeline' | 'media'>): readonly string[] {
  const scored = new Set(media.flatMap(({ id, scoreHash }) => (scoreHash === null ? [] : [id])));
  const clips = timeline.tracks
    .filter(({ kind }) => kind === 'audio')
    .flatMap((track) => track.clips)
    .flatMap(({ media: shown, start }) =>
      shown.kind === 'media' && scored.has(shown.mediaId) ? [{ id: shown.mediaId, at: start.value / start.rate }] : [],
    );
  return [...new Set(clips.sort((left, right) => left.at - right.at).map(({ id }) => id))];
}

/** The score of a piece. Throws `media.gone` when it was deleted. */
export function scoreOfPiece(id: string, scores: ReadonlyMap<string, DrawnMusic>): Score {
  const music = scores.get(id);
  if (music === undefined) {
    throw new StudioError('media.gone', 'The score of this music was deleted. Make the music again.');
  }

  return music.score;
}
