import {
  approachTo,
  bassNote,
  chordHere,
  deadNote,
  fifthNear,
  octaveOf,
  placeWeight,
  toneNear,
  type BassBar,
  type BassNote,
  type ChordHere,
} from './bass-bar.ts';

/** Notes from onsets: each lasts until the next (or its chord's end), `hold` of it sounding. */
export function sustained(
  bar: BassBar,
  onsets: readonly number[],
  hold: number,
  pitchOf: (slot: number, here: ChordHere, index: number) => number,
): BassNote[] {
  const ordered = [...new Set(onsets)].filter((slot) => slot >= 0 && slot < bar.grid.slots).sort((left, right) => left - right);
  return ordered.map((slot, index) => {
    const here = chordHere(bar, slot);
    const end = Math.min(ordered[index + 1] ?? bar.grid.slots, here.to);
    return bassNote(slot, Math.max(0.5, (end - slot) * hold), pitchOf(slot, here, index), placeWeight(bar, slot));
  });
}

/** Where chords begin in this bar. */
export function chordStarts(bar: BassBar): number[] {
  return bar.chords.map((here) => here.from);
}

/** Roots under the kick: the foot and the finger are one instrument. */
export function rootsLine(bar: BassBar): BassNote[] {
  const { settings, place } = bar;
  const starts = chordStarts(bar);
  const locked = place.energy < 0.3 ? bar.kicks.filter((slot) => bar.grid.beats.includes(slot)) : bar.kicks;
  const habit = bar.figure.fork(`roots/${place.barInPhrase % 4}`);
  const kept = locked.filter(() => habit.chance(0.55 + 0.45 * settings.busyness + 0.2 * place.energy));
  const notes = sustained(bar, [...starts, ...kept], 0.92, (slot, here, index) => {
    if (slot === here.from || index === 0) {
      return here.root;
    }

    // Late in a bar the line may look up to its fifth or octave before it moves on.
    const isLate = slot >= bar.grid.slots - 6;
    return isLate && habit.chance(0.12 + 0.25 * settings.busyness)
      ? habit.pick([fifthNear(bar, here), octaveOf(bar, here)])
      : here.root;
  });
  return withApproach(bar, notes);
}

/** One long note a chord, struck again at the bar line. */
export function heldLine(bar: BassBar): BassNote[] {
  const notes = sustained(bar, [0, ...chordStarts(bar)], 0.98, (_, here) => here.root);
  return bar.place.energy > 0.45 ? withApproach(bar, notes) : notes;
}

/** Root and fifth, alternating beats, with a walk into the next chord now and then. */
export function rootFifthLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  // In three, root and fifth take turns by the bar unless the chord is new.
  const half = grid.isCompound
    ? grid.beats[Math.floor(grid.beats.length / 2)]!
    : grid.slots % 8 === 0
      ? grid.slots / 2
      : grid.meter === '5/4'
        ? 12
        : 8;
  const onsets = [...chordStarts(bar), 0];
  if (grid.meter !== '3/4') {
    onsets.push(half);
  }

  if (grid.meter === '12/8') {
    onsets.push(6, 18);
  }

  const isFifthBar =
    grid.meter === '3/4' && place.barInSection % 2 === 1 && bar.chords.every((here) => here.chord.startTick < place.startTick);
  const habit = bar.figure.fork(`fifth/${place.barInPhrase % 4}`);
  const below = habit.chance(0.6);
  const notes = sustained(bar, onsets, place.energy > 0.6 ? 0.72 : 0.9, (slot, here) => {
    const isStart = slot === here.from && !isFifthBar;
    if (isStart || (slot !== half && slot !== 0)) {
      return here.root;
    }

    const fifth = fifthNear(bar, here);
    return below && fifth - 12 >= settings.low ? fifth - 12 : fifth;
  });
  // A pick-up eighth into the third beat gives the two-feel its bounce.
  if (!grid.isCompound && place.energy > 0.4 && grid.slots === 16 && habit.chance(0.3 + 0.4 * settings.busyness)) {
    const here = chordHere(bar, half - 2);
    return withApproach(bar, inserted(notes, bassNote(half - 2, 1.6, here.root, 0.78)));
  }

  return withApproach(bar, notes);
}

/** Driving eighths on the root; the last one of a chord leans into the next. Palm-muted while the music is low. */
export function eighthsLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const habit = bar.figure.fork(`eighths/${place.barInPhrase % 2}`);
  const isMuted = place.energy < 0.5;
  const slots = Array.from({ length: Math.floor(grid.slots / 2) }, (_, index) => index * 2);
  const skipped = settings.busyness < 0.75 && habit.chance(0.5) ? habit.pick([6, 10, 14]) : -1;
  const lift = habit.chance(0.25 * settings.busyness + 0.1) ? habit.pick([6, 10, 12]) : -1;
  const notes = sustained(
    bar,
    [...slots.filter((slot) => slot !== skipped), ...chordStarts(bar)],
    isMuted ? 0.7 : 0.9,
    (slot, here) => (slot === lift && slot !== here.from ? octaveOf(bar, here) : here.root),
  ).map((note) => (isMuted && note.slot % 4 !== 0 ? { ...note, articulation: 'mute' as const } : note));
  return withApproach(bar, notes);
}

/** Sixteenth gallop (long, short, short), the synthwave engine. */
export function gallopLine(bar: BassBar): BassNote[] {
  const { grid, place } = bar;
  const habit = bar.figure.fork('gallop');
  const cell = grid.isCompound
    ? [0, 2, 4]
    : habit.pick([
        [0, 2, 3],
        [0, 1, 2, 3],
        [0, 2, 3],
        [2, 3],
      ]);
  const step = grid.isCompound ? 6 : 4;
  const onsets = grid.beats.flatMap((beat) => cell.map((offset) => beat + offset)).filter((slot) => slot < grid.slots);
  const octaveBeat = habit.pick([1, 2, 3]);
  return withApproach(
    bar,
    sustained(bar, [...onsets, ...chordStarts(bar)], 0.8, (slot, here) =>
      slot !== here.from && Math.floor(slot / step) === octaveBeat && place.barInPhrase % 2 === 1 && slot % step >= 2
        ? octaveOf(bar, here)
        : here.root,
    ),
  );
}

/** The pedal: the key's own root under whatever passes above, pulsing with the music's energy. */
export function pedalLine(bar: BassBar): BassNote[] {
  const { grid, place } = bar;
  const pitch = toneNear(bar, bar.tonic, bar.settings.low + 6);
  if (place.energy < 0.4) {
    return [bassNote(0, grid.slots, pitch)];
  }

  const step = place.energy > 0.7 ? 2 : 4;
  const slots = Array.from({ length: Math.ceil(grid.slots / step) }, (_, index) => index * step);
  return sustained(bar, slots, 0.85, () => pitch);
}

/** The last eighth before a new chord steps into it: `approach` is how often. */
export function withApproach(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const { settings, grid } = bar;
  let result = [...notes];
  for (const here of bar.chords) {
    const rng = bar.chance.fork(`approach/${here.from}`);
    const isBarEnd = here.to >= grid.slots;
    const likelihood = settings.approach * (isBarEnd && bar.place.isPhraseEnd ? 1 : 0.55) * (0.35 + 0.65 * bar.place.energy);
    if (!here.isChange || here.to - here.from < 4 || !rng.chance(likelihood)) {
      continue;
    }

    const length = grid.isCompound ? 2 : rng.chance(0.25) && bar.place.energy > 0.5 ? 1 : 2;
    const pitch = approachTo(bar, here, rng);
    if (pitch !== here.nextRoot) {
      result = inserted(result, bassNote(here.to - length, length * 0.92, pitch, 0.86));
    }
  }

  return result;
}

/** Puts a note into a line of one voice: what sounds there is cut short or gives way. */
export function inserted(notes: readonly BassNote[], note: BassNote): BassNote[] {
  const end = note.slot + note.length;
  const kept = notes
    .filter((one) => one.slot < note.slot || one.slot >= end)
    .map((one) => (one.slot + one.length > note.slot && one.slot < note.slot ? { ...one, length: note.slot - one.slot } : one));
  return [...kept, note].sort((left, right) => left.slot - right.slot);
}

/** Dead notes in the holes before kicks and back-beats, for players who leave them. */
export function withDeadNotes(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const { settings, grid, place } = bar;
  if (settings.ghosts <= 0 || grid.isCompound || place.energy < 0.35) {
    return [...notes];
  }

  const habit = bar.figure.fork(`dead/${place.barInPhrase % 2}`);
  let result = [...notes];
  for (let slot = 1; slot < grid.slots; slot++) {
    const isBefore = bar.backbeats.includes(slot + 1) || notes.some((note) => note.slot === slot + 1);
    const isOdd = slot % 2 === 1;
    const isFree = !result.some((note) => note.slot === slot || (note.slot < slot && note.slot + note.length > slot + 0.5));
    if (habit.chance(settings.ghosts * (isBefore ? 0.5 : isOdd ? 0.12 : 0.05)) && isFree) {
      result = inserted(result, deadNote(slot, chordHere(bar, slot).root));
    }
  }

  return result;
}
