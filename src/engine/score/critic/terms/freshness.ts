import { clamp } from '../../../kernel/index.ts';
import { type CriticTerm, percent } from '../critic-term.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { likenessToRecent } from '../likeness.ts';

/** Likeness that pieces of one style have anyway, and that of a piece heard before in other clothes. */
const USUAL = 0.45;
const KNOWN = 0.8;

/** Whether it was not heard lately: its likeness to the nearest of the recent pieces. Silent when there are none. */
export const freshness: CriticTerm = {
  name: 'freshness',
  weight: 1,
  listen: ({ score, recent }) => {
    if (recent.length === 0) {
      return null;
    }

    const likeness = likenessToRecent(fingerprintOf(score), recent);
    return {
      mark: clamp((KNOWN - likeness) / (KNOWN - USUAL), 0, 1),
      says: `${percent(likeness)} like the nearest of ${recent.length} recent pieces`,
    };
  },
};
