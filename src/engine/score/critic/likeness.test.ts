import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import type { Score } from '../score.ts';
import { Fingerprint, fingerprintOf } from './fingerprint.ts';
import { likenessOf, likenessToRecent } from './likeness.ts';

const pieceOf = (style: string, seed: number): Score =>
  compose(readBrief('music', { style, durationSeconds: 30, seed, learned: false }).brief, { candidates: 1 });

const PIECES = ['pop', 'jazz', 'house', 'cinematic'].flatMap((style) => [1, 2, 3].map((seed) => pieceOf(style, seed)));

describe('the fingerprint of a piece', () => {
  it.each(PIECES)('of $style, seed $seed, is small plain data that can be kept and read again', (score) => {
    const print = fingerprintOf(score);
    expect(JSON.stringify(print).length).toBeLessThan(900);
    expect(Fingerprint.parse(JSON.parse(JSON.stringify(print)))).toEqual(print);
  });

  it('knows a tune at another height', () => {
    const score = pieceOf('pop', 1);
    const higher = score.parts.map((part) => ({
      ...part,
      notes: part.notes.map((note) => (part.role === 'drums' ? note : { ...note, pitch: note.pitch + 3 })),
    }));
    expect(likenessOf(fingerprintOf(score), fingerprintOf({ ...score, parts: higher })).theme).toBe(1);
  });
});

describe('likeness', () => {
  it('is 1 to oneself, the same both ways round, and small between pieces of different seeds', () => {
    const prints = PIECES.map(fingerprintOf);
    for (const one of prints) {
      expect(likenessOf(one, one).total).toBeCloseTo(1, 9);
      for (const other of prints.filter((print) => print !== one)) {
        const { total, theme } = likenessOf(one, other);
        expect(total).toBeLessThan(0.75);
        expect(theme).toBeCloseTo(likenessOf(other, one).theme, 9);
      }
    }
  });

  it('to recent pieces is that to the nearest', () => {
    const [one, two, three] = PIECES.map(fingerprintOf);
    expect(likenessToRecent(one!, [])).toBe(0);
    expect(likenessToRecent(one!, [two!, one!, three!])).toBeCloseTo(1, 9);
  });
});
