import type { EditRequest } from '../../../../engine/timeline/index.ts';
import { type EditState, type Placed, pictureClips, type Understood } from '../edit-state.ts';
import { takeDegree, takeFactor } from '../read-amounts.ts';
import { takeLength } from '../read-times.ts';
import { focused, focusedSort, takeReference } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';
import type { Clause } from '../clause.ts';

const SLOWEST = 0.25;
const FASTEST = 4;
/** What "a bit faster", "faster" and "much faster" are without a number. */
const FASTER = { little: 1.25, plain: 1.5, much: 2 } as const;
const QUICK =
  /\b(?:faster|quicker|speed(?:ed)?(?=.{1,40}\bup\b)|fast|sped up|quickly|as fast)\b|加快|加速|快一?[点些]|更快|快进/u;
const SLOW = /\b(?:slower|slow motion|slow-mo|slow(?:ed)?)\b|减慢|放慢|慢一?[点些]|更慢|慢动作|慢放/u;
const SPEED_WORD = /\b(?:speeds?|pace)\b|倍速|速度|播放/u;
const NORMAL =
  /\b(?:normal|original|regular|usual) speed\b|\bback to (?:normal|1x)\b|(?:正常|原来|原本|原)的?(?:速度|倍速|速)|恢复速度/u;
const TEMPO = /\b(?:tempo|bpm|music|track|song|beat)\b|音乐|节奏|配乐|拍|曲/u;

/** How fast clips play: "make the market twice as fast", "下锅两倍速". */
export const speed: Recogniser = {
  name: 'speed',
  read(clause, state) {
    const isNormal = clause.take(NORMAL) !== null;
    const quick = isNormal ? null : clause.take(QUICK);
    const slow = isNormal || quick !== null ? null : clause.take(SLOW);
    const isNamed = SPEED_WORD.test(clause.text) || /\d ?[x×](?![a-z\d])|\d倍(?!音量|大声)/u.test(clause.text);
    if ((!isNormal && quick === null && slow === null && !isNamed) || TEMPO.test(clause.text)) {
      return null;
    }

    const reference = takeReference(clause, state, ['picture', 'sound']);
    const unclear = unclearReference(reference, 'picture');
    const named = clipsIn(reference);
    const wasSpeed = state.lastRequests.some(({ kind }) => kind === 'set-speed');
    const newest = focused(state, ['picture']).slice(0, 1);
    const clips = named.length > 0 ? named : wasSpeed || focusedSort(state) === 'picture' ? newest : [];
    const factor = isNormal ? { factor: 1, isAbsolute: true } : takeFactor(clause);
    const degree = takeDegree(clause);
    while (
      clause.take(SPEED_WORD) !== null ||
      clause.take(/\bas fast(?: as (?:before|now|it is))?\b|\bplay(?:s|back)?\b|\brun\b|\bdown\b|\bnormally\b/u) !== null
    ) {
      continue;
    }

    if (unclear !== null) {
      return unclear;
    }

    if (clips.length === 0) {
      return null;
    }

    const isSlow = slow !== null;
    if (factor === null && quick === null && slow === null) {
      return { notices: [{ kind: 'how-much', what: 'speed' }], touched: clips.map(({ clip }) => clip.id) };
    }

    const isAgainst = quick !== null || slow !== null;
    const by = factor === null ? (/慢动作|slow motion|slow-mo/u.test(slow?.[0] ?? '') ? 2 : FASTER[degree]) : factor.factor;
    const isAbsolute = factor?.isAbsolute === true;
    const asked = clips.map(({ clip }) => {
      // "2x" and "half speed" are speeds; "twice as fast" is that against what it is now.
      const base = isAgainst && !/倍速|\dx/u.test(clause.text) ? clip.speed : isAbsolute ? 1 : clip.speed;
      const wanted = isSlow ? base / (by < 1 ? 1 / by : by) : base * (isAbsolute || isAgainst ? by : by);
      return { clip, wanted: isNormal ? 1 : wanted };
    });
    const limited = asked.find(({ wanted }) => wanted < SLOWEST || wanted > FASTEST);
    const touched = Math.max(SLOWEST, Math.min(FASTEST, limited?.wanted ?? 1));
    return {
      requests: asked.map(({ clip, wanted }) => ({
        kind: 'set-speed',
        clipId: clip.id,
        speed: Math.round(Math.max(SLOWEST, Math.min(FASTEST, wanted)) * 1000) / 1000,
      })),
      notices:
        limited === undefined
          ? []
          : [{ kind: 'limited', what: 'speed', asked: `${Math.round(limited.wanted * 100) / 100}×`, used: `${touched}×` }],
    };
  },
};

const FILL =
  /\bfill(?:s|ed|ing)?\b(?: (?:up )?(?:the )?(?:whole |entire )?(?:frame|screen|picture))?(?: with)?|\bcover(?:s)? the (?:frame|screen)\b|\bfull ?screen\b|铺满|充满|填满|满屏|全屏/u;
const WHOLE =
  /\b(?:fit|letterbox(?:ed)?|black bars|show (?:all|the whole) of)\b(?: (?:into |in )?(?:the )?(?:frame|screen))?|完整显示|黑边|适应画面|黑色背景/u;
const BLUR =
  /\b(?:with )?(?:a )?blur(?:red|ry)?(?: (?:the |its |out the )?(?:background|bars|sides|edges|copy))?\b|(?:背景)?模糊(?:背景|填充)?/u;
const CROP = /\bcrop(?:ped)?\b|\b(?:only|just) (?:show|keep|use)\b|\bshow only\b|裁剪?|只留下?|只保留|只显示|截取/u;
const NO_CROP = /\b(?:uncrop|no crop|undo the crop|remove the crop|without crop(?:ping)?)\b|取消裁剪|不裁剪|恢复完整画面/u;
const PARTS: readonly (readonly [
  RegExp,
  { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
])[] = [
  [/\b(?:to )?(?:the |its )?left (?:half|side)\b|左半?边|左侧/u, { x: 0, y: 0, width: 0.5, height: 1 }],
  [/\b(?:to )?(?:the |its )?right (?:half|side)\b|右半?边|右侧/u, { x: 0.5, y: 0, width: 0.5, height: 1 }],
  [/\b(?:to )?(?:the |its )?(?:top|upper) (?:half|part)\b|上半部?分?|上边/u, { x: 0, y: 0, width: 1, height: 0.5 }],
  [/\b(?:to )?(?:the |its )?(?:bottom|lower) (?:half|part)\b|下半部?分?|下边/u, { x: 0, y: 0.5, width: 1, height: 0.5 }],
  [/\b(?:to )?(?:the |its )?(?:cent(?:er|re)|middle)\b|中间|中央|正中/u, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }],
];
const WHOLE_RECT = { x: 0, y: 0, width: 1, height: 1 };
const CLOSE_RECT = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };
const LEFT_RECT = { x: 0, y: 0.1, width: 0.8, height: 0.8 };
const RIGHT_RECT = { x: 0.2, y: 0.1, width: 0.8, height: 0.8 };
const MOTIONS: readonly (readonly [RegExp, { readonly from: typeof WHOLE_RECT; readonly to: typeof WHOLE_RECT } | null])[] = [
  [
    /\b(?:no|stop|remove|without)\b(?: the)? (?:zoom(?:ing)?|ken burns|pan(?:ning)?|camera move|motion)\b|\bhold still\b|不要(?:推近|移动|缩放)|取消(?:推近|移动|缩放)|静止/u,
    null,
  ],
  [/\bzoom(?:s|ing)? (?:\S+ ){0,2}out\b|\bpull (?:back|out)\b|拉远|缩小拉远|推远/u, { from: CLOSE_RECT, to: WHOLE_RECT }],
  [
    /\bzoom(?:s|ing)?(?: (?:slowly|gently))?(?: in(?:to)?)?\b|\bken burns\b|\bpush in\b|推近|拉近|放大推近|缓慢放大|慢慢放大|推进/u,
    { from: WHOLE_RECT, to: CLOSE_RECT },
  ],
  [/\bpan(?:s|ning)?\b(?: \S+){0,4} (?:to the )?left\b|左移|向左(?:移动|平移)/u, { from: RIGHT_RECT, to: LEFT_RECT }],
  [/\bpan(?:s|ning)?\b|右移|向右(?:移动|平移)|平移/u, { from: LEFT_RECT, to: RIGHT_RECT }],
];

/** How a picture stands in the frame, which part of it is used, and slow moves over it. */
export const framing: Recogniser = {
  name: 'framing',
  read(clause, state) {
    const motion = MOTIONS.find(([pattern]) => clause.take(pattern) !== null);
    const isNoCrop = motion === undefined && clause.take(NO_CROP) !== null;
    const isCrop = motion === undefined && !isNoCrop && clause.take(CROP) !== null;
    const part = isCrop ? takePart(clause) : undefined;
    const fit = motion !== undefined || isCrop || isNoCrop ? null : takeFit(clause);
    if (motion === undefined && !isNoCrop && part === undefined && fit === null) {
      return null;
    }

    clause.take(/\b(?:across|along|through)\b/u);
    clause.take(/\b(?:slowly|gently|slow|gentle|effect)\b|慢慢|缓慢|缓缓|效果/u);
    clause.take(/(?:the )?(?:frame|screen)\b|画面|屏幕/u);
    const reference = takeReference(clause, state, ['picture']);
    const unclear = reference.kind === 'several' || reference.kind === 'missing' ? unclearReference(reference, 'picture') : null;
    clause.take(/(?:the )?(?:frame|screen)\b|画面|屏幕/u);
    clause.take(/慢慢|缓慢|缓缓/u);
    if (unclear !== null) {
      return unclear;
    }

    const named = clipsIn(reference);
    const clips = named.length > 0 ? named : usual(state);
    if (clips.length === 0) {
      return { notices: [{ kind: 'nothing-there', what: 'clip' }] };
    }

    const wish = {
      ...(motion === undefined ? {} : { motion: motion[1] }),
      ...(isNoCrop ? { crop: null } : part === undefined ? {} : { crop: part }),
      ...(fit === null ? {} : { fit }),
    };
    return { requests: clips.map(({ clip }): EditRequest => ({ kind: 'set-framing', clipId: clip.id, ...wish })) };
  },
};

function usual(state: EditState): readonly Placed[] {
  const [newest] = focused(state, ['picture']);
  const all = pictureClips(state);
  return newest !== undefined ? [newest] : all.length === 1 ? all : [];
}

function takePart(clause: Clause): (typeof PARTS)[number][1] | undefined {
  const percent = clause.take(/(?:\bto (?:the )?)?(?:(?:cent(?:er|re)|middle|中间|中央)(?:的)? ?)?(\d{1,3}) ?%/u);
  if (percent !== null) {
    const side = Math.max(0.01, Math.min(1, Number(percent[1]) / 100));
    clause.take(/\bof (?:it|the picture)\b|\bcent(?:er|re)\b|中间/u);
    return { x: (1 - side) / 2, y: (1 - side) / 2, width: side, height: side };
  }

  return PARTS.find(([pattern]) => clause.take(pattern) !== null)?.[1];
}

function takeFit(clause: Clause): 'blur' | 'fit' | 'fill' | null {
  return clause.take(BLUR) !== null ? 'blur' : clause.take(FILL) !== null ? 'fill' : clause.take(WHOLE) !== null ? 'fit' : null;
}

const TRANSITIONS: readonly (readonly [RegExp, 'crossfade' | 'dip-to-black' | 'dip-to-white' | 'wipe' | 'slide' | null])[] = [
  [
    /\b(?:no|remove|delete|without|drop)\b(?: the| any| all)* (?:transitions?|cross-?fades?|dissolves?|wipes?)\b|\b(?:hard|straight|simple) cuts?\b|(?:去掉|取消|删除|删掉|不要)(?:所有)?的?(?:转场|叠化)|硬切/u,
    null,
  ],
  [
    /\b(?:(?:fade|dip|cut|come|comes|coming|in|through|up)[ -])*(?:in )?(?:from|to|through) black\b|黑场(?:过渡|转场)?|从黑色?(?:场|屏|画面)?(?:中|里)?(?:淡入|进入|亮起)|淡出到黑|黑屏结束/u,
    'dip-to-black',
  ],
  [
    /\b(?:(?:fade|dip|flash|come|in|through|up)[ -])*(?:in )?(?:from|to|through) white\b|\bwhite flash\b|白场(?:过渡|转场)?|闪白|从白色?(?:场|屏|画面)?(?:中|里)?(?:淡入|进入|亮起)/u,
    'dip-to-white',
  ],
  [/\bcross-?(?:fade|dissolve)s?\b|\bdissolves?\b|\bblend\b|叠化|交叉淡化|溶解|渐变转场/u, 'crossfade'],
  [/\bwip(?:e|es|ing)\b|擦除|划像/u, 'wipe'],
  [/\b(?:slide|slides|sliding|push)(?: transitions?)?\b|滑动|推入/u, 'slide'],
];
const USUAL_MS = 600;
/** Where the picture begins, not each of its clips. */
const OPENS = /\b(?:fade|fades|open|opens|begin|begins|start|starts)\b|淡入|开头|开始/u;

/** How clips come in: "crossfade between all the clips", "转场改成0.3秒". */
export const transition: Recogniser = {
  name: 'transition',
  read(clause, state) {
    const found = TRANSITIONS.find(([pattern]) => clause.take(pattern) !== null);
    const isEnd =
      found !== undefined &&
      (found[1] === 'dip-to-black' || found[1] === 'dip-to-white') &&
      (/\bto (?:black|white)\b/u.test(clause.text) || /结尾|最后|片尾|末尾|结束|淡出/u.test(clause.text)) &&
      !/\b(?:between|before|after|clips|cuts|each|every|into)\b|之间|每个|进入|之?前|之?后/u.test(clause.text);
    if (isEnd) {
      // The picture can begin from black; how it ends is not on the timeline.
      clause.keep('');
      return { notices: [{ kind: 'not-possible', words: clause.words }] };
    }

    const isNamed = clause.take(/\btransitions?\b|转场(?:效果)?|过渡/u) !== null;
    if (found === undefined && !isNamed) {
      return null;
    }

    const lengthMs = takeLength(clause);
    clause.take(/\b(?:long|each|come|comes|in|start)\b|长/u);
    const isSpread =
      clause.take(
        /\b(?:between|everywhere|throughout|on) ?(?:all|every|each)?(?: of)?(?: the| my)? ?(?:clips?|shots?|cuts?)?\b(?=[\s,]|$)|(?:所有|每个|全部)?的?(?:片段|镜头|素材)?(?:之间|中间)/u,
      ) !== null;
    const reference = takeReference(clause, state, ['picture']);
    const named = clipsIn(reference);
    // "between the beach and the drone" is one cut.
    const isAll =
      isSpread && (named.length === 0 || /\b(?:all|every|each|everywhere|throughout)\b|所有|每个|全部/u.test(clause.text));
    clause.take(/\b(?:into|before|between|from|to|in|transition)\b|之间|中间|进入|前面?/u);
    const all = pictureClips(state);
    const existing = all.flatMap(({ clip }) => (clip.transition === null ? [] : [clip.transition]));
    const first = existing[0];
    const kind = found === undefined ? (first?.kind ?? 'crossfade') : found[1];
    const lengthOf = (placed: Placed | undefined): number => {
      const own = placed?.clip.transition ?? null;
      return lengthMs ?? (own === null ? USUAL_MS : Math.round((own.duration.value / own.duration.rate) * 1000));
    };
    if (named.length > 0 && !isAll && named.length < all.length) {
      return transitionInto(named, all, { kind, lengthOf });
    }

    const opens = OPENS.test(clause.text) && (kind === 'dip-to-black' || kind === 'dip-to-white') && !isAll;
    const [opener] = all;
    if (opens && opener !== undefined && found !== undefined) {
      clause.take(/\bfade\b|淡入/u);
      clause.take(/\b(?:open|begin|start)(?:s|ing)?\b|开头|开始|一开始/u);
      clause.take(/\b(?:the )?(?:whole )?(?:picture|video|film|movie)\b|画面|视频|片子/u);
      return {
        requests: [{ kind: 'set-transition', clipId: opener.clip.id, transition: kind, durationMs: lengthOf(opener) }],
      };
    }

    // The length alone is for those that are there, each with its own kind.
    if (lengthMs !== null && existing.length > 0 && (found === undefined || found[1] === first?.kind)) {
      const there = all.filter(
        ({ clip }) => clip.transition !== null && (found === undefined || clip.transition.kind === found[1]),
      );
      return {
        requests: there.map(({ clip }) => ({
          kind: 'set-transition',
          clipId: clip.id,
          transition: clip.transition?.kind ?? null,
          durationMs: lengthMs,
        })),
      };
    }

    return { requests: [{ kind: 'set-transition', clipId: null, transition: kind, durationMs: lengthMs ?? USUAL_MS }] };
  },
};

/** Between two clips it belongs to the later one. */
function transitionInto(
  named: readonly Placed[],
  all: readonly Placed[],
  wish: { readonly kind: (typeof TRANSITIONS)[number][1]; readonly lengthOf: (placed: Placed | undefined) => number },
): Understood {
  const places = named.map(({ clip }) => all.findIndex((each) => each.clip.id === clip.id));
  const isPair = named.length === 2 && Math.abs((places[0] ?? 0) - (places[1] ?? 0)) === 1;
  const into = isPair ? [all[Math.max(...places)]] : named;
  return {
    requests: into.flatMap((placed) =>
      placed === undefined
        ? []
        : [{ kind: 'set-transition', clipId: placed.clip.id, transition: wish.kind, durationMs: wish.lengthOf(placed) }],
    ),
  };
}
