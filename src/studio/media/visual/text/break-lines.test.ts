import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceLines, breakLines, letterCount, lettersOf, wordsOf } from './break-lines.ts';

/** Every letter as wide as half its height, wide ones as wide as high. */
const emsOf = (words: string): number => letterCount(words) / 2;
const texts = fc.stringMatching(/^[a-zé ,.!我们的城市、。かなไทยשלום]{1,300}$/u).map((text) => text.replace(/\s+/gu, ' ').trim());

describe('lines', () => {
  it('keep every letter, fit, and are no more when balanced', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 40 }), fc.constantFrom(null, 42), (text, width, letters) => {
        const limits = { width, letters, mayCut: true };
        const lines = breakLines(text, emsOf, limits);
        const even = balanceLines(text, emsOf, limits);
        for (const set of [lines, even]) {
          expect(set.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          expect(set.every((line) => emsOf(line) <= width || lettersOf(line).length === 1)).toBe(true);
          expect(set.every((line) => letterCount(line) <= (letters ?? Infinity))).toBe(true);
        }

        expect(even.length).toBe(lines.length);
      }),
      { numRuns: 200 },
    );
  });

  it('of a caption hold 42 letters, or 20 Chinese ones', () => {
    const limits = { width: 1000, letters: 42, mayCut: true };
    expect(breakLines('a'.repeat(43), emsOf, limits).map((line) => line.length)).toEqual([42, 1]);
    expect(Math.max(...breakLines('我们清晨点火烧窑'.repeat(9), emsOf, limits).map((line) => line.length))).toBeLessThanOrEqual(
      20,
    );
  });

  it('are of even length, and break where the text says', () => {
    const limits = { width: 20, letters: null, mayCut: false };
    expect(balanceLines('We fired the kiln at dawn and waited all day', emsOf, limits)).toEqual([
      'We fired the kiln at',
      'dawn and waited all day',
    ]);
    expect(balanceLines('Maya\nPotter', emsOf, limits)).toEqual(['Maya', 'Potter']);
  });

  it('break between words where none are written apart, and never before a full stop or after a bracket', () => {
    expect(wordsOf('ภาษาไทยสวยงาม').length).toBeGreaterThan(1);
    expect(wordsOf('你好,世界。(真的)吗?').some((word) => /^[,。)?]/u.test(word) || /\($/u.test(word))).toBe(false);
    expect(wordsOf('「東京」へ、行った。').some((word) => /^[」、。っ]/u.test(word) || /「$/u.test(word))).toBe(false);
  });
});
