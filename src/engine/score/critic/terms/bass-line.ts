import { at } from '../../../kernel/index.ts';
import { chordAt, chordPitchClasses } from '../../theory/chord.ts';
import { foldPitchClass } from '../../theory/pitch.ts';
import { type CriticTerm, percent, within } from '../critic-term.ts';

/** Whether the bass carries: on the beats it plays the chord, its bass note where chords begin; it moves by intervals that basses sing; it stays low. */
export const bassLine: CriticTerm = {
  name: 'bass line',
  weight: 1.2,
  listen: ({ bass, score }) => {
    if (bass === null || bass.notes.length < 4) {
      return null;
    }

    const strong = bass.notes.filter((note) => note.startTick % 960 < 60);
    const inChord = strong.filter((note) =>
      chordPitchClasses(chordAt(score.chords, note.startTick)).includes(foldPitchClass(note.pitch)),
    );
    const grounds = score.chords.flatMap((chord) => {
      const note = bass.notes.find(({ startTick }) => startTick >= chord.startTick - 260 && startTick < chord.startTick + 240);
      return note === undefined ? [] : [foldPitchClass(note.pitch) === chord.bass || foldPitchClass(note.pitch) === chord.root];
    });
    const moves = bass.notes.slice(1).map((note, i) => Math.abs(note.pitch - at(bass.notes, i).pitch));
    const awkward = moves.filter((move) => move === 6 || move > 12).length / Math.max(1, moves.length);
    const agrees = strong.length === 0 ? 1 : inChord.length / strong.length;
    const grounded = grounds.length === 0 ? 1 : grounds.filter(Boolean).length / grounds.length;
    const low = bass.notes.filter(({ pitch }) => pitch <= 57).length / bass.notes.length;
    const mark =
      0.4 * within(grounded, [0.75, 1], 0.2) +
      0.3 * within(agrees, [0.75, 1], 0.2) +
      0.2 * within(awkward, [0, 0.1], 0.1) +
      0.1 * within(low, [0.8, 1], 0.3);
    return { mark, says: `chords stand on it ${percent(grounded)} of the time, ${percent(awkward)} of its moves are awkward` };
  },
};
