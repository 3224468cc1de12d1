import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { at } from '../../kernel/index.ts';
import type { Fingerprint } from '../critic/fingerprint.ts';
import { likenessOf } from '../critic/likeness.ts';
import type { Score } from '../score.ts';
import { radioPiece, type RadioPiece } from './radio-piece.ts';

function pieces(prompt: string, count: number): RadioPiece[] {
  const taste = readBrief(prompt, { seed: 5 }).brief;
  const heard: Fingerprint[] = [];
  return Array.from({ length: count }, (_, place) => {
    const piece = radioPiece(taste, place, heard);
    heard.push(piece.print);
    return piece;
  });
}

/** Eight bars of all that is struck or sung, as one text each. */
function blocksOf(score: Score): string[] {
  const length = 8 * score.barTicks;
  const blocks = Array.from({ length: Math.floor(score.endTick / length) }, (): string[] => []);
  for (const part of score.parts.filter(({ role }) => role !== 'texture' && role !== 'effects')) {
    for (const { startTick, pitch } of part.notes) {
      blocks[Math.floor(startTick / length)]?.push(`${part.instrument}${startTick % length}:${pitch}`);
    }
  }

  return blocks.map((block) => block.sort().join(' '));
}

describe('a radio', () => {
  const lofi = pieces('lofi hip hop', 6);

  it('never repeats eight bars, nor a piece', () => {
    const blocks = lofi.flatMap(({ score }) => blocksOf(score));
    expect(blocks.length).toBeGreaterThan(15);
    expect(new Set(blocks).size).toBe(blocks.length);
    for (const [place, { print }] of lofi.entries()) {
      for (const other of lofi.slice(0, place)) {
        expect(likenessOf(print, other.print).theme).toBeLessThan(0.9);
      }
    }
  });

  it('keeps a tempo for four pieces that meet beat on beat, in whole bars, in keys that share all notes but one', () => {
    expect(lofi.map(({ segue }) => segue)).toEqual(lofi.map(() => 'beat-matched'));
    const tempi = lofi.map(({ score }) => at(score.tempoMap, 0).bpm);
    expect(new Set(tempi.slice(0, 4)).size).toBe(1);
    for (const { score } of lofi) {
      expect(score.ending).toBe('loop');
      expect(score.endTick % score.barTicks).toBe(0);
    }
  });

  it('begins with short pieces, and lets others ring out', () => {
    const [first, second, third] = pieces('calm piano', 3);
    expect(first!.score.durationSeconds).toBeLessThan(25);
    expect(second!.score.durationSeconds).toBeLessThan(66);
    expect(third!.score.durationSeconds).toBeGreaterThan(60);
    expect([first!.segue, first!.score.ending]).toEqual(['after-ring', 'ring']);
  });

  it('keeps what was stated', () => {
    for (const { score } of pieces('house in A minor at 124 bpm', 5)) {
      expect([score.key, at(score.tempoMap, 0).bpm, score.style]).toEqual([{ tonic: 'A', mode: 'minor' }, 124, 'house']);
    }
  });

  it('plays the styles of a blend in turns', () => {
    expect(new Set(pieces('lofi hip hop mixed with jazz', 8).map(({ score }) => score.style)).size).toBeGreaterThan(1);
  });

  it('is the same for the same seed', () => {
    expect(pieces('trap', 2).map(({ score }) => score)).toEqual(pieces('trap', 2).map(({ score }) => score));
  });
});
