import { JsonValue } from '../../../contract/service/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { type MusicChange, reviseMusic } from '../../../engine/score/index.ts';
import { MusicDetails } from '../../actions/generate/generate-request.ts';
import { isUnchanged } from '../../actions/generate/make-piece.ts';
import { readPiece } from '../../actions/generate/read-piece.ts';
import { beginMusic } from './music-use.ts';
import { answered, type Scene, tool, type ToolUse } from './tool.ts';
import { type AlsoAsked, ReviseMusicArguments } from './tool-arguments.ts';

/** Changes music that is there and keeps the rest of it as it was. Costs credits when it succeeds. */
export const reviseMusicTool = tool({
  name: 'revise_music',
  description:
    'Changes music that is on the timeline (tempo, key, instruments, energy, tune, form, ending, mix …) and leaves everything that is not named as it was. Times are seconds of the piece.',
  schema: ReviseMusicArguments,
  isShown: true,
  start: async (scene, { mediaId, changes, also }) =>
    beginRevision(scene, { mediaId, changes: [...changes, ...also.changes], matchesCuts: also.matchesCuts, also }),
});

/** Begins to change music, unless the changes leave it as it is: then nothing is made or charged. */
export async function beginRevision(
  scene: Scene,
  revision: {
    readonly mediaId: string;
    readonly changes: readonly MusicChange[];
    readonly matchesCuts: boolean;
    readonly also: AlsoAsked;
  },
): Promise<ToolUse> {
  const { ports, caller, wording } = scene;
  const { mediaId, changes, matchesCuts, also } = revision;
  try {
    const { media, piece } = await readPiece(ports, { mediaId, accountId: caller.account.id });
    const rehearsed = matchesCuts ? null : reviseMusic(piece, changes);
    if (rehearsed !== null && isUnchanged(rehearsed)) {
      const reasons = rehearsed.refused.map(({ reason }) => reason).join(' ');
      return answered(reasons === '' ? wording.explain('same', { hasDraft: true, words: '' }) : wording.cannotMake(reasons), {
        response: { status: 'error', code: 'music.unchanged' },
      });
    }

    const { wish } = MusicDetails.parse(media.details);
    const { before, after, isSeparable } = also;
    const price = caller.account.plan === 'unlimited' ? null : ports.settings.generatePrice;
    const work = {
      wish: { ...wish, frame: null, keepsTitle: true },
      revises: mediaId,
      changes,
      matchesCuts,
      isRefit: false,
      take: null,
      edits: { before, after, musicId: null, isSeparable },
    };
    return await beginMusic(scene, work, {
      announced: () => wording.revising({ title: media.title, refitMs: null, price }),
      shownArguments: () => ({ mediaId, changes: JsonValue.parse(changes), ...(matchesCuts ? { matchesCuts } : {}) }),
      made: ({ revision: facts, title }) => (facts === null ? '' : wording.revised({ ...facts, title, isRefit: false })),
    });
  } catch (problem) {
    if (problem instanceof StudioError && problem.code.startsWith('music.')) {
      return answered(wording.cannotMake(problem.message), { response: { status: 'error', code: problem.code } });
    }

    throw problem;
  }
}
