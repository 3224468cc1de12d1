import type { MusicChange } from '../../../../engine/score/index.ts';
import type { Clause } from '../clause.ts';

const ENDING: readonly (readonly [RegExp, 'button' | 'ring' | 'fade'])[] = [
  [
    /\b(?:the )?(?:end|finish|ending|stop)s?\b.{0,12}\b(?:less|(?:feels?|is|sounds?|too)(?: (?:too|so|very|a bit|kinda|really))?|not (?:so|as|that)) (?:abrupt(?:ly)?|sudden(?:ly)?|hard|harsh)\b|(?:结尾|收尾|结束)(?:得)?(?:别|不要|不)(?:那么|这么|太)?(?:突然|生硬|仓促)/u,
    'ring',
  ],
  [
    /\b(?:end|finish|stop|ending)s?\b.{0,20}\b(?:short|hit|hard|abrupt(?:ly)?|sudden(?:ly)?|button|bang|stab)\b|干脆(?:地)?(?:结束|收尾)|戛然而止|(?:结尾|收尾)?(?:来个|用)?重音(?:收住|收尾|结束)/u,
    'button',
  ],
  [
    /\b(?:let|have) (?:it|the (?:music|song|track|last chord|ending)) ring(?: out)?\b|\b(?:end|finish|ending|last chord)s?\b.{0,20}\b(?:ring(?:s|ing)?(?: out)?|long (?:chord|note)|sustain(?:ed)?)\b|余音(?:收尾|结束)?|长音(?:收尾|结束)/u,
    'ring',
  ],
  [/\b(?:end|finish|ending)s?\b.{0,16}\b(?:with a )?fade(?:[ -]?out)?\b|渐弱(?:收尾|结束)/u, 'fade'],
];

/** How the piece is to end: "end with a bang", "余音收尾". */
export function readEnding(clause: Clause): readonly MusicChange[] | null {
  const found = ENDING.find(([pattern]) => clause.take(pattern) !== null);
  return found === undefined ? null : [{ kind: 'ending', ending: found[1] }];
}
