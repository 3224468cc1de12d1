import type { Key } from '../../brief/index.ts';
import { at, type PitchClass, type Tick } from '../../kernel/index.ts';
import type { ChordQuality, ChordSpan } from '../score.ts';
import { foldPitchClass, spellPitchClass } from './pitch.ts';
import { scalePitchClasses } from './scale.ts';

const INTERVALS: { readonly [quality in ChordQuality]: readonly number[] } = {
  maj: [0, 4, 7],
  min: [0, 3, 7],
  dim: [0, 3, 6],
  aug: [0, 4, 8],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  '5': [0, 7],
  '6': [0, 4, 7, 9],
  min6: [0, 3, 7, 9],
  '7': [0, 4, 7, 10],
  maj7: [0, 4, 7, 11],
  min7: [0, 3, 7, 10],
  m7b5: [0, 3, 6, 10],
  dim7: [0, 3, 6, 9],
  '7sus4': [0, 5, 7, 10],
  add9: [0, 4, 7, 2],
  minadd9: [0, 3, 7, 2],
  '9': [0, 4, 7, 10, 2],
  maj9: [0, 4, 7, 11, 2],
  min9: [0, 3, 7, 10, 2],
  '13': [0, 4, 7, 10, 2, 9],
  min11: [0, 3, 7, 10, 2, 5],
  'maj7#11': [0, 4, 7, 11, 6],
  '7b9': [0, 4, 7, 10, 1],
  '7#9': [0, 4, 7, 10, 3],
  minmaj7: [0, 3, 7, 11],
};

const SUFFIXES: { readonly [quality in ChordQuality]: string } = {
  maj: '',
  min: 'm',
  dim: 'dim',
  aug: 'aug',
  sus2: 'sus2',
  sus4: 'sus4',
  '5': '5',
  '6': '6',
  min6: 'm6',
  '7': '7',
  maj7: 'maj7',
  min7: 'm7',
  m7b5: 'm7b5',
  dim7: 'dim7',
  '7sus4': '7sus4',
  add9: 'add9',
  minadd9: 'm(add9)',
  '9': '9',
  maj9: 'maj9',
  min9: 'm9',
  '13': '13',
  min11: 'm11',
  'maj7#11': 'maj7#11',
  '7b9': '7b9',
  '7#9': '7#9',
  minmaj7: 'm(maj7)',
};

/** A chord without a place in time: what numerals and symbols name. */
export type Harmony = Pick<ChordSpan, 'root' | 'quality' | 'bass' | 'degree' | 'symbol'>;

/** Semitones above the root, the root first, extensions (2 is a ninth, 5 an eleventh, 9 a thirteenth) last. */
export function chordIntervals(quality: ChordQuality): readonly number[] {
  return INTERVALS[quality];
}

/** The chord's pitch classes: root, third, fifth, then seventh and extensions. A foreign bass note is not among them. */
export function chordPitchClasses(chord: Pick<ChordSpan, 'root' | 'quality'>): PitchClass[] {
  return INTERVALS[chord.quality].map((interval) => foldPitchClass(chord.root + interval));
}

/** The pitch classes of the chord's triad (or what stands for it), without sevenths and extensions. */
export function triadPitchClasses(chord: Pick<ChordSpan, 'root' | 'quality'>): PitchClass[] {
  return chordPitchClasses(chord).slice(0, 3);
}

/** The third of the chord, or the second or fourth that a suspended chord has instead, or the fifth of a power chord. */
export function thirdOf(chord: Pick<ChordSpan, 'root' | 'quality'>): PitchClass {
  return foldPitchClass(chord.root + at(INTERVALS[chord.quality], 1));
}

/** The fifth of the chord, perfect or altered. */
export function fifthOf(chord: Pick<ChordSpan, 'root' | 'quality'>): PitchClass {
  const intervals = INTERVALS[chord.quality];
  return foldPitchClass(chord.root + (intervals.find((interval) => interval >= 6 && interval <= 8) ?? 7));
}

/** The seventh (or the sixth of a sixth chord), null for a triad. */
export function seventhOf(chord: Pick<ChordSpan, 'root' | 'quality'>): PitchClass | null {
  const intervals = INTERVALS[chord.quality];
  const seventh =
    intervals.find((interval) => interval === 10 || interval === 11) ?? (intervals.length === 4 && intervals[3] === 9 ? 9 : null);
  return seventh === null ? null : foldPitchClass(chord.root + seventh);
}

/** The two notes that tell the chord's colour: third and seventh, or third and fifth of a triad. */
export function guideTones(chord: Pick<ChordSpan, 'root' | 'quality'>): readonly [PitchClass, PitchClass] {
  return [thirdOf(chord), seventhOf(chord) ?? fifthOf(chord)];
}

/** Whether the chord sounds minor or diminished. */
export function isMinorChord(quality: ChordQuality): boolean {
  return INTERVALS[quality][1] === 3 && INTERVALS[quality][2] !== 4;
}

/**
 * Seven pitch classes to run through over a chord, rising from the chord's root: the key's scale bent so that every
 * chord tone is in it (over E7 in A minor the G becomes G#).
 */
export function chordScale(chord: Pick<ChordSpan, 'root' | 'quality'>, key: Key): PitchClass[] {
  const tones = chordPitchClasses(chord);
  const scale = scalePitchClasses(key);
  const bent = scale.filter((pitchClass) => {
    if (tones.includes(pitchClass)) {
      return true;
    }

    // A scale note a semitone from a chord tone that is foreign to the key gives way to that chord tone.
    return !tones.some(
      (tone) => !scale.includes(tone) && (foldPitchClass(tone - pitchClass) === 1 || foldPitchClass(pitchClass - tone) === 1),
    );
  });
  const all = [...new Set([...bent, ...tones])];
  return all.sort((left, right) => foldPitchClass(left - chord.root) - foldPitchClass(right - chord.root));
}

/** The chord as printed on a lead sheet in this key: `F#m7b5`, `C/E`. */
export function chordSymbol(chord: Pick<ChordSpan, 'root' | 'quality' | 'bass'>, key: Key): string {
  const name = `${spellPitchClass(chord.root, key)}${SUFFIXES[chord.quality]}`;
  return chord.bass === chord.root ? name : `${name}/${spellPitchClass(chord.bass, key)}`;
}

/** The chord that sounds at `tick`; the last one from there on. */
export function chordAt(chords: readonly ChordSpan[], tick: Tick): ChordSpan {
  let low = 0;
  let high = chords.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(chords, middle).startTick <= tick) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }

  return at(chords, low);
}
