import type { Clause } from './clause.ts';
import { endMsOf, type EditState, startMsOf } from './edit-state.ts';
import { takeReference } from './resolve-reference.ts';

const COMES = 'comes? (?:on|in|up)|starts?|begins?|appears?|shows? up|kicks? in|enters?';
const WHEN = new RegExp(
  `\\b(?:when|once|while|whenever|as soon as|as) ([^,]{2,40}?) (${COMES}|plays?|is (?:on|playing|shown|showing|up|there)|runs?)\\b(?: on screen)?`,
  'u',
);
const DURING = /\b(?:during|throughout|over) (the [^,]{2,40}?(?: (?:clip|shot|video|scene|bit|part))?)(?=$|[\s,.!]*$)/u;
const WHEN_ZH = /(?:在|当|等)?([^，。,在当到]{1,20}?)(出现|开始|进来|登场|播放)(?:的)?(?:时候|那一刻|时)/u;
const MOMENT = new RegExp(`^(?:${COMES}|出现|开始|进来|登场)$`, 'u');
/** What goes on for a while: a level holds as long as the clip is seen. */
const HOLDS =
  /\b(?:quieter|louder|softer|lower|down|up|mute[ds]?|silent|volume|level|duck)\b|小声|大声|静音|音量|轻一|响一|调[高低大小]/u;

/** A clause in which times that are said by a clip are said in seconds: "when the market starts" is "at 8 seconds". */
export function withClipTimes(clause: Clause, state: EditState): Clause {
  return [WHEN, DURING, WHEN_ZH].reduce(
    (done, pattern) =>
      done.replaced(pattern, ([all = '', thing = '', verb = '']) => {
        const said = clause.again();
        said.keep(thing);
        const reference = takeReference(said, state, ['picture', 'sound', 'title', 'caption']);
        const [clip, another] = reference.kind === 'clips' ? reference.clips : [];
        if (clip === undefined || another !== undefined || said.leftover() !== '') {
          return all;
        }

        const from = startMsOf(clip) / 1000;
        return MOMENT.test(verb) && !HOLDS.test(clause.text)
          ? ` at ${from} seconds `
          : ` from ${from} seconds to ${endMsOf(clip) / 1000} seconds `;
      }),
    clause,
  );
}
