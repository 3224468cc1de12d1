import { type CriticTerm, within } from '../critic-term.ts';
import { deviationOf, meanOf } from '../study.ts';

/** Whether players play louder and softer: how far the loudness asked of a player strays, and by how much sections differ. */
export const dynamics: CriticTerm = {
  name: 'dynamics',
  weight: 1.1,
  listen: ({ score }) => {
    const players = score.parts.filter((part) => part.role !== 'texture' && part.role !== 'effects' && part.notes.length >= 8);
    if (players.length === 0) {
      return null;
    }

    const spreads = players.map((part) => deviationOf(part.notes.map(({ velocity }) => velocity)));
    const spread = meanOf(spreads);
    const flat = spreads.filter((value) => value < 0.012).length / players.length;
    return {
      mark: 0.7 * within(spread, [0.045, 0.2], 0.015) + 0.3 * (1 - flat),
      says: `a player's loudness strays by ${spread.toFixed(3)}${flat > 0 ? `, ${Math.round(flat * players.length)} of ${players.length} never change it` : ''}`,
    };
  },
};
