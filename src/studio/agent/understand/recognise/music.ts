import { STYLE_IDS, type StyleId, styleInfo } from '../../../../engine/brief/index.ts';
import type { MusicChange } from '../../../../engine/score/index.ts';
import { secondsOf } from '../../../../engine/timeline/index.ts';
import { type Clause } from '../clause.ts';
import { type EditState, frameOfTime, lengthMsOf, musicClips, pictureClips, endMsOf, startMsOf } from '../edit-state.ts';
import { takeDegree } from '../read-amounts.ts';
import { readEnding } from './read-ending.ts';
import { readKey, readTranspose } from './read-key.ts';
import { readMood } from './read-mood.ts';
import { readProduction } from './read-production.ts';
import { PLAYER, playerOf, takePlayers } from '../read-players.ts';
import { takeLength, takeMoment, takeSpan } from '../read-times.ts';
import { focusedSort, takeReference } from '../resolve-reference.ts';
import { translateChinese } from '../translate-chinese.ts';
import type { Recogniser } from './recogniser.ts';

type Reader = (clause: Clause, state: EditState) => readonly MusicChange[] | null;

const MUSIC_WORD =
  /\b(?:the |this |that |my |our )?(?:(?:background )?music|track|song|piece|bgm|soundtrack|beat|tune|score)s?(?:'s)?\b|(?:这首|这段|那首)?(?:背景)?(?:音乐|曲子|配乐|歌曲|歌|曲)/u;
const CALM =
  /\b(?:calmer|more (?:calm|relaxed|relaxing|chilled?|mellow|peaceful|gentle)|gentler|mellower|softer|less (?:energetic|busy|intense|energy|lively|crowded)|tone it down|simpler|sparser|chiller|quieter playing)\b|(?:更|再)?(?:安静|平静|舒缓|柔和|平缓|温和)(?:一?[点些])?|(?:更|再)(?:简单|稀疏)(?:一?[点些])?/u;
const LIVELY =
  /\b(?:livelier|more (?:energetic|energy|intense|intensity|exciting|lively|upbeat|drive|driving)|busier|punchier|more going on|bigger)\b|(?:更|再)(?:有活力|激烈|激昂|热烈|欢快|轻快|活泼|有力|动感)(?:一?[点些])?|有活力一?[点些]|激烈一?[点些]|轻快一?[点些]|节奏感?(?:更|再)?强(?:烈)?(?:一?[点些])?/u;
const ENERGY = { little: 0.25, plain: 0.4, much: 0.7 } as const;
const FASTER =
  /\b(?:faster|quicker|speed(?: it| the music| the track)? up|up the tempo|too slow)\b|(?<![欢轻愉])快一?[点些]|加快|更快(?!乐|活)|太慢/u;
const SLOWER = /\b(?:slower|slow(?: it| the music| the track)? down|too fast)\b|慢一?[点些]|放慢|更慢|太快/u;
const TEMPO_FACTOR = { little: 1.08, plain: 1.15, much: 1.3 } as const;
const WITHOUT = new RegExp(
  `(?:\\b(?:no(?: more)?|without|remove|delete|drop|lose|take out|get rid of|mute|cut|kill|leave out)\\b|不要|去掉|去除|删掉|拿掉|没有)(?= ?(?:the |any |all )*的?${PLAYER})`,
  'u',
);
const ADD = new RegExp(
  `(?:\\b(?:add|with|bring in|include|give (?:it|me))\\b|加上?|加入|加点|添加|再来点|要有|得有)(?= ?(?:some |an? |the |more |a little |一?[点些段个]?)*${PLAYER})`,
  'u',
);
const SWAP = new RegExp(
  `(?:\\b(?:swap|replace|exchange|switch|change)(?: out)? )(?:the |all |all the )?(${PLAYER}) (?:with|for|by|to|into) (?:an? |some |the )?(${PLAYER})|把?(${PLAYER})(?:换成|改成|换为|变成)(${PLAYER})|\\b(?:use )?(?:an? |the )?(${PLAYER}) instead of (?:the |an? )?(${PLAYER})`,
  'u',
);
const NEW_THING =
  /\b(?:(?:a |an |some )?(?:another|different|new|other)|change the|rewrite the) (melody|tune|theme|hook|drums?|drum (?:beat|pattern|part)|beat|rhythm|groove|bass ?(?:line)?|chords?|harmony|chord progression)\b|(?:换|改|重写|来)(?:一?[段个条套组]|掉)?(?:新的|别的|不同的)?(旋律|主旋律|鼓点|鼓|节奏|贝斯|低音|和弦|和声)(?:进行|线)?/u;
const BUILD =
  /\b(?:build(?:s|ing)?(?: it)?(?:[ -]?up)?|crescendo|swell|climax|grow(?:s|ing)?|rise)\b(?: towards?| to| up to| until)?|高潮|推向高潮|渐强|铺垫|推起来/u;
const DROP = /\b(?:drop(?:s|out)?|break(?:down)?|pause|everything (?:drops|stops))\b|骤停|停顿|断开再进|drop/u;
const LOOP = /\b(?:loops?(?:able)?|seamless(?:ly)?|looping)\b|循环/u;
const MORE = new RegExp(`\\b(?:more|louder|bring up|turn up|up)\\b|(?:大声?|响|多|突出)一?[点些]|加大`, 'u');
const LESS = new RegExp(`\\b(?:less|quieter|softer|turn down|down|lower)\\b|(?:小声?|轻|少|低)一?[点些]|减小`, 'u');
const SOFT = /\b(?:softer|gentler|more quietly|more softly|calmer|quieter)\b|(?:柔和|轻柔|安静|平静|弱)一?[点些]?/u;
const STRONG = /\b(?:stronger|harder|more powerful(?:ly)?|more intense|bigger)\b|(?:强烈|有力|激烈|强)一?[点些]?/u;
const SHORTEST_MS = 5000;
const SAME_LENGTH =
  /\b(?:as long as|same length as|the length of|match(?:es)? the length of|fit(?:s)?(?: the length of)?|to fit|lasts? (?:for )?|covers?|fills?|(?:until|till|to) the end of) ?(?:all of )?(?:the |my )?(?:whole |entire |full )?(?:video|film|footage|picture|clips|timeline)\b|(?:和|跟|与)(?:视频|画面|片子|素材)(?:的长度)?(?:一样长|等长|同长|长度一致)|适应视频长度|(?:一直)?(?:循环|放|播放?|延长|持续)?到(?:视频|画面|片子|影片)(?:的)?(?:结束|结尾|最后)|(?:铺满|覆盖)(?:整个)?(?:视频|片子)/u;
const STYLE =
  /\b(?:(?:play|do|perform|same (?:tune|melody|song)|rearrange)(?: (?:it|this|that|the \w+))?(?: again)?|turn (?:it|this|the music|the track) into|make (?:it|this|the music|the track)|switch(?: (?:it|the music))? to|change (?:it|the style|the music) to)(?: in| as| into)?(?: an?)? (.{2,30})$|(?:用|以|换成|改成|变成)(.{1,8})(?:风格|曲风)/u;

/** Readers of one change each, the more particular first. */
const READERS: readonly Reader[] = [
  swap,
  newThing,
  readProduction,
  buildUp,
  drop,
  sameLength,
  readEnding,
  loop,
  readKey,
  readTranspose,
  tempo,
  balance,
  without,
  withPlayers,
  dynamics,
  readMood,
  energy,
  length,
  style,
];

/** Changes of the music that is there, which keep everything that they do not name: "no drums", "in D minor", "build up at 0:20". */
export const music: Recogniser = {
  name: 'music',
  read(clause, state) {
    if (state.known.last === null || musicClips(state).length === 0) {
      return null;
    }

    let best: { readonly changes: readonly MusicChange[]; readonly read: Clause } | null = null;
    for (const reader of READERS) {
      const attempt = clause.again();
      const changes = reader(attempt, state);
      if (changes === null) {
        continue;
      }

      while (attempt.take(MUSIC_WORD) !== null) {
        continue;
      }

      const more = attempt.leftover() === '' ? [] : others(attempt, state, reader);
      best ??= { changes: [...changes, ...more], read: attempt };
      if (attempt.leftover() === '') {
        best = { changes: [...changes, ...more], read: attempt };
        break;
      }
    }

    if (best === null) {
      return null;
    }

    copy(best.read, clause);
    return { changes: best.changes, touched: musicClips(state).map(({ clip }) => clip.id) };
  },
};

/** What else the rest of a clause asks for: "something more upbeat with a guitar". */
function others(clause: Clause, state: EditState, done: Reader): readonly MusicChange[] {
  for (const reader of [without, withPlayers, tempo, readKey, readMood, energy]) {
    const attempt = clause.again();
    copy(clause, attempt);
    const changes = reader === done ? null : reader(attempt, state);
    if (changes !== null && attempt.leftover() === '') {
      copy(attempt, clause);
      return changes;
    }
  }

  return [];
}

/** Takes out of one clause what was taken out of its copy. */
function copy(from: Clause, to: Clause): void {
  to.become(from);
}

function swap(clause: Clause): readonly MusicChange[] | null {
  const found = clause.take(SWAP);
  if (found === null) {
    return null;
  }

  const isInstead = found[5] !== undefined;
  const from = playerOf(isInstead ? (found[6] ?? '') : (found[1] ?? found[3] ?? ''));
  const to = playerOf(isInstead ? (found[5] ?? '') : (found[2] ?? found[4] ?? ''));
  return [{ kind: 'swap', from, to }];
}

function newThing(clause: Clause): readonly MusicChange[] | null {
  const found = clause.take(NEW_THING);
  const thing = found?.[1] ?? found?.[2];
  return thing === undefined
    ? null
    : [
        {
          kind: /drum|beat|rhythm|groove|鼓|节奏/u.test(thing)
            ? 'new-drums'
            : /bass|贝斯|低音/u.test(thing)
              ? 'new-bass'
              : /chord|harmony|和/u.test(thing)
                ? 'new-chords'
                : 'new-melody',
        },
      ];
}

function buildUp(clause: Clause, state: EditState): readonly MusicChange[] | null {
  if (clause.take(BUILD) === null) {
    return null;
  }

  clause.take(/\b(?:towards?|climax|up)\b|推向/u);
  const at = takeMoment(clause, frameOfTime(state));
  return at === null ? null : [{ kind: 'build-up', atSeconds: inPiece(state, at) }];
}

function drop(clause: Clause, state: EditState): readonly MusicChange[] | null {
  const found = clause.take(DROP);
  if (found === null || new RegExp(`${PLAYER}`, 'u').test(clause.rest)) {
    return null;
  }

  const at = takeMoment(clause, frameOfTime(state));
  return at === null ? null : [{ kind: 'drop', atSeconds: inPiece(state, at) }];
}

function sameLength(clause: Clause, state: EditState): readonly MusicChange[] | null {
  const pictures = pictureClips(state);
  if (clause.take(SAME_LENGTH) === null || pictures.length === 0) {
    return null;
  }

  // What is asked for is that it goes on to the end, however that is said.
  clause.take(LOOP);
  clause.take(/\bso (?:that )?(?:it )?\b|\buntil\b/u);
  return [{ kind: 'length', seconds: clampLength(Math.max(...pictures.map(endMsOf)) / 1000) }];
}

function loop(clause: Clause): readonly MusicChange[] | null {
  const isNot = clause.take(/\b(?:don't|do not|no|not|stop)\b|不要|不用|取消/u) !== null;
  return clause.take(LOOP) === null ? null : [{ kind: 'loop', isLoop: !isNot }];
}

function tempo(clause: Clause, state: EditState): readonly MusicChange[] | null {
  const bpm = clause.take(
    /(?:\b(?:at|to|by)|到)? ?(\d{2,3}|\d) ?(?:bpm|beats (?:per|a) minute)\b|每分钟 ?(\d{2,3}) ?拍|(\d{2,3})拍/u,
  );
  const isFaster = clause.take(FASTER) !== null;
  const isSlower = !isFaster && clause.take(SLOWER) !== null;
  const now = state.known.last?.details.brief.tempoBpm ?? 100;
  const isTempo = clause.take(/\b(?:the )?(?:tempo|bpm)(?: to| at| of| is)?\b|节奏|速度|拍速/u) !== null;
  const bare = isTempo && bpm === null ? clause.take(/(?:\b(?:to|at)|[到成为])? ?(\d{2,3})(?![\d.:%]|倍)/u) : null;
  if (bare !== null && !/\b(?:clips?|videos?)\b|视频|片段|素材/u.test(clause.text)) {
    return [{ kind: 'tempo', bpm: Math.max(30, Math.min(300, Number(bare[1]))) }];
  }

  if (bpm !== null) {
    const value = Number(bpm[1] ?? bpm[2] ?? bpm[3]);
    const isBy = (isFaster || isSlower) && value < 60;
    return [{ kind: 'tempo', bpm: Math.max(30, Math.min(300, isBy ? now + (isSlower ? -value : value) : value)) }];
  }

  const isMusic = MUSIC_WORD.test(clause.text) || /tempo|节奏/u.test(clause.text);
  const isOther = /\b(?:clips?|videos?|footage|shots?)\b|视频|片段|素材/u.test(clause.text);
  const half = clause.take(/\b(?:double|twice|half)(?: as| the)?(?: tempo| speed)?\b|一倍|一半/u);
  if (
    (!isFaster && !isSlower && half === null) ||
    isOther ||
    (!isMusic && focusedSort(state) === 'picture') ||
    (half !== null && !isFaster && !isSlower && !/tempo|节奏/u.test(clause.text))
  ) {
    return null;
  }

  clause.take(/\bas fast\b|\btempo\b/u);
  const percent = clause.take(/(\d{1,3}) ?%/u);
  const factor = percent !== null ? 1 + Number(percent[1]) / 100 : half !== null ? 2 : TEMPO_FACTOR[takeDegree(clause)];
  return [{ kind: 'tempo-by', factor: isSlower || /half|一半/u.test(half?.[0] ?? '') ? 1 / factor : factor }];
}

/** "more bass", "the drums 3 dB quieter". */
function balance(clause: Clause): readonly MusicChange[] | null {
  const decibels = clause.take(/(?:\bby )?([-+−])? ?(\d{1,2}(?:\.\d+)?) ?(?:db\b|分贝)/u);
  const isLess = clause.take(LESS) !== null || decibels?.[1] === '-' || decibels?.[1] === '−';
  const isMore = !isLess && clause.take(MORE) !== null;
  const degree = takeDegree(clause);
  const [what, second] = takePlayers(clause);
  clause.take(/\b(?:turn|in the mix|mix|hear)\b/u);
  if (what === undefined || second !== undefined || (!isLess && !isMore)) {
    return null;
  }

  const size = decibels === null ? { little: 2, plain: 3, much: 6 }[degree] : Number(decibels[2]);
  return [{ kind: 'balance', what, byDb: Math.max(-24, Math.min(12, isLess ? -size : size)) }];
}

function without(clause: Clause): readonly MusicChange[] | null {
  if (clause.take(WITHOUT) === null) {
    return null;
  }

  const what = takePlayers(clause);
  return what.length === 0 ? null : [{ kind: 'without', what: [...what] }];
}

function withPlayers(clause: Clause): readonly MusicChange[] | null {
  if (clause.take(ADD) === null) {
    return null;
  }

  const instruments = takePlayers(clause);
  return instruments.length === 0 ? null : [{ kind: 'with', instruments: [...instruments] }];
}

/** "play the second half more softly": so is the playing, not the fader. */
function dynamics(clause: Clause, state: EditState): readonly MusicChange[] | null {
  const span = takeSpan(clause, frameOfTime(state));
  const isSoft = span !== null && clause.take(SOFT) !== null;
  const isStrong = span !== null && !isSoft && clause.take(STRONG) !== null;
  if (span === null || (!isSoft && !isStrong)) {
    return null;
  }

  clause.take(/\b(?:play(?:ed|s)?|playing|more|softly|quietly)\b|演奏|弹|更/u);
  const step = { little: 3, plain: 5, much: 9 }[takeDegree(clause)];
  const end = musicEndSeconds(state);
  const to = inPiece(state, span.toMs);
  return [
    {
      kind: 'dynamics',
      fromSeconds: inPiece(state, span.fromMs),
      toSeconds: to >= end - 0.05 ? null : to,
      byDb: isSoft ? -step : step,
    },
  ];
}

function energy(clause: Clause): readonly MusicChange[] | null {
  const calm = clause.take(CALM);
  const lively = calm === null ? clause.take(LIVELY) : null;
  if (calm === null && lively === null) {
    return null;
  }

  const degree = takeDegree(clause);
  clause.take(/更|再|轻松/u);
  const size = ENERGY[degree];
  return [{ kind: 'energy', by: calm === null ? size : -size }];
}

/** "make the music 30 seconds", "shorter", "longer". */
function length(clause: Clause, state: EditState): readonly MusicChange[] | null {
  const isShorter = clause.take(/\b(?:shorter|too long)\b|短一?[点些]|更短|太长|缩短/u) !== null;
  const isLonger = !isShorter && clause.take(/\b(?:longer|too short)\b|长一?[点些]|更长|太短|延长/u) !== null;
  const lengthMs = takeLength(clause);
  clause.take(/\blong\b|长/u);
  const isMusic = MUSIC_WORD.test(clause.text);
  // The music is never so short: such a length is about something else, and so is a bare complaint beside clips.
  const isOther =
    (lengthMs !== null && lengthMs < SHORTEST_MS) || (/太[长短]/u.test(clause.text) && pictureClips(state).length > 0);
  if (
    (isOther && !isMusic && focusedSort(state) !== 'music') ||
    (lengthMs === null && !isShorter && !isLonger) ||
    (!isMusic && focusedSort(state) === 'picture') ||
    /\b(?:video|clip|title|caption|transition|fade)s?\b|视频|片段|标题|字幕|转场|淡/u.test(clause.text)
  ) {
    return null;
  }

  // A bare length among other words is about those: "mute the music for the first 5 seconds".
  const others = clause.again();
  copy(clause, others);
  takeDegree(others);
  while (others.take(MUSIC_WORD) !== null || others.take(/\b(?:exactly|long|length|last|secs?|seconds?)\b|时长|长度/u) !== null) {
    continue;
  }

  const isOfOther = takeReference(others.again(), state, ['picture', 'sound']).kind === 'clips' && focusedSort(state) !== 'music';
  const isOfPart = lengthMs !== null && !isShorter && !isLonger && /第\d|\b(?:first|last|start)\b|开始/u.test(clause.text);
  const isBare = lengthMs !== null && !isShorter && !isLonger;
  if (isOfPart || (isBare && others.leftover() !== '') || (isOfOther && !isMusic && !/\b(?:it|this|that)\b/u.test(clause.text))) {
    return null;
  }

  const now = musicEndSeconds(state);
  const seconds = lengthMs === null ? Math.round(now * (isShorter ? 0.5 : 2)) : lengthMs / 1000;
  return [{ kind: 'length', seconds: clampLength(seconds) }];
}

/** The same tune in another style, where nothing but a style is named. */
function style(clause: Clause): readonly MusicChange[] | null {
  const found = clause.take(STYLE);
  const words = translateChinese(found?.[1] ?? found?.[2] ?? '')
    .replace(/\b(?:style|music|track|version|please)\b/gu, '')
    .trim();
  if (found === null || words === '') {
    return null;
  }

  const id = STYLE_IDS.find((each) => isStyle(each, words));
  return id === undefined ? null : [{ kind: 'style', style: id }];
}

function isStyle(id: StyleId, words: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/gu, '');
  return plain(words) === plain(id) || plain(words) === plain(styleInfo(id).name);
}

/** A moment of the timeline as seconds of the piece. */
export function inPiece(state: EditState, ms: number): number {
  const [clip] = musicClips(state);
  const offset = clip === undefined ? 0 : startMsOf(clip) - Math.round(secondsOf(clip.clip.sourceRange.start) * 1000);
  return Math.max(0, Math.min(600, (ms - offset) / 1000));
}

function musicEndSeconds(state: EditState): number {
  const [clip] = musicClips(state);
  return clip === undefined ? 30 : (startMsOf(clip) + lengthMsOf(clip)) / 1000;
}

function clampLength(seconds: number): number {
  return Math.max(5, Math.min(600, seconds));
}
