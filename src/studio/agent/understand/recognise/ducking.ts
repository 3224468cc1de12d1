import { musicClips } from '../edit-state.ts';
import { takeReference } from '../resolve-reference.ts';
import { type Recogniser } from './recogniser.ts';

/** How far music gives way when nobody says how far, dB. */
export const DUCKING_DB = 12;
const DUCK =
  /\bduck(?:s|ed|ing)?\b|避让|闪避|压低|压下去|自动降低|\b(?:lower|quieter|down|softer|low)\b(?=.{0,40}\b(?:under|while|when|during|behind|beneath)\b.{0,30}\b(?:voice|speech|talk|speak|narrat|dialog))|(?:说话|讲话|旁白|人声|配音|解说)(?:的时候|时|下面|响起)?.{0,12}(?:低|小|轻)/u;
const SPEECH =
  /\b(?:(?:under|while|when|during|behind|beneath|for|below) )?(?:the |my |a |any )?(?:voice-?overs?|voices?|speech|speaking|talking|talks?|speaks?|narration|narrator|dialog(?:ue)?|someone|somebody|anybody|people|is|are)\b|(?:有人)?(?:说话|讲话|旁白|人声|配音|解说)(?:的时候|时候|时|下面|响起)?/u;
const UNDER_ALL =
  /\b(?:under|when|while) (?:the )?(?:clips?|sounds?|videos?|footage|everything|anything)(?:'s)?(?: sound)?\b|(?:有声音|素材有声音|原声)(?:的时候|时)/u;
const NONE =
  /\b(?:no|stop|without|don't|do not|remove|turn off|disable|no more)\b[^.]{0,14}\bduck\w*|(?:不要|不用|不必|别|取消|关闭|关掉|停止)[^，。]{0,6}(?:避让|压低|闪避)/u;

/** "duck the music under the voice by 9 dB", "说话的时候音乐压低15分贝". */
export const ducking: Recogniser = {
  name: 'ducking',
  read(clause, state) {
    const isNone = clause.take(NONE) !== null;
    if (!isNone && !clause.has(DUCK)) {
      return null;
    }

    const isUnderAll = clause.take(UNDER_ALL) !== null;
    const decibels = clause.take(/(?:\b(?:by|to|only|with) )*[-−]? ?(\d{1,2}(?:\.\d+)?) ?(?:db\b|decibels?\b|分贝)/u);
    const isMore = clause.take(/\b(?:more|deeper|stronger|further|harder|heavier)\b|更多|更低|再低|再(?=压)|更狠/u) !== null;
    const isLess = clause.take(/\b(?:less|softer|lighter|not so (?:much|hard))\b|少一?点|轻一?点/u) !== null;
    takeReference(clause, state, ['music']);
    while (clause.take(SPEECH) !== null || clause.take(DUCK) !== null) {
      continue;
    }

    clause.take(/\b(?:under|while|when|during|lower|quieter|down)\b|低一?[点些]?|小一?[点些]?|降低|自动/u);
    const music = musicClips(state);
    if (music.length === 0) {
      return { notices: [{ kind: 'nothing-there', what: 'music' }] };
    }

    const before = music[0]?.clip.ducking ?? null;
    const depth = before?.depthDb ?? DUCKING_DB;
    const depthDb = decibels === null ? (isMore ? depth + 3 : isLess ? depth - 3 : depth) : Number(decibels[1]);
    return {
      requests: [
        {
          kind: 'set-ducking',
          clipIds: music.map(({ clip }) => clip.id),
          ducking: isNone
            ? null
            : { depthDb: Math.max(3, Math.min(30, depthDb)), under: isUnderAll ? 'sound' : (before?.under ?? 'speech') },
        },
      ],
    };
  },
};
