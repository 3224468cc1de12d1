import type { Clause } from './clause.ts';

const AMOUNT = '(\\d+(?:\\.\\d+)?) ?(?:seconds?|secs?|s\\b|秒钟?)';
const SHIFT = new RegExp(
  `(?:\\bby )?${AMOUNT} ?(later|earlier|sooner|forwards?|backwards?)\\b|\\b(later|earlier|sooner) by ${AMOUNT}|(往后|向后|推后|延后|后移|晚|往前|向前|提前|前移|早)(?:推|移动?|放|拖|出现|开始)?${AMOUNT}`,
  'u',
);

/** Takes how much later something is to be than it is, milliseconds (negative: earlier): "1 second later", "往后推一秒"; null when that is not said. */
export function takeShift(clause: Clause): number | null {
  const found = clause.take(SHIFT);
  if (found === null) {
    return null;
  }

  const amount = Math.round(Number(found[1] ?? found[4] ?? found[6]) * 1000);
  return /earlier|sooner|back|前|早/u.test(found[2] ?? found[3] ?? found[5] ?? '') ? -amount : amount;
}
