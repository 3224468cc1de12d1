import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STYLE_IDS } from '../../brief/index.ts';
import { Rng } from '../../kernel/index.ts';
import { anyBrief, briefFor } from '../../../../test/random-briefs.ts';
import { styleOf } from '../styles/index.ts';
import { barTicksOf } from './meter.ts';
import { planSections } from './plan-sections.ts';
import { solveLength } from './solve-length.ts';
import { secondsAt, tickAt } from './tempo-time.ts';

describe('the length solver', () => {
  it('fills loops with whole bars when the tempo is free, and ends them on the last tick', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STYLE_IDS), fc.integer({ min: 6, max: 120 }), (style, durationSeconds) => {
        const brief = briefFor(style, { durationSeconds, loop: true, ending: 'loop', tempoRange: [70, 140], tempoBpm: 100 });
        const plan = solveLength({ ...brief, stated: { ...brief.stated, tempo: false } }, styleOf(style).form);
        expect(plan.endTick % barTicksOf(brief.meter)).toBe(0);
        expect(secondsAt(plan.tempoMap, plan.endTick)).toBeCloseTo(durationSeconds, 9);
      }),
    );
  });

  it('holds a stated tempo in a loop that no bars fill, and lets the last bar give way', () => {
    const brief = briefFor('lofi', {
      durationSeconds: 31,
      loop: true,
      ending: 'loop',
      tempoBpm: 83,
      tempoRange: [83, 83],
      meter: '4/4',
    });
    const plan = solveLength({ ...brief, stated: { ...brief.stated, tempo: true } }, styleOf('lofi').form);
    expect(plan.tempoBpm).toBe(83);
    expect(secondsAt(plan.tempoMap, plan.endTick)).toBeCloseTo(31, 3);
    expect(plan.bars).toBe(11);
  });

  it('converts ticks to seconds and back through a ritardando', () => {
    const tempoMap = [
      { tick: 0, bpm: 90 },
      { tick: 3840, bpm: 84 },
      { tick: 5760, bpm: 70 },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (tick) => {
        expect(tickAt(tempoMap, secondsAt(tempoMap, tick))).toBeCloseTo(tick, 6);
      }),
    );
  });

  it('slows into the last chord only where the style does, and still ends inside the length', () => {
    const brief = briefFor('orchestral', { durationSeconds: 45, ending: 'ring', loop: false });
    const plan = solveLength(brief, styleOf('orchestral').form);
    expect(plan.tempoMap.length).toBeGreaterThan(2);
    expect(plan.tempoMap.at(-1)!.bpm).toBeLessThan(plan.tempoBpm);
    expect(secondsAt(plan.tempoMap, plan.finalTick!)).toBeLessThan(45 - 1.19);
  });
});

describe('sections', () => {
  it('follow one another without gaps through every piece, with energies between 0 and 1', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => {
        const style = styleOf(brief.style);
        const length = solveLength(brief, style.form);
        const sections = planSections({ brief, style, length, rng: new Rng(brief.seed) });
        let bar = 0;
        for (const section of sections) {
          expect(section.startBar).toBe(bar);
          expect(section.bars).toBeGreaterThan(0);
          expect(section.energy).toBeGreaterThan(0);
          expect(section.energy).toBeLessThanOrEqual(1);
          bar += section.bars;
        }

        expect(bar).toBe(length.bars);
        expect(sections.at(-1)!.endTick).toBe(length.endTick);
      }),
    );
  });

  it.each(STYLE_IDS)('of %s at half a minute and at two minutes are whole phrases but for one edge', (style) => {
    for (const durationSeconds of [30, 120]) {
      const brief = briefFor(style, { durationSeconds, energy: { level: 0.6, shape: 'arc', points: [] } });
      const length = solveLength(brief, styleOf(style).form);
      const sections = planSections({ brief, style: styleOf(style), length, rng: new Rng(1) });
      const bodies = sections.map((section, i) =>
        i === sections.length - 1 ? section.bars - (length.bars - length.bodyBars) : section.bars,
      );
      expect(bodies.filter((bars) => bars % 4 !== 0).length, bodies.join(' ')).toBeLessThanOrEqual(durationSeconds < 60 ? 2 : 1);
    }
  });

  it('do not fall from an introduction into a verse that the style means to be fuller', () => {
    for (const durationSeconds of [30, 40, 60]) {
      const brief = briefFor('corporate', { durationSeconds, loop: false, energy: { level: 0.5, shape: 'build', points: [] } });
      const length = solveLength(brief, styleOf('corporate').form);
      const [first, second] = planSections({ brief, style: styleOf('corporate'), length, rng: new Rng(1) });
      expect(second!.energy, `${durationSeconds} s`).toBeGreaterThanOrEqual(first!.energy);
    }
  });

  it('rise when the energy builds and fall when it falls', () => {
    const slopes = (['build', 'fall'] as const).map((shape) => {
      const brief = briefFor('ambient', { durationSeconds: 120, energy: { level: 0.5, shape, points: [] } });
      const length = solveLength(brief, styleOf('ambient').form);
      const sections = planSections({ brief, style: styleOf('ambient'), length, rng: new Rng(1) });
      return sections.at(-1)!.energy - sections[0]!.energy;
    });
    expect(slopes[0]! - slopes[1]!).toBeGreaterThan(0.2);
  });

  it('develop a ten-minute piece: new materials, breakdowns, no section twice in a row', () => {
    const brief = briefFor('house', { durationSeconds: 600 });
    const length = solveLength(brief, styleOf('house').form);
    const sections = planSections({ brief, style: styleOf('house'), length, rng: new Rng(1) });
    expect(new Set(sections.map((section) => section.material)).size).toBeGreaterThanOrEqual(3);
    expect(sections.filter((section) => section.kind === 'break').length).toBeGreaterThanOrEqual(3);
    sections.forEach((section, i) => {
      const before = sections[i - 1];
      expect(before !== undefined && before.kind === section.kind && before.material === section.material).toBe(false);
    });
  });
});
