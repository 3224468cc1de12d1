import type { Mode } from '../../../../engine/brief/index.ts';
import type { MusicChange } from '../../../../engine/score/index.ts';
import { isAboutTimeline } from '../about-timeline.ts';
import type { Clause } from '../clause.ts';
import type { EditState } from '../edit-state.ts';
import { takeDegree } from '../read-amounts.ts';

/** What a mood does to music that is there: the side of its mode, how lively it is (part of a plain step) and the sound of its mix. */
type MoodTurn = { readonly side: 'major' | 'minor' | null; readonly energy: number; readonly mix: string | null };

/** `is`: as an adjective after "more", `by`: alone, as a comparative; the words of Chinese stand in `zh`. */
const MOODS: readonly (readonly [is: string, by: string, zh: string, turn: MoodTurn])[] = [
  ['dark|sinister|ominous|gloomy', 'darker|gloomier', '黑暗|阴暗|阴沉|暗黑|暗', { side: 'minor', energy: 0, mix: 'dark' }],
  ['bright|sunny|light', 'brighter|sunnier', '明亮|阳光|明朗|亮', { side: 'major', energy: 0, mix: 'bright' }],
  [
    'happy|cheerful|joyful|joyous|fun|playful|positive|jolly',
    'happier|cheerier|merrier|jollier|perkier',
    '欢快|开心|快乐|高兴|愉快|喜庆|活泼|轻快|俏皮',
    { side: 'major', energy: 0.8, mix: null },
  ],
  [
    'hopeful|uplifting|optimistic|inspiring|inspirational|triumphant|motivational',
    '',
    '有希望|充满希望|希望|励志|振奋|鼓舞|积极|向上|阳光向上',
    { side: 'major', energy: 0.6, mix: 'bright' },
  ],
  [
    'sad|melancholic|melancholy|sorrowful|emotional|heartbreaking|wistful|mournful|bittersweet',
    'sadder|bluer',
    '悲伤|伤感|忧伤|忧郁|难过|悲|伤心|感伤|催泪',
    { side: 'minor', energy: -0.7, mix: null },
  ],
  ['moody|brooding', 'moodier', '压抑|低沉', { side: 'minor', energy: -0.4, mix: 'dark' }],
  ['warm|cosy|cozy|nostalgic', 'warmer|cosier|cozier', '温暖|暖|温馨|怀旧', { side: null, energy: 0, mix: 'warm' }],
  ['romantic|tender|intimate', 'sweeter', '浪漫|温柔|甜蜜|柔情', { side: null, energy: -0.6, mix: 'warm' }],
  ['dreamy|ethereal|airy|floaty|spacious', 'dreamier|airier', '梦幻|空灵|飘渺', { side: null, energy: -0.5, mix: 'airy' }],
  [
    'scary|creepy|spooky|eerie|mysterious|suspenseful',
    'scarier|creepier|spookier',
    '恐怖|诡异|神秘|悬疑|阴森',
    { side: 'minor', energy: -0.3, mix: 'dark' },
  ],
  ['tense|dramatic|urgent', 'tenser|edgier', '紧张|戏剧性|紧迫', { side: 'minor', energy: 0.8, mix: null }],
  ['epic|powerful|grand|heroic|majestic', 'grander', '史诗|大气|宏大|震撼|壮观|磅礴', { side: null, energy: 1.2, mix: 'wide' }],
  ['aggressive|angry|hard', 'angrier|harder|grittier', '凶|狠|硬', { side: 'minor', energy: 1, mix: 'gritty' }],
];
const PLAIN_ENERGY = { little: 0.2, plain: 0.35, much: 0.6 } as const;
/** Of the energy, where nothing else is left to change. */
const LAST_RESORT = 0.25;
const MAJOR: ReadonlySet<string> = new Set(['major', 'lydian', 'mixolydian']);
const READ = MOODS.map(([is, by, zh, turn]) => ({
  more: new RegExp(
    `\\b(?:(?:more|not (?:\\w+ )?enough) (?:${is})|not (?:${is}) enough${by === '' ? '' : `|(?:${by})`})\\b|(?:更加?|再|还要|更为)(?:${zh})(?:一?[点些])?|(?:${zh})(?:一?[点些]|得多)|不够(?:${zh})`,
    'u',
  ),
  less: new RegExp(
    `\\b(?:less|too|not (?:so|as|that)) (?:${is})\\b|(?:太|过于|别那么|不要那么|没那么|别太|不要太)(?:${zh})了?`,
    'u',
  ),
  turn,
}));

/** "darker", "more hopeful", "更欢快": the same music in another mood, by its mode, its energy and its mix; the tune and the form stay. */
export function readMood(clause: Clause, state: EditState): readonly MusicChange[] | null {
  // A picture can be dark, and a title bright.
  if (isAboutTimeline(clause.text, state.known)) {
    return null;
  }

  const changes: MusicChange[] = [];
  for (const { more, less, turn } of READ) {
    const isLess = clause.take(less) !== null;
    if (isLess || clause.take(more) !== null) {
      changes.push(...turned(isLess ? opposite(turn) : turn, clause, state));
    }
  }

  clause.take(/\b(?:mood|feel|feeling|vibe|atmosphere|tone)s?\b|情绪|气氛|氛围|感觉/u);
  return changes.length === 0 ? null : changes;
}

function turned({ side, energy, mix }: MoodTurn, clause: Clause, state: EditState): readonly MusicChange[] {
  const mode = side === null ? null : modeOn(side, state);
  const by = energy * PLAIN_ENERGY[takeDegree(clause)];
  const changes: readonly MusicChange[] = [
    ...(mode === null ? [] : [{ kind: 'mode', mode } as const]),
    ...(by === 0 ? [] : [{ kind: 'energy', by: Math.max(-1, Math.min(1, by)) } as const]),
    ...(mix === null || isMixed(mix, state) ? [] : [{ kind: 'production', word: mix } as const]),
  ];
  // Where mode and mix are like that already, how lively it is can still go that way.
  return changes.length > 0 ? changes : [{ kind: 'energy', by: side === 'major' ? LAST_RESORT : -LAST_RESORT }];
}

function opposite({ side, energy, mix }: MoodTurn): MoodTurn {
  const other = new Map([
    ['dark', 'bright'],
    ['bright', 'warm'],
    ['warm', 'clean'],
    ['airy', 'dry'],
    ['gritty', 'soft'],
  ]);
  return {
    side: side === null ? null : side === 'major' ? 'minor' : 'major',
    energy: -energy,
    mix: mix === null ? null : (other.get(mix) ?? null),
  };
}

/** The mode that a piece takes on for another mood; null when it is on that side already. */
function modeOn(side: 'major' | 'minor', { known }: EditState): Mode | null {
  const key = known.last?.details.brief['key'];
  const mode = typeof key === 'object' && key !== null && 'mode' in key ? String(key.mode) : null;
  return mode !== null && MAJOR.has(mode) === (side === 'major') ? null : side;
}

function isMixed(word: string, { known }: EditState): boolean {
  const production = known.last?.details.brief['production'];
  return Array.isArray(production) && production.includes(word);
}
