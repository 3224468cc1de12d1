import { chordScale } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { bassNote, chordHere, fifthNear, octaveOf, placeWeight, type BassBar, type BassNote } from './bass-bar.ts';
import { onKicks, riffed, type BassRiff } from './bass-band-lines.ts';
import { bossaLine, syncopatedLine } from './bass-groove-lines.ts';
import { rootFifthLine, withDeadNotes } from './bass-plain-lines.ts';

/** Afrobeat: short words that answer each other over two bars and never change. */
const AFRO: readonly BassRiff[] = [
  ['1-1..5-...8-7-5-', '1-1...5-......5-'],
  ['1--.5--.1-..7-8-', '1--.5--.....L-5-'],
  ['..1-1-..5-7-8-..', '..1-1-..7-5-L---'],
  ['1-.1..8-7-5-....', '1-.1..5-7-..5-7-'],
  ['1-----5-1-.5-7-.', '1-----5-..8-7-5-'],
];

/** Under a dembow: three, three and two, low and round. */
const DEMBOW: readonly BassRiff[] = [
  ['1-----1---..1-5-', '1-----1---..5-c-'],
  ['1--1--1-1--1--5-', '1--1--1-1--5--c-'],
  ['1-----5---1-----', '1-----5---8-5-c-'],
  ['1-....1-5---....', '1-....1-5---3-c-'],
  ['1-----L-1---5-8-', '1-----5-L-----c-'],
  ['1-------5---8---', '1-----5-....8-c-'],
];

/** Afrobeat's riff; the whole groove hangs on its holes. */
export function afroLine(bar: BassBar): BassNote[] {
  return bar.grid.slots === 16 ? withDeadNotes(bar, riffed(bar, AFRO)) : syncopatedLine(bar);
}

/** The bass of a dembow. */
export function dembowLine(bar: BassBar): BassNote[] {
  return bar.grid.slots === 16 ? onKicks(bar, riffed(bar, DEMBOW)) : rootFifthLine(bar);
}

/**
 * Tumbao: the fifth before the middle of the bar, and on the last beat the next bar's root, tied over the bar line. The downbeat is
 * left to the dancers; only the first bar of a section has it.
 */
export function tumbaoLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  if (grid.slots !== 16) {
    return bossaLine(bar);
  }

  const habit = bar.chance.fork('tumbao');
  const first = chordHere(bar, 0);
  const middle = chordHere(bar, 8);
  const last = chordHere(bar, 15);
  const isNewHalf = middle.from === 8;
  const notes: BassNote[] = [];
  if (place.barInSection === 0 || (place.energy < 0.4 && place.barInPhrase === 0)) {
    notes.push(bassNote(0, 5.4, first.root, 1.02));
  }

  const sixth = isNewHalf ? middle.root : habit.chance(0.72) ? fifthBelow(bar, first) : first.root;
  notes.push(bassNote(6, 5.2, sixth, placeWeight(bar, 6)));
  if (place.energy > 0.72 && habit.chance(0.28 * settings.busyness + 0.1)) {
    notes.push(bassNote(10, 1.6, octaveOf(bar, middle), 0.86));
  }

  // Tied over: it sounds until the next bar's off-beat takes it away.
  notes.push(bassNote(12, place.isSectionEnd ? 3.6 : 9.6, last.nextRoot, 1.04));
  if (place.isPhraseEnd && habit.chance(0.3 + 0.4 * settings.fills)) {
    notes.push(bassNote(14, 1.7, fifthNear(bar, { ...last, root: last.nextRoot }), 0.84));
  }

  return notes;
}

/** The fifth under the root where the register has it: a tumbao falls and springs up again. */
function fifthBelow(bar: BassBar, here: ReturnType<typeof chordHere>): number {
  const fifth = fifthNear(bar, here);
  return fifth > here.root && fifth - 12 >= bar.settings.low ? fifth - 12 : fifth;
}

/** Continuo: crotchets that go by step from one chord's bass to the next, quavers where the music moves, cadences in octaves and fifths. */
export function continuoLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const notes: BassNote[] = [];
  const isRunning = place.energy > 0.62 && settings.busyness > 0.3 && bar.figure.fork('run').chance(settings.busyness);
  const step = isRunning && !grid.isCompound ? 2 : grid.isCompound ? (place.energy > 0.45 ? 2 : 6) : 4;
  for (const here of bar.chords) {
    const steps = Math.max(1, Math.round((here.to - here.from) / step));
    const path = pathOf(bar, here, steps);
    path.forEach((pitch, index) => {
      const slot = here.from + index * step;
      if (index === 0 || place.energy > 0.24) {
        notes.push(bassNote(slot, (place.energy > 0.24 ? step : here.to - slot) * 0.92, pitch, placeWeight(bar, slot)));
      }
    });
  }

  return notes;
}

/** Tones from this chord's bass towards the next one's: steps of the scale that arrive in time, chord tones before them while there is time. */
function pathOf(bar: BassBar, here: ReturnType<typeof chordHere>, steps: number): readonly number[] {
  const { settings } = bar;
  const scale = chordScale(here.chord, bar.key);
  const side =
    here.nextRoot > here.root ? -1 : here.nextRoot < here.root ? 1 : bar.chance.fork(`side/${here.from}`).pick([-1, 1]);
  const into: number[] = [];
  for (
    let pitch = here.nextRoot + side;
    into.length < Math.min(3, steps - 1) &&
    Math.abs(pitch - here.nextRoot) < 7 &&
    pitch >= settings.low &&
    pitch <= settings.high;
    pitch += side
  ) {
    if (scale.includes(foldPitchClass(pitch)) && pitch !== here.root) {
      into.unshift(pitch);
    }
  }

  const still = steps - 1 - into.length;
  const stay = Array.from({ length: Math.max(0, still) }, (_, index) =>
    index % 2 === 0 ? fifthNear(bar, here) : octaveOf(bar, here),
  );
  return [here.root, ...stay, ...into].slice(0, steps);
}
