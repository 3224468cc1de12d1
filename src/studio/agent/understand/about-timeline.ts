import type { Known } from './reading.ts';

const THING =
  /\b(?:clips?|footage|shots?|captions?|subtitles?|titles?|narrations?|voice-?overs?|transitions?|cross-?fades?|dissolves?|frames?|uploads?)\b|片段|素材|镜头|字幕|标题|旁白|解说|转场|画面|时间线|轨道/u;
const EDITS =
  /\b(?:trim|shave|lop|chop|snip|reverse|rotate|freeze|duplicate|copy|blur|zoom|split|crop|mute|unmute|put (?:it|them|that) back|(?:cut|delete|remove) (?:everything|the (?:thing|part|bit|first|last|end|start))|version for|fad(?:e|es|ing)|the whole thing|seconds? (?:off|later|earlier))\b|剪|删|淡入|淡出|移到|倒放|复制|静音|模糊|推近|拉远|往后|往前|推后|提前|以后|之后|之前|换.{0,2}(?:位置|顺序)|总长|打开|关掉|从第|第.{1,4}秒/u;
/** The word of a name that stands for it must be so long, UTF-16 units. */
const SHORTEST_NAME = 4;
const COMMON =
  /^(?:clips?|video|videos|shot|shots|photo|image|picture|movie|film|music|song|track|beat|piano|guitar|title|take|final|first|last|edit|file|audio|sound|voice|screen|recording|untitled|copy|version|with|from|this|that)$/u;

/** Whether words are about what lies on the timeline or was uploaded, so that they are no wish for other music. Lower case goes in. */
export function isAboutTimeline(folded: string, { media, timeline }: Pick<Known, 'media' | 'timeline'>): boolean {
  const names = [...media.values()].flatMap(({ kind, name }) => (kind === 'music' ? [] : [name]));
  const isEmpty = names.length === 0 && timeline.tracks.every(({ clips }) => clips.length === 0);
  return !isEmpty && (THING.test(folded) || EDITS.test(folded) || names.some((name) => isNamed(folded, name, names)));
}

function isNamed(folded: string, name: string, names: readonly string[]): boolean {
  const whole = foldedName(name);
  const isWord = (word: string): boolean => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'u').test(folded);
  return (
    whole !== '' &&
    (/\p{Script=Han}/u.test(whole)
      ? folded.includes(whole)
      : isWord(whole) || isWord(whole.replaceAll(' ', '_')) || shortNames(name, names).some(isWord))
  );
}

/** Words of a name that stand for it, since no other name has them: "drone" for "drone shot". */
export function shortNames(name: string, names: readonly string[]): readonly string[] {
  const others = names.filter((other) => foldedName(other) !== foldedName(name)).flatMap(wordsOf);
  return wordsOf(name).filter((word) => word.length >= SHORTEST_NAME && !COMMON.test(word) && !others.includes(word));
}

function wordsOf(name: string): readonly string[] {
  return foldedName(name).match(/\p{Script=Latin}+/gu) ?? [];
}

function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/gu, ' ')
    .trim();
}

function escaped(word: string): string {
  return word.replace(/[$()*+.?[\\\]^{|}/-]/gu, '\\$&');
}
