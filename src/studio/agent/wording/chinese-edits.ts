import { assertNever } from '../../../engine/kernel/index.ts';
import { tellRefusal } from './chinese-refusals.ts';
import type { Notice } from './notice.ts';
import type { ToldEdit, ToldValue, TOLD_THINGS, TOLD_WORDS } from './told-edit.ts';
import { clockOf, colourWord, type ColourWord, percentOf, rounded, secondsOf } from './told-numbers.ts';

/** What changed; `of` is the name of the clip, null for the music or the whole timeline. KEEP IN STEP with `english-edits.ts`. */
const THINGS: { readonly [what in (typeof TOLD_THINGS)[number]]: (of: string | null) => string } = {
  level: (of) => (of === null ? '音乐音量' : `${named(of)}的音量`),
  fades: (of) => (of === null ? '淡入淡出' : `${named(of)}的淡入淡出`),
  ducking: (of) => (of === null ? '音乐避让' : `${named(of)}的避让`),
  clip: (of) => named(of),
  everything: () => '时间线上的内容',
  place: (of) => `${named(of)}的位置`,
  length: (of) => (of === null ? '长度' : `${named(of)}的长度`),
  'cut-out': () => '时间线长度',
  split: (of) => `切开${named(of)}`,
  order: () => '顺序',
  speed: (of) => `${named(of)}的速度`,
  fit: (of) => `${named(of)}的画面`,
  crop: (of) => `${named(of)}的裁剪`,
  motion: (of) => `${named(of)}的镜头移动`,
  transition: (of) => (of === null ? '转场' : `进入${named(of)}的转场`),
  title: () => '标题',
  caption: () => '字幕',
  captions: () => '字幕',
  'text-style': (of) => `${textOf(of)}的样式`,
  'text-colour': (of) => `${textOf(of)}的颜色`,
  'text-place': (of) => `${textOf(of)}的位置`,
  'text-size': (of) => `${textOf(of)}的大小`,
  'text-time': (of) => `${textOf(of)}的时间`,
  frame: () => '画面',
  'frame-rate': () => '帧率',
  name: () => '项目名',
  marker: () => '标记',
};

const WORDS: { readonly [word in (typeof TOLD_WORDS)[number]]: string } = {
  on: '开',
  off: '关',
  added: '已加入',
  removed: '已删除',
  whole: '完整画面',
  still: '静止',
  moving: '缓慢移动',
  automatic: '自动',
  'under-speech': '说话时',
  'under-sound': '有声音时',
  blur: '完整显示，模糊背景',
  fit: '完整显示，黑色背景',
  fill: '铺满画面',
  crossfade: '叠化',
  'dip-to-black': '黑场过渡',
  'dip-to-white': '白场过渡',
  wipe: '擦除',
  slide: '滑动',
  rise: '上升',
  fade: '淡入',
  typewriter: '打字机',
  pop: '弹出',
  cinematic: '电影感',
  'lower-third': '下三分之一',
  caption: '字幕',
};

const COLOURS: { readonly [colour in ColourWord]: string } = {
  white: '白色',
  black: '黑色',
  grey: '灰色',
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  gold: '金色',
  green: '绿色',
  teal: '青色',
  blue: '蓝色',
  purple: '紫色',
  pink: '粉色',
  brown: '棕色',
};
const ALIGNS = { left: '左', center: '中', right: '右' } as const;
const HEIGHTS = { top: '上', middle: '中', bottom: '下' } as const;

/** One change in a sentence: `“切菜”的长度：6秒 → 4秒。` */
export function tellEdit({ what, of, before, after }: ToldEdit): string {
  return `${THINGS[what](of)}：${tellValue(before)} → ${tellValue(after)}。`;
}

/** How something stands, for the middle of a sentence. */
export function tellState({ what, of, after }: ToldEdit): string {
  return `${THINGS[what](of)} ${tellValue(after)}`;
}

function tellValue(value: ToldValue): string {
  switch (value.kind) {
    case 'none':
      return '无';
    case 'word':
      return WORDS[value.word];
    case 'level': {
      const { stretch } = value;
      return `${percentOf(value.gainDb)}%${stretch === null ? '' : `（${clockOf(stretch.fromMs)}–${clockOf(stretch.toMs)}）`}`;
    }
    case 'fades':
      return `淡入${secondsOf(value.inMs)}秒，淡出${secondsOf(value.outMs)}秒`;
    case 'ducking':
      return `${WORDS[value.under === 'speech' ? 'under-speech' : 'under-sound']}降低 ${rounded(value.depthDb)} 分贝`;
    case 'length':
      return `${secondsOf(value.ms)}秒`;
    case 'moment':
      return clockOf(value.ms);
    case 'stretch':
      return `${clockOf(value.fromMs)}–${clockOf(value.toMs)}`;
    case 'text':
      return `“${value.text}”`;
    case 'names':
      return value.names.join('、');
    case 'transition':
      return `${WORDS[value.transition]} ${secondsOf(value.ms)}秒`;
    case 'text-place':
      return value.at === 'middle' && value.align === 'center' ? '居中' : `${HEIGHTS[value.at]}${ALIGNS[value.align]}`;
    case 'colour':
      return COLOURS[colourWord(value.rgb)];
    case 'frame':
      return `${value.width}×${value.height}`;
    case 'frame-rate':
      return `每秒 ${rounded(value.framesPerSecond)} 帧`;
    case 'times':
      return `${rounded(value.factor)} 倍`;
    case 'part':
      return `画面的 ${rounded(value.width * 100)}% × ${rounded(value.height * 100)}%`;
    case 'count':
      return String(value.count);
    default:
      return assertNever(value);
  }
}

const NOTHING_THERE = {
  music: '时间线上还没有音乐。告诉我想要什么样的，例如“30秒安静的钢琴曲”。',
  title: '时间线上没有标题。说 标题“城市之梦” 就能加上。',
  caption: '时间线上没有字幕。',
  clip: '时间线上还没有片段。先上传素材，再说“放到时间线上”。',
  voice: '这里还没有旁白。请先上传一个声音文件。',
  media: '没有上传过这个名字的文件。点击“上传”就能加入。',
} as const;
const HOW_MUCH = {
  level: '要多大声？例如“35%”或“小三分贝”。',
  speed: '要多快？例如“两倍速”或“1.5倍”。',
  trim: '要剪掉多少，从哪里剪？例如“剪掉第二个片段的前两秒”。',
  when: '什么时候？例如“从第10秒到第15秒”。',
} as const;
const LIMITED = { level: '音量', speed: '速度', size: '大小' } as const;

/** What was not done and why, or one short question. */
export function tellNotice(notice: Notice): string {
  switch (notice.kind) {
    case 'not-understood':
      return `没有听懂“${notice.words}”，这部分没有改动。`;
    case 'which':
      return `“${notice.words}”指的是哪一个：${notice.choices.join('、')}？`;
    case 'no-such-clip':
      return `时间线上没有“${notice.words}”，现在有 ${notice.clips.length} 个片段${notice.clips.length === 0 ? '' : `：${notice.clips.join('、')}`}。`;
    case 'nothing-there':
      return NOTHING_THERE[notice.what];
    case 'trim-too-long':
      return `${named(notice.name)}没有改动：它只有 ${secondsOf(notice.lengthMs)} 秒，剪不掉 ${secondsOf(notice.askedMs)} 秒。`;
    case 'after-the-end':
      return `这部分没有改动：${clockOf(notice.askedMs)} 已经超出结尾（${clockOf(notice.endMs)}）。`;
    case 'limited':
      return `${LIMITED[notice.what]}最多到 ${notice.used}，所以没有用 ${notice.asked}，而是用了 ${notice.used}。`;
    case 'contradiction':
      return `“${notice.words}”前后相反，所以没有改动。要哪一个？`;
    case 'not-possible':
      return `这个在时间线上做不了（“${notice.words}”），这部分没有改动。`;
    case 'refused':
      return tellRefusal(notice.words, notice.refusal ?? null);
    case 'which-words':
      return notice.what === 'title' ? '标题写什么？例如：标题“城市之梦”。' : '字幕写什么？例如：字幕“早上好”，从第1秒到第3秒。';
    case 'how-much':
      return HOW_MUCH[notice.what];
    case 'nothing-before':
      return '不知道指的是什么。请说要改什么，例如“音乐音量35%”。';
    default:
      return assertNever(notice);
  }
}

function named(of: string | null): string {
  return of === null ? '片段' : `“${of}”`;
}

function textOf(of: string | null): string {
  return of === null ? '标题' : `“${of}”`;
}
