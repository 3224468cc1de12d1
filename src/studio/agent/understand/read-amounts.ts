import { dbFromGain } from '../../../engine/kernel/index.ts';
import type { Clause } from './clause.ts';

/** Steps of "a bit louder", "louder" and "much louder", dB. */
const STEPS = { little: 3, plain: 4, much: 8 } as const;
const HALF_DB = 6;
/** The loudest that a person gets by words: twice the level of the file. */
const LOUDEST_PERCENT = 200;
const SILENT_DB = -120;

export type Degree = keyof typeof STEPS;

/** A level that is asked for. */
export type LevelWish =
  | { readonly kind: 'to'; readonly gainDb: number; readonly asked: string; readonly isLimited: boolean }
  | { readonly kind: 'by'; readonly byDb: number }
  /** Louder and quieter at once. */
  | { readonly kind: 'contradiction' };

const DOWN =
  /\b(?:quieter|softer|lower(?:ed|ing)?|less loud|too loud|reduce[ds]?|decrease[ds]?|down)\b|小一?[点些]|小声一?[点些]?|(?:调|降|变|再)[小低]|轻一?[点些]|低一?[点些]|太大声|太响|太吵|降低|压低|减小|小(?=\d+(?:\.\d+)?分贝)/gu;
const UP =
  /\b(?:louder|raise[ds]?|too quiet|too soft|increase[ds]?|boost(?:ed)?|up)\b|大一?[点些]|大声一?[点些]?|(?:调|变|再)[大高响]|响一?[点些]|高一?[点些]|太小声|听不清|提高|增大|大(?=\d+(?:\.\d+)?分贝)/gu;
const LITTLE = /\b(?:a (?:tiny |little )?bit|a little|a touch|slightly|somewhat|a tad|a notch)\b|稍微|略微|一点点/u;
const MUCH = /\b(?:much|a lot|way|far|lots|considerably|significantly)\b|很多|大幅度?|得多|多了/u;

/** Takes how much of a change is meant: "a bit", "much". */
export function takeDegree(clause: Clause): Degree {
  return clause.take(LITTLE) !== null ? 'little' : clause.take(MUCH) !== null ? 'much' : 'plain';
}

/** Takes the level that a clause asks for; null when it asks for none. `isAboutLevel`: a bare number can only be one. */
export function takeLevel(clause: Clause, isAboutLevel: boolean): LevelWish | null {
  const isDown = takeEach(clause, DOWN);
  const isUp = takeEach(clause, UP);
  const isTooLoud = isDown && /too loud|太大声|太响|太吵/u.test(clause.text);
  if (isDown && isUp) {
    return { kind: 'contradiction' };
  }

  const percent = clause.take(/(?:\b(?:to|at|of|by|is|be|=)|[:到为成])? ?(\d{1,4}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)/u);
  if (percent !== null) {
    return levelOfPercent(clause, { value: Number(percent[1]), isBy: /\bby\b|了/u.test(percent[0]), isDown, isUp, isTooLoud });
  }

  const decibels = clause.take(/(?:\b(to|at|by))? ?([-+−])? ?(\d{1,3}(?:\.\d+)?) ?(?:db\b|decibels?\b|分贝)/u);
  if (decibels !== null) {
    const amount = Number(decibels[3]);
    const isNegative = decibels[2] === '-' || decibels[2] === '−';
    const isTo =
      (decibels[1] === 'to' || decibels[1] === 'at' || /[到为成] ?[-+−]?\d/u.test(clause.text)) && decibels[1] !== 'by';
    clause.take(/[到为成]/u);
    return isTo
      ? {
          kind: 'to',
          gainDb: Math.max(SILENT_DB, Math.min(6, isNegative ? -amount : amount)),
          asked: `${amount} dB`,
          isLimited: !isNegative && amount > 6,
        }
      : { kind: 'by', byDb: (isNegative || isDown ? -1 : 1) * Math.min(60, amount) };
  }

  const half = clause.take(
    /\b(?:to |at )?half(?: (?:as loud|of that|the (?:level|volume)|volume|that))?\b|\bhalve\b|(?:到|为|成)?一半/u,
  );
  if (half !== null) {
    return /half as loud|halve/u.test(half[0])
      ? { kind: 'by', byDb: -HALF_DB }
      : { kind: 'to', gainDb: dbFromGain(0.5), asked: '50%', isLimited: false };
  }

  if (clause.take(/\b(?:twice|double)(?: as loud| the (?:level|volume))\b|大一倍|2倍(?:音量|大声)/u) !== null) {
    return { kind: 'by', byDb: HALF_DB };
  }

  if (
    clause.take(/\b(?:full|original|normal|default) (?:volume|level|loudness)\b|(?:原来|正常|原本)的?音量|最大音量/u) !== null
  ) {
    return { kind: 'to', gainDb: 0, asked: '100%', isLimited: false };
  }

  const bare = isAboutLevel ? clause.take(/(?:\b(?:to|at)|[到为成:=])? ?(\d{1,3})(?![\d.:%])/u) : null;
  if (bare !== null) {
    return levelOfPercent(clause, { value: Number(bare[1]), isBy: false, isDown: false, isUp: false, isTooLoud });
  }

  if (!isDown && !isUp) {
    return null;
  }

  // "小一点" is the plain comparative and says "a bit" as well.
  const degree = takeDegree(clause);
  const isLittle = degree === 'little' || (degree === 'plain' && /[小大轻低高响声]一[点些]/u.test(clause.text));
  const step = isLittle ? STEPS.little : STEPS[degree];
  return { kind: 'by', byDb: isDown ? -step : step };
}

function levelOfPercent(
  clause: Clause,
  percent: {
    readonly value: number;
    readonly isBy: boolean;
    readonly isDown: boolean;
    readonly isUp: boolean;
    readonly isTooLoud: boolean;
  },
): LevelWish {
  const { value, isBy, isDown, isUp } = percent;
  const isComparative = /% (?:louder|quieter|softer)/u.test(clause.text);
  if ((isBy || isComparative) && (isDown || isUp)) {
    const factor = isDown ? Math.max(0.01, 1 - value / 100) : 1 + value / 100;
    return { kind: 'by', byDb: Math.max(-60, Math.min(12, dbFromGain(factor))) };
  }

  clause.take(/\bback\b|回/u);
  const used = Math.min(LOUDEST_PERCENT, value);
  return {
    kind: 'to',
    gainDb: used === 0 ? SILENT_DB : dbFromGain(used / 100),
    asked: `${value}%`,
    isLimited: value > LOUDEST_PERCENT,
  };
}

/** A change against what is there, as a factor: "twice", "1.5×", "20% faster", "a bit"; null when none is said. */
export function takeFactor(clause: Clause): { readonly factor: number; readonly isAbsolute: boolean } | null {
  const times = clause.take(/(\d+(?:\.\d+)?) ?(?:x\b|×|times\b|倍速?|fold\b)/u);
  if (times !== null) {
    return { factor: Number(times[1]), isAbsolute: true };
  }

  const percent = clause.take(/(?:\b(?:by|to|at))? ?(\d{1,3}(?:\.\d+)?) ?(?:%|percent\b)/u);
  if (percent !== null) {
    return /\b(?:to|at)\b|[到为成]/u.test(percent[0])
      ? { factor: Number(percent[1]) / 100, isAbsolute: true }
      : { factor: 1 + Number(percent[1]) / 100, isAbsolute: false };
  }

  if (clause.take(/\b(?:twice|double)(?: as| the)?\b|加倍|翻倍/u) !== null) {
    return { factor: 2, isAbsolute: true };
  }

  return clause.take(/\b(?:half(?: as| the)?|at half)\b|一半|减半/u) !== null ? { factor: 0.5, isAbsolute: true } : null;
}

/** Takes every place where a pattern is found. */
function takeEach(clause: Clause, pattern: RegExp): boolean {
  const single = new RegExp(pattern.source, 'u');
  let isFound = false;
  while (clause.take(single) !== null) {
    isFound = true;
  }

  return isFound;
}
