import { foldPitchClass } from '../../theory/pitch.ts';
import { type CriticTerm, percent, within } from '../critic-term.ts';
import { meanOf, overlap, type Study } from '../study.ts';

/**
 * Neither a loop nor noise: bars are compared with all before them, by who plays which pitch class on which sixteenth.
 * Good music finds a relative for most bars and a copy for few.
 */
export const repetition: CriticTerm = {
  name: 'repetition',
  weight: 1.3,
  listen: (study) => {
    const bars = barsOf(study).filter((bar) => bar.size > 0);
    if (bars.length < 6) {
      return null;
    }

    const nearest = bars.slice(1).map((bar, i) => {
      let best = 0;
      for (let earlier = 0; earlier <= i; earlier++) {
        best = Math.max(best, overlap(bar, bars[earlier]!));
      }

      return best;
    });
    const related = meanOf(nearest);
    const copies = nearest.filter((likeness) => likeness > 0.97).length / nearest.length;
    const mark = 0.55 * within(related, [0.18, 0.85], 0.08) + 0.45 * within(copies, [0, 0.3], 0.15);
    return { mark, says: `bars share ${percent(related)} with their nearest relative, ${percent(copies)} are copies` };
  },
};

function barsOf({ pitched, score, bars }: Study): ReadonlySet<number>[] {
  const sets = Array.from({ length: bars }, () => new Set<number>());
  const perBar = Math.round(score.barTicks / 240);
  pitched.forEach((part, index) => {
    for (const note of part.notes) {
      const slot = Math.round(note.startTick / 240);
      sets[Math.floor(slot / perBar)]?.add((index * 64 + (slot % perBar)) * 12 + foldPitchClass(note.pitch));
    }
  });
  return sets;
}
