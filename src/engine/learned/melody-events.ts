/**
 * What the melody net is told about a note before it chooses the pitch, as rows of its table.
 *
 * KEEP IN STEP with training/melody/events.py: fields, their order, their sizes and the buckets.
 */

/** Places are counted in 24ths of a quarter, as in the corpora. */
export const LEARNED_QUARTER = 24;
/** Pitches reach two octaves below the tonic and two above. */
export const PITCH_WINDOW = 24;
export const PITCHES = 2 * PITCH_WINDOW + 1;
/** Interval classes: more than an octave down, −12 … 12, more than an octave up. */
export const INTERVALS = 27;
/** Bars ago that a line can look back to. */
export const LOOKBACKS = [1, 2, 4, 8] as const;

/** Where the net's tunes came from, in the order of its table. */
export const MELODY_SOURCES = ['openewld', 'openhymnal', 'lieder', 'ryan', 'oneill'] as const;
export type MelodySource = (typeof MELODY_SOURCES)[number];

/** Families of chords that the net tells apart, in the order of its table. */
export const CHORD_FAMILIES = ['major', 'major-seventh', 'minor', 'dominant', 'diminished', 'suspended', 'augmented'] as const;
export type ChordFamily = (typeof CHORD_FAMILIES)[number];

export type PlannedChord = {
  readonly start: number;
  /** Semitones above the tonic, 0–11. */
  readonly root: number;
  readonly family: ChordFamily;
  /** Semitones of its first three or four tones above the root. */
  readonly tones: readonly number[];
};

export type PlannedNote = {
  readonly start: number;
  readonly length: number;
  readonly endsPhrase: boolean;
};

/** A rhythm over chords that waits for its pitches; `start` and `length` in 24ths of a quarter, the first bar at 0. */
export type MelodyPlan = {
  readonly meter: { readonly beats: number; readonly unit: number };
  readonly mode: 'maj' | 'min';
  /** Edges of the range, semitones from the tonic. */
  readonly low: number;
  readonly high: number;
  /** Whose way of singing: weights that add up to 1. */
  readonly sources: readonly { readonly source: MelodySource; readonly weight: number }[];
  readonly notes: readonly PlannedNote[];
  readonly chords: readonly PlannedChord[];
};

const PLANNED = [
  ['length_before', 14],
  ['length', 14],
  ['length_after', 14],
  ['gap_before', 4],
  ['gap_after', 4],
  ['place', 96],
  ['weight', 5],
  ['bar', 8],
  ['bars_left', 6],
  ['phrase_left', 8],
  ['phrase_since', 6],
  ['chord', 84],
  ['tone', 12],
  ['next_chord', 84],
  ['next_chord_in', 6],
  ['chord_is_new', 2],
  ['mode', 2],
  ['density', 6],
  ['low', 25],
  ['high', 25],
  ['source', 5],
] as const;

const SUNG = [
  ['before', PITCHES],
  ['step_before', INTERVALS],
  ['step_before_that', INTERVALS],
  ['over_root', 12],
  ['back_1', PITCHES],
  ['back_2', PITCHES],
  ['back_4', PITCHES],
  ['back_8', PITCHES],
  ['back_step_1', INTERVALS],
  ['back_step_2', INTERVALS],
  ['back_step_4', INTERVALS],
  ['back_step_8', INTERVALS],
] as const;

type Field = (typeof PLANNED)[number][0] | (typeof SUNG)[number][0];

const OFFSETS: ReadonlyMap<string, number> = (() => {
  const offsets = new Map<string, number>();
  // Row 0 means "nothing to say".
  let row = 1;
  for (const [name, size] of [...PLANNED, ...SUNG]) {
    offsets.set(name, row);
    row += size;
  }

  return offsets;
})();

function rowOf(field: Field, value: number): number {
  return (OFFSETS.get(field) ?? 0) + value;
}

const BACK = ['back_1', 'back_2', 'back_4', 'back_8'] as const;
const BACK_STEP = ['back_step_1', 'back_step_2', 'back_step_4', 'back_step_8'] as const;
const LENGTHS = [3, 5, 7, 9, 12, 16, 20, 24, 36, 42, 48, 72, 96];

/** One note of a plan as the net sees it before anything is sung. */
export type PlannedEvent = {
  /** Rows of the net's table that hold whatever is sung. */
  readonly rows: readonly number[];
  readonly chordRoot: number | null;
  /** For each lookback the note (index) that lies at this place so many bars ago, −1 where none does. */
  readonly models: readonly number[];
};

/** Length of a bar in 24ths of a quarter. */
export function barLengthOf(meter: MelodyPlan['meter']): number {
  return Math.floor((96 * meter.beats) / meter.unit);
}

/** Reads a plan into events. */
export function readPlan(plan: MelodyPlan): PlannedEvent[] {
  const { notes, meter } = plan;
  const chords = plan.chords.filter((chord, i) => !isSameChord(chord, plan.chords[i - 1]));
  const barLength = barLengthOf(meter);
  const lastBar = Math.floor((notes.at(-1)?.start ?? 0) / barLength);
  const density = bucket((notes.length * 96) / ((lastBar + 1) * barLength), [2, 3.5, 5, 7, 9.5]);
  const left = notesLeft(notes);
  const noteAt = new Map<number, number>();
  let chordAt = 0;
  let since = 0;
  return notes.map((note, i): PlannedEvent => {
    const { start, length } = note;
    while ((chords[chordAt + 1]?.start ?? Infinity) <= start) {
      chordAt++;
    }

    const here = chords[chordAt];
    const chord = here !== undefined && here.start <= start ? here : null;
    const after = chords[chordAt + 1];
    const before = notes[i - 1];
    const next = notes[i + 1];
    since = before === undefined || before.endsPhrase ? 0 : since + 1;
    const bar = Math.floor(start / barLength);
    const place = start - bar * barLength;
    const rows = [
      rowOf('length', bucket(length, LENGTHS)),
      rowOf('gap_before', bucket(before === undefined ? 96 : start - before.start - before.length, [2, 24, 48])),
      rowOf('gap_after', bucket(next === undefined ? 96 : next.start - start - length, [2, 24, 48])),
      rowOf('place', meterClass(meter) * 24 + Math.min(23, Math.floor(place / 6))),
      rowOf('weight', weightOf(place, meter)),
      rowOf('bar', bar % 8),
      rowOf('bars_left', bucket(lastBar - bar, [0, 1, 2, 3, 7])),
      rowOf('phrase_left', bucket(left[i] ?? 0, [0, 1, 2, 3, 4, 6, 9])),
      rowOf('phrase_since', bucket(since, [0, 1, 2, 4, 8])),
      rowOf('chord_is_new', chord !== null && (before === undefined || chord.start > before.start) ? 1 : 0),
      rowOf('mode', plan.mode === 'min' ? 1 : 0),
      rowOf('density', density),
      rowOf('low', edge(plan.low)),
      rowOf('high', edge(plan.high)),
    ];
    if (before !== undefined) {
      rows.push(rowOf('length_before', bucket(before.length, LENGTHS)));
    }

    if (next !== undefined) {
      rows.push(rowOf('length_after', bucket(next.length, LENGTHS)));
    }

    if (chord !== null) {
      rows.push(rowOf('chord', chordRow(chord)));
      rows.push(...chord.tones.slice(0, 4).map((tone) => rowOf('tone', (chord.root + tone) % 12)));
    }

    if (after !== undefined) {
      rows.push(rowOf('next_chord', chordRow(after)), rowOf('next_chord_in', bucket(after.start - start, [6, 12, 24, 48, 96])));
    }

    const models = LOOKBACKS.map((back) => noteAt.get((bar - back) * barLength + place) ?? -1);
    noteAt.set(start, i);
    return { rows, chordRoot: chord?.root ?? null, models };
  });
}

/** First row of the five sources in the net's table. */
export const SOURCE_ROW = rowOf('source', 0);

/** Rows of what hangs on the line sung so far (steps from the tonic), into `rows`; returns how many there are. */
export function readLine(sung: readonly number[], event: PlannedEvent, rows: Int32Array): number {
  const last = sung.length - 1;
  let count = 0;
  if (last >= 0) {
    rows[count++] = rowOf('before', sung[last]! + PITCH_WINDOW);
    if (event.chordRoot !== null) {
      rows[count++] = rowOf('over_root', (sung[last]! - event.chordRoot + 36) % 12);
    }
  }

  if (last >= 1) {
    rows[count++] = rowOf('step_before', intervalClass(sung[last]! - sung[last - 1]!));
  }

  if (last >= 2) {
    rows[count++] = rowOf('step_before_that', intervalClass(sung[last - 1]! - sung[last - 2]!));
  }

  for (let i = 0; i < BACK.length; i++) {
    const model = event.models[i]!;
    if (model >= 0) {
      rows[count++] = rowOf(BACK[i]!, sung[model]! + PITCH_WINDOW);
      if (model > 0) {
        rows[count++] = rowOf(BACK_STEP[i]!, intervalClass(sung[model]! - sung[model - 1]!));
      }
    }
  }

  return count;
}

/** 0 … 26 for an interval in semitones. */
export function intervalClass(step: number): number {
  return step < -13 ? 0 : step > 13 ? 26 : step + 13;
}

/** How many bounds lie below the value. */
function bucket(value: number, bounds: readonly number[]): number {
  let count = 0;
  for (const bound of bounds) {
    count += value > bound ? 1 : 0;
  }

  return count;
}

function edge(step: number): number {
  return Math.floor((Math.max(-24, Math.min(24, step)) + 24) / 2);
}

function chordRow(chord: PlannedChord): number {
  return chord.root * CHORD_FAMILIES.length + CHORD_FAMILIES.indexOf(chord.family);
}

function isSameChord(chord: PlannedChord, before: PlannedChord | undefined): boolean {
  return before !== undefined && before.root === chord.root && before.tones.join() === chord.tones.join();
}

/** 0 quadruple (and odd), 1 triple, 2 duple, 3 compound. */
function meterClass(meter: MelodyPlan['meter']): number {
  if (meter.unit >= 8 && meter.beats % 3 === 0) {
    return 3;
  }

  return meter.beats === 3 ? 1 : barLengthOf(meter) <= 48 ? 2 : 0;
}

function weightOf(place: number, meter: MelodyPlan['meter']): number {
  const length = barLengthOf(meter);
  const isCompound = meterClass(meter) === 3;
  if (place === 0) {
    return 4;
  }

  if (length % 2 === 0 && length >= 96 && !isCompound && place * 2 === length) {
    return 3;
  }

  return place % (isCompound ? 36 : 24) === 0 ? 2 : place % 12 === 0 ? 1 : 0;
}

/** Notes that follow each note before its phrase ends. */
function notesLeft(notes: readonly PlannedNote[]): number[] {
  const left = notes.map(() => 0);
  for (let i = notes.length - 2; i >= 0; i--) {
    left[i] = notes[i]!.endsPhrase ? 0 : left[i + 1]! + 1;
  }

  return left;
}
