import { StudioError } from '../../../engine/kernel/index.ts';
import { MusicDetails } from '../../actions/generate/generate-request.ts';
import { playingMusic } from '../../actions/generate/playing-music.ts';
import { beginMusic } from './music-use.ts';
import { answered, tool } from './tool.ts';
import { MakeCutArguments } from './tool-arguments.ts';

/** Makes the same piece at another length and keeps it beside the timeline. Costs credits when it succeeds. */
export const makeCut = tool({
  name: 'make_cut',
  description:
    'Makes a cut of music at a length in seconds: same theme and band, a real ending. It is kept as media of its own, and the timeline stays as it is. One use for each length.',
  schema: MakeCutArguments,
  isShown: true,
  async start(scene, { mediaId, seconds, number }) {
    const { caller, ports, wording } = scene;
    const made = scene.media.filter(({ kind, origin }) => kind === 'music' && origin === 'generated');
    const media = mediaId === null ? (playingMusic(scene.draft, made) ?? made.at(-1)) : made.find(({ id }) => id === mediaId);
    const details = MusicDetails.safeParse(media?.details);
    if (media === undefined || !details.success) {
      return answered(wording.none('music'), { response: { status: 'error', code: 'no-music' } });
    }

    const price = caller.account.plan === 'unlimited' ? null : ports.settings.generatePrice;
    const work = {
      wish: { ...details.data.wish, frame: null, keepsTitle: true },
      revises: media.id,
      changes: [{ kind: 'length' as const, seconds }],
      matchesCuts: false,
      isRefit: false,
      edits: { before: [], after: [], musicId: null, isSeparable: false },
      take: { number, isAside: true },
    };
    try {
      return await beginMusic(scene, work, {
        announced: () => wording.cutting({ title: media.title, seconds, price }),
        shownArguments: () => ({ mediaId: media.id, seconds }),
        made: ({ title, durationMs }) => wording.keptAside({ title, number, durationMs }),
      });
    } catch (problem) {
      if (problem instanceof StudioError && problem.code.startsWith('music.')) {
        return answered(wording.cannotMake(problem.message), { response: { status: 'error', code: problem.code } });
      }

      throw problem;
    }
  },
});
