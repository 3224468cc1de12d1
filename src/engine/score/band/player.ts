import type { Instrument } from '../../brief/index.ts';
import { clamp, type Rng } from '../../kernel/index.ts';
import type { Role, Section } from '../score.ts';
import type { PartPlan } from '../styles/style.ts';

/** A player with an instrument in hand. */
export type Player = {
  readonly plan: PartPlan;
  readonly instrument: Instrument;
  /** The person asked for this instrument by name: it must be heard. */
  readonly isAsked: boolean;
};

/** Whether a player's plan lets them play in a section. */
export function playsIn(player: Player, section: Section): boolean {
  const [from, to] = player.plan.energy;
  return section.energy >= from - 0.001 && section.energy <= to + 0.001 && !player.plan.tacet.includes(section.kind);
}

/** Players that colour the music rather than carry it: they may sit out a section that has been heard before. */
const COLOURING: readonly Role[] = ['pad', 'counter', 'arpeggio', 'percussion'];

/**
 * Sections in which a colouring player rests although its plan would let it play, so that a return is not orchestrated
 * like the first time: about one in five from the third hearing of a kind on. At the height of the piece everybody plays.
 */
export function restsIn(player: Player, sections: readonly Section[], rng: Rng): ReadonlySet<string> {
  const rests = new Set<string>();
  const heard = new Map<string, number>();
  const height = sections.reduce((most, { energy }) => Math.max(most, energy), 0);
  for (const section of sections) {
    const name = `${section.kind}/${section.material}`;
    const count = (heard.get(name) ?? 0) + 1;
    heard.set(name, count);
    const mayRest = count >= 3 && section.energy < height && section !== sections.at(-1);
    if (mayRest && COLOURING.includes(player.plan.role) && rng.fork(section.id).chance(0.22)) {
      rests.add(section.id);
    }
  }

  return rests;
}

/** A plan without wishes of its own: always in, everywhere, in the comfortable middle of the instrument. */
export function plainPlan(
  id: string,
  nature: { readonly role: Role; readonly generator: string; readonly params: PartPlan['params'] },
  instrument: Instrument,
): PartPlan {
  return {
    id,
    role: nature.role,
    instruments: [{ id: instrument.id, weight: 1 }],
    generator: nature.generator,
    params: nature.params,
    energy: [0, 1],
    tacet: [],
    chance: 1,
    levelDb: 0,
    register: registerFor(nature.role, instrument),
  };
}

const USUAL_REGISTERS: { readonly [role in Role]: readonly [number, number] } = {
  lead: [60, 79],
  counter: [52, 76],
  chords: [48, 76],
  arpeggio: [55, 84],
  pad: [48, 76],
  bass: [28, 50],
  drums: [35, 81],
  percussion: [35, 81],
  texture: [24, 72],
  effects: [60, 60],
};

function registerFor(role: Role, instrument: Instrument): readonly [number, number] {
  return intersectRegister(USUAL_REGISTERS[role], instrument);
}

/** The part of a register an instrument has, moved by octaves when too little is left of it. */
export function intersectRegister(register: readonly [number, number], instrument: Instrument): readonly [number, number] {
  if (instrument.sustain === 'hit' || instrument.family === 'texture') {
    return register;
  }

  const wanted = Math.min(14, instrument.high - instrument.low, register[1] - register[0]);
  for (const shift of [0, 12, -12, 24, -24, 36, -36]) {
    const low = clamp(register[0] + shift, instrument.low, instrument.high);
    const high = clamp(register[1] + shift, instrument.low, instrument.high);
    if (high - low >= wanted) {
      return [low, high];
    }
  }

  return [instrument.low, instrument.high];
}
