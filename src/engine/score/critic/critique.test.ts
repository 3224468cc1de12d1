import { describe, expect, it } from 'vitest';
import { readBrief, STYLE_IDS } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import { BREAKAGES } from './broken-score-fixture.ts';
import { CRITIC_TERMS, critique } from './critique.ts';
import { fingerprintOf } from './fingerprint.ts';

const CASES = STYLE_IDS.filter((_, i) => i % 3 === 0).map((style, seed) => {
  const { brief } = readBrief('music', { style, durationSeconds: 40, seed: seed + 1, learned: false });
  return { style, brief, score: compose(brief, { candidates: 2 }) };
});

describe('the critics', () => {
  it.each(CASES)('like $style as it is written, say why in words, and say the same twice', ({ score, brief }) => {
    const { mark, terms } = critique(score, { brief });
    expect(mark).toBeGreaterThan(0.65);
    expect(critique(score, { brief })).toEqual({ mark, terms });
    for (const term of terms) {
      expect(term.mark).toBeGreaterThanOrEqual(0);
      expect(term.mark).toBeLessThanOrEqual(1);
      expect(term.says).toMatch(/\w/);
    }
  });

  it.each(BREAKAGES)('hear $name in every style', ({ term, break: broken }) => {
    const heard = CASES.map(({ score, brief, style }) => {
      const [before, after] = [critique(score, { brief }), critique(broken(score), { brief })];
      const of = (terms: typeof before.terms): number | undefined => terms.find(({ name }) => name === term)?.mark;
      return {
        style,
        fall: (of(before.terms) ?? 0) - (of(after.terms) ?? 0),
        whole: before.mark - after.mark,
        isAsked: of(after.terms) !== undefined,
      };
    });
    const asked = heard.filter(({ isAsked }) => isAsked);
    expect(asked.length).toBeGreaterThanOrEqual(10);
    expect(asked.filter(({ fall, whole }) => (fall < 0.25 && whole < 0.2) || whole < 0.02)).toEqual([]);
  });

  it('tire of what was heard lately', () => {
    const [{ score, brief }, other] = [CASES[0]!, CASES[1]!];
    const known = critique(score, { brief, recent: [fingerprintOf(other.score), fingerprintOf(score)] });
    const fresh = critique(score, { brief, recent: [fingerprintOf(other.score)] });
    expect(known.terms.find(({ name }) => name === 'freshness')?.mark).toBe(0);
    expect(fresh.mark).toBeGreaterThan(known.mark);
  });

  it('have names of their own', () => {
    expect(new Set(CRITIC_TERMS.map(({ name }) => name)).size).toBe(CRITIC_TERMS.length);
  });
});
