import { CHINESE_WORDS } from '../understand/chinese-words.ts';
import { CHINESE_PLAYERS } from './chinese-players.ts';
import { clockOf, rounded, tuneOf } from './told-numbers.ts';
import { mainFacts, type ToldFact, type ToldRevision, worstHitMs } from './told-revision.ts';

/** Hits that are listed one by one. */
const MOST_HITS = 12;

const FACTS: ReadonlyMap<string, string> = new Map([
  ['tempo', '速度'],
  ['key', '调'],
  ['length', '长度'],
  ['bars', '小节数'],
  ['ending', '结尾'],
  ['style', '风格'],
  ['instruments', '乐器'],
  ['instrument', '乐器'],
  ['production', '音色处理'],
  ['energy', '强度'],
  ['chords', '和弦'],
  ['dynamics', '力度'],
  ['notes', '音符数'],
  ['strength', '力度'],
  ['level', '音量'],
  ['tune', '旋律'],
]);
const UNITS: ReadonlyMap<string, string> = new Map([
  ['tempo', ' BPM'],
  ['length', '秒'],
  ['level', ' 分贝'],
]);
const NAMES: ReadonlyMap<string, string> = new Map(CHINESE_WORDS.toReversed().map(([chinese, english]) => [english, chinese]));

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['button', '干脆收尾'],
  ['ring', '余音'],
  ['fade', '渐弱'],
  ['loop', '循环'],
]);
const MODES: ReadonlyMap<string, string> = new Map([
  ['major', '大调'],
  ['minor', '小调'],
  ['dorian', '多利亚调式'],
  ['phrygian', '弗里吉亚调式'],
  ['lydian', '利底亚调式'],
  ['mixolydian', '混合利底亚调式'],
  ['harmonic minor', '和声小调'],
  ['harmonic-minor', '和声小调'],
]);

/** What a revision of music changed, in sentences. KEEP IN STEP with `english-music.ts`. */
export function tellRevision(revision: ToldRevision): string {
  const { title, facts, refused, keptParts, changedParts, isRefit, isMore = false } = revision;
  const told = mainFacts(facts).map(tellFact);
  const kept = keptParts.length > 0 && changedParts.length > 0 ? `其余 ${keptParts.length} 个声部保持不变。` : '';
  return [
    `${isMore ? '同时' : `完成：${isRefit ? '音乐已适配画面长度' : `《${title}》`}`}：${told.length === 0 ? '已修改' : told.join('，')}。${kept}`,
    ...tellHits(revision),
    ...(refused.length === 0 ? [] : [`有 ${refused.length} 处没能改。`]),
  ].join('');
}

function tellHits(revision: ToldRevision): readonly string[] {
  const worst = worstHitMs(revision);
  if (worst === null) {
    return [];
  }

  const { hits } = revision;
  const each = hits
    .slice(0, MOST_HITS)
    .map(({ atSeconds, errorMs }) => `${clockOf(atSeconds * 1000)}（${Math.round(errorMs)} 毫秒）`);
  const more = hits.length - each.length;
  return [`音乐踩在 ${each.join('、')}${more > 0 ? `等 ${hits.length} 处` : ''}，最多相差 ${worst} 毫秒。`];
}

function tellFact({ what, before, after }: ToldFact): string {
  const unit = UNITS.get(what) ?? '';
  const value = (fact: string | number | null): string =>
    fact === null || fact === ''
      ? '无'
      : typeof fact === 'number'
        ? what === 'energy'
          ? `${Math.round(fact * 100)}%`
          : `${rounded(fact)}${unit}`
        : what === 'tune'
          ? tuneOf(fact)
          : what === 'key'
            ? keyOf(fact)
            : fact
                .split(', ')
                .map((word) => ENDINGS.get(word) ?? CHINESE_PLAYERS.get(word) ?? NAMES.get(word.toLowerCase()) ?? word)
                .join('、');
  return `${FACTS.get(what) ?? what} ${value(before)} → ${value(after)}`;
}

/** `C major` as `C 大调`. */
function keyOf(key: string): string {
  const [tonic = '', ...mode] = key.split(' ');
  return `${tonic} ${MODES.get(mode.join(' ')) ?? mode.join(' ')}`;
}
