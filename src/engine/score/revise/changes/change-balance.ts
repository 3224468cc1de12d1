import { clamp } from '../../../kernel/index.ts';
import { partsNamed } from '../name-parts.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** Moves faders of the mix; every part is played as before. */
export const changeBalance = changeKind('balance', ({ brief, score }, { what, byDb }) => {
  const named = partsNamed(score, what);
  if (named.length === 0) {
    return refused(`Nobody plays ${what} here.`);
  }

  const parts = score.parts.map((part) =>
    named.includes(part) ? { ...part, levelDb: clamp(part.levelDb + byDb, -30, 18) } : part,
  );
  return revised({ brief, score: { ...score, parts } });
});
