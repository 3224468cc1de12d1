import { judgePlan } from '../../critic/judge-plan.ts';
import { planTheme } from '../../melody/plan-theme.ts';
import type { ThemeNote } from '../../parts/part-context.ts';
import type { Part } from '../../score.ts';
import { openWorkshop, playerFor, type Workshop } from '../../workshop.ts';
import { differenceOf } from '../compare-lines.ts';
import { changeKind, refused, revised } from '../revision.ts';

const TRIES = 8;
/** Share of a tune's notes that must be others for it to be heard as another tune. */
const ANOTHER = 0.7;

/** Another tune over the same chords, for whoever leads and whoever answers the lead. */
export const newMelody = changeKind('new-melody', (piece) => {
  const { score } = piece;
  if (!score.parts.some((part) => part.role === 'lead')) {
    return refused('Nobody plays a tune here; add an instrument for one first.');
  }

  const brief = { ...piece.brief, take: piece.brief.take + 1 };
  const workshop = openWorkshop({ brief, score });
  const theme = anotherTheme(workshop);
  const again = openWorkshop({ brief, score }, { theme });
  const parts = score.parts.map((part): Part => {
    const sings = part.role === 'lead' || (part.role === 'counter' && playerFor(part, again).plan.generator === 'counter-melody');
    return sings ? (again.write(playerFor(part, again), `part/${part.id}`) ?? part) : part;
  });
  return revised({ brief, score: { ...score, parts } });
});

/** The best of several tunes that are not the one that was there. */
function anotherTheme({ brief, style, plan, rng }: Workshop): readonly ThemeNote[] {
  let best: readonly ThemeNote[] = plan.theme;
  let bestWorth = -1;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const theme = planTheme({ ...plan, brief, style, rng: rng.fork(`theme/again/${attempt}`) });
    const difference = differenceOf(plan.theme, theme);
    const { mark } = judgePlan({ brief, style, ...plan, theme });
    // Being another tune comes before being a good one.
    const worth = Math.min(1, difference / ANOTHER) * 3 + mark;
    if (worth > bestWorth) {
      best = theme;
      bestWorth = worth;
    }
  }

  return best;
}
