import { summariseDraft } from '../../../contract/service/index.ts';
import type { EditRequest, MediaFacts, Timeline } from '../../../engine/timeline/index.ts';
import { MusicDetails } from '../../actions/generate/generate-request.ts';
import { musicOf, type Refit, refitOf } from '../../actions/generate/refit.ts';
import { Refused } from '../../actions/refused.ts';
import { type EditedTimeline, editTimeline, rehearseEdits } from '../../actions/sessions/edit-timeline.ts';
import { beginMusic } from './music-use.ts';
import { sayOutcomes } from './say-outcomes.ts';
import { toldDucking } from './told-ducking.ts';
import { type Scene, tool, type ToolUse } from './tool.ts';
import { EditMultitrackArguments } from './tool-arguments.ts';

/** How music gives way to a voice unless somebody says otherwise. */
const USUAL_DUCKING = { depthDb: 12, under: 'speech' } as const;

/** Changes the timeline. Free, unless music must be fitted to a picture that gets another length. */
export const editMultitrack = tool({
  name: 'edit_multitrack',
  description:
    'Changes the timeline: places, trims, splits, moves, orders, speeds up and frames clips; transitions, levels, fades, ducking, titles, captions, markers, shape and rate of the picture, name of the project. Times are milliseconds of the timeline. Music that lay under the whole picture is fitted to its new length, which costs as much as new music, unless keepsMusic is true.',
  schema: EditMultitrackArguments,
  isShown: true,
  async start(scene, { requests, isSeparable, keepsMusic }) {
    const { ports, caller, session, turn } = scene;
    const rehearsal = await rehearseEdits(ports, session, { requests, isSeparable });
    const kinds = new Map(scene.media.map(({ id, kind }) => [id, { kind }]));
    const all = [...requests, ...duckingForVoice(requests, rehearsal.after, kinds)];
    const wish = { requests: all, isSeparable, sessionId: session.id, turnId: turn.id };
    const refit = refitOf(rehearsal.before, rehearsal.after, kinds);
    if (refit !== null && !keepsMusic) {
      const fitting = await beginRefit(scene, refit, wish);
      return fitting ?? edited(scene, await editTimeline(ports, caller, wish), 'credits');
    }

    return edited(scene, await editTimeline(ports, caller, wish), refit === null ? null : 'kept');
  },
});

function edited(scene: Scene, done: EditedTimeline, unfitted: 'credits' | 'kept' | null): ToolUse {
  const { wording, media } = scene;
  const { draft, isChanged, outcomes } = done;
  const { said, response } = sayOutcomes(outcomes, { wording, media, isFirst: true });
  const isDucked = outcomes.some(
    ({ kind, request }) => kind === 'done' && request.kind === 'set-ducking' && request.ducking !== null,
  );
  const reached = outcomes.at(-1)?.after;
  const [ducking] = isDucked && isChanged && reached !== undefined ? toldDucking(reached, media).values() : [];
  const isRefused = outcomes.some(({ kind }) => kind === 'refused');
  return {
    announced: null,
    shownArguments: null,
    isLongRunning: false,
    finish: async () =>
      Promise.resolve({
        response: { status: isChanged || !isRefused ? 'ok' : 'error', edits: response },
        said: [
          ...said,
          ...(ducking !== undefined && ducking.stretches !== null ? [wording.ducked(ducking)] : []),
          ...(isChanged && unfitted !== null ? [wording.notRefitted(unfitted)] : []),
          ...(isChanged ? [wording.timeline(summariseDraft(draft))] : []),
        ].join(' '),
        nextSteps: isChanged ? wording.afterEdit() : [],
        draft: isChanged ? draft : null,
        problem: null,
      }),
  };
}

/** The edits together with the fitting of the music, as one transaction; null when there are not enough credits for it. */
async function beginRefit(
  scene: Scene,
  refit: Refit,
  { requests, isSeparable }: { readonly requests: readonly EditRequest[]; readonly isSeparable: boolean },
): Promise<ToolUse | null> {
  const { ports, caller, wording } = scene;
  const music = scene.media.find(({ id }) => id === refit.mediaId);
  const details = MusicDetails.safeParse(music?.details);
  if (music === undefined || !details.success) {
    return null;
  }

  const work = {
    wish: { ...details.data.wish, frame: null, keepsTitle: true },
    revises: refit.mediaId,
    changes: [{ kind: 'length', seconds: refit.lengthMs / 1000 } as const],
    matchesCuts: false,
    isRefit: true,
    take: null,
    edits: { before: requests, after: [], musicId: null, isSeparable },
  };
  const price = caller.account.plan === 'unlimited' ? null : ports.settings.generatePrice;
  try {
    return await beginMusic(scene, work, {
      announced: () => wording.revising({ title: music.title, refitMs: refit.lengthMs, price }),
      shownArguments: () => ({ requests: requests.map((request) => ({ kind: request.kind })), refit: { ...refit } }),
      made: ({ revision, title }) => (revision === null ? '' : wording.revised({ ...revision, title, isRefit: true })),
    });
  } catch (problem) {
    if (problem instanceof Refused && problem.refusal === 'out-of-credits') {
      return null;
    }

    throw problem;
  }
}

/** A voice that comes onto the timeline is to be understood: music without ducking gets it, unless the message is about ducking itself. */
function duckingForVoice(
  requests: readonly EditRequest[],
  after: Timeline,
  media: ReadonlyMap<string, Pick<MediaFacts, 'kind'>>,
): readonly EditRequest[] {
  const hasVoice = requests.some((request) => request.kind === 'place-media' && request.on === 'voice');
  const clipIds = musicOf(after, media).flatMap(({ id, isDucked }) => (isDucked ? [] : [id]));
  const isSaid = requests.some(({ kind }) => kind === 'set-ducking');
  return hasVoice && !isSaid && clipIds.length > 0 ? [{ kind: 'set-ducking', clipIds, ducking: USUAL_DUCKING }] : [];
}
