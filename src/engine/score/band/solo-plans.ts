import { type Brief, findInstrument, type Instrument } from '../../brief/index.ts';
import { clamp } from '../../kernel/index.ts';
import { GENERATORS } from '../parts/index.ts';
import type { Role } from '../score.ts';
import type { Style } from '../styles/style.ts';
import { accompany } from './accompany.ts';
import { canPlay, isRoleExcluded, natureOf } from './instrument-nature.ts';
import { plainPlan, type Player } from './player.ts';

/** What one instrument plays alone: the parts the style has for it, else tune and accompaniment together where two hands allow it. */
export function soloPlans(instrument: Instrument, style: Style, brief: Brief): Player[] {
  const own = style.parts.filter(
    (plan) =>
      GENERATORS.has(plan.generator) &&
      canPlay(plan.generator, instrument) &&
      !isRoleExcluded(plan.role, brief.without) &&
      plan.instruments.some((option) => isKin(option.id, instrument)),
  );
  const isAlone = style.parts.every((plan) => plan.instruments.every((option) => isKin(option.id, instrument)));
  if (isAlone && own.length > 0 && instrument.isPolyphonic) {
    return own.map((plan) => ({ plan, instrument, isAsked: true }));
  }

  const isTuneOut = isRoleExcluded('lead', brief.without);
  const tune = {
    plan: plainPlan(`lead-${instrument.id}`, { role: 'lead', generator: 'melody', params: {} }, instrument),
    instrument,
    isAsked: true,
  };
  if (!canPlay('melody', instrument)) {
    return [
      {
        plan: plainPlan(`${natureOf(instrument).role}-${instrument.id}`, natureOf(instrument), instrument),
        instrument,
        isAsked: true,
      },
    ];
  }

  if (!instrument.isPolyphonic) {
    const besides = {
      plan: {
        ...plainPlan(`arpeggio-${instrument.id}`, { role: 'arpeggio', generator: 'self-accompaniment', params: {} }, instrument),
        register: [instrument.low, Math.min(instrument.high, instrument.low + 24)] as const,
        levelDb: -2,
      },
      instrument,
      isAsked: true,
    };
    return isTuneOut ? [accompanist(instrument, brief) ?? tune] : [tune, besides];
  }

  const turn = clamp(brief.energy.level + 0.04, 0.24, 0.7);
  const accompaniment = accompany(instrument, { style, isBassFree: true, turn }).filter(
    (player) => GENERATORS.has(player.plan.generator) && !isRoleExcluded(player.plan.role, brief.without),
  );
  return isTuneOut ? accompaniment : [tune, ...accompaniment];
}

/** A player of their own for an instrument that took nobody's place. */
export function join(instrument: Instrument, brief: Brief): Player[] {
  const nature = natureOf(instrument);
  if (!GENERATORS.has(nature.generator) || isRoleExcluded(nature.role, brief.without)) {
    return [accompanist(instrument, brief)].flatMap((player) => player ?? []);
  }

  return [{ plan: plainPlan(`${nature.role}-${instrument.id}`, nature, instrument), instrument, isAsked: true }];
}

/** The roles that an instrument can fall back on, best first, when its natural one is ruled out. */
const FALL_BACKS: readonly (readonly [Role, string])[] = [
  ['pad', 'pad'],
  ['arpeggio', 'arpeggio'],
  ['chords', 'comp'],
  ['counter', 'counter-melody'],
  ['lead', 'melody'],
  ['bass', 'bass'],
  ['drums', 'drum-kit'],
];

/** A player who keeps an instrument in the band although its natural role was ruled out; a single line plays an inner voice. Null when every role was. */
export function accompanist(instrument: Instrument, brief: Brief): Player | null {
  const allowed = FALL_BACKS.filter(([role, generator]) => GENERATORS.has(generator) && !isRoleExcluded(role, brief.without));
  const isPitched = instrument.sustain !== 'hit' && instrument.family !== 'texture';
  const innerVoice = isPitched
    ? allowed.find(([role]) => role === 'pad' || role === 'arpeggio' || role === 'chords' || role === 'bass')
    : undefined;
  const found = allowed.find(([, generator]) => canPlay(generator, instrument)) ?? innerVoice;
  if (found === undefined) {
    return null;
  }

  const [role, generator] = found;
  return { plan: plainPlan(`${role}-${instrument.id}`, { role, generator, params: {} }, instrument), instrument, isAsked: true };
}

function isKin(id: string, instrument: Instrument): boolean {
  return findInstrument(id)?.family === instrument.family;
}
