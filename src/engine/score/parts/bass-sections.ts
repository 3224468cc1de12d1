import { isRefrain } from '../form/last-refrain.ts';
import { bassNote, octaveOf, chordHere, type BassBar, type BassNote } from './bass-bar.ts';

/** Lines whose player is free to look up the neck; others are figures that stand for themselves. */
const FREE = new Set<string>(['roots', 'root-fifth', 'eighths', 'syncopated', 'held']);

/** What a bass player does with a line because of where the piece is: lets breakdowns ring, reaches for the octave where refrains are at their height. */
export function inSection(bar: BassBar, notes: readonly BassNote[], isPeak: boolean): readonly BassNote[] {
  const { section } = bar.place;
  if (!FREE.has(bar.line)) {
    return notes;
  }

  const isOpen = section.kind === 'break' && section.energy < 0.75 && bar.place.barInSection < section.bars / 2;
  if (isOpen) {
    return ringing(bar);
  }

  return isRefrain(section) && section.energy >= 0.62 && bar.line !== 'held' ? withOctaves(bar, notes, isPeak) : notes;
}

/** One note a chord, left to ring. */
function ringing(bar: BassBar): readonly BassNote[] {
  return bar.chords.map((here) => bassNote(here.from, (here.to - here.from) * 0.96, here.root, 0.94));
}

/** The octave on a late off-beat of every second bar; at the piece's height also in the others, and with a note of its own. */
function withOctaves(bar: BassBar, notes: readonly BassNote[], isPeak: boolean): readonly BassNote[] {
  const habit = bar.figure.fork('octaves');
  const isOn = habit.chance(0.45 + 0.4 * bar.settings.busyness);
  const places = bar.grid.isCompound ? [8, 10, 4] : [6, 14, 10, 12];
  const [first, second] = habit.shuffled(places);
  const isTurn = bar.place.barInPhrase % 2 === 1;
  const wanted = [...(isTurn || isPeak ? [first] : []), ...(isPeak && isTurn ? [second] : [])];
  return !isOn
    ? notes
    : notes.map((note) => {
        const here = chordHere(bar, note.slot);
        const isFree = note.slot !== here.from && note.pitch === here.root && wanted.includes(note.slot);
        return isFree ? { ...note, pitch: octaveOf(bar, here), weight: note.weight * 1.05 } : note;
      });
}
