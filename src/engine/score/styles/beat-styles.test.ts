import { describe, expect, it } from 'vitest';
import { findInstrument, type InstrumentFamily, type Mode, readBrief } from '../../brief/index.ts';
import { composeInStyle } from '../compose.ts';
import { readNumeral } from '../harmony/numerals.ts';
import { GENERATORS } from '../parts/index.ts';
import { DRUM, type Role } from '../score.ts';
import { bossaStyle } from './bossa.ts';
import { edmStyle } from './edm.ts';
import { funkStyle } from './funk.ts';
import { hipHopStyle } from './hip-hop.ts';
import { houseStyle } from './house.ts';
import { jazzStyle } from './jazz.ts';
import { lofiStyle } from './lofi.ts';
import { rockStyle } from './rock.ts';
import type { Style } from './style.ts';
import { synthwaveStyle } from './synthwave.ts';
import { trapStyle } from './trap.ts';

const STYLES: readonly Style[] = [
  lofiStyle,
  hipHopStyle,
  trapStyle,
  houseStyle,
  edmStyle,
  synthwaveStyle,
  jazzStyle,
  bossaStyle,
  rockStyle,
  funkStyle,
];

const FAMILIES: Partial<Record<Role, readonly InstrumentFamily[]>> = {
  bass: ['bass'],
  drums: ['drums'],
  percussion: ['percussion'],
  texture: ['texture'],
  effects: ['texture'],
};

const named = STYLES.map((style) => [style.id, style] as const);

describe('the beat-driven styles', () => {
  it.each(named)('%s names generators and instruments that exist and fit their roles', (_, style) => {
    expect(style.parts.length).toBeGreaterThanOrEqual(7);
    expect(new Set(style.parts.map((part) => part.id)).size).toBe(style.parts.length);
    for (const part of style.parts) {
      expect(GENERATORS.has(part.generator)).toBe(true);
      expect(part.energy[0]).toBeLessThan(part.energy[1]);
      expect(part.register[0]).toBeLessThanOrEqual(part.register[1]);
      expect(part.chance > 0 && part.chance <= 1).toBe(true);
      for (const { id, weight } of part.instruments) {
        const instrument = findInstrument(id);
        expect(weight).toBeGreaterThan(0);
        expect(instrument?.id).toBe(id);
        const families = FAMILIES[part.role];
        expect(families === undefined || (instrument !== null && families.includes(instrument.family))).toBe(true);
        if (part.role === 'chords' || part.role === 'pad') {
          // A trombone may stand for the horns: a line instead of chords, said by a lower weight.
          expect(instrument?.isPolyphonic === true || weight <= 0.4).toBe(true);
        }
      }
    }
  });

  it.each(named)('%s has numerals that read, 8 or more progressions, and weights above zero', (_, style) => {
    expect(style.harmony.progressions.length).toBeGreaterThanOrEqual(8);
    for (const progression of style.harmony.progressions) {
      expect(progression.weight).toBeGreaterThan(0);
      for (const mode of progression.modes) {
        read(progression.numerals, mode);
      }
    }

    const { finalCadences, halfCadences } = style.harmony;
    for (const cadence of [...finalCadences.major, ...halfCadences.major]) {
      read(cadence, 'major');
    }

    for (const cadence of [...finalCadences.minor, ...halfCadences.minor]) {
      read(cadence, 'minor');
    }
  });

  it.each(named)('%s travels: its journey rises, falls and names a section to keep above all', (_, style) => {
    const { journey } = style.form;
    const energies = journey.map((entry) => entry.energy);
    expect(Math.max(...energies) - Math.min(...energies)).toBeGreaterThan(0.35);
    expect(Math.max(...journey.map((entry) => entry.keep))).toBe(1);
    expect(style.rhythm.kicks.some((kick) => kick.maxEnergy >= 1)).toBe(true);
    expect(style.rhythm.kicks.every((kick) => kick.onsets.every((onset) => onset >= 0 && onset < 16))).toBe(true);
  });

  it.each(named)('%s composes at 30, 60 and 180 seconds with drums, bass, chords and a lead', (id, style) => {
    for (const [seed, durationSeconds] of [
      [1, 30],
      [2, 60],
      [3, 180],
    ] as const) {
      const { brief } = readBrief(`${id} background music`, { seed, durationSeconds, style: id });
      const score = composeInStyle(brief, { style, blended: [], candidates: 1 });
      const roles = new Set(score.parts.map((part) => part.role));
      expect(['drums', 'bass', 'lead'].filter((role) => ![...roles].some((other) => other === role))).toEqual([]);
      const kicks = score.parts
        .filter((part) => part.role === 'drums')
        .flatMap((part) => part.notes.filter((note) => note.pitch === DRUM.kick));
      expect(kicks.length).toBeGreaterThan(durationSeconds / 8);
      expect(
        Math.max(...score.sections.map((section) => section.energy)) -
          Math.min(...score.sections.map((section) => section.energy)),
      ).toBeGreaterThan(0.05);
    }
  });
});

function read(numerals: string, mode: Mode): void {
  for (const numeral of numerals.split(' ')) {
    expect(readNumeral(numeral, { tonic: 'C', mode }).symbol.length).toBeGreaterThan(0);
  }
}
