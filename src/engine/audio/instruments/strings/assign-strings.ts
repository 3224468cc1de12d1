import type { PlayedNote } from '../../performance.ts';

/** The frets there are above an open string. */
const FRETS = 22;
/** Notes that start within this many frames belong to one hand position. */
const CHORD_SAMPLES = 3840;
/** Notes that start within this many frames are struck together. */
const TOGETHER_SAMPLES = 2400;

/**
 * Which string sounds each note, lowest open pitch first in `open`. No string has two notes of one chord; a chord is laid
 * from the top string down, a single note goes where its fret is closest to the hand. Notes that fit nowhere go to the
 * string that comes nearest.
 */
export function assignStrings(notes: readonly PlayedNote[], open: readonly number[]): readonly number[] {
  const strings = new Array<number>(notes.length).fill(0);
  let hand = 2;
  for (let from = 0; from < notes.length;) {
    let to = from + 1;
    while (
      to < notes.length &&
      notes[to]!.startSample - notes[from]!.startSample < CHORD_SAMPLES &&
      isNewString(notes, from, to)
    ) {
      to++;
    }

    hand = assignChord(notes, from, to, open, hand, strings);
    from = to;
  }

  return strings;
}

/** A pitch that comes back is a new stroke, not part of the chord; a step is a melody on one string. */
function isNewString(notes: readonly PlayedNote[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (Math.abs(notes[i]!.pitch - notes[to]!.pitch) < 0.5) {
      return false;
    }
  }

  return notes[to]!.articulation !== 'legato' && notes[to]!.articulation !== 'slide';
}

function assignChord(
  notes: readonly PlayedNote[],
  from: number,
  to: number,
  open: readonly number[],
  hand: number,
  strings: number[],
): number {
  const order = Array.from({ length: to - from }, (_, i) => from + i).sort(
    (left, right) => notes[right]!.pitch - notes[left]!.pitch || left - right,
  );
  const taken = new Set(ringingWith(notes, from).map((index) => strings[index]!));
  let frets = 0;
  let fretted = 0;
  for (const [place, index] of order.entries()) {
    const { pitch } = notes[index]!;
    const source = isSlur(notes[index]!) ? slurSource(notes, index) : null;
    const slurredFrom = source === null ? undefined : strings[source];
    const string =
      slurredFrom !== undefined && pitch >= open[slurredFrom]! && order.length === 1 && !taken.has(slurredFrom)
        ? slurredFrom
        : bestString(pitch, open, taken, order.length > 1 ? topFirst : Math.max(0, hand), order.length - place);
    strings[index] = string;
    taken.add(string);
    const fret = pitch - open[string]!;
    if (fret > 0.5) {
      frets += fret;
      fretted++;
    }
  }

  return fretted === 0 ? hand : frets / fretted - 1;
}

/** The note that a slur or slide comes from: of those struck before this one and its companions, the nearest in pitch; null where there is none. */
export function slurSource(notes: readonly PlayedNote[], index: number): number | null {
  const { startSample, pitch } = notes[index]!;
  let last = index - 1;
  while (last >= 0 && startSample - notes[last]!.startSample < TOGETHER_SAMPLES) {
    last--;
  }

  if (last < 0) {
    return null;
  }

  let nearest = last;
  for (let i = last - 1; i >= 0 && notes[last]!.startSample - notes[i]!.startSample < TOGETHER_SAMPLES; i--) {
    if (Math.abs(notes[i]!.pitch - pitch) < Math.abs(notes[nearest]!.pitch - pitch)) {
      nearest = i;
    }
  }

  return nearest;
}

/** A slid note of a double stop is laid by itself: the string of its companion is not free. */
function ringingWith(notes: readonly PlayedNote[], from: number): readonly number[] {
  const companions: number[] = [];
  if (isSlur(notes[from]!)) {
    for (let i = from - 1; i >= 0 && notes[from]!.startSample - notes[i]!.startSample < TOGETHER_SAMPLES; i--) {
      companions.push(i);
    }
  }

  return companions;
}

function isSlur(note: PlayedNote): boolean {
  return note.articulation === 'legato' || note.articulation === 'slide';
}

/** A chord is laid as open and low as it goes. */
const topFirst = -1;

function bestString(pitch: number, open: readonly number[], taken: ReadonlySet<number>, hand: number, needed: number): number {
  let best = -1;
  let bestCost = Infinity;
  for (const [string, openPitch] of open.entries()) {
    const fret = Math.round(pitch) - openPitch;
    if (taken.has(string)) {
      continue;
    }

    const outside = fret < 0 ? 100 - fret : fret > FRETS ? fret : 0;
    // Leave enough strings below for the rest of the chord.
    const crowded = hand === topFirst && string + 1 < needed ? 30 : 0;
    const reach = hand === topFirst ? fret : fret === 0 ? 2 : Math.abs(fret - hand - 1.5);
    const cost = outside + crowded + reach;
    if (cost < bestCost) {
      bestCost = cost;
      best = string;
    }
  }

  return best < 0 ? (taken.values().next().value ?? 0) : best;
}
