import { at } from '../../../kernel/index.ts';
import { secondsAt } from '../../form/tempo-time.ts';
import { foldPitchClass, tonicPitchClass } from '../../theory/pitch.ts';
import { type CriticTerm, within } from '../critic-term.ts';

/** Whether it ends: the last strike is on the home chord, by several players, and has time to ring. Silent for loops and fades. */
export const ending: CriticTerm = {
  name: 'ending',
  weight: 0.6,
  listen: ({ score, pitched }) => {
    if (score.ending === 'loop' || score.ending === 'fade' || pitched.length === 0) {
      return null;
    }

    const last = pitched.reduce((latest, part) => Math.max(latest, part.notes.at(-1)?.startTick ?? 0), 0);
    const lastNotes = pitched.flatMap((part) => part.notes.filter(({ startTick }) => startTick >= last - 0.6 * score.barTicks));
    const lowest = Math.min(...lastNotes.map(({ pitch }) => pitch));
    const home = tonicPitchClass(at(score.sections, -1).key ?? score.key);
    const isHome = foldPitchClass(lowest) === home || score.chords.at(-1)?.root === home;
    const rings = score.durationSeconds - secondsAt(score.tempoMap, last);
    return {
      mark: 0.5 * (isHome ? 1 : 0.3) + 0.5 * within(rings, [0.8, 6], 0.5),
      says: `${isHome ? 'comes home' : 'stays away from home'}, the last note has ${rings.toFixed(1)} s to ring`,
    };
  },
};
