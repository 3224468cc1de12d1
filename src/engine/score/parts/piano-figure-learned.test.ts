import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { pianoFigures } from '../../learned/index.ts';
import { compose } from '../compose.ts';
import type { Part, Score } from '../score.ts';
import { chordPitchClasses } from '../theory/chord.ts';

type Hints = NonNullable<Parameters<typeof readBrief>[1]>;

function pieceOf(prompt: string, hints: Hints): { readonly score: Score; readonly piano: Part } {
  const score = compose(readBrief(prompt, { durationSeconds: 60, ...hints }).brief, { candidates: 1 });
  const piano = score.parts.find((part) => part.instrument === 'piano' && part.pedal.length > 0);
  expect(piano, prompt).toBeDefined();
  return { score, piano: piano! };
}

const meters = ['4/4', '3/4', '6/8', '12/8', '5/4', '7/8', '2/4'] as const;

describe('learned piano figures', () => {
  it('are shared by several songs each, and lie within their bar', () => {
    for (const [shape, slots] of [
      ['four', 16],
      ['three', 12],
      ['six', 12],
    ] as const) {
      const { left, right } = pianoFigures(shape);
      expect(left.length).toBeGreaterThan(60);
      expect(right.length).toBeGreaterThan(40);
      for (const figure of [...left, ...right]) {
        expect(figure.works).toBeGreaterThanOrEqual(2);
        expect(figure.strokes.every((stroke) => stroke.slot >= 0 && stroke.slot < slots)).toBe(true);
        expect(figure.strokes.every((stroke) => stroke.places.every((place) => place >= 0 && place <= 9))).toBe(true);
      }

      for (const figure of left) {
        expect(figure.next.every(({ index, count }) => index < left.length && count > 0)).toBe(true);
        expect(figure.over.every(({ index, count }) => index < right.length && count > 0)).toBe(true);
      }
    }
  });

  it('keep to the chords in every metre: whatever both hands strike belongs to the harmony', () => {
    for (const meter of meters) {
      const { score, piano } = pieceOf('solo piano without melody', { seed: 5, meter });
      expect(score.meter).toBe(meter);
      const foreign = piano.notes.filter((note) => {
        const chord = score.chords.find((span) => span.startTick <= note.startTick && note.startTick < span.endTick)!;
        return ![chord.bass, ...chordPitchClasses(chord)].includes(note.pitch % 12);
      });
      expect(foreign, meter).toEqual([]);
    }
  });

  it('leave the low register clear: nothing closer than a fourth lies below the small octave', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const { piano } = pieceOf('solo piano without melody', { seed });
      for (const note of piano.notes.filter((each) => each.pitch < 41)) {
        const above = piano.notes.filter((other) => other.startTick === note.startTick && other.pitch > note.pitch);
        expect(above.every((other) => other.pitch - note.pitch >= 5)).toBe(true);
      }
    }
  });

  it('stay away where nobody asked for them', () => {
    const plain = pieceOf('solo piano without melody', { seed: 4, learned: false }).piano;
    const learned = pieceOf('solo piano without melody', { seed: 4 }).piano;
    expect(learned.notes).not.toEqual(plain.notes);
  });

  it('move on with energy: loud sections have more strokes than calm ones', () => {
    const calm: number[] = [];
    const loud: number[] = [];
    for (let seed = 1; seed <= 8; seed++) {
      const { score, piano } = pieceOf('solo piano without melody', { seed, durationSeconds: 120 });
      for (const { startTick, endTick, bars, energy } of score.sections) {
        const inside = piano.notes.filter((note) => note.startTick >= startTick && note.startTick < endTick);
        const strokes = new Set(inside.map((note) => note.startTick)).size / bars;
        if (strokes > 0 && energy < 0.35) {
          calm.push(strokes);
        } else if (strokes > 0 && energy > 0.6) {
          loud.push(strokes);
        }
      }
    }

    const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(calm.length * loud.length).toBeGreaterThan(0);
    expect(mean(loud)).toBeGreaterThan(mean(calm) * 1.4);
  });
});
