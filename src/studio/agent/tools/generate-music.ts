import { readBrief } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MusicWork } from '../../actions/generate/request-music.ts';
import { footageToPlace } from '../../actions/generate/unplaced-footage.ts';
import { musicBriefOf } from './music-brief.ts';
import { beginMusic } from './music-use.ts';
import { answered, type Scene, tool } from './tool.ts';
import { type AlsoAsked, GenerateMusicArguments } from './tool-arguments.ts';
import { unusedWords } from './unused-words.ts';

/** Makes music of words and puts it on the timeline. Costs credits when it succeeds. */
export const generateMusic = tool({
  name: 'generate_music',
  description:
    'Composes and renders royalty-free music of a wish in words and puts it on the timeline, in place of the music that is there.',
  schema: GenerateMusicArguments,
  isShown: true,
  async start(scene, args) {
    const { wording } = scene;
    const { wish, also } = args;
    const work: MusicWork = {
      wish,
      revises: null,
      changes: also.changes,
      matchesCuts: also.matchesCuts,
      isRefit: false,
      take: args.take,
      edits: { before: also.before, after: also.after, musicId: args.newId, isSeparable: also.isSeparable },
    };
    try {
      const from = scene.media.find(({ id }) => id === args.takeOf);
      const former = from === undefined ? null : musicBriefOf(from);
      const replaced = replacedMusic(scene);
      const footage = (await footageUnder(scene, also)).length;
      return await beginMusic(scene, work, {
        announced: (asked) => {
          const { brief, receipt } = readBrief(asked.prompt, asked.hints);
          const words = args.takeOf === null ? unusedWords(receipt) : [];
          return [
            wording.making(brief, former === null ? null : { from: former, isAnother: args.isAnother }),
            ...(words.length === 0 ? [] : [wording.notUsed(words)]),
          ].join(' ');
        },
        shownArguments: (asked) => ({ prompt: asked.words, ...asked.hints }),
        made: ({ title, revision, durationMs }, asked) =>
          [
            args.take?.isAside === true
              ? wording.keptAside({ title, number: args.take.number, durationMs })
              : wording.made({ title, music: readBrief(asked.prompt, asked.hints).brief, replaced, footage }),
            ...(revision === null ? [] : [wording.revised({ ...revision, title, isRefit: false, isMore: true })]),
          ].join(' '),
      });
    } catch (problem) {
      if (problem instanceof StudioError && problem.code.startsWith('brief.')) {
        return answered(wording.cannotMake(problem.message), { response: { status: 'error', code: problem.code } });
      }

      throw problem;
    }
  },
});

async function footageUnder({ ports, session, draft, media }: Scene, { before }: AlsoAsked): Promise<readonly unknown[]> {
  return footageToPlace(ports.database, { sessionId: session.id, draft, media, requests: before });
}

/** The name of the music that was on the draft before; null when there was none. */
function replacedMusic({ draft, media }: Scene): string | null {
  const sources = (draft.t ?? []).flatMap(({ sg }) => sg ?? []).map(({ m }) => m?.src);
  return media.find(({ kind, id }) => kind === 'music' && sources.includes(id))?.title ?? null;
}
