import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, columnsOf, cutTo, padTo, wrapTo } from './text-width.ts';

describe('columnsOf', () => {
  it.each([
    ['plain', 5],
    ['轻快', 4],
    ['🎸', 2],
    ['👩‍👩‍👧', 2],
    ['e\u0301', 1],
    ['한글', 4],
    ['', 0],
  ])('"%s" takes %d columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('fitting text', () => {
  it('never loses a character of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(
          cellsOf(text)
            .map((cell) => cell.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('cuts to the columns there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        expect(columnsOf(cutTo(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('pads by what is seen, not by what is stored', () => {
    expect(padTo('轻快', 6)).toBe('轻快  ');
  });

  it('breaks lines at spaces', () => {
    expect(wrapTo('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });
});
