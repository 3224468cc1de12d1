import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUALITIES } from '../parts/chordal/harmony-fixture.ts';
import { chordPitchClasses, seventhOf, thirdOf } from '../theory/chord.ts';
import { chooseCapo, fretProgression, handMotion } from './fret-progression.ts';
import { fingersFor, MAX_FINGERS, MAX_SPAN, type Shape, shapesFor } from './shapes.ts';
import { BANJO, GUITAR, MANDOLIN, UKULELE } from './tunings.ts';

const chord = fc
  .record({ root: fc.integer({ min: 0, max: 11 }), quality: fc.constantFrom(...QUALITIES) })
  .map((item) => ({ ...item, bass: item.root }));

describe('fretboard', () => {
  it('finds shapes that a hand can hold for every chord, tuning and grip', () => {
    fc.assert(
      fc.property(
        chord,
        fc.constantFrom(GUITAR, UKULELE, BANJO, MANDOLIN),
        fc.constantFrom('open', 'barre', 'triad', 'power'),
        fc.integer({ min: 0, max: 5 }),
        (wanted, tuning, grip, capo) => {
          const shapes = shapesFor(wanted, tuning, { grip, capo, needsBass: true });
          expect(shapes.length).toBeGreaterThan(0);
          const tones = [...chordPitchClasses(wanted), (wanted.root + 7) % 12];
          for (const shape of shapes) {
            const fretted = shape.frets.filter((fret): fret is number => fret !== null && fret > 0);
            expect(fretted.length === 0 ? 0 : Math.max(...fretted) - Math.min(...fretted)).toBeLessThan(MAX_SPAN);
            expect(shape.fingers).toBeLessThanOrEqual(MAX_FINGERS);
            expect(fingersFor(shape.frets)).toBe(shape.fingers);
            shape.pitches.forEach((pitch, string) => {
              const fret = shape.frets[string] ?? null;
              expect(pitch).toBe(fret === null ? null : (tuning.strings[string] ?? 0) + capo + fret);
              expect(pitch === null || tones.includes(pitch % 12)).toBe(true);
            });
          }
        },
      ),
      { numRuns: 250 },
    );
  });

  it('has a shape for every chord on every instrument with any capo', () => {
    for (const tuning of [GUITAR, UKULELE, BANJO, MANDOLIN]) {
      for (const quality of QUALITIES) {
        for (let root = 0; root < 12; root++) {
          for (const grip of ['open', 'triad'] as const) {
            expect(
              shapesFor({ root, quality, bass: root }, tuning, { grip, capo: root % 3, needsBass: false }).length,
            ).toBeGreaterThan(0);
          }
        }
      }
    }
  });

  it('sounds the chord’s own colour and its bass on six strings', () => {
    fc.assert(
      fc.property(chord, fc.constantFrom('open', 'barre'), (wanted, grip) => {
        const best = shapesFor(wanted, GUITAR, { grip, capo: 0, needsBass: true })[0]!;
        const heard = best.pitches.filter((pitch) => pitch !== null);
        expect(heard.some((pitch) => pitch % 12 === thirdOf(wanted))).toBe(true);
        const seventh = seventhOf(wanted);
        expect(seventh === null || heard.some((pitch) => pitch % 12 === seventh)).toBe(true);
        expect(Math.min(...heard) % 12).toBe(wanted.bass);
      }),
    );
  });

  it('prefers the shapes every guitarist and ukulele player knows', () => {
    const best = (root: number, quality: 'maj' | 'min', tuning = GUITAR): string =>
      shapesFor({ root, quality, bass: root }, tuning, { grip: 'open', capo: 0, needsBass: true })[0]!
        .frets.map((fret) => fret ?? 'x')
        .join('');
    expect(best(0, 'maj')).toBe('x32010');
    expect(best(7, 'maj')).toBe('320003');
    expect(best(9, 'min')).toBe('x02210');
    expect(best(4, 'min')).toBe('022000');
    expect(best(2, 'maj')).toBe('xx0232');
    expect(best(5, 'maj')).toBe('133211');
    expect(best(0, 'maj', UKULELE)).toBe('0003');
    expect(best(9, 'min', UKULELE)).toBe('2000');
  });

  it('moves the hand no more than the best single shapes would', () => {
    fc.assert(
      fc.property(fc.array(chord, { minLength: 2, maxLength: 8 }), (chords) => {
        const wishes = { grip: 'barre', capo: 0, needsBass: true } as const;
        const effort = (shapes: readonly Shape[]): number =>
          shapes.reduce((sum, shape, index) => sum + shape.cost + (index === 0 ? 0 : handMotion(shapes[index - 1]!, shape)), 0);
        const led = [...fretProgression(chords, GUITAR, wishes)];
        const alone = chords.map((item) => shapesFor(item, GUITAR, wishes)[0]!);
        expect(effort(led)).toBeLessThanOrEqual(effort(alone) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it('puts the capo where open shapes fit the key', () => {
    const songIn = (tonic: number) =>
      [0, 7, 9, 5].map((offset) => ({
        root: (tonic + offset) % 12,
        quality: offset === 9 ? ('min' as const) : ('maj' as const),
        bass: (tonic + offset) % 12,
      }));
    expect(chooseCapo(songIn(0), GUITAR)).toBe(0);
    expect(chooseCapo(songIn(1), GUITAR)).toBeGreaterThan(0);
    expect(chooseCapo(songIn(7), GUITAR, 5)).toBeGreaterThanOrEqual(5);
  });
});
