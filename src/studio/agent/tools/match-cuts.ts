import type { MusicChange } from '../../../engine/score/index.ts';
import { pieceStartMs } from '../../actions/analyse/piece-start.ts';
import { musicOf } from '../../actions/generate/refit.ts';
import { rehearseEdits } from '../../actions/sessions/edit-timeline.ts';
import { beginRevision } from './revise-music.ts';
import { answered, tool } from './tool.ts';
import { MatchCutsArguments } from './tool-arguments.ts';

/** Makes the music land on the cuts of the picture or on moments that are named. Costs credits when it succeeds. */
export const matchCuts = tool({
  name: 'match_cuts',
  description:
    'Changes the music so that its sections and accents land on the cuts of the picture (atMs null) or on moments of the timeline in milliseconds; the picture stays as it is.',
  schema: MatchCutsArguments,
  isShown: true,
  async start(scene, { mediaId, atMs, also }) {
    const { ports, session, wording } = scene;
    const { after } = await rehearseEdits(ports, session, { requests: also.before, isSeparable: also.isSeparable });
    const kinds = new Map(scene.media.map(({ id, kind }) => [id, { kind }]));
    const wanted = mediaId ?? musicOf(after, kinds)[0]?.mediaId ?? null;
    if (wanted === null) {
      return answered(wording.none('music'), { response: { status: 'error', code: 'no-music' } });
    }

    const offset = pieceStartMs(after, wanted);
    const moments = (atMs ?? []).map((moment) => (moment - offset) / 1000).filter((seconds) => seconds >= 0);
    const hits: readonly MusicChange[] = atMs === null ? [] : [{ kind: 'hits', atSeconds: moments }];
    return beginRevision(scene, {
      mediaId: wanted,
      changes: [...hits, ...also.changes],
      matchesCuts: atMs === null || also.matchesCuts,
      also,
    });
  },
});
