import { describeDraftDucking, planSound } from '../../../engine/export/index.ts';
import type { Timeline } from '../../../engine/timeline/index.ts';
import { findingsOf } from '../../actions/analyse/media-findings.ts';
import type { Media } from '../../store/records/media.ts';
import type { ToldDucking } from '../wording/wording.ts';

/**
 * How the clips of a timeline give way, by their ids, with how often and how long where all that they give way to was listened to; a clip
 * that does not is left out.
 */
export function toldDucking(
  timeline: Timeline,
  media: readonly Pick<Media, 'id' | 'kind' | 'details'>[],
): ReadonlyMap<string, ToldDucking> {
  const ducked = timeline.tracks.flatMap(({ clips }) =>
    clips.flatMap(({ id, ducking }) => (ducking === null ? [] : [{ id, ducking }])),
  );
  if (ducked.length === 0) {
    return new Map();
  }

  const music = new Set(media.flatMap(({ id, kind }) => (kind === 'music' ? [id] : [])));
  const speech = new Map(
    media.flatMap((file) => {
      const said = findingsOf(file).speech;
      return said === null ? [] : [[file.id, said] as const];
    }),
  );
  const plan = planSound(timeline, { music });
  const isHeard = plan.clips.every(({ mediaId }) => music.has(mediaId) || speech.has(mediaId));
  const told = describeDraftDucking(plan, speech);
  return new Map(
    ducked.map(({ id, ducking }) => {
      const known = isHeard ? told.find(({ clipId }) => clipId === id) : undefined;
      const stretches = known === undefined ? null : { count: known.stretches, seconds: known.seconds };
      return [id, { under: ducking.under, depthDb: ducking.depthDb, stretches }];
    }),
  );
}
