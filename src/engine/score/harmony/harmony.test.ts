import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mode, TONICS, type Key } from '../../brief/index.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { foldPitchClass, keySignature, spellPitchClass } from '../theory/pitch.ts';
import { voiceChords } from '../theory/voice-leading.ts';
import { readNumeral } from './numerals.ts';
import { readChord } from './symbols.ts';

const C: Key = { tonic: 'C', mode: 'major' };
const A: Key = { tonic: 'A', mode: 'minor' };
const anyKey = fc.record({ tonic: fc.constantFrom(...TONICS), mode: fc.constantFrom(...Mode.options) });

describe('numerals', () => {
  it.each([
    ['I', C, 'C'],
    ['vi7', C, 'Am7'],
    ['V7/ii', C, 'A7'],
    ['vii°7/V', C, 'F#dim7'],
    ['bVII', C, 'Bb'],
    ['IV/5', C, 'F/G'],
    ['I/3', C, 'C/E'],
    ['ii7/V', C, 'Am7'],
    ['ivadd9', C, 'Fm(add9)'],
    ['VI', A, 'F'],
    ['bVI', A, 'F'],
    ['V7', A, 'E7'],
    ['iiø7', A, 'Bm7b5'],
    ['iim7b5', A, 'Bm7b5'],
    ['bII', A, 'Bb'],
    ['#viio7', A, 'G#dim7'],
    ['i', A, 'Am'],
    ['VII', { tonic: 'D', mode: 'mixolydian' }, 'C'],
    ['II', { tonic: 'F', mode: 'lydian' }, 'G'],
  ] as const)('reads %s in %o as %s', (numeral, key, symbol) => {
    expect(readNumeral(numeral, key).symbol).toBe(symbol);
  });

  it('refuses what is no chord and says what to write', () => {
    expect(() => readNumeral('X', C)).toThrow(/roman numeral/);
    expect(() => readChord('H7', C)).toThrow(/Spell it/);
  });

  it('reads back every symbol it prints', () => {
    fc.assert(
      fc.property(
        anyKey,
        fc.constantFrom('I', 'ii7', 'V7', 'bVII', 'vi9', 'IVmaj7', 'V7/vi', 'viiø7', 'I/3', 'iiadd9', 'IVmaj7#11'),
        (key, numeral) => {
          const chord = readNumeral(numeral, key);
          const read = readChord(chord.symbol, key);
          expect([read.root, read.quality, read.bass]).toEqual([chord.root, chord.quality, chord.bass]);
        },
      ),
    );
  });
});

describe('symbols', () => {
  it.each([
    ['Bm', 11, 'min'],
    ['Cmaj7', 0, 'maj7'],
    ['CM7', 0, 'maj7'],
    ['Gmaj7', 7, 'maj7'],
    ['F#m7b5', 6, 'm7b5'],
    ['Ebsus4', 3, 'sus4'],
    ['A-7', 9, 'min7'],
    ['C#m(maj7)', 1, 'minmaj7'],
    ['Dmin', 2, 'min'],
    ['Am7/G', 9, 'min7'],
  ] as const)('reads %s', (symbol, root, quality) => {
    const chord = readChord(symbol, C);
    expect([chord.root, chord.quality]).toEqual([root, quality]);
  });
});

describe('spelling', () => {
  it('gives keys their signatures', () => {
    expect(keySignature(C)).toBe(0);
    expect(keySignature({ tonic: 'F#', mode: 'major' })).toBe(6);
    expect(keySignature({ tonic: 'Db', mode: 'major' })).toBe(-5);
    expect(keySignature({ tonic: 'Eb', mode: 'minor' })).toBe(-6);
    expect(keySignature({ tonic: 'D', mode: 'dorian' })).toBe(0);
    expect(spellPitchClass(10, { tonic: 'F', mode: 'major' })).toBe('Bb');
    expect(spellPitchClass(10, { tonic: 'B', mode: 'major' })).toBe('A#');
    expect(spellPitchClass(1, { tonic: 'D', mode: 'minor' })).toBe('C#');
    expect(spellPitchClass(10, { tonic: 'C', mode: 'major' })).toBe('Bb');
    expect(spellPitchClass(6, { tonic: 'C', mode: 'major' })).toBe('F#');
    expect(spellPitchClass(8, { tonic: 'A', mode: 'minor' })).toBe('G#');
  });
});

describe('voice leading', () => {
  const progression = fc.array(fc.constantFrom('I', 'ii7', 'iii', 'IVmaj7', 'V7', 'vi', 'bVII', 'V7/ii', 'vi9'), {
    minLength: 2,
    maxLength: 12,
  });

  it('stays in range, sounds the tones that tell, and moves little', () => {
    fc.assert(
      fc.property(
        anyKey,
        progression,
        fc.integer({ min: 3, max: 5 }),
        fc.constantFrom('close', 'open'),
        (key, numerals, voices, spacing) => {
          const chords = numerals.map((numeral) => readNumeral(numeral, key));
          const voicings = voiceChords(chords, { low: 50, high: 79, voices, spacing });
          voicings.forEach((voicing, i) => {
            const chord = chords[i]!;
            const tones = new Set(chordPitchClasses(chord));
            expect(voicing).toHaveLength(voices);
            expect([...voicing].sort((left, right) => left - right)).toEqual([...voicing]);
            expect(voicing[0]).toBeGreaterThanOrEqual(50);
            expect(voicing.at(-1)).toBeLessThanOrEqual(79);
            expect(voicing.every((pitch) => tones.has(foldPitchClass(pitch)))).toBe(true);
            if (i > 0) {
              const motion = voicing.reduce((sum, pitch, voice) => sum + Math.abs(pitch - voicings[i - 1]![voice]!), 0) / voices;
              expect(motion).toBeLessThan(5);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the bass lowest when asked', () => {
    const chords = ['I', 'I/3', 'IV', 'V/7', 'I'].map((numeral) => readNumeral(numeral, C));
    const voicings = voiceChords(chords, { low: 40, high: 72, voices: 4, hasBass: true, spacing: 'open' });
    expect(voicings.map((voicing) => foldPitchClass(voicing[0]!))).toEqual([0, 4, 5, 11, 0]);
  });
});
