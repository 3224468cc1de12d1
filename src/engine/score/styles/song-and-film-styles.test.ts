import { describe, expect, it } from 'vitest';
import { instrumentById, type Mode } from '../../brief/index.ts';
import { readNumeral } from '../harmony/numerals.ts';
import { harmonyContext } from '../parts/chordal/harmony-fixture.ts';
import { generatorNamed } from '../parts/index.ts';
import { acousticStyle } from './acoustic.ts';
import { ambientStyle } from './ambient.ts';
import { cinematicStyle } from './cinematic.ts';
import { corporateStyle } from './corporate.ts';
import { epicStyle } from './epic.ts';
import { folkStyle } from './folk.ts';
import { orchestralStyle } from './orchestral.ts';
import { pianoStyle } from './piano.ts';
import { popStyle } from './pop.ts';
import { stringsStyle } from './strings.ts';

const STYLES = [
  acousticStyle,
  folkStyle,
  popStyle,
  ambientStyle,
  cinematicStyle,
  epicStyle,
  orchestralStyle,
  pianoStyle,
  stringsStyle,
  corporateStyle,
];
const rows = STYLES.map((style) => [style.id, style] as const);

describe('song and film styles', () => {
  it.each(rows)('%s names chords that can be read in every mode they are for', (_, style) => {
    const { harmony } = style;
    for (const { numerals, modes, weight } of harmony.progressions) {
      expect(weight).toBeGreaterThan(0);
      for (const mode of modes) {
        for (const numeral of numerals.split(' ')) {
          expect(() => readNumeral(numeral, { tonic: 'D', mode })).not.toThrow();
        }
      }
    }

    for (const [mode, cadences] of [
      ['major', [...harmony.finalCadences.major, ...harmony.halfCadences.major]],
      ['minor', [...harmony.finalCadences.minor, ...harmony.halfCadences.minor]],
    ] as const) {
      for (const numeral of cadences.flatMap((cadence) => cadence.split(' '))) {
        expect(() => readNumeral(numeral, { tonic: 'A', mode })).not.toThrow();
      }
    }

    expect(harmony.finalCadences.major.every((cadence) => /^I(?![IV])/.test(cadence.split(' ').at(-1) ?? ''))).toBe(true);
    expect(harmony.finalCadences.minor.every((cadence) => /^i(?![iv])/.test(cadence.split(' ').at(-1) ?? ''))).toBe(true);
  });

  it.each(rows)('%s has several progressions for major and for minor, and for each material of its journey', (_, style) => {
    const { progressions } = style.harmony;
    const materials = new Set(style.form.journey.map((entry) => entry.material));
    for (const mode of ['major', 'minor'] as const satisfies readonly Mode[]) {
      const known = progressions.filter((progression) => progression.modes.includes(mode));
      expect(known.length).toBeGreaterThanOrEqual(4);
      for (const material of materials) {
        expect(known.some((progression) => progression.materials.length === 0 || progression.materials.includes(material))).toBe(
          true,
        );
      }
    }

    expect(progressions.length).toBeGreaterThanOrEqual(14);
  });

  it.each(rows)('%s goes on a journey that grows and has contrast', (_, style) => {
    const energies = style.form.journey.map((entry) => entry.energy);
    expect(Math.max(...energies) - Math.min(...energies)).toBeGreaterThan(0.35);
    expect(energies.indexOf(Math.max(...energies))).toBeGreaterThanOrEqual(energies.length / 3);
    for (const entry of style.form.journey) {
      expect(entry.keep > 0 && entry.keep <= 1 && entry.energy > 0 && entry.energy <= 1).toBe(true);
    }

    expect(style.form.journey.some((entry) => entry.keep === 1)).toBe(true);
  });

  it.each(rows)('%s writes melody cells and kicks that rise within a bar and covers every energy with a kick', (_, style) => {
    const lists = [...style.melody.cells.map((cell) => cell.onsets), ...style.rhythm.kicks.map((kick) => kick.onsets)];
    for (const onsets of lists) {
      expect(onsets.every((onset, index) => onset >= 0 && onset < 16 && onset > (onsets[index - 1] ?? -1))).toBe(true);
    }

    for (let energy = 0; energy <= 1; energy += 0.05) {
      expect(style.rhythm.kicks.some((kick) => kick.minEnergy <= energy && energy <= kick.maxEnergy)).toBe(true);
    }
  });

  it.each(rows)('%s seats players whose generators take their parameters on every instrument they may hold', (_, style) => {
    expect(new Set(style.parts.map((plan) => plan.id)).size).toBe(style.parts.length);
    expect(style.parts.some((plan) => plan.chance === 1)).toBe(true);
    for (const plan of style.parts) {
      expect(plan.energy[0]).toBeLessThan(plan.energy[1]);
      expect(plan.register[0]).toBeLessThanOrEqual(plan.register[1]);
      expect(plan.instruments.some(({ weight }) => weight > 0)).toBe(true);
      for (const { id, weight } of plan.instruments) {
        // A chair that nobody is drawn for is kept for who is asked for.
        expect(weight).toBeGreaterThanOrEqual(0);
        const instrument = instrumentById(id);
        const base = harmonyContext(
          { seed: 4, meter: '4/4', steady: { bars: 8, energy: 0.8 }, hasTheme: true },
          { generator: plan.generator, instrument: id, params: plan.params, register: plan.register },
        );
        const context = { ...base, style, plan, instrument };
        // Registers are fitted to the instrument when the band is seated; here only the harmony parts, which fit themselves, are held to its range.
        const isFitted = [
          'strum',
          'fingerpick',
          'comp',
          'block-chords',
          'stabs',
          'arpeggio',
          'pad',
          'ensemble',
          'ostinato',
          'piano-figure',
          'riff',
          'texture',
        ].includes(plan.generator);
        const { notes } = generatorNamed(plan.generator)(context);
        expect(
          isFitted && notes.some((note) => note.pitch < instrument.low || note.pitch > instrument.high),
          `${plan.id} on ${id}`,
        ).toBe(false);
      }
    }
  });
});
