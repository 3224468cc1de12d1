import { fifthOf, seventhOf, thirdOf } from '../theory/chord.ts';
import {
  approachTo,
  bassNote,
  chordHere,
  fifthNear,
  octaveOf,
  placeWeight,
  toneNear,
  type BassBar,
  type BassNote,
  type ChordHere,
} from './bass-bar.ts';
import { chordStarts, inserted, sustained, withApproach, withDeadNotes } from './bass-plain-lines.ts';

/** Octaves in eighths: low on the beat, high between (house, disco, dance rock). */
export function octavesLine(bar: BassBar): BassNote[] {
  const { grid } = bar;
  const off = grid.isCompound ? 4 : 2;
  const onsets = grid.beats.flatMap((beat) => [beat, beat + off]).filter((slot) => slot < grid.slots);
  return withApproach(
    bar,
    sustained(bar, [...onsets, ...chordStarts(bar)], 0.78, (slot, here) =>
      grid.beats.includes(slot) || slot === here.from ? here.root : octaveOf(bar, here),
    ),
  );
}

/** Disco: octaves with sixteenth pick-ups and a walk at the turn of every second bar. */
export function discoLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  if (grid.isCompound) {
    return octavesLine(bar);
  }

  const habit = bar.figure.fork(`disco/${place.barInPhrase % 2}`);
  let notes = octavesLine(bar);
  for (const beat of grid.beats) {
    if (beat > 0 && habit.chance(0.2 + 0.3 * settings.busyness)) {
      const here = chordHere(bar, beat - 1);
      notes = inserted(notes, bassNote(beat - 1, 0.7, octaveOf(bar, here), 0.72));
    }
  }

  return walkUp(bar, notes, place.barInPhrase % 2 === 1 ? 0.35 + 0.4 * settings.fills : 0.1);
}

/** The last beat climbs or falls by step into the next chord. */
function walkUp(bar: BassBar, notes: readonly BassNote[], likelihood: number): BassNote[] {
  const { grid } = bar;
  const here = chordHere(bar, grid.slots - 1);
  const rng = bar.chance.fork('walk-up');
  const gap = here.nextRoot - here.root;
  if (!here.isChange || grid.slots - here.from < 8 || Math.abs(gap) < 3 || Math.abs(gap) > 9 || !rng.chance(likelihood)) {
    return [...notes];
  }

  const side = gap > 0 ? -1 : 1;
  return [4, 2].reduce(
    (line, back) => inserted(line, bassNote(grid.slots - back, 1.7, here.nextRoot + side * (back === 4 ? 2 : 1), 0.88)),
    [...notes],
  );
}

/**
 * Funk and soul: a two-bar riff that the material keeps. "One" is certain; the rest falls on kicks and between them, with
 * octave pops, sevenths and fifths, dead notes and real holes.
 */
export function syncopatedLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const habit = bar.figure.fork(`riff/${place.barInPhrase % 2}`);
  const density = 0.3 + 0.45 * settings.busyness;
  const onsets = new Set<number>([...chordStarts(bar), ...(place.barInPhrase % 2 === 0 || habit.chance(0.7) ? [0] : [])]);
  // Places in fours are taken from the bar's kicks first, then from the classic holes around the back-beat.
  for (const slot of bar.kicks) {
    if (habit.chance(0.9)) {
      onsets.add(slot);
    }
  }

  const holes = grid.isCompound ? [4, 10, 16, 22] : [3, 6, 7, 10, 11, 13, 14, 15];
  for (const slot of holes) {
    if (slot < grid.slots && !bar.backbeats.includes(slot) && habit.chance(density * (slot % 2 === 0 ? 0.42 : 0.26))) {
      onsets.add(slot);
    }
  }

  const isShort = habit.chance(0.7);
  const notes = sustained(bar, [...onsets], 0.86, (slot, here, index) => {
    if (slot === here.from || slot === 0 || index === 0) {
      return here.root;
    }

    return grooveTone(bar, here, slot, habit.fork(`tone/${slot}`).next());
  }).map((note) => (isShort && note.length > 3 && note.slot !== 0 ? { ...note, length: 2.4 } : note));
  return withDeadNotes(bar, withApproach(bar, notes));
}

function grooveTone(bar: BassBar, here: ChordHere, slot: number, draw: number): number {
  const isOff = slot % 4 !== 0;
  if (draw < (isOff ? 0.4 : 0.62)) {
    return here.root;
  }

  if (draw < 0.66) {
    return octaveOf(bar, here);
  }

  if (draw < 0.86) {
    return fifthNear(bar, here);
  }

  return toneNear(bar, seventhOf(here.chord) ?? fifthOf(here.chord), here.root + 8);
}

/** House: the bass answers the kick on the off-beats, with a sixteenth syncopation that is the figure's own. */
export function offbeatLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  if (grid.isCompound) {
    return sustained(
      bar,
      grid.beats.flatMap((beat) => [beat + 2, beat + 4]),
      0.7,
      (_, here) => here.root,
    );
  }

  const habit = bar.figure.fork(`offbeat/${place.barInPhrase % 2}`);
  const onsets = new Set(grid.beats.map((beat) => beat + 2).filter((slot) => slot < grid.slots));
  for (const slot of [3, 7, 9, 11, 13, 15]) {
    if (slot < grid.slots && habit.chance(0.1 + 0.28 * settings.busyness)) {
      onsets.add(slot);
    }
  }

  const notes = sustained(bar, [...onsets], 0.82, (slot, here) => {
    const draw = habit.fork(`tone/${slot}`).next();
    return slot % 4 === 2 || draw < 0.5 ? here.root : draw < 0.8 ? octaveOf(bar, here) : fifthNear(bar, here);
  }).map((note) => ({ ...note, length: Math.min(note.length, 1.8) }));
  return withApproach(bar, notes);
}

/** Bossa: dotted root, the fifth before the middle and across it, the root again before the bar line. */
export function bossaLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  if (grid.slots !== 16) {
    const half = grid.beats[Math.floor(grid.beats.length / 2)] ?? 0;
    return withApproach(
      bar,
      sustained(bar, [0, half, ...chordStarts(bar)], 0.85, (slot, here) =>
        slot === here.from || slot === 0 ? here.root : fifthNear(bar, here),
      ),
    );
  }

  const habit = bar.figure.fork(`bossa/${place.barInPhrase % 2}`);
  const below = habit.chance(0.55);
  const onsets = [0, 8, ...chordStarts(bar)];
  if (place.energy > 0.25) {
    onsets.push(6);
  }

  if (habit.chance(0.55 + 0.4 * settings.busyness)) {
    onsets.push(14);
  }

  const notes = sustained(bar, onsets, 0.88, (slot, here) => {
    if (slot === here.from || slot === 0) {
      return here.root;
    }

    if (slot === 14) {
      return here.root;
    }

    const fifth = fifthNear(bar, here);
    return below && fifth - 12 >= settings.low ? fifth - 12 : fifth;
  });
  return withApproach(bar, notes);
}

/** 808 and sub: few, long, low, on kicks; a glide into the next chord or up the octave where the phrase turns. */
export function eightOhEightLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const isSub = bar.line === 'sub';
  const habit = bar.figure.fork(`808/${place.barInPhrase % 4}`);
  const kicks = bar.kicks.filter((slot) => slot === 0 || habit.chance(isSub ? 0.5 : 0.86));
  const onsets = [...chordStarts(bar), ...kicks];
  let notes = sustained(bar, onsets, isSub ? 0.96 : 0.94, (slot, here) =>
    slot !== here.from && slot > grid.slots / 2 && habit.fork(`tone/${slot}`).chance(0.14 * settings.busyness)
      ? fifthNear(bar, here)
      : here.root,
  );
  const rng = bar.chance.fork('glide');
  const last = notes[notes.length - 1];
  const isTurn = place.barInPhrase % 2 === 1;
  if (
    last !== undefined &&
    settings.glides > 0 &&
    rng.chance(settings.glides * (isTurn ? 0.75 : 0.2)) &&
    grid.slots - last.slot >= 3
  ) {
    const here = chordHere(bar, last.slot);
    // Up to the octave and away, or down a step into what comes: the slide starts from the note that is sounding.
    const octave = octaveOf(bar, here);
    const isLeap = octave !== here.root && rng.chance(0.55);
    const target = isLeap ? octave : approachTo(bar, here, rng);
    const at = Math.max(last.slot + 2, grid.slots - rng.pick([2, 3, 4]));
    notes = inserted(notes, bassNote(at, grid.slots - at, target, 0.9, 'slide'));
  }

  return notes;
}

/** Broken chords: root, fifth, octave, tenth, in eighths or sixteenths by energy. */
export function arpeggioLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const habit = bar.figure.fork('arpeggio');
  const step = !grid.isCompound && (settings.busyness > 0.6 || place.energy > 0.8) ? 1 : 2;
  const order = habit.pick([
    [0, 1, 2, 1],
    [0, 2, 1, 2],
    [0, 0, 2, 1],
    [0, 2, 3, 1],
  ]);
  const slots = Array.from({ length: Math.floor(grid.slots / step) }, (_, index) => index * step);
  return sustained(bar, [...slots, ...chordStarts(bar)], 0.82, (slot, here) => {
    const index = Math.floor((slot - here.from) / step);
    const tone = slot === here.from ? 0 : (order[index % order.length] ?? 0);
    switch (tone) {
      case 1:
        return fifthNear(bar, here);
      case 2:
        return octaveOf(bar, here);
      case 3:
        return toneNear(bar, thirdOf(here.chord), here.root + 15);
      default:
        return here.root;
    }
  });
}

/** Reggae: a riff with a hole where others have their downbeat, root, third and fifth in short phrases. */
export function reggaeLine(bar: BassBar): BassNote[] {
  const { grid, place } = bar;
  const habit = bar.figure.fork(`reggae/${place.barInPhrase % 2}`);
  const figure = habit.pick([
    [0, 3, 6, 8],
    [2, 4, 6, 10],
    [0, 6, 8, 10, 14],
    [4, 6, 8, 14],
  ]);
  const onsets = figure
    .map((slot) => (grid.isCompound ? Math.floor(slot / 4) * 6 + (slot % 4) : slot))
    .filter((slot) => slot < grid.slots);
  return withApproach(
    bar,
    sustained(bar, onsets.length > 0 ? onsets : [0], 0.8, (slot, here, index) => {
      if (slot === here.from || index === 0) {
        return here.root;
      }

      const draw = habit.fork(`tone/${slot}`).next();
      return draw < 0.4 ? here.root : draw < 0.7 ? fifthNear(bar, here) : toneNear(bar, thirdOf(here.chord), here.root + 4);
    }).map((note) => ({ ...note, weight: note.weight * placeWeight(bar, note.slot) })),
  );
}
