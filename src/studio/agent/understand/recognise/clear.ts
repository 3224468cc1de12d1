import type { EditRequest } from '../../../../engine/timeline/index.ts';
import type { Clause } from '../clause.ts';
import { type EditState, nameOf, pictureClips, type Understood } from '../edit-state.ts';
import { takeReference, type Wanted } from '../resolve-reference.ts';
import type { Recogniser } from './recogniser.ts';

const KEPT: readonly Wanted[] = ['picture', 'music', 'sound', 'title', 'caption', 'text'];

const EVERYTHING =
  /^(?:(?:please|pls|ok(?:ay)?|now|just|let's|can (?:you|we)|could (?:you|we)|i want to|i'd like to|so|and)[ ,]*)*(?:(?:remove|delete|clear|erase|wipe|empty|scrap|trash|reset|throw (?:out|away)|get rid of|bin)(?: (?:everything|it all|all(?: of (?:it|this|that|them))?|the (?:whole|entire) (?:thing|time ?line|project|edit)|(?:the |my |this )?(?:time ?line|project|edit)))(?: (?:on|from|in|off) (?:the |my )?(?:time ?line|project|edit))?|start (?:all )?over(?: again)?|start (?:again )?from (?:scratch|zero|the beginning)|start (?:afresh|anew|fresh|again)|begin again|wipe it clean|clean slate|blank slate)(?: (?:please|now|again|from scratch|and start (?:over|again)))*[\s.!]*$|^(?:请|帮我|麻烦|我想|我要|那就|还是)*(?:(?:把)?(?:时间线|时间轴|轨道|项目|工程)?(?:上的?)?(?:全部|所有|一切|全)(?:的)?(?:东西|内容|素材|片段)?(?:都|全)?(?:给我)?(?:删除|删掉|删了|删光|清空|清除|清掉|去掉|不要)了?|(?:删除|删掉|清空|清除|清掉)(?:时间线|时间轴|轨道|项目|工程)?(?:上的?)?(?:全部|所有|一切)?(?:的)?(?:东西|内容)?|(?:把)?(?:时间线|时间轴|轨道|项目|工程)(?:全部|都)?(?:清空|清掉|重置)|(?:全部)?(?:重新开始|从头开始|从头再?来过?|从零开始|重来一遍|推倒重来|全部重来))(?:吧|了|一下|一遍)*[\s。！]*$/u;
/** What is to stay stands in the one group or the other. */
const EXCEPT =
  /^(?:(?:please|ok(?:ay)?|now|just|can you|could you)[ ,]*)*(?:remove|delete|clear|erase|wipe|get rid of|throw (?:out|away)) (?:everything|all(?: of (?:it|them))?|it all|the rest)(?: (?:on|from) the (?:time ?line|project))?[,.;]? *(?:except|but|besides|apart from|other than|save|and|just|only)(?: (?:for|keep|leave|not|just|only))* (.{2,60})$|^(?:请|帮我)*(?:除了)(.{1,20}?)(?:以外|之外|外)?[，,]? *(?:其他|其它|别)?的?(?:全部|所有|全|都|东西|内容)*(?:删掉|删除|删了|去掉|不要|清空|清掉)[了吧。！]*$/u;
/** What one message may remove; the rest goes with the next. */
const MOST_CLIPS = 190;

/** Takes all of the timeline off, in one step that can be undone: "remove everything", "start over", "清空时间线". Uploads stay. */
export const clear: Recogniser = {
  name: 'clear',
  read(clause, state) {
    const { timeline } = state;
    const text = clause.text.trim();
    const except = EXCEPT.exec(text);
    if (except !== null) {
      const kept = clause.again();
      kept.keep(except[1] ?? except[2] ?? '');
      return clearExcept(clause, kept, state);
    }

    const isBareVerb = /^(?:请|帮我)*(?:删除|删掉|清除|清掉)[了吧。！]*$/u.test(text);
    if (isBareVerb || !EVERYTHING.test(text)) {
      return null;
    }

    clause.keep('');
    const isCaption = timeline.tracks.flatMap((track) => (track.role === 'caption' ? track.clips : []));
    const others = timeline.tracks.flatMap((track) => (track.role === 'caption' ? [] : track.clips));
    const removals = others
      .slice(0, MOST_CLIPS)
      .map(({ id }): EditRequest => ({ kind: 'remove-clip', clipId: id, isClosed: false }));
    const captions: readonly EditRequest[] = isCaption.length === 0 ? [] : [{ kind: 'set-captions', captions: [] }];
    const requests = [...captions, ...removals];
    return requests.length === 0 ? { notices: [{ kind: 'nothing-there', what: 'clip' }] } : { requests };
  },
};

/** Everything but what is named. */
function clearExcept(clause: Clause, kept: Clause, state: EditState): Understood | null {
  const found: string[] = [];
  for (
    let reference = takeReference(kept, state, KEPT);
    reference.kind === 'clips';
    reference = takeReference(kept, state, KEPT)
  ) {
    found.push(...reference.clips.map(({ clip }) => clip.id));
  }

  clause.keep('');
  if (found.length === 0 || kept.leftover() !== '') {
    return { notices: [{ kind: 'no-such-clip', words: clause.words, clips: pictureClips(state).map(nameOf) }] };
  }

  const isKept = new Set(found);
  const { tracks } = state.timeline;
  const pictures = tracks.filter(({ kind }) => kind === 'video');
  // Footage that stays moves to the front; words and sounds go first, so that they need not follow it.
  const isClosed = pictures.some(({ clips }) => clips.some(({ id }) => isKept.has(id)));
  const removals = [...tracks.filter(({ kind }) => kind !== 'video'), ...pictures].flatMap(({ kind, clips }) =>
    clips.flatMap(({ id }): readonly EditRequest[] =>
      isKept.has(id) ? [] : [{ kind: 'remove-clip', clipId: id, isClosed: isClosed && kind === 'video' }],
    ),
  );
  return { requests: removals.slice(0, MOST_CLIPS), touched: found };
}
