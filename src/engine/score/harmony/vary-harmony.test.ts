import { describe, expect, it } from 'vitest';
import { briefFor } from '../../../../test/random-briefs.ts';
import { Rng } from '../../kernel/index.ts';
import { planSections } from '../form/plan-sections.ts';
import { solveLength } from '../form/solve-length.ts';
import { styleOf } from '../styles/index.ts';
import { planHarmony } from './plan-harmony.ts';
import { readNumeral } from './numerals.ts';
import { substitute } from './vary-harmony.ts';

const SEEDS = [1, 2, 3, 4, 5, 6] as const;

describe('substitution', () => {
  it.each(['jazz', 'bossa', 'swing', 'smooth-jazz'] as const)('keeps plain triads out of %s', (id) => {
    const style = styleOf(id);
    for (const seed of SEEDS) {
      const brief = briefFor(id, { seed, durationSeconds: 90 });
      const length = solveLength(brief, style.form);
      const rng = new Rng(seed);
      const sections = planSections({ brief, style, length, rng });
      const chords = planHarmony({ brief, style, sections, length, rng: rng.fork('harmony') });
      expect(chords.filter(({ quality }) => quality === 'maj' || quality === 'min')).toEqual([]);
    }
  });

  it('leaves another chord’s dominant alone', () => {
    const brief = briefFor('pop', { key: { tonic: 'C', mode: 'major' } });
    const run = ['I', 'V7/vi', 'V7/vi', 'V7/ii'].map((numeral) => readNumeral(numeral, brief.key));
    for (const seed of SEEDS) {
      const varied = substitute(run, [0, run.length], { brief, style: styleOf('pop'), rng: new Rng(seed), boldness: 1 });
      expect(varied).toEqual(run);
    }
  });
});
