import { judgeMelody } from '../judge-melody.ts';
import type { CriticTerm } from '../critic-term.ts';
import { totalMark } from '../reason.ts';
import { notesIn } from '../study.ts';

/** Whether the lead sings: intervals, range, peak, drama, as songs have them (see `judgeMelody`). Silent where nobody leads. */
export const tune: CriticTerm = {
  name: 'tune',
  weight: 1.6,
  listen: ({ singer, tune: line, home, score }) => {
    const own = notesIn(line, home).slice(0, 64);
    const isSung = singer !== null && (singer.role === 'lead' || singer.role === 'counter');
    if (!isSung || own.length < 6) {
      return null;
    }

    const reasons = judgeMelody(own, score.chords);
    const weak = [...reasons].sort((left, right) => (left.mark - right.mark) * 2 + (right.weight - left.weight)).slice(0, 2);
    const mark = totalMark(reasons);
    return { mark, says: `weakest: ${weak.map((reason) => `${reason.name} ${reason.mark.toFixed(2)}`).join(', ')}` };
  },
};
