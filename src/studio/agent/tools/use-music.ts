import { summariseDraft } from '../../../contract/service/index.ts';
import { putMusic } from '../../actions/generate/put-music.ts';
import { answered, tool } from './tool.ts';
import { UseMusicArguments } from './tool-arguments.ts';

/** Puts music that was made before in the place of what plays. Free. */
export const useMusic = tool({
  name: 'use_music',
  description:
    'Puts music that was made before (a take or a cut that was kept aside) on the timeline, in the place, at the level and with the fades of the music there.',
  schema: UseMusicArguments,
  isShown: true,
  async start({ ports, session, draft, media, turn, wording }, { mediaId }) {
    const wanted = media.find(({ id, kind }) => id === mediaId && kind === 'music');
    if (wanted === undefined) {
      return answered(wording.none('music'), { response: { status: 'error', code: 'no-music' } });
    }

    const put = await putMusic(ports, { session, draft, media, wanted, turnId: turn.id });
    return put.replaced?.id === wanted.id
      ? answered(wording.explain('same', { hasDraft: true, words: '' }), { response: { status: 'ok' } })
      : answered(
          `${wording.usedMusic({ title: wanted.title, replaced: put.replaced?.title ?? null })} ${wording.timeline(summariseDraft(put.draft))}`,
          { response: { status: 'ok', media_id: wanted.id }, draft: put.draft, nextSteps: wording.afterMusic() },
        );
  },
});
