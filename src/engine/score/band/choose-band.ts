import { type Brief, findInstrument, type Instrument, instrumentById, INSTRUMENTS, isExcluded } from '../../brief/index.ts';
import { at, type Rng } from '../../kernel/index.ts';
import { GENERATORS } from '../parts/index.ts';
import type { Role } from '../score.ts';
import type { PartPlan, Style } from '../styles/style.ts';
import { canPlay, isRoleExcluded, natureOf, standInsFor } from './instrument-nature.ts';
import { intersectRegister, plainPlan, type Player } from './player.ts';
import { accompanist, soloPlans } from './solo-plans.ts';

export type BandWish = {
  readonly brief: Brief;
  readonly style: Style;
  readonly blended: readonly { readonly style: Style; readonly weight: number }[];
  readonly rng: Rng;
};

/**
 * Chooses who plays: the style's players and some of the blended styles', less what the brief rules out, with the asked
 * instruments in hand. An asked instrument takes the place of a player of its kind, or joins as what it does best. There
 * is always somebody left to play.
 */
export function chooseBand(wish: BandWish): Player[] {
  const { brief, style } = wish;
  const asked = askedInstruments(brief);
  const proposed = brief.onlyInstruments && asked.length > 0 ? onlyAsked(wish, asked) : seat(wish, asked);
  const band = proposed.map(fitRegister);
  return band.length > 0 ? band : lastResort(brief, style);
}

function askedInstruments(brief: Brief): Instrument[] {
  const ids = [...new Set(brief.instruments)];
  return ids.flatMap((id) => {
    const instrument = findInstrument(id);
    return instrument === null || isExcluded(instrument, brief.without) ? [] : [instrument];
  });
}

function seat(wish: BandWish, asked: readonly Instrument[]): Player[] {
  const { brief, style, rng } = wish;
  const plans = [...style.parts, ...borrowed(wish)].filter(
    (plan) => GENERATORS.has(plan.generator) && !isRoleExcluded(plan.role, brief.without),
  );
  const claims = claimSeats(plans, asked);
  const seated: Player[] = [];
  for (const plan of plans) {
    const claimed = claims.get(plan.id);
    if (claimed !== undefined) {
      seated.push({ plan, instrument: claimed, isAsked: true });
      continue;
    }

    const isIn = rng.fork(`band/${plan.id}`).chance(plan.chance);
    const instrument = isIn ? pickInstrument(plan, brief, rng.fork(`instrument/${plan.id}`)) : null;
    if (instrument !== null) {
      seated.push({ plan, instrument, isAsked: asked.some((other) => other.id === instrument.id) });
    }
  }

  const missing = asked.filter((instrument) => !seated.some((player) => player.instrument.id === instrument.id));
  return [...seated, ...missing.flatMap((instrument) => join(instrument, brief))];
}

/** Players of other styles asked for: each style lends the players that mark it most, more of them the more it weighs. */
function borrowed(wish: BandWish): PartPlan[] {
  return wish.blended.flatMap(({ style, weight }) => {
    const count = Math.max(1, Math.round(weight * 5));
    const own = new Set(wish.style.parts.map((plan) => `${plan.role}/${plan.generator}`));
    const fresh = style.parts.filter(
      (plan) =>
        !own.has(`${plan.role}/${plan.generator}`) && plan.role !== 'drums' && plan.role !== 'bass' && plan.role !== 'effects',
    );
    return fresh.slice(0, count).map((plan) => ({ ...plan, id: `${style.id}-${plan.id}`, chance: Math.max(plan.chance, 0.85) }));
  });
}

/** Gives asked instruments to the plans that fit them best: those that name them, then those of their role and kind. */
function claimSeats(plans: readonly PartPlan[], asked: readonly Instrument[]): ReadonlyMap<string, Instrument> {
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

function pickInstrument(plan: PartPlan, brief: Brief, rng: Rng): Instrument | null {
  const allowed = plan.instruments.filter((option) => option.weight > 0 && !isExcluded(instrumentById(option.id), brief.without));
  if (allowed.length > 0) {
    return instrumentById(rng.weighted(allowed, (option) => option.weight).id);
  }

  // Every instrument of this player was ruled out; a core player looks for another, others stay at home.
  const isCore = plan.chance >= 0.8 && plan.role !== 'texture' && plan.role !== 'effects' && plan.role !== 'percussion';
  const others = isCore ? standInsFor(plan.role, brief.without).filter((instrument) => canPlay(plan.generator, instrument)) : [];
  return others[0] ?? null;
}

/** A player of their own for an instrument that took nobody's place. */
function join(instrument: Instrument, brief: Brief): Player[] {
  const nature = natureOf(instrument);
  if (!GENERATORS.has(nature.generator) || isRoleExcluded(nature.role, brief.without)) {
    return [accompanist(instrument, brief)].flatMap((player) => player ?? []);
  }

  return [{ plan: plainPlan(`${nature.role}-${instrument.id}`, nature, instrument), instrument, isAsked: true }];
}

function fitRegister(player: Player): Player {
  return { ...player, plan: { ...player.plan, register: intersectRegister(player.plan.register, player.instrument) } };
}

/** Only the asked instruments: each takes a seat of the style that suits it, or what it does best; a lone one plays everything it can. */
function onlyAsked(wish: BandWish, asked: readonly Instrument[]): Player[] {
  const { brief, style } = wish;
  if (asked.length === 1) {
    return soloPlans(at(asked, 0), style, brief);
  }

  const plans = style.parts.filter((plan) => GENERATORS.has(plan.generator) && !isRoleExcluded(plan.role, brief.without));
  const claims = claimSeats(plans, asked);
  const seated = plans.flatMap((plan): Player[] => {
    const instrument = claims.get(plan.id);
    return instrument === undefined
      ? []
      : [{ plan: { ...plan, energy: [0, 1], tacet: plan.role === 'lead' ? plan.tacet : [] }, instrument, isAsked: true }];
  });
  const joined = asked
    .filter((instrument) => !seated.some((player) => player.instrument.id === instrument.id))
    .flatMap((instrument) => join(instrument, brief));
  const band = [...seated, ...joined];
  const hasLead = band.some((player) => player.plan.role === 'lead');
  // Somebody sings the tune: the most line-like of them does so as well as its own part.
  const singer =
    hasLead || isRoleExcluded('lead', brief.without)
      ? undefined
      : (asked.find((instrument) => canPlay('melody', instrument) && !instrument.isPolyphonic) ??
        asked.find((instrument) => canPlay('melody', instrument)));
  return singer === undefined
    ? band
    : [
        {
          plan: plainPlan(`lead-${singer.id}`, { role: 'lead', generator: 'melody', params: {} }, singer),
          instrument: singer,
          isAsked: true,
        },
        ...band,
      ];
}

/** When everything was ruled out there is still music: a pad, or whatever may sound. */
export function lastResort(brief: Brief, style: Style): Player[] {
  const pads = standInsFor('pad', brief.without);
  const instrument =
    pads[0] ??
    INSTRUMENTS.find((candidate) => !isExcluded(candidate, brief.without)) ??
    instrumentById(style.parts[0]?.instruments[0]?.id ?? 'warm-pad');
  const nature = pads.length > 0 ? { role: 'pad' as const, generator: 'pad', params: {} } : natureOf(instrument);
  return [{ plan: plainPlan(`${nature.role}-${instrument.id}`, nature, instrument), instrument, isAsked: false }];
}
