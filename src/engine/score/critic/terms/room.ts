import { clamp, mixBetween } from '../../../kernel/index.ts';
import { secondsAt } from '../../form/tempo-time.ts';
import { type CriticTerm, percent, within } from '../critic-term.ts';

/** Room for somebody to speak over it: silences of the tune, and how many onsets a second the whole band makes for the density asked. */
export const room: CriticTerm = {
  name: 'room',
  weight: 0.8,
  listen: ({ score, brief, sounding, singer, pitched }) => {
    const seconds = secondsAt(score.tempoMap, score.endTick);
    const onsets = new Set(pitched.flatMap((part) => part.notes.map((note) => Math.round(note.startTick / 60)))).size;
    const rate = onsets / Math.max(1, seconds);
    const most = mixBetween(6, 12, clamp(brief.feeling.density * 0.5 + brief.energy.level * 0.5, 0, 1));
    const own = singer?.role === 'lead' ? sounding.filter((grain) => grain.some(({ part }) => part === singer)).length : null;
    const sung = own === null ? 0.45 : own / Math.max(1, sounding.length);
    return {
      mark: 0.6 * within(sung, [0.2, 0.75], 0.15) + 0.4 * within(rate, [0.5, most], 3),
      says: `${own === null ? 'nobody leads' : `the tune sounds ${percent(sung)} of the time`}, ${rate.toFixed(1)} onsets a second`,
    };
  },
};
