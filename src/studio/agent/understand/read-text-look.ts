import type { TextPlace, TextStyle } from '../../../engine/timeline/index.ts';
import { COLOURS, type ColourWord } from '../wording/told-numbers.ts';
import type { Clause } from './clause.ts';

/** How words on the picture are wished to look; what is not said is absent. */
export type TextLook = {
  style?: TextStyle;
  colour?: [number, number, number] | null;
  place?: TextPlace;
  size?: number;
};

const CHINESE_COLOURS: readonly (readonly [string, ColourWord])[] = [
  ['白', 'white'],
  ['黑', 'black'],
  ['灰', 'grey'],
  ['红', 'red'],
  ['橙|橘', 'orange'],
  ['黄', 'yellow'],
  ['金', 'gold'],
  ['绿', 'green'],
  ['青', 'teal'],
  ['蓝', 'blue'],
  ['紫', 'purple'],
  ['粉', 'pink'],
  ['棕|褐', 'brown'],
];
const STYLES: readonly (readonly [TextStyle, RegExp])[] = [
  ['typewriter', /\b(?:typewriter|typing|typed)(?: (?:style|effect|animation))?\b|打字机?(?:效果|样式|风格|动画)?/u],
  [
    'pop',
    /\b(?:pop|bouncy|bounce)(?:ping|s)?(?: (?:up|in))?(?: (?:style|effect|animation))?\b|(?:弹出|弹跳|蹦出)(?:效果|样式|风格|动画)?/u,
  ],
  [
    'cinematic',
    /\b(?:cinematic|movie|film|trailer)(?: (?:style|look|effect|animation))?\b|电影感?(?:的)?(?:效果|样式|风格|动画)?/u,
  ],
  ['lower-third', /\blower[ -]third(?: style)?\b|(?:下三分之一|人名条|字幕条)(?:样式|风格)?/u],
  [
    'fade',
    /\b(?:fade|fading)(?:[ -]in)?(?: and out)?(?: (?:style|effect|animation))?\b|淡入淡出(?:的)?(?:效果|样式|风格|动画)?|淡入(?:效果|样式)?/u,
  ],
  ['rise', /\b(?:ris(?:e|ing)|slide up)(?: (?:style|effect|animation))?\b|(?:上升|升起)(?:效果|样式|风格|动画)?/u],
  ['caption', /\b(?:caption|subtitle) style\b|字幕(?:样式|风格)/u],
];
const VERTICAL = {
  top: '(?:the )?(?:upper|top)',
  bottom: '(?:the )?(?:lower|bottom)',
  middle: '(?:the )?(?:middle|cent(?:er|re))',
} as const;
const PLACES: readonly (readonly [TextPlace, RegExp])[] = [
  [{ align: 'left', at: 'top' }, new RegExp(`\\b(?:in |at |to |on )?${VERTICAL.top}[ -]left(?: corner)?\\b|左上角?|上左`, 'u')],
  [{ align: 'right', at: 'top' }, new RegExp(`\\b(?:in |at |to |on )?${VERTICAL.top}[ -]right(?: corner)?\\b|右上角?`, 'u')],
  [{ align: 'left', at: 'bottom' }, new RegExp(`\\b(?:in |at |to |on )?${VERTICAL.bottom}[ -]left(?: corner)?\\b|左下角?`, 'u')],
  [
    { align: 'right', at: 'bottom' },
    new RegExp(`\\b(?:in |at |to |on )?${VERTICAL.bottom}[ -]right(?: corner)?\\b|右下角?`, 'u'),
  ],
  [{ align: 'center', at: 'top' }, /\b(?:in |at |to |on )?(?:the )?top(?: cent(?:er|re)| middle)?\b|顶部|上方|顶端|最上面|上面/u],
  [
    { align: 'center', at: 'bottom' },
    /\b(?:in |at |to |on )?(?:the )?bottom(?: cent(?:er|re)| middle)?\b|底部|下方|底端|最下面|下面/u,
  ],
  [{ align: 'left', at: 'middle' }, /\b(?:on |at |to )?(?:the )?left(?: side)?\b|左边|左侧|靠左/u],
  [{ align: 'right', at: 'middle' }, /\b(?:on |at |to )(?:the )?right(?: side)?\b|右边|右侧|靠右/u],
  [
    { align: 'center', at: 'middle' },
    /\b(?:in |at )?(?:the )?(?:very )?(?:middle|cent(?:er|re)(?:ed)?)(?: of (?:the )?(?:screen|picture|frame))?\b|居中|正中间?|(?:画面|屏幕)中间|中央/u,
  ],
];
const BIGGER =
  /\b(?:(?:a (?:little |tiny )?bit |a little |much |slightly )?(?:bigger|larger)|enlarge|too (?:small|tiny))\b|(?:再)?大一?[点些]|放大|更大|太小|有点小/u;
const SMALLER =
  /\b(?:a (?:little |tiny )?bit |a little |much |slightly )?(?:smaller|too (?:big|large|huge))\b|(?:再)?小一?[点些]|缩小|更小|太大|有点大/u;
const STEP = 1.3;

/** Takes what is said about how words on the picture should look. `before`: their size as it is. */
export function takeTextLook(clause: Clause, before: number): TextLook {
  const look: TextLook = {};
  const colour = takeColour(clause);
  if (colour !== undefined) {
    look.colour = colour;
  }

  for (const [style, pattern] of STYLES) {
    if (clause.take(pattern) !== null) {
      look.style = style;
      clause.take(/\b(?:style|animation|effect)\b|(?:的)?(?:样式|风格|效果|动画)/u);
      break;
    }
  }

  const size = takeSize(clause, before);
  if (size !== null) {
    look.size = size;
  }

  for (const [place, pattern] of PLACES) {
    if (clause.take(pattern) !== null) {
      look.place = place;
      clause.take(/\bof (?:the )?(?:screen|picture|frame)\b|(?:画面|屏幕)的?/u);
      clause.take(/\bcorner\b/u);
      break;
    }
  }

  return look;
}

/** Whether anything about the looks is said. */
export function isLook(look: TextLook): boolean {
  return Object.keys(look).length > 0;
}

function takeColour(clause: Clause): [number, number, number] | null | undefined {
  const hex = clause.take(/#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b/u);
  if (hex !== null) {
    return [Number.parseInt(hex[1] ?? '0', 16), Number.parseInt(hex[2] ?? '0', 16), Number.parseInt(hex[3] ?? '0', 16)];
  }

  if (clause.take(/\b(?:automatic|default|normal) colou?r\b|(?:默认|自动)颜色/u) !== null) {
    return null;
  }

  const latin = COLOURS.map(([word]) => word).join('|');
  const found = clause.take(
    new RegExp(`\\b(?:in )?(?:(?:light|dark|bright|deep) )?(${latin}|gray|golden|violet)(?: colou?r)?\\b`, 'u'),
  );
  const word =
    found?.[1] === 'gray' ? 'grey' : found?.[1] === 'golden' ? 'gold' : found?.[1] === 'violet' ? 'purple' : found?.[1];
  const han =
    word === undefined
      ? CHINESE_COLOURS.find(([letters]) => clause.take(new RegExp(`(?:深|浅|亮|大)?(?:${letters})色(?:的)?`, 'u')) !== null)?.[1]
      : undefined;
  const rgb = COLOURS.find(([name]) => name === (word ?? han))?.[1];
  if (rgb !== undefined) {
    clause.take(/\bcolou?rs?\b|颜色/u);
  }

  return rgb === undefined ? undefined : [rgb[0], rgb[1], rgb[2]];
}

function takeSize(clause: Clause, before: number): number | null {
  const isBigger = clause.take(BIGGER) !== null;
  const isSmaller = !isBigger && clause.take(SMALLER) !== null;
  const isTwice = (isBigger || isSmaller) && clause.take(/\b(?:twice as|double)\b|\btwice\b|一倍|2倍/u) !== null;
  const asBig = clause.take(/\btwice as (?:big|large)\b|\bdouble the size\b|\bhalf (?:as big|the size)\b/u);
  if (asBig !== null) {
    return clamped(before * (asBig[0].startsWith('half') ? 0.5 : 2));
  }

  if (!isBigger && !isSmaller) {
    const named = clause.take(/\b(?:huge|big|large|small|tiny|normal size)\b|大号|小号|特大|大(?=的?\s|$)/u)?.[0];
    return named === undefined
      ? null
      : /huge|特大/u.test(named)
        ? 2
        : /big|large|大/u.test(named)
          ? STEP
          : named === 'normal size'
            ? 1
            : 0.75;
  }

  clause.take(/\bsize\b|字号|大小/u);
  const factor = isTwice ? 2 : STEP;
  return clamped(isBigger ? before * factor : before / factor);
}

function clamped(size: number): number {
  return Math.round(Math.max(0.4, Math.min(2.5, size)) * 100) / 100;
}
