import type { Language } from './language.ts';

/** What an instruction for a screen comes to where there is none. */
export type GuiAction = 'export' | 'status' | 'upload';

/** A reply without its screen. */
export type Translated = {
  readonly text: string;
  /** What the instructions asked to be done on the screen, each once, in order; for the chat to do where it fits. */
  readonly actions: readonly GuiAction[];
};

type Phrase = {
  readonly pattern: RegExp;
  readonly action: GuiAction | null;
  /** What is said instead. */
  readonly words: string | ((...groups: readonly string[]) => string);
};

const QUOTE = `["'“”‘’「」【】《》]?`;
const CLICK = `(?:(?:please |simply |just |now |then )*(?:double[- ]|right[- ]|left[- ])?(?:click(?:ing)?|tap(?:ping)?|press(?:ing)?|hit|select|choose|use)(?: on)?)`;
const BUTTON = `(?: (?:button|icon|tab|option|menu|link)s?)?(?:,? (?:in|on|at|from) the (?:top|bottom|upper|lower|left|right|toolbar|sidebar|panel|menu|timeline|editor|screen|header)(?:[ -](?:left|right|corner|hand|side|panel|toolbar|bar|menu|of|the|screen|page))*)?`;
const label = (words: string): string => `(?: the)? ${QUOTE}(?:${words})${QUOTE}${BUTTON}`;
const english = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'giu');
/** A button is named by a word in capitals or quotes: "use the piano" is none. */
const NAMED = `(?: the)? (?:["“'‘]([^"”'’\\n]{1,30})["”'’]|([A-Z][\\w]*(?: [A-Z][\\w]*)?))`;

const ENGLISH: readonly Phrase[] = [
  {
    pattern: english(`or (?:choose|pick|select) ([^.;\\n]{1,120}?) there`),
    action: null,
    words: (kinds) => `or say which kind: ${kinds}`,
  },
  {
    pattern: english(`${CLICK}${label('export(?: video| file| now)?|download(?: video)?|render')}`),
    action: 'export',
    words: 'say "export"',
  },
  { pattern: english(`(?:the )?${QUOTE}export${QUOTE} (?:button|tab|menu|icon)`), action: 'export', words: '"export"' },
  {
    pattern: english(
      `${CLICK}${label('upload|import|add (?:media|files?|clips?)')}(?:,? or drag (?:and drop )?[\\w ]{0,30}?(?:on|in)to the (?:timeline|editor|canvas|window|project))?`,
    ),
    action: 'upload',
    words: 'drop a file here, or paste its path or address',
  },
  {
    pattern: english(
      `drag(?: and drop| & drop|-and-drop)? (?:your |the |a |some )?(?:files?|media|videos?|photos?|images?|footage)(?: here| (?:on|in)to (?:the |your )?[\\w]+(?: area| panel)?)?`,
    ),
    action: 'upload',
    words: 'drop a file here',
  },
  {
    pattern: english(
      `(?:you can )?(?:${CLICK}${label('play|preview')}|(?:preview|play|view|see|watch|check) (?:it|them|this|that|the \\w+)?(?: result| changes?)? ?(?:in|on) (?:the |your )?time ?line(?: panel| view)?)`,
    ),
    action: 'status',
    words: 'see the tracks below',
  },
  { pattern: english(`preview (?:in|on) (?:the )?time ?line`), action: 'status', words: 'see the tracks below' },
  {
    pattern: english(
      `open(?:ing)? (?:up )?(?:the |your )?(?:time ?line|project|editor|tracks?|media library|library|workspace|studio|draft)(?: (?:panel|tab|view|page|window|editor))?`,
    ),
    action: 'status',
    words: 'see the tracks below',
  },
  { pattern: english(`${CLICK}${label('undo')}`), action: null, words: 'say "undo"' },
  {
    pattern: english(
      `drag (?:and drop )?((?:the |your |a |this |that )?[\\w' -]{1,40}?) ((?:on)?to|into|until|before|after|behind) ([^.;,\\n]{1,50})`,
    ),
    action: null,
    words: (what, where, to) => `say "move ${what} ${where.replace('onto', 'to')} ${to.trim()}"`,
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}])[Dd]rag (?:the |your )?(?:edges?|handles?|ends?|corners?|sliders?)(?: of [\\w' -]{1,30})?`,
      'gu',
    ),
    action: null,
    words: 'say how long or how loud it should be',
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}])(?:[Pp]lease |[Tt]hen |[Jj]ust )?(?:[Dd]ouble-|[Rr]ight-)?(?:[Cc]lick|[Tt]ap|[Pp]ress)(?: on)?${NAMED}${BUTTON}`,
      'gu',
    ),
    action: null,
    words: (quoted, plain) => `say "${(quoted || plain).toLowerCase()}"`,
  },
];

const CLICK_ZH = `(?:请|您?可以|然后|再|直接|随后|即可)*(?:点击|单击|双击|点按|轻触|按下|点一下|点选)`;
const WHERE_ZH = `(?:(?:屏幕|页面|界面|时间线|工具栏|右上角|左上角|右下角|左下角|顶部|底部|右侧|左侧|上方|下方)(?:的|里的|中的|上的)?)*`;
const BUTTON_ZH = `(?:按钮|图标|选项|菜单|标签)?`;
const label_zh = (words: string): string => `${WHERE_ZH}${QUOTE}(?:${words})${QUOTE}${BUTTON_ZH}`;
const chinesePattern = (source: string): RegExp => new RegExp(source, 'giu');

const CHINESE: readonly Phrase[] = [
  { pattern: chinesePattern(`也可以在那里选([^。；\\n]{1,80})`), action: null, words: (kinds) => `也可以说要哪种：${kinds}` },
  {
    pattern: chinesePattern(`${CLICK_ZH}${label_zh('导出(?:视频|文件)?|下载(?:视频)?|渲染|export|download')}`),
    action: 'export',
    words: '说“导出”',
  },
  { pattern: chinesePattern(`“?导出”?(?:按钮|菜单|图标)`), action: 'export', words: '“导出”' },
  {
    pattern: chinesePattern(
      `${CLICK_ZH}${label_zh('上传(?:文件|素材|视频)?|导入|添加素材|upload|import')}(?:，?或(?:者)?(?:把|将)?(?:文件|素材)?(?:拖拽?|拖放|拖动)(?:文件|素材)?到(?:时间线|这里|编辑区|页面)(?:上|里|中)?)?`,
    ),
    action: 'upload',
    words: '把文件拖到这里，或粘贴路径或链接',
  },
  {
    pattern: chinesePattern(
      `(?:把|将)?(?:文件|素材|视频|图片|照片)(?:拖拽|拖放|拖动|拖)(?:到|进|至|入)(?:时间线|时间轴|编辑区|页面|这里)(?:上|里|中)?|(?:拖拽|拖放|拖动|拖入)(?:文件|素材)(?:到[^，。；]{1,10})?`,
    ),
    action: 'upload',
    words: '把文件拖到这里',
  },
  {
    pattern: chinesePattern(
      `(?:请|您?可以|然后|再)*(?:${CLICK_ZH}${label_zh('播放|预览|play|preview')}|在(?:时间线|时间轴)(?:上|里|中)?(?:预览|查看|播放)(?:效果|结果|一下)?|预览(?:时间线|时间轴))`,
    ),
    action: 'status',
    words: '请看下面的轨道',
  },
  {
    pattern: chinesePattern(
      `(?:请|您?可以|然后|再)*打开(?:时间线|时间轴|项目|编辑器|素材库|轨道|工作区|草稿)(?:面板|页面|窗口|视图)?`,
    ),
    action: 'status',
    words: '请看下面的轨道',
  },
  { pattern: chinesePattern(`${CLICK_ZH}${label_zh('撤销|undo')}`), action: null, words: '说“撤销”' },
  {
    pattern: chinesePattern(
      `(?:请|您?可以|然后|再)*(?:把|将)([^，。；拖]{1,20})(?:拖拽|拖放|拖动|拖)(?:到|至|进)([^，。；\\n]{1,20})`,
    ),
    action: null,
    words: (what, to) => `说“把${what}移到${to}”`,
  },
  {
    pattern: chinesePattern(`(?:请|您?可以|然后|再)*(?:拖拽|拖动|拖放)([^，。；到至\\n]{1,20})(?:到|至)([^，。；\\n]{1,20})`),
    action: null,
    words: (what, to) => `说“把${what}移到${to}”`,
  },
  {
    pattern: chinesePattern(`${CLICK_ZH}${WHERE_ZH}["“「【]([^"”」】\\n]{1,20})["”」】]${BUTTON_ZH}`),
    action: null,
    words: (name) => `说“${name}”`,
  },
];

/** Words that only a screen gives a meaning to; a sentence in which they are left is not for this chat. */
const SCREEN =
  /\b(?:click(?:ing)?(?! tracks?| sounds?| and pop)|tap(?:ping)? on|drag(?:ging)?(?= (?:and|the|your|it|this|that|them|files?))|drag-and-drop|buttons?|sidebar|toolbar|(?:left|right|side|properties|export|settings|media|timeline) panel|drop-?down|checkbox|dialog|pop-?up|cursor|mouse|hover|scroll|(?:top|bottom|upper|lower)[- ](?:left|right)(?: corner)?|playhead|user interface|web editor)\b/iu;
const SCREEN_ZH =
  /点击|单击|双击|拖拽|拖动|拖放|按钮|面板|侧边栏|工具栏|下拉|对话框|弹窗|鼠标|光标|滚动|右上角|左上角|右下角|左下角|播放头|界面/u;
const SENTENCE = /[^.!?。！？\n]*(?:[.!?](?!\s|$)[^.!?。！？\n]*)*[.!?。！？]?(?:["”’)」》]*)\s*/gu;
/** Titles and the like are the user's own words, and "Click Track" stays one; behind a word for pressing they are the name of a button. */
const OWN_WORDS =
  /(?<!(?:click|clicking|tap|tapping|press|pressing|hit|select|choose|use)(?: on)?(?: the)? |(?:点击|单击|双击|点按|轻触|按下|点一下|点选)[^“"「，。；]{0,8})(?:"[^"\n]*"|“[^”\n]*”|《[^》\n]*》|「[^」\n]*」)(?! (?:button|icon|tab|menu))(?!按钮|图标|菜单)/giu;
/** Stands for words that are done with: no phrase finds anything in it. */
const KEPT = /\uE000(\d+)\uE001/gu;

const INSTEAD: { readonly [language in Language]: string } = {
  en: 'Tell me what should change, and I will do it.',
  zh: '告诉我想改什么，我来做。',
};

/**
 * Words an agent's reply for somebody who has no screen: "click Export" becomes 'say "export"', sentences that only a screen gives a
 * meaning to go. What the instructions asked for comes as actions.
 */
export function translateGui(text: string, language: Language): Translated {
  const actions: GuiAction[] = [];
  const kept: string[] = [];
  const keep = (words: string): string => `\uE000${kept.push(words) - 1}\uE001`;
  const replaced = [...ENGLISH, ...CHINESE].reduce(
    (sofar, { pattern, action, words }) =>
      sofar.replaceAll(pattern, (found: string, ...rest: readonly unknown[]) => {
        if (action !== null && !actions.includes(action)) {
          actions.push(action);
        }

        const end = rest.findIndex((each) => typeof each === 'number');
        const groups = rest.slice(0, end).map((each) => (typeof each === 'string' ? each : ''));
        return keep(cased(found, typeof words === 'string' ? words : words(...groups)));
      }),
    text.replaceAll(OWN_WORDS, keep),
  );
  // Kept words may have others in them: "drag “a.mp4” to 0:05".
  const restore = (words: string): string => words.replaceAll(KEPT, (_, place: string) => restore(kept[Number(place)] ?? ''));
  return { text: restore(withoutScreen(replaced, language)), actions };
}

function withoutScreen(text: string, language: Language): string {
  const sentences = [...text.matchAll(SENTENCE)].map(([sentence]) => sentence).filter((sentence) => sentence !== '');
  const left = sentences.filter((sentence) => !SCREEN.test(sentence) && !SCREEN_ZH.test(sentence));
  return left.length === sentences.length ? text : left.join('').trim() || INSTEAD[language];
}

/** Begins with a capital where what it replaces did. */
function cased(before: string, after: string): string {
  return /^\p{Lu}/u.test(before) ? after.charAt(0).toUpperCase() + after.slice(1) : after;
}
