import { type Brief, findInstrument, type Instrument, instrumentById, INSTRUMENTS, isExcluded } from '../../brief/index.ts';
import type { Rng } from '../../kernel/index.ts';
import { GENERATORS } from '../parts/index.ts';
import type { PartPlan, Style } from '../styles/style.ts';
import { chooseOnly } from './choose-only.ts';
import { claimSeats } from './claim-seats.ts';
import { canPlay, isRoleExcluded, isSmallStrummer, natureOf, standInsFor } from './instrument-nature.ts';
import { intersectRegister, plainPlan, type Player } from './player.ts';
import { join } from './solo-plans.ts';

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
  const proposed = brief.onlyInstruments && asked.length > 0 ? chooseOnly(asked, style, brief) : seat(wish, asked);
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
  const isLed = plans.some((plan) => plan.role === 'lead' && claims.has(plan.id));
  const speaker = isLed ? null : speakerOf(asked);
  const seated: Player[] = [];
  for (const plan of plans) {
    const claimed = claims.get(plan.id);
    if (claimed !== undefined) {
      seated.push({ plan, instrument: claimed, isAsked: true });
      continue;
    }

    if (plan.role === 'lead' && speaker !== null && !seated.some((player) => player.plan.role === 'lead')) {
      seated.push({ plan, instrument: speaker, isAsked: true });
      continue;
    }

    const isIn = rng.fork(`band/${plan.id}`).chance(plan.chance);
    // A tune, its answers and what sustains behind them are different colours, unless the style has only one for all.
    const singing = seated.filter((player) => isColour(player.plan) && isColour(plan)).map((player) => player.instrument.id);
    const instrument = isIn ? pickInstrument(plan, { brief, taken: singing, rng: rng.fork(`instrument/${plan.id}`) }) : null;
    if (instrument !== null) {
      seated.push({ plan, instrument, isAsked: asked.some((other) => other.id === instrument.id) });
    }
  }

  const missing = asked.filter((instrument) => !seated.some((player) => player.instrument.id === instrument.id));
  return [...seated, ...missing.flatMap((instrument) => join(instrument, brief))];
}

/** Who has the tune where chordal instruments were asked for by name and nobody who sings: the first of them that speaks, besides what it accompanies. */
function speakerOf(asked: readonly Instrument[]): Instrument | null {
  return (
    asked.find(
      (instrument) =>
        canPlay('melody', instrument) &&
        !isSmallStrummer(instrument) &&
        instrument.family !== 'bass' &&
        instrument.sustain === 'decaying' &&
        instrument.isPolyphonic,
    ) ?? null
  );
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

function isColour(plan: PartPlan): boolean {
  return plan.role === 'lead' || plan.role === 'counter' || plan.role === 'pad';
}

function pickInstrument(
  plan: PartPlan,
  where: { readonly brief: Brief; readonly taken: readonly string[]; readonly rng: Rng },
): Instrument | null {
  const { brief, taken, rng } = where;
  const allowed = plan.instruments.filter((option) => option.weight > 0 && !isExcluded(instrumentById(option.id), brief.without));
  if (allowed.length > 0) {
    const fresh = allowed.filter((option) => !taken.includes(option.id));
    return instrumentById(rng.weighted(fresh.length > 0 ? fresh : allowed, (option) => option.weight).id);
  }

  // Every instrument of this player was ruled out; a core player looks for another, others stay at home.
  const isCore = plan.chance >= 0.8 && plan.role !== 'texture' && plan.role !== 'effects' && plan.role !== 'percussion';
  const others = isCore ? standInsFor(plan.role, brief.without).filter((instrument) => canPlay(plan.generator, instrument)) : [];
  return others[0] ?? null;
}

function fitRegister(player: Player): Player {
  return { ...player, plan: { ...player.plan, register: intersectRegister(player.plan.register, player.instrument) } };
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
