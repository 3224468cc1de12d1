import { findInstrument, type Key } from '../../brief/index.ts';
import { at, type PitchClass } from '../../kernel/index.ts';
import { settlePart } from '../fit/settle-part.ts';
import { nameDegree } from '../harmony/numerals.ts';
import { writtenAtHome } from '../harmony/section-keys.ts';
import type { ChordQuality, ChordSpan, Note, Part, Score } from '../score.ts';
import { chordAt, chordIntervals, chordSymbol, type Harmony } from '../theory/chord.ts';
import { foldPitchClass, nearestPitch, tonicPitchClass } from '../theory/pitch.ts';
import { isMinorMode, modeSteps, scalePitchClasses } from '../theory/scale.ts';

/** From one key to another, by so many half steps up or down. */
export type KeyMove = { readonly from: Key; readonly to: Key; readonly shift: number };

/**
 * The score in another key. With the same mode every note moves by the same half steps. With another mode chords keep their
 * degree and take the quality that the new scale gives them, a chord's notes keep their function in it, and other notes
 * their degree. Lines that leave an instrument's range move by an octave; drums and whatever has no pitch stay.
 */
export function mapScore(score: Score, move: KeyMove): Score {
  return writtenAtHome(score, (home) => ({
    ...home,
    key: move.to,
    chords: home.chords.map((chord) => ({ ...chord, ...mapHarmony(chord, move) })),
    parts: home.parts.map((part) => (isPitched(part) ? mapPart(part, home, move) : part)),
  }));
}

function isPitched(part: Part): boolean {
  const instrument = findInstrument(part.instrument);
  return instrument !== null && instrument.sustain !== 'hit' && (instrument.family !== 'texture' || instrument.id === 'drone');
}

function mapPart(part: Part, score: Score, move: KeyMove): Part {
  const notes = part.notes.map((note): Note => {
    const pitchClass = mapPitchClass(foldPitchClass(note.pitch), chordAt(score.chords, note.startTick), move);
    return { ...note, pitch: nearestPitch(pitchClass, note.pitch + move.shift) };
  });
  const instrument = findInstrument(part.instrument);
  const outside = (octave: number): number =>
    notes.filter(({ pitch }) => instrument !== null && (pitch + octave < instrument.low || pitch + octave > instrument.high))
      .length;
  let octave = 0;
  for (const other of [12, -12, 24, -24]) {
    // A note at the edge may fold alone; a line that would lose more of its shape moves as a whole.
    if (outside(octave) > notes.length * 0.1 && outside(other) < outside(octave)) {
      octave = other;
    }
  }

  return settlePart({ ...part, notes: notes.map((note) => ({ ...note, pitch: note.pitch + octave })) }, score.endTick);
}

function mapPitchClass(pitchClass: PitchClass, chord: ChordSpan, move: KeyMove): PitchClass {
  if (move.from.mode === move.to.mode) {
    return foldPitchClass(pitchClass + move.shift);
  }

  const above = foldPitchClass(pitchClass - chord.root);
  const tone = chordIntervals(chord.quality).indexOf(above);
  if (tone >= 0) {
    const mapped = mapHarmony(chord, move);
    return foldPitchClass(mapped.root + functionOf(mapped.quality, tone, above));
  }

  return mapDegree(pitchClass, move);
}

/**
 * The interval of a chord's `tone`th note, or of the plainer note that stands for one above the seventh where this quality
 * has none: a ninth steps down to the root, an eleventh to the third, a thirteenth to the fifth.
 */
function functionOf(quality: ChordQuality, tone: number, interval: number): number {
  const intervals = chordIntervals(quality);
  const above = foldPitchClass(interval);
  return intervals[tone] ?? at(intervals, above === 2 ? 0 : above === 5 ? 1 : 2);
}

/** The degree of the old scale on the new one; what lies between two degrees keeps its distance from the lower. */
function mapDegree(pitchClass: PitchClass, { from, to }: KeyMove): PitchClass {
  const above = foldPitchClass(pitchClass - tonicPitchClass(from));
  const [old, now] = [modeSteps(from.mode), modeSteps(to.mode)];
  const own = old.indexOf(above);
  if (own >= 0) {
    return foldPitchClass(tonicPitchClass(to) + at(now, own));
  }

  // A raised or lowered note that the new scale has by itself is that note: the leading tone of minor is major's seventh.
  if (now.includes(above)) {
    return foldPitchClass(tonicPitchClass(to) + above);
  }

  const lower = old.findLastIndex((step) => step < above);
  return foldPitchClass(tonicPitchClass(to) + at(now, Math.max(0, lower)) + (above - at(old, Math.max(0, lower))));
}

/** A chord in another key: its degree, with the quality that the new scale gives it when it was plain in the old one. */
export function mapHarmony(harmony: Pick<Harmony, 'root' | 'quality' | 'bass'>, move: KeyMove): Harmony {
  if (move.from.mode === move.to.mode) {
    const moved = {
      root: foldPitchClass(harmony.root + move.shift),
      quality: harmony.quality,
      bass: foldPitchClass(harmony.bass + move.shift),
    };
    return { ...moved, degree: nameDegree(moved.root, moved.quality, move.to), symbol: chordSymbol(moved, move.to) };
  }

  const root = mapDegree(harmony.root, move);
  const scale = scalePitchClasses(move.from);
  const isPlain = chordIntervals(harmony.quality).every((interval) => scale.includes(foldPitchClass(harmony.root + interval)));
  const isDominant = foldPitchClass(harmony.root - tonicPitchClass(move.from)) === 7 && chordIntervals(harmony.quality)[1] === 4;
  const isRich = chordIntervals(harmony.quality).length > 4;
  // Minor keeps the dominant's major third where it leads home, without what only major has above it; colour chords from elsewhere keep their colour.
  const dominant = isRich ? '7' : harmony.quality;
  const quality = isPlain
    ? isDominant && isMinorMode(move.to.mode)
      ? dominant
      : diatonic(harmony.quality, root, move.to)
    : harmony.quality;
  const inChord = chordIntervals(harmony.quality).indexOf(foldPitchClass(harmony.bass - harmony.root));
  const bass =
    inChord >= 0
      ? foldPitchClass(root + functionOf(quality, inChord, harmony.bass - harmony.root))
      : mapDegree(harmony.bass, move);
  const mapped = { root, quality, bass };
  return { ...mapped, degree: nameDegree(root, quality, move.to), symbol: chordSymbol(mapped, move.to) };
}

/** Qualities whose notes have the same functions in the same order, so that each note of a chord has its place in the other. */
const KIN: readonly (readonly ChordQuality[])[] = [
  ['maj', 'min', 'dim', 'aug'],
  ['maj7', '7', 'min7', 'm7b5', 'minmaj7', 'dim7'],
  ['maj9', '9', 'min9'],
  ['add9', 'minadd9'],
  ['6', 'min6'],
];
/** What a chord with more above its seventh is without it. */
const SEVENTHS = ['maj7', '7', 'min7', 'm7b5'] as const;

/** The quality of this kind that the key has on a root; one that the key does not have stays as it is. */
function diatonic(quality: ChordQuality, root: PitchClass, key: Key): ChordQuality {
  const scale = scalePitchClasses(key);
  const fits = (other: ChordQuality): boolean =>
    chordIntervals(other).every((interval) => scale.includes(foldPitchClass(root + interval)));
  const kin = KIN.find((family) => family.includes(quality)) ?? [];
  const isRich = chordIntervals(quality).length > 4;
  return [quality, ...kin, ...(isRich ? SEVENTHS : [])].find(fits) ?? quality;
}
