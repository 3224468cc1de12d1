import { findInstrument, type Instrument } from '../../brief/index.ts';
import type { Role } from '../score.ts';
import type { PartPlan } from '../styles/style.ts';
import { canPlay } from './instrument-nature.ts';

/** Gives asked instruments to the plans that fit them best: those that name them, then those of their role and kind. */
export function claimSeats(plans: readonly PartPlan[], asked: readonly Instrument[]): ReadonlyMap<string, Instrument> {
  const claims = new Map<string, Instrument>();
  const given = new Set<string>();
  const claim = (instrument: Instrument, test: (plan: PartPlan) => boolean): void => {
    if (given.has(instrument.id)) {
      return;
    }

    const plan = plans.find(
      (candidate) =>
        !claims.has(candidate.id) &&
        test(candidate) &&
        (canPlay(candidate.generator, instrument) || candidate.instruments.some((option) => option.id === instrument.id)),
    );
    if (plan !== undefined) {
      claims.set(plan.id, instrument);
      given.add(instrument.id);
    }
  };

  for (const instrument of asked) {
    claim(instrument, (plan) => plan.instruments.some((option) => option.id === instrument.id));
  }

  for (const instrument of asked) {
    claim(
      instrument,
      (plan) =>
        plan.instruments.some((option) => findInstrument(option.id)?.family === instrument.family) &&
        rolesFor(instrument).includes(plan.role),
    );
  }

  for (const instrument of asked) {
    for (const role of rolesFor(instrument)) {
      claim(
        instrument,
        (plan) => plan.role === role && role !== 'percussion' && role !== 'texture' && role !== 'effects' && role !== 'chords',
      );
    }
  }

  return claims;
}

/** Roles an instrument may take over in a band, the most natural first. */
function rolesFor(instrument: Instrument): readonly Role[] {
  const { family, isPolyphonic, sustain } = instrument;
  if (family === 'drums') {
    return ['drums'];
  }

  if (family === 'percussion') {
    return ['percussion'];
  }

  if (family === 'texture') {
    return sustain === 'hit' ? ['effects'] : ['texture'];
  }

  if (family === 'bass') {
    return ['bass'];
  }

  if (!isPolyphonic) {
    return ['lead', 'counter'];
  }

  return sustain === 'sustained' ? ['pad', 'chords', 'counter', 'lead'] : ['chords', 'arpeggio', 'lead'];
}
