import { findInstrument, type Instrument } from '../../brief/index.ts';
import type { Role } from '../score.ts';
import type { PartPlan } from '../styles/style.ts';
import { canPlay, isSinger, isTuneful } from './instrument-nature.ts';

/** Gives asked instruments to the plans that fit their nature best: lines sing, chords accompany, in plans that name them, then in those of their kind and role. */
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

  const isLine = (plan: PartPlan): boolean => plan.role === 'lead' || plan.role === 'counter';
  const names = (plan: PartPlan, instrument: Instrument): boolean =>
    plan.instruments.some((option) => option.id === instrument.id);
  const singers = asked.filter(isSinger);
  // The tune belongs to who was asked for and sings by nature; with no singer among them, to who speaks it clearest.
  const tuners = singers.length > 0 ? singers : asked.filter(isTuneful).slice(0, 1);
  for (const instrument of tuners) {
    claim(instrument, (plan) => plan.role === 'lead' && canPlay(plan.generator, instrument));
  }

  for (const instrument of singers) {
    claim(instrument, (plan) => names(plan, instrument) && plan.role === 'counter');
    claim(instrument, (plan) => plan.role === 'counter');
  }

  for (const instrument of asked) {
    claim(instrument, (plan) => names(plan, instrument) && !isLine(plan));
  }

  for (const instrument of asked) {
    claim(
      instrument,
      (plan) =>
        !isLine(plan) &&
        plan.instruments.some((option) => findInstrument(option.id)?.family === instrument.family) &&
        rolesFor(instrument).includes(plan.role),
    );
  }

  for (const instrument of asked) {
    claim(instrument, (plan) => names(plan, instrument));
    for (const role of rolesFor(instrument)) {
      claim(
        instrument,
        (plan) =>
          plan.role === role &&
          role !== 'lead' &&
          role !== 'percussion' &&
          role !== 'texture' &&
          role !== 'effects' &&
          role !== 'chords',
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
