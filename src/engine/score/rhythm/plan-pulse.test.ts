import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieceOf, METERS } from './piece-fixture.ts';

const pieces = fc.record({ seed: fc.nat(), meter: fc.constantFrom(...METERS), hasFinal: fc.boolean() });

describe('planPulse', () => {
  it('keeps kicks and back-beats in order, inside the piece, and silent in breaths and after the final chord', () => {
    fc.assert(
      fc.property(pieces, (wish) => {
        const { pulse, endTick, finalTick } = pieceOf(wish);
        for (const ticks of [pulse.kickTicks, pulse.backbeatTicks]) {
          expect([...ticks].sort((left, right) => left - right)).toEqual(ticks);
          expect(new Set(ticks).size).toBe(ticks.length);
          expect(ticks.every((tick) => tick >= 0 && tick < endTick && tick <= (finalTick ?? endTick))).toBe(true);
          expect(ticks.some((tick) => pulse.breaths.some((breath) => tick >= breath.startTick && tick < breath.endTick))).toBe(
            false,
          );
        }
      }),
    );
  });

  it('is the same for the same seed however much was drawn elsewhere', () => {
    fc.assert(
      fc.property(pieces, (wish) => {
        expect(pieceOf({ ...wish, drawsBefore: 7 }).pulse).toEqual(pieceOf(wish).pulse);
      }),
    );
  });

  it('asks for larger fills into louder sections than into quieter ones', () => {
    fc.assert(
      fc.property(pieces, (wish) => {
        const { pulse, sections } = pieceOf(wish);
        for (const [index, section] of sections.entries()) {
          const next = sections[index + 1];
          const size = pulse.fillBars.get(section.startBar + section.bars - 1) ?? 0;
          if (next !== undefined && section.bars > 2) {
            expect(size).toBeGreaterThan(next.energy > section.energy + 0.2 ? 0.55 : 0.1);
            expect(size).toBeLessThanOrEqual(next.energy < section.energy - 0.05 ? 0.45 : 1);
          }
        }
      }),
    );
  });

  it('never plays the same kicks in two neighbouring four-bar sentences of a live figure for a whole piece', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { pulse, barTicks, bars } = pieceOf({ seed, meter: '4/4', hasFinal: false });
      const blocks = Array.from({ length: Math.floor(bars / 4) }, (_, block) =>
        pulse.kickTicks
          .filter((tick) => Math.floor(tick / (barTicks * 4)) === block)
          .map((tick) => tick - block * barTicks * 4)
          .join(),
      );
      expect(new Set(blocks).size).toBeGreaterThan(blocks.length / 3);
    }
  });
});
