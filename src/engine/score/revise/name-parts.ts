import {
  findInstrument,
  type Instrument,
  INSTRUMENT_FAMILIES,
  instrumentById,
  INSTRUMENTS,
  instrumentWords,
  isExcluded,
  STAND_INS,
} from '../../brief/index.ts';
import { isRoleExcluded } from '../band/instrument-nature.ts';
import type { Part, Role, Score } from '../score.ts';
import type { Style } from '../styles/style.ts';

const ROLES: readonly Role[] = [
  'lead',
  'counter',
  'chords',
  'arpeggio',
  'pad',
  'bass',
  'drums',
  'percussion',
  'texture',
  'effects',
];

/** A person's word for an instrument, family or role as the catalogue has it: `Grand Piano` is `piano`, `violins` `violin`; a word nobody knows stays as it is. */
export function plainName(word: string): string {
  const text = word.trim().toLowerCase();
  const dashed = text.replace(/[\s_]+/g, '-');
  if (findInstrument(dashed) !== null || ROLES.some((role) => isRoleExcluded(role, [dashed]))) {
    return dashed;
  }

  const isSaid = (words: readonly string[]): boolean => words.some((known) => known.toLowerCase() === text);
  const family = INSTRUMENT_FAMILIES.find((entry) => entry.family === text || isSaid(entry.words));
  const own = INSTRUMENTS.find((instrument) => instrument.name.toLowerCase() === text || isSaid(instrumentWords(instrument.id)));
  return family?.family ?? own?.id ?? STAND_INS.find((entry) => isSaid(entry.words))?.id ?? dashed;
}

/** The parts that a word names: by their own id, their instrument, its family, or their role. */
export function partsNamed(score: Score, word: string): Part[] {
  const name = plainName(word);
  return score.parts.filter(
    (part) => part.id === word || isExcluded(instrumentById(part.instrument), [name]) || isRoleExcluded(part.role, [name]),
  );
}

/** The instrument that a word asks for: itself, or of a family the one that the style plays, else the family's plainest. Null for none. */
export function instrumentNamed(word: string, style: Style): Instrument | null {
  const name = plainName(word);
  const own = findInstrument(name);
  if (own !== null) {
    return own;
  }

  const family = INSTRUMENTS.filter((instrument) => isExcluded(instrument, [name]));
  const known = style.parts.flatMap((plan) => plan.instruments.map((option) => option.id));
  return family.find((instrument) => known.includes(instrument.id)) ?? family[0] ?? null;
}

/** The words of `without` that do not stand in an instrument's way. */
export function withoutLess(without: readonly string[], instrument: Instrument): string[] {
  return without.filter((word) => !isExcluded(instrument, [word]));
}
