import { at } from '../../../kernel/index.ts';
import { type CriticTerm, within } from '../critic-term.ts';
import { meanOf } from '../study.ts';

/** Whether phrases breathe: bars from breath to breath of the tune (a rest of an eighth, or a note of two beats and more), and whether phrases end longer than they go. */
export const breathing: CriticTerm = {
  name: 'breathing',
  weight: 0.8,
  listen: ({ singer, tune, score }) => {
    if (singer?.role !== 'lead' || tune.length < 8) {
      return null;
    }

    const phrases: { readonly ticks: number; readonly last: number }[] = [];
    let from = at(tune, 0).startTick;
    tune.forEach((note, i) => {
      const next = tune[i + 1];
      const end = note.startTick + note.durationTicks;
      if (next === undefined || next.startTick - end >= 440 || note.durationTicks >= 1900) {
        phrases.push({ ticks: end - from, last: note.durationTicks });
        from = next?.startTick ?? end;
      }
    });
    const bars = meanOf(phrases.map(({ ticks }) => ticks)) / score.barTicks;
    const longest = Math.max(...phrases.map(({ ticks }) => ticks)) / score.barTicks;
    const usual = meanOf(tune.map(({ durationTicks }) => durationTicks));
    const rest = meanOf(phrases.map(({ last }) => last)) / Math.max(1, usual);
    return {
      mark: 0.4 * within(bars, [0.6, 4], 1) + 0.3 * within(longest, [0, 6], 2) + 0.3 * within(rest, [1.1, 4], 0.4),
      says: `a breath every ${bars.toFixed(1)} bars, the last note of a phrase ${rest.toFixed(1)}× as long as the others`,
    };
  },
};
