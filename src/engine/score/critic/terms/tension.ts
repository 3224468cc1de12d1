import { at, clamp } from '../../../kernel/index.ts';
import { secondsAt } from '../../form/tempo-time.ts';
import { type CriticTerm } from '../critic-term.ts';
import { deviationOf, meanOf, notesIn } from '../study.ts';

/** Whether it rises and falls as planned: how the weight of each section (players, strokes a second, loudness, height) goes with its energy. */
export const tension: CriticTerm = {
  name: 'tension curve',
  weight: 1.2,
  listen: ({ score }) => {
    const sections = score.sections.filter((section) => section.bars >= 2);
    const energies = sections.map(({ energy }) => energy);
    if (sections.length < 2 || deviationOf(energies) < 0.05) {
      return null;
    }

    const parts = score.parts.filter(({ role }) => role !== 'texture' && role !== 'effects');
    const rows = sections.map((section) => {
      const heard = parts.map((part) => notesIn(part.notes, section));
      const notes = heard.flat();
      const seconds = secondsAt(score.tempoMap, section.endTick) - secondsAt(score.tempoMap, section.startTick);
      return [
        heard.filter((own) => own.length > 0).length,
        Math.sqrt(notes.length / Math.max(0.1, seconds)),
        meanOf(notes.map(({ velocity }) => velocity)),
      ];
    });
    const weights = rows.map((row) =>
      meanOf(row.map((value, i) => value / Math.max(1e-9, meanOf(rows.map((other) => at(other, i)))))),
    );
    const together = correlation(energies, weights);
    return {
      mark: clamp(0.45 + 0.6 * together, 0, 1),
      says: `weight and planned energy go together: r = ${together.toFixed(2)}`,
    };
  },
};

function correlation(one: readonly number[], other: readonly number[]): number {
  const [left, right] = [meanOf(one), meanOf(other)];
  const spread = deviationOf(one) * deviationOf(other);
  return spread < 1e-9 ? 0 : meanOf(one.map((value, i) => (value - left) * (at(other, i) - right))) / spread;
}
