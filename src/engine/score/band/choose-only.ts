import type { Brief, Instrument } from '../../brief/index.ts';
import { at } from '../../kernel/index.ts';
import { GENERATORS } from '../parts/index.ts';
import type { PartPlan, Style } from '../styles/style.ts';
import { claimSeats } from './claim-seats.ts';
import { canPlay, isRoleExcluded, natureOf } from './instrument-nature.ts';
import { plainPlan, type Player } from './player.ts';
import { join, soloPlans } from './solo-plans.ts';

/**
 * A band of the asked instruments and nobody else: those that play lines take the tune and its answers, those that play
 * chords accompany, each in a seat of the style that suits it or as what it does best. A lone one plays all it can.
 */
export function chooseOnly(asked: readonly Instrument[], style: Style, brief: Brief): Player[] {
  if (asked.length === 1) {
    return soloPlans(at(asked, 0), style, brief);
  }

  const plans = style.parts.filter((plan) => GENERATORS.has(plan.generator) && !isRoleExcluded(plan.role, brief.without));
  const isLine = (plan: PartPlan): boolean => plan.role === 'lead' || plan.role === 'counter';
  const singers = asked.filter(
    (instrument) => !instrument.isPolyphonic && canPlay('melody', instrument) && instrument.family !== 'bass',
  );
  const others = asked.filter((instrument) => !singers.includes(instrument));
  // With nobody else to sing, the first of the chordal players may take the tune.
  const claims = new Map([
    ...claimSeats(
      plans.filter((plan) => plan.role === 'lead'),
      singers.slice(0, 1),
    ),
    ...claimSeats(
      plans.filter((plan) => plan.role === 'counter'),
      singers.slice(1),
    ),
    ...claimSeats(singers.length > 0 ? plans.filter((plan) => !isLine(plan)) : plans, others),
  ]);
  const seated = plans.flatMap((plan): Player[] => {
    const instrument = claims.get(plan.id);
    return instrument === undefined
      ? []
      : [{ plan: { ...plan, energy: [0, 1], tacet: isLine(plan) ? plan.tacet : [] }, instrument, isAsked: true }];
  });
  const lead = missingLead(seated, singers, asked, brief);
  const busy = new Set(
    [...seated, ...lead.filter((player) => !player.instrument.isPolyphonic)].map((player) => player.instrument.id),
  );
  const joined = asked.filter((instrument) => !busy.has(instrument.id)).flatMap((instrument) => join(instrument, brief));
  const band = [...lead, ...seated, ...joined];
  return [...band, ...missingChords(band, asked, brief)];
}

/** Somebody sings the tune: a line player who has no seat yet, else the first who plays chords, as well as its own part. */
function missingLead(
  seated: readonly Player[],
  singers: readonly Instrument[],
  asked: readonly Instrument[],
  brief: Brief,
): Player[] {
  const free = singers.find((instrument) => !seated.some((player) => player.instrument.id === instrument.id));
  const singer = free ?? asked.find((instrument) => instrument.family !== 'bass' && canPlay('melody', instrument));
  if (singer === undefined || isRoleExcluded('lead', brief.without) || seated.some((player) => player.plan.role === 'lead')) {
    return [];
  }

  return [
    {
      plan: plainPlan(`lead-${singer.id}`, { role: 'lead', generator: 'melody', params: {} }, singer),
      instrument: singer,
      isAsked: true,
    },
  ];
}

/** Somebody plays the harmony, if anybody can: alone a tune over a bass is bare. */
function missingChords(band: readonly Player[], asked: readonly Instrument[], brief: Brief): Player[] {
  const player = asked.find(
    (instrument) => instrument.isPolyphonic && instrument.sustain !== 'hit' && instrument.family !== 'texture',
  );
  const isThere = band.some(({ plan }) => plan.role === 'chords' || plan.role === 'arpeggio' || plan.role === 'pad');
  if (player === undefined || isThere || isRoleExcluded('chords', brief.without)) {
    return [];
  }

  const { generator, params } = natureOf(player);
  return [
    { plan: plainPlan(`chords-${player.id}`, { role: 'chords', generator, params }, player), instrument: player, isAsked: true },
  ];
}
