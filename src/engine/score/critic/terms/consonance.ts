import { clamp } from '../../../kernel/index.ts';
import { chordAt, chordPitchClasses } from '../../theory/chord.ts';
import { foldPitchClass } from '../../theory/pitch.ts';
import { type CriticTerm, percent, within } from '../critic-term.ts';
import { GRAIN } from '../study.ts';

/** Whether the parts agree: how much of what sounds belongs to the chord, and how often two parts rub a semitone that the chord does not mean. */
export const consonance: CriticTerm = {
  name: 'agreement',
  weight: 1.6,
  listen: ({ sounding, score, pitched }) => {
    if (pitched.length === 0 || score.chords.length === 0) {
      return null;
    }

    let [tones, all, rubs, places] = [0, 0, 0, 0];
    sounding.forEach((grain, i) => {
      if (grain.length === 0) {
        return;
      }

      const chord = new Set(chordPitchClasses(chordAt(score.chords, i * GRAIN + GRAIN / 2)));
      const classes = new Set(grain.map(({ pitch }) => foldPitchClass(pitch)));
      for (const { pitch } of grain) {
        tones += chord.has(foldPitchClass(pitch)) ? 1 : 0;
        all++;
      }

      places++;
      rubs += [...classes].some((one) => {
        const other = foldPitchClass(one + 1);
        return classes.has(other) && !(chord.has(one) && chord.has(other));
      })
        ? 1
        : 0;
    });
    const [agreeing, rubbing] = [tones / Math.max(1, all), rubs / Math.max(1, places)];
    const mark = clamp(0.6 * within(agreeing, [0.8, 1], 0.15) + 0.4 * within(rubbing, [0, 0.2], 0.2), 0, 1);
    return { mark, says: `${percent(agreeing)} of what sounds is of the chord, parts rub in ${percent(rubbing)} of the eighths` };
  },
};
