import { z } from 'zod';
import { at, clamp, type Tick } from '../../kernel/index.ts';
import { DRUM, type Note, type Part, type Role, type Score, type Section } from '../score.ts';
import { chordAt, isMinorChord } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';

/** Moves of a theme that are kept. */
const THEME_MOVES = 24;
/** Bars of harmony that are kept. */
const PROGRESSION_BARS = 16;
const SLOTS = 16;
/** Fingerprints of earlier music worth keeping: those of the newest so many pieces. */
export const MOST_FINGERPRINTS = 200;

const Strokes = z.array(z.int().min(0).max(9)).max(SLOTS).readonly();

/** What a piece is recognised by, in about half a kilobyte; plain data, to be kept and compared (see `likenessOf`). */
export const Fingerprint = z
  .object({
    style: z.string(),
    /** Quarter notes a minute at the start. */
    tempoBpm: z.number(),
    /** The first degree's pitch class, 0–11. */
    tonic: z.int().min(0).max(11),
    mode: z.string(),
    meter: z.string(),
    /** From note to note of the tune where it is most itself: semitones (−12 to 12), and sixteenths until the next note (1–16). */
    steps: z.array(z.int().min(-12).max(12)).max(THEME_MOVES).readonly(),
    lengths: z.array(z.int().min(1).max(16)).max(THEME_MOVES).readonly(),
    /** Per bar of the same section the chord's root above the first degree, 0–11, and 12 more when it is minor. */
    progression: z.array(z.int().min(0).max(23)).max(PROGRESSION_BARS).readonly(),
    /** How often something is struck on each sixteenth of a bar, 0 never to 9 always: bass and kick, back beat and chords, hats and figures. */
    groove: z.object({ low: Strokes, middle: Strokes, high: Strokes }).readonly(),
    /** Ids of the instruments that play, sorted, each once. */
    palette: z.array(z.string()).readonly(),
  })
  .readonly();
export type Fingerprint = z.infer<typeof Fingerprint>;

/** Which roles sing a tune, the best first. */
const SINGING: readonly Role[] = ['lead', 'counter', 'arpeggio', 'chords', 'pad'];

/** The fingerprint of a piece, taken of its most energetic section in which the tune is heard. */
export function fingerprintOf(score: Score): Fingerprint {
  const singer = singerOf(score);
  const home = homeOf(score, singer);
  const line = upperLine(singer?.notes.filter((note) => note.startTick >= home.startTick) ?? []).slice(0, THEME_MOVES + 1);
  const tonic = tonicPitchClass(home.key ?? score.key);
  const bars = Math.min(PROGRESSION_BARS, home.bars);
  return {
    style: score.style,
    tempoBpm: at(score.tempoMap, 0).bpm,
    tonic: tonicPitchClass(score.key),
    mode: score.key.mode,
    meter: score.meter,
    steps: line.slice(1).map((note, i) => clamp(note.pitch - at(line, i).pitch, -12, 12)),
    lengths: line.slice(1).map((note, i) => clamp(Math.round((note.startTick - at(line, i).startTick) / 240), 1, 16)),
    progression: Array.from({ length: bars }, (_, bar) => {
      const chord = chordAt(score.chords, home.startTick + bar * score.barTicks);
      return foldPitchClass(chord.root - tonic) + (isMinorChord(chord.quality) ? 12 : 0);
    }),
    groove: grooveOf(score, home),
    palette: [...new Set(score.parts.filter(({ notes }) => notes.length > 0).map(({ instrument }) => instrument))].sort(),
  };
}

/** Who has the tune: the player of the best singing role, of several the one with the most notes. */
export function singerOf(score: Score): Part | null {
  for (const role of SINGING) {
    const able = score.parts.filter((part) => part.role === role && part.notes.length > 0);
    const [first] = able.sort((left, right) => right.notes.length - left.notes.length);
    if (first !== undefined) {
      return first;
    }
  }

  return null;
}

/** The liveliest section in which at least four notes of the tune are heard; else the first of all. */
export function homeOf(score: Score, singer: Part | null): Section {
  const heard = score.sections.filter(
    (section) =>
      (singer?.notes.filter((note) => note.startTick >= section.startTick && note.startTick < section.endTick).length ?? 0) >= 4,
  );
  return heard.reduce(
    (best, section) => (section.energy > best.energy + 1e-9 ? section : best),
    heard[0] ?? at(score.sections, 0),
  );
}

/** The highest note of every onset, graces left out. */
export function upperLine(notes: readonly Note[]): readonly Note[] {
  const line: Note[] = [];
  for (const note of notes) {
    const last = line.at(-1);
    if (last !== undefined && note.startTick - last.startTick < 60) {
      line.pop();
    }

    line.push(note);
  }

  return line;
}

type Layer = keyof Fingerprint['groove'];

const KICKS: readonly number[] = [DRUM.kick, DRUM.lowTaiko];
const BACKBEATS: readonly number[] = [DRUM.snare, DRUM.clap, DRUM.sideStick, DRUM.snareAlt, DRUM.snap];

function layerOf(part: Part, note: Note): Layer {
  if (part.role === 'drums') {
    return KICKS.includes(note.pitch) ? 'low' : BACKBEATS.includes(note.pitch) ? 'middle' : 'high';
  }

  return part.role === 'bass' ? 'low' : part.role === 'chords' ? 'middle' : 'high';
}

function grooveOf(score: Score, home: Section): Fingerprint['groove'] {
  const counts = { low: new Float64Array(SLOTS), middle: new Float64Array(SLOTS), high: new Float64Array(SLOTS) };
  const slotTicks: Tick = score.barTicks / SLOTS;
  for (const part of score.parts) {
    if (part.role === 'lead' || part.role === 'effects' || part.role === 'texture' || part.role === 'pad') {
      continue;
    }

    const struck = new Set<string>();
    for (const note of part.notes) {
      const sixteenth = Math.round((note.startTick - home.startTick) / slotTicks);
      const layer = layerOf(part, note);
      // A chord is one stroke.
      if (sixteenth >= 0 && sixteenth < home.bars * SLOTS && !struck.has(`${layer}${sixteenth}`)) {
        struck.add(`${layer}${sixteenth}`);
        counts[layer][sixteenth % SLOTS]! += 1;
      }
    }
  }

  const graded = (row: Float64Array): number[] => [...row].map((count) => Math.min(9, Math.round((9 * count) / home.bars)));
  return { low: graded(counts.low), middle: graded(counts.middle), high: graded(counts.high) };
}
