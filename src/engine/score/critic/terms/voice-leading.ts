import { at } from '../../../kernel/index.ts';
import type { Part } from '../../score.ts';
import { type CriticTerm, within } from '../critic-term.ts';
import { meanOf } from '../study.ts';

/** How far the voices of chords travel: from each voicing to the next the mean way to the nearest voice of it, semitones. */
export const voiceLeading: CriticTerm = {
  name: 'voice leading',
  weight: 1,
  listen: ({ pitched }) => {
    const ways = pitched.filter(({ role }) => role === 'chords' || role === 'pad').flatMap(waysOf);
    if (ways.length < 3) {
      return null;
    }

    const way = meanOf(ways);
    return { mark: within(way, [0, 2.6], 1.2), says: `voices move ${way.toFixed(1)} semitones from chord to chord` };
  },
};

function waysOf({ notes }: Part): number[] {
  const voicings: number[][] = [];
  let from = -Infinity;
  for (const note of notes) {
    if (note.startTick - from > 90) {
      voicings.push([]);
      from = note.startTick;
    }

    at(voicings, -1).push(note.pitch);
  }

  const chords = voicings.filter((voicing) => voicing.length >= 3);
  return chords.slice(1).flatMap((voicing, i) => {
    const before = at(chords, i);
    const isSame = voicing.length === before.length && voicing.every((pitch) => before.includes(pitch));
    return isSame ? [] : [meanOf(voicing.map((pitch) => Math.min(...before.map((other) => Math.abs(other - pitch)))))];
  });
}
