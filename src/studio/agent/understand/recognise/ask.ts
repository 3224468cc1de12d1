import { isReadyForExport } from '../../../../contract/service/index.ts';
import type { PlannedUse } from '../../tools/tool-arguments.ts';
import type { Topic } from '../../wording/wording.ts';
import { isForExport } from '../is-for-export.ts';
import { asksForCredits, asksForRights, HELLO, HELP, STATUS, THANKS, UPLOAD } from '../intents.ts';
import type { Clause } from '../clause.ts';
import type { EditState, Understood } from '../edit-state.ts';
import type { Recogniser } from './recogniser.ts';

const KEEPS_MUSIC =
  /\b(?:keep|leave) (?:the )?(?:music|track|song|bgm|soundtrack) (?:(?:just |exactly )?(?:as it is|as is|alone|unchanged|the same|untouched)|like that)\b|\b(?:don't|do not) (?:touch|change|refit|re-?render) the (?:music|track|song)\b|\bwithout (?:touching|changing) the music\b|\bthe music stays(?: as it is)?\b|(?:音乐|配乐)(?:保持)?(?:不变|别动|不动|不要变|不要动|照旧|保持原样)|(?:别|不要)(?:动|改)音乐|保持音乐(?:不变|原样)/u;
const LENGTH_ASKED =
  /\bhow long (?:is|are|does|will|has)\b|\bwhat(?:'s| is) (?:the |its )?(?:length|duration|running time)\b|多长|总长|时长(?:是|有)?多少|有几秒|几分钟/u;
const LEVEL_ASKED =
  /\bhow loud\b|\bwhat(?:'s| is| are) (?:the )?(?:\S+ ){0,3}(?:volume|level|levels|loudness)\b|多大声|多响|音量(?:现在)?(?:是|有)?多少|多少音量/u;
const MUSIC_ASKED =
  /\b(?:what|which) (?:song|track|music|piece)\b(?= (?:is|do)\b)|\b(?:name|title) of (?:the|this|that) (?:song|track|music|piece)\b|(?:歌|曲子?|音乐)(?:叫什么|叫啥|是什么)|\b(?:what|which) (?:key|tempo|bpm|style|genre|mode|scale|instruments?)\b|\bwhat(?:'s| is) (?:the )?(?:\S+ ){0,2}(?:key|tempo|bpm|style|genre)\b|\bhow fast is\b|\bhow many bpm\b|什么调|哪个调|(?:速度|节奏|bpm)(?:现在)?(?:是|有)?多少|多少(?:bpm|拍)|多快|什么风格|什么乐器|哪些乐器/u;
const CLIPS_ASKED =
  /\b(?:which|what) (?:clips?|files?|uploads?|videos?|footage|photos?|media|material)\b|\bwhat (?:have|did) (?:i|we) upload(?:ed)?\b|\bhow many (?:clips|files|videos|photos|pictures|shots)\b|\b(?:where|when) (?:does|do|is|are) (?:the |my )?[^?]{1,40}?\b(?:start|begin|end|come|clip|shot|video|footage|photo|picture)s?\b|(?:几|多少)(?:个|段|张)?(?:素材|片段|视频|照片)|\b(?:list|show)(?: me)? (?:all )?(?:my|the) (?:clips|files|uploads|media|footage)\b|(?:有|上?传了?)(?:哪些|什么|啥)(?:素材|片段|视频|文件|照片)|上?传了(?:哪些|什么|啥)(?:东西)?|(?:素材|片段)(?:有哪些|列表)/u;
const WHETHER =
  /^(?:so |and |but )?(?:is|are|isn't|aren't|does|doesn't|did|didn't|was|were|has|hasn't)\b|(?:吗|么)[？?\s]*$|是不是|有没有|会不会|是否/u;
const IS_WISH =
  /\b(?:possible|a way|any chance|can you|could you|allowed|legal)\b|能|可以|可不可以|好吗|行吗|好么|行么|做好|完成|好了/u;
const OF_TIMELINE =
  /\b(?:music|track|song|it|sound|audio|volume|louder|quieter|lower|voice|clips?|video|titles?|captions?|there|they|timeline)\b|音乐|声音|声|配乐|视频|片段|素材|标题|字幕|旁白|解说|时间线|它/u;
const LEVEL_WORD =
  /\b(?:loud|louder|quiet|quieter|lower|louder|volume|duck(?:ed|ing)?|muted|hear|heard|sound)\b|声|响|音量|静音|压低|变小|变大|听/u;
const QUESTION = /\?|what|how|which|name of|多|哪|什么|啥|几|吗/u;

/** "is the music lower when I talk?": asks how it is, and is no wish that it be so. */
function isWhether(text: string): boolean {
  return WHETHER.test(text) && OF_TIMELINE.test(text) && !IS_WISH.test(text);
}

/** Says that the music is not to be fitted anew though the picture gets another length. */
export const keepMusic: Recogniser = {
  name: 'keep-music',
  read: (clause) => (clause.take(KEEPS_MUSIC) === null ? null : { keepsMusic: true }),
};

/** Questions about the timeline, its music and the service. */
export const question: Recogniser = {
  name: 'question',
  isForOnePart: true,
  read: (clause) => answeredBy(clause, questionIn(clause.text.trim())),
};

/** The export, the state of things, and words of courtesy. */
export const ask: Recogniser = {
  name: 'ask',
  isForOnePart: true,
  read: (clause, state) => answeredBy(clause, requestIn(clause.text.trim(), state)),
};

function answeredBy(clause: Clause, use: PlannedUse | null): Understood | null {
  if (use === null) {
    return null;
  }

  clause.keep('');
  return { uses: [use] };
}

function questionIn(text: string): PlannedUse | null {
  if (asksForRights(text)) {
    return explain('rights');
  }

  if (asksForCredits(text)) {
    return { tool: 'get_credits', args: {} };
  }

  const whether = isWhether(text);
  const about = LENGTH_ASKED.test(text)
    ? 'length'
    : LEVEL_ASKED.test(text)
      ? 'levels'
      : MUSIC_ASKED.test(text)
        ? 'music'
        : CLIPS_ASKED.test(text)
          ? 'clips'
          : whether
            ? LEVEL_WORD.test(text)
              ? 'levels'
              : 'all'
            : null;
  return about !== null && (about === 'clips' || whether || QUESTION.test(text))
    ? { tool: 'show_timeline', args: { about } }
    : null;
}

function requestIn(text: string, state: EditState): PlannedUse | null {
  if (isForExport(text)) {
    return { tool: 'explain', args: { topic: 'export', words: isReadyForExport(state.known.draft) ? text.slice(0, 120) : '' } };
  }

  if (STATUS.test(text)) {
    return { tool: 'show_timeline', args: { about: 'all' } };
  }

  const courtesy = COURTESY.find(([pattern]) => pattern.test(text));
  return courtesy === undefined ? null : explain(courtesy[1]);
}

const COURTESY: readonly (readonly [RegExp, Topic])[] = [
  [HELLO, 'hello'],
  [THANKS, 'thanks'],
  [/^(?:that's|that is|that will be) (?:all|it|everything)[\s!.]*$|^(?:就这样|没有了|没了)[吧了。！\s]*$/u, 'thanks'],
  [
    /^(?:never ?mind|nevermind|forget (?:it|that|about it)|leave it|it's fine|no worries)[\s!.]*$|^(?:算了|没事了?|不用了|没关系|当我没说)[吧了。！\s]*$/u,
    'never-mind',
  ],
  [HELP, 'help'],
  [UPLOAD, 'upload'],
];

function explain(topic: Topic): PlannedUse {
  return { tool: 'explain', args: { topic, words: '' } };
}
