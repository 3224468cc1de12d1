import { shortNames } from './about-timeline.ts';
import type { Clause } from './clause.ts';
import { MASK } from './clause.ts';
import { withDigits } from './read-digits.ts';
import {
  clipById,
  clipsOfRequest,
  type EditState,
  isCaption,
  musicClips,
  nameOf,
  pictureClips,
  type Placed,
  soundClips,
  textClips,
} from './edit-state.ts';

/** What may be meant: clips of the picture, sounds beside the music, the music, or words on the picture. */
export type Wanted = 'picture' | 'sound' | 'music' | 'title' | 'caption' | 'text';

/** What words of a clause refer to. */
export type Reference =
  | { readonly kind: 'clips'; readonly clips: readonly Placed[] }
  /** It is said, but there is no such thing. */
  | { readonly kind: 'missing'; readonly words: string; readonly among: readonly Placed[] }
  /** It may be several things of which one is meant. */
  | { readonly kind: 'several'; readonly words: string; readonly among: readonly Placed[] }
  /** Nothing is said. */
  | { readonly kind: 'none' };

const ORDINAL_WORDS: ReadonlyMap<string, number> = new Map(
  ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'].map((word, place) => [
    word,
    place,
  ]),
);
const ORDINAL =
  '(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|next to last|\\d{1,3}(?:st|nd|rd|th))';
const THINGS: readonly (readonly [Wanted, string])[] = [
  [
    'picture',
    'clips?|videos?|shots?|photos?|pictures?|images?|segments?|scenes?|stills|(?<=the |a |this |that )still(?= |$)|footage|片段|视频|素材|镜头|画面|照片|图片|图',
  ],
  ['title', 'titles?|headings?|headlines?|标题|片名|大字'],
  ['caption', 'captions?|subtitles?|字幕'],
  ['text', 'texts?|文字|字'],
  ['sound', 'voice-?overs?|voice over|voices?|narrations?|narrator|recordings?|speech|旁白|配音|解说|人声|录音'],
  [
    'music',
    'music|bgm|background music|soundtracks?|songs?|tracks?|beats?|tunes?|scores?|背景音乐|音乐|配乐|曲子|歌曲|这首歌|歌',
  ],
];
const WORDS_OF: ReadonlyMap<Wanted, string> = new Map(THINGS);
const PRONOUN = /\b(?:it|this|that|this one|that one|them|these|those|the same(?: one)?)\b|它们?|这个|那个|这段|那段|这首|那首/u;
const OTHER = /\b(?:the )?other (?:one|clip|video|title|caption|track|shot)?|另一个|另外一个|另一段|另外那个/u;

/** The clips of one sort, in their order. */
export function clipsOf(state: EditState, wanted: Wanted): readonly Placed[] {
  switch (wanted) {
    case 'picture':
      return pictureClips(state);
    case 'sound':
      return soundClips(state);
    case 'music':
      return musicClips(state);
    case 'title':
    case 'caption':
      return textClips(state, wanted);
    case 'text':
      return textClips(state, 'any');
  }
}

/**
 * Takes the words out of a clause that refer to clips of the wanted sorts, the likeliest sort first: by name, by number, by "all", by what
 * they are, by "the other one", and at last by "it", which is what was spoken of last.
 */
export function takeReference(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference {
  return (
    takeNamed(clause, state, wanted) ??
    takeAll(clause, state, wanted) ??
    takeNumbered(clause, state, wanted) ??
    takeOther(clause, state, wanted) ??
    takeThing(clause, state, wanted) ??
    takePronoun(clause, state, wanted) ?? { kind: 'none' }
  );
}

/** By the name of a file or the words of a text; longer names first, so that "city night" is not "city". */
function takeNamed(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference | null {
  const candidates = wanted.filter((sort) => sort !== 'music').flatMap((sort) => clipsOf(state, sort));
  const names = [...new Set(candidates.map((placed) => folded(nameOf(placed))))].sort(
    (left, right) => right.length - left.length || (left < right ? -1 : 1),
  );
  const found: Placed[] = [];
  for (const name of names) {
    for (const pattern of [...namePatterns(name), ...shortPatterns(name, candidates)]) {
      const taken = name === '' ? null : takeName(clause, pattern, name);
      if (taken !== null) {
        const same = candidates.filter((placed) => folded(nameOf(placed)) === name);
        found.push(...same);
        break;
      }
    }
  }

  if (found.length === 0) {
    return null;
  }

  const unique = found.filter((placed, place) => found.findIndex(({ clip }) => clip.id === placed.clip.id) === place);
  return { kind: 'clips', clips: unique };
}

/** In marks, or in plain words: then with a word of its sort after it. */
export function namePatterns(name: string): readonly RegExp[] {
  const escaped = escapedName(name);
  const sort = '(?:clips?|videos?|shots?|photos?|pictures?|images?|footage|片段|视频|素材|镜头|照片|图片)';
  return /\p{Script=Han}/u.test(name)
    ? [new RegExp(`${escaped}(?:\\.[a-z0-9]{2,4})?(?:的?(?:那个|那段|这个|这段)?${sort})?`, 'u')]
    : [
        new RegExp(
          `(?<![\\p{Script=Latin}\\p{N}])${isNumber(name) ? NOT_A_NUMBER_OF : ''}(?:the |my |that |this )?${escaped}${COMMON_WORD.test(name) ? ENDING : `${ENDING}?`}(?:'s)?(?: ${sort})?${/\d$/u.test(name) ? '(?![\\p{Script=Latin}\\p{N}])' : '(?!\\p{Script=Latin})'}${isNumber(name) ? NOT_COUNTED : ''}`,
          'u',
        ),
      ];
}

const ENDING = '(?:\\.[a-z0-9]{2,4})';
/** Names that are words of any sentence: they are names only with the ending of a file, or in marks. */
const COMMON_WORD =
  /^(?:an?|the|it|its?|this|that|one|on|in|at|to|of|out|off|up|all|and|i|me|my|you|us|we|is|be|do|go|no|so|by|for)$/u;
const NOT_A_NUMBER_OF = '(?<!\\b(?:clip|video|shot|photo|picture|image|number|no\\.?|first|last|bar) )';
const NOT_COUNTED =
  '(?! ?(?:seconds?|secs?|s\\b|minutes?|mins?|bars?|beats?|frames?|db\\b|percent|%|times?|x\\b|clips?|videos?|shots?|photos?|more|bpm|fps|semitones?|steps?|of|:|\\.\\d))';

/** A name as a pattern; clauses have numbers in figures, so that a name in words is found in figures, too. */
function escapedName(name: string): string {
  const figures = withDigits(name);
  const patterns = [...new Set([name, figures])].map((each) =>
    each.replace(/[$()*+.?[\\\]^{|}/-]/gu, '\\$&').replaceAll(' ', '[ _]+'),
  );
  return patterns.length === 1 ? (patterns[0] ?? '') : `(?:${patterns.join('|')})`;
}

function isNumber(name: string): boolean {
  return /^\d+$/u.test(withDigits(name));
}

/** By a word of its name that no other file has. */
function shortPatterns(name: string, candidates: readonly Placed[]): readonly RegExp[] {
  const files = candidates.flatMap((placed) => (placed.track.kind === 'text' ? [] : [folded(nameOf(placed))]));
  return files.includes(name) ? shortNames(name, files).flatMap(namePatterns) : [];
}

function takeName(clause: Clause, pattern: RegExp, name: string): RegExpExecArray | null {
  for (const mask of clause.rest.match(new RegExp(MASK, 'gu')) ?? []) {
    const quote = folded(clause.quoteOf(mask));
    if (quote === name || quote.replace(/\.[a-z0-9]{2,4}$/u, '') === name) {
      return clause.take(new RegExp(`(?:the |my )?${mask}(?: (?:clip|video|photo|title|caption))?`, 'u'));
    }
  }

  return clause.take(pattern);
}

function takeAll(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference | null {
  for (const sort of wanted) {
    const words = WORDS_OF.get(sort) ?? '';
    const pattern = new RegExp(
      `\\b(?:all|every|each)(?: (?:one|single))?(?: of)?(?: the| my| these| those)? ?(?:${words})\\b|(?:所有|全部|每个|每一?段|每条)的?(?:${words})|(?:${words})(?:全都|都|全部)|\\bbetween (?:all )?(?:the |my )?(?:${words})\\b`,
      'u',
    );
    if (clause.take(pattern) !== null) {
      const clips = clipsOf(state, sort);
      return clips.length === 0 ? { kind: 'missing', words: clause.words, among: [] } : { kind: 'clips', clips };
    }
  }

  return null;
}

/** "the second clip", "clip 9", "第三个片段", "最后一个". */
function takeNumbered(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference | null {
  for (const sort of wanted) {
    const words = WORDS_OF.get(sort) ?? '';
    const found = clause.take(
      new RegExp(
        `\\b${ORDINAL} (?:${words})\\b|\\b(?:${words}) (?:number |no\\.? ?|#)?(\\d{1,3})\\b|第(\\d{1,3})(?:个|段|条|张)?的?(?:${words})|(?:${words})(\\d{1,3})(?![\\d%:.]| ?(?:秒|分|倍|个|次|小节))|(最后|倒数第一)(?:那?一)?(?:个|段|条|张)?的?(?:${words})`,
        'u',
      ),
    );
    if (found !== null) {
      return byNumber(clipsOf(state, sort), {
        which: found[1] ?? found[2] ?? found[3] ?? found[4] ?? found[5] ?? '',
        words: found[0].trim(),
      });
    }
  }

  const bare = clause.take(
    new RegExp(
      `\\b(?:the )?${ORDINAL} one\\b|第(\\d{1,3})(?:个|段|条|张)(?!半音|八度|小节|音)|(最后)(?:那?一)?(?:个|段|条|张)(?!小节)`,
      'u',
    ),
  );
  if (bare === null) {
    return null;
  }

  const [newest] = focused(state, wanted);
  const sort = wanted.find((each) => newest !== undefined && clipsOf(state, each).some(({ clip }) => clip.id === newest.clip.id));
  const among = clipsOf(state, sort ?? wanted.find((each) => clipsOf(state, each).length > 0) ?? 'picture');
  return byNumber(among, { which: bare[1] ?? bare[2] ?? bare[3] ?? '', words: bare[0].trim() });
}

function byNumber(among: readonly Placed[], { which, words }: { readonly which: string; readonly words: string }): Reference {
  const number = Number.parseInt(which, 10);
  const place = Number.isNaN(number) ? (ORDINAL_WORDS.get(which) ?? (which === 'next to last' ? -2 : -1)) : number - 1;
  const clip = place === -1 || place >= 0 || place === -2 ? among.at(place) : undefined;
  return clip === undefined ? { kind: 'missing', words, among } : { kind: 'clips', clips: [clip] };
}

/** The one of two that was not spoken of last. */
function takeOther(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference | null {
  const found = clause.take(OTHER);
  if (found === null) {
    return null;
  }

  const [newest] = focused(state, wanted);
  for (const sort of wanted) {
    const all = clipsOf(state, sort);
    if (newest !== undefined && all.some(({ clip }) => clip.id === newest.clip.id)) {
      const others = all.filter(({ clip }) => clip.id !== newest.clip.id);
      return others.length === 1
        ? { kind: 'clips', clips: others }
        : others.length === 0
          ? { kind: 'missing', words: found[0].trim(), among: all }
          : { kind: 'several', words: found[0].trim(), among: others };
    }
  }

  return { kind: 'several', words: found[0].trim(), among: wanted.flatMap((sort) => clipsOf(state, sort)) };
}

/** "the title", "the clip", "旁白": the one there is, else the one that was spoken of last. */
function takeThing(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference | null {
  for (const sort of wanted) {
    const words = WORDS_OF.get(sort) ?? '';
    const pattern = new RegExp(
      `(?:\\b(?:the|my|this|that|these|those|your|its|a) )?(?:\\b(?:${asLatin(words)})(?:'s)?\\b|(?:${asHan(words)}))`,
      'u',
    );
    const found = clause.take(pattern);
    if (found === null) {
      continue;
    }

    const among = clipsOf(state, sort);
    const isMany =
      sort === 'music' ||
      /(?:clips|videos|shots|titles|captions|subtitles|photos|pictures|images|segments|scenes|voices)\b/u.test(found[0]);
    const newest = among.length > 1 && !isMany ? focused(state, [sort])[0] : undefined;
    return among.length === 0
      ? { kind: 'missing', words: found[0].trim(), among }
      : isMany || among.length === 1
        ? { kind: 'clips', clips: among }
        : newest === undefined
          ? { kind: 'several', words: found[0].trim(), among }
          : { kind: 'clips', clips: [newest] };
  }

  return null;
}

function takePronoun(clause: Clause, state: EditState, wanted: readonly Wanted[]): Reference | null {
  if (!clause.has(PRONOUN)) {
    return null;
  }

  const isMany = /\b(?:them|these|those)\b|它们/u.test(clause.rest);
  const recent = isMany ? focusedOfLast(state, wanted) : focused(state, wanted).slice(0, 1);
  if (recent.length === 0) {
    return null;
  }

  clause.take(PRONOUN);
  return { kind: 'clips', clips: recent };
}

/** Clips of the wanted sorts that were spoken of, newest first. */
export function focused(state: EditState, wanted: readonly Wanted[]): readonly Placed[] {
  const ids = new Set(wanted.flatMap((sort) => clipsOf(state, sort)).map(({ clip }) => clip.id));
  return state.focus.filter((id) => ids.has(id)).flatMap((id) => clipById(state, id) ?? []);
}

/** All clips that the last request was about, as far as they are wanted. */
function focusedOfLast(state: EditState, wanted: readonly Wanted[]): readonly Placed[] {
  const last = new Set(state.lastRequests.flatMap(clipsOfRequest));
  const recent = focused(state, wanted);
  const ofLast = recent.filter(({ clip }) => last.has(clip.id));
  return ofLast.length > 0 ? ofLast : recent.slice(0, 1);
}

/** Which sort of thing was spoken of last; null when nothing was. */
export function focusedSort(state: EditState): Wanted | null {
  for (const id of state.focus) {
    const placed = clipById(state, id);
    if (placed !== null) {
      const { kind } = placed.track;
      return kind === 'text'
        ? isCaption(placed)
          ? 'caption'
          : 'title'
        : kind === 'video'
          ? 'picture'
          : musicClips(state).some(({ clip }) => clip.id === id)
            ? 'music'
            : 'sound';
    }
  }

  return null;
}

function asLatin(words: string): string {
  return words
    .split('|')
    .filter((word) => !/\p{Script=Han}/u.test(word))
    .join('|');
}

function asHan(words: string): string {
  return words
    .split('|')
    .filter((word) => /\p{Script=Han}/u.test(word))
    .join('|');
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/gu, ' ')
    .trim();
}
