import { describe, expect, it } from 'vitest';
import { findInstrument, Mode, STYLE_IDS, type Key } from '../../brief/index.ts';
import { canPlay } from '../band/instrument-nature.ts';
import { MODAL_CADENCES, MODAL_HALF_CADENCES, MODAL_PROGRESSIONS } from '../harmony/modal-progressions.ts';
import { readNumeral } from '../harmony/numerals.ts';
import { GENERATORS } from '../parts/index.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { styleOf } from './index.ts';

/** Chordal generators that also write single lines: one desk of a section. */
const LINES = new Set(['ensemble', 'pad', 'stabs', 'arpeggio', 'block-chords']);

describe.each(STYLE_IDS)('the style %s', (id) => {
  const style = styleOf(id);

  it('is filed under its own name, with a journey, endings and players', () => {
    expect(style.id).toBe(id);
    expect(style.form.journey.length).toBeGreaterThan(1);
    expect(style.form.endings.length).toBeGreaterThan(0);
    expect(style.parts.length).toBeGreaterThan(0);
    expect(new Set(style.parts.map((plan) => plan.id)).size).toBe(style.parts.length);
  });

  it('spells chords that can be read in every mode it names, and cadences that come home', () => {
    for (const progression of style.harmony.progressions) {
      for (const mode of progression.modes) {
        for (const numeral of progression.numerals.trim().split(/\s+/)) {
          expect(() => readNumeral(numeral, { tonic: 'E', mode })).not.toThrow();
        }
      }
    }

    const homes: readonly (readonly [Key, readonly string[]])[] = [
      [{ tonic: 'A', mode: 'major' }, style.harmony.finalCadences.major],
      [{ tonic: 'A', mode: 'minor' }, style.harmony.finalCadences.minor],
    ];
    for (const [key, cadences] of homes) {
      expect(cadences.length).toBeGreaterThan(0);
      for (const cadence of cadences) {
        expect(readNumeral(cadence.trim().split(/\s+/).at(-1)!, key).root).toBe(tonicPitchClass(key));
      }
    }
  });

  it('asks its players for what they can play', () => {
    for (const plan of style.parts) {
      expect(GENERATORS.has(plan.generator), plan.generator).toBe(true);
      expect(plan.register[0]).toBeLessThanOrEqual(plan.register[1]);
      expect(plan.instruments.length).toBeGreaterThan(0);
      for (const option of plan.instruments) {
        const instrument = findInstrument(option.id);
        expect(instrument, `${plan.id}: ${option.id}`).not.toBeNull();
        const isLine = instrument !== null && !instrument.isPolyphonic && LINES.has(plan.generator);
        expect(
          isLine || (instrument !== null && canPlay(plan.generator, instrument)),
          `${plan.id}: ${plan.generator} on ${option.id}`,
        ).toBe(true);
      }
    }
  });
});

it.each(Mode.options)('knows progressions and cadences of its own for %s', (mode) => {
  const key: Key = { tonic: 'D', mode };
  for (const text of [...MODAL_PROGRESSIONS[mode], ...MODAL_CADENCES[mode], ...MODAL_HALF_CADENCES[mode]]) {
    for (const numeral of text.split(/\s+/)) {
      expect(() => readNumeral(numeral, key)).not.toThrow();
    }
  }

  for (const cadence of MODAL_CADENCES[mode]) {
    expect(readNumeral(cadence.split(/\s+/).at(-1)!, key).root).toBe(tonicPitchClass(key));
  }
});
