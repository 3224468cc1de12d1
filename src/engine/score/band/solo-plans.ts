import { type Brief, findInstrument, type Instrument } from '../../brief/index.ts';
import { GENERATORS } from '../parts/index.ts';
import type { Style } from '../styles/style.ts';
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
  if (isAlone && own.length > 0) {
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
    return [tune];
  }

  const generator =
    ['piano-figure', 'fingerpick', 'strum', 'arpeggio', 'pad'].find(
      (name) => GENERATORS.has(name) && canPlay(name, instrument),
    ) ?? 'arpeggio';
  const accompaniment = {
    plan: plainPlan(`chords-${instrument.id}`, { role: 'chords', generator, params: {} }, instrument),
    instrument,
    isAsked: true,
  };
  return isTuneOut ? [accompaniment] : [tune, accompaniment];
}

function isKin(id: string, instrument: Instrument): boolean {
  return findInstrument(id)?.family === instrument.family;
}
