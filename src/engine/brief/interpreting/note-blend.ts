import type { Brief } from '../brief.ts';
import { styleInfo } from '../vocabulary/styles.ts';
import type { WishList } from './wish-list.ts';

/** Says on the line of each blended style how much of it there is and what it lends; the main style's line says that it leads. */
export function noteBlend({ styles }: WishList, { style, blend }: Brief): void {
  if (blend.length === 0) {
    return;
  }

  const lead = 1 - blend.reduce((sum, { weight }) => sum + weight, 0);
  const shareOf = new Map(blend.map((item) => [item.style, item.weight]));
  const told = new Set<string>();
  for (const { wish, line } of styles) {
    const share = wish.style === style ? lead : shareOf.get(wish.style);
    if (share === undefined || wish.weight <= 0 || told.has(wish.style)) {
      continue;
    }

    told.add(wish.style);
    const percent = Math.round(share * 100);
    const { name } = styleInfo(wish.style);
    const count = Math.max(1, Math.round(share * 5));
    // KEEP IN STEP with `borrowed` in score/band/choose-band.ts and with score/rhythm/blend-groove.ts.
    const note =
      wish.style === style
        ? `${name} leads with ${percent} %: form, harmony, drums and bass are its own.`
        : `${name} has ${percent} %: it lends up to ${count === 1 ? 'one player' : `${count} players`} that mark it, and draws feeling, swing and looseness its way.`;
    line.note = `${line.note} ${note}`.trim();
    if (line.decision === `style ${name}`) {
      line.decision = `style ${name}, ${percent} %`;
    }
  }
}
