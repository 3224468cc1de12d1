import type { Brief } from '../../brief/index.ts';
import { clamp, type Rng, type Tick } from '../../kernel/index.ts';
import { type Opening, planOpening } from '../form/plan-opening.ts';
import type { Pulse, Push, Stop } from '../parts/part-context.ts';
import type { Section } from '../score.ts';
import type { Style } from '../styles/style.ts';
import { barPlaces, type BarPlace } from './bar-places.ts';
import { planPushes } from './plan-pushes.ts';
import { planStops, pushesBeside } from './plan-stops.ts';
import { isInBreath } from './rest-in-breaths.ts';
import { gridOf, isEveryBeat, placeBackbeats, placeOnsets, SLOT_TICKS, type MeterGrid } from './meter-grid.ts';

export type PulsePlan = {
  readonly brief: Brief;
  readonly style: Style;
  readonly sections: readonly Section[];
  readonly barTicks: Tick;
  readonly bars: number;
  readonly finalTick: Tick | null;
  readonly rng: Rng;
};

/**
 * Plans where the piece's weight falls: kicks, back-beats, how large a fill ends each bar, and the breaths before drops.
 *
 * Kicks speak in four-bar sentences (statement, answer, statement, pick-up), a material keeps its figure wherever it
 * returns, and each phrase alters something, so that no eight bars repeat their neighbours.
 */
export function planPulse(plan: PulsePlan): Pulse {
  const grid = gridOf(plan.brief.meter);
  const places = barPlaces(plan.sections, plan.bars, plan.barTicks, plan.style.form.phraseBars);
  const endTick = plan.finalTick ?? plan.bars * plan.barTicks;
  const fillBars = planFills(plan, places);
  const breaths = planBreaths(plan, places, grid);
  const isHeld = (tick: Tick): boolean => tick >= endTick || isInBreath(tick, breaths);
  const kickTicks: Tick[] = [];
  const backbeatTicks: Tick[] = [];
  for (const place of places) {
    for (const slot of kicksOfBar(plan, place, grid, fillBars.get(place.bar) ?? 0)) {
      kickTicks.push(place.startTick + slot * SLOT_TICKS);
    }

    for (const slot of backbeatsOfBar(plan, place, grid)) {
      backbeatTicks.push(place.startTick + slot * SLOT_TICKS);
    }
  }

  const stops = planStops({ ...plan, isButton: plan.brief.ending === 'button', rng: plan.rng.fork('stops') }, places, {
    grid,
    breaths,
  });
  const pushes = pushesBeside(planPushes({ ...plan, rng: plan.rng.fork('pushes') }, places, grid), stops, breaths);
  const kept = pushed(
    kickTicks.filter((tick) => !isHeld(tick)),
    pushes,
  );
  return {
    kickTicks: plan.finalTick === null ? kept : [...kept, plan.finalTick],
    backbeatTicks: backbeatTicks.filter((tick) => !isHeld(tick)),
    fillBars: filledStops(withPickUp(fillBars, planOpening(plan.brief, plan.style, plan.sections)), stops, plan.barTicks),
    breaths,
    pushes,
    stops,
  };
}

/** Kicks with those on pushed bar lines moved before them, and nothing between. */
function pushed(kicks: readonly Tick[], pushes: readonly Push[]): Tick[] {
  const moved = kicks.flatMap((tick): Tick[] => {
    const push = pushes.find(({ startTick, barTick }) => tick >= startTick && tick <= barTick);
    return push === undefined ? [tick] : tick === push.barTick ? [push.startTick] : [];
  });
  return [...new Set(moved)].sort((left, right) => left - right);
}

/** Who was waiting in the opening is called in by a beat of the drums. */
function withPickUp(fills: ReadonlyMap<number, number>, opening: Opening | null): ReadonlyMap<number, number> {
  return opening === null ? fills : new Map(fills).set(opening.entryBar - 1, 0.45);
}

/** The drummer fills what a stop leaves open. */
function filledStops(fills: ReadonlyMap<number, number>, stops: readonly Stop[], barTicks: Tick): ReadonlyMap<number, number> {
  const filled = new Map(fills);
  for (const stop of stops) {
    const bar = Math.round(stop.startTick / barTicks);
    const room = (stop.endTick - stop.aloneTick) / barTicks;
    filled.set(bar, Math.max(fills.get(bar) ?? 0, room >= 0.5 ? 0.7 : room >= 0.25 ? 0.5 : 0.34));
  }

  return filled;
}

/** The back-beats of one bar: every second bar of a phrase answers where the style has answers, the first pair otherwise than the second. */
function backbeatsOfBar(plan: PulsePlan, place: BarPlace, grid: MeterGrid): number[] {
  const { backbeats, answers = [] } = plan.style.rhythm;
  const { section, barInPhrase, phrase } = place;
  const isAnswer = answers.length > 0 && grid.meter === '4/4' && barInPhrase % 2 === 1;
  const order = isAnswer ? plan.rng.fork(`answers/${section.material}/${section.kind}`).shuffled(answers) : [];
  return placeBackbeats(grid, order[((barInPhrase >> 1) + phrase) % Math.max(1, order.length)] ?? backbeats, place.bar);
}

/** The kick figure of one bar, in sixteenths. */
function kicksOfBar(plan: PulsePlan, place: BarPlace, grid: MeterGrid, fill: number): number[] {
  const { section } = place;
  const figures = figuresFor(plan.style, section.energy);
  const stream = plan.rng.fork(`kick/${section.material}/${section.kind}`);
  const statement = stream.weighted(figures, (figure) => figure.weight);
  const answer = stream.weighted(figures, (figure) => (figure === statement ? figure.weight * 0.4 : figure.weight));
  if (isEveryBeat(statement.onsets)) {
    return floorOfBar(plan, place, grid, statement.onsets, fill);
  }

  const inSentence = place.barInPhrase % 4;
  const sentence = stream.pick([
    [statement, answer, statement, answer],
    [statement, statement, statement, answer],
    [statement, answer, statement, statement],
  ]);
  const figure = sentence[inSentence] ?? statement;
  const slots = new Set(placeOnsets(grid, figure.onsets, place.bar));
  const backbeats = placeBackbeats(grid, plan.style.rhythm.backbeats, place.bar);
  const phraseStream = plan.rng.fork(`kick-change/${section.id}/${place.phrase}`);
  const changedBar = phraseStream.pick([1, 2, 3]);
  const change = phraseStream.pick(['pickup', 'drop', 'double', 'push', 'none'] as const);
  const isLive = slots.size > 0 && section.energy >= 0.3;
  if (isLive && (inSentence === changedBar || (inSentence === 3 && phraseStream.chance(0.5)))) {
    changeFigure(slots, change, grid, backbeats, phraseStream);
  }

  if (place.barInSection === 0 && slots.size > 0) {
    slots.add(0);
  }

  return [...slots].sort((left, right) => left - right);
}

/** Four on the floor keeps its beats: it changes by pick-ups between them and by lifting the foot where a fill or a drop is coming. */
function floorOfBar(plan: PulsePlan, place: BarPlace, grid: MeterGrid, onsets: readonly number[], fill: number): number[] {
  const slots = new Set([...grid.beats, ...placeOnsets(grid, onsets, place.bar)]);
  const stream = plan.rng.fork(`floor/${place.section.id}/${place.phrase}/${place.barInPhrase}`);
  const isBuildEnd = place.section.kind === 'build' && place.isSectionEnd && place.section.bars > 1;
  if (isBuildEnd) {
    return [...slots].filter((slot) => slot < grid.slots / 2);
  }

  if (place.section.kind === 'build' && place.barInSection >= place.section.bars - 2 && place.section.bars >= 4) {
    return Array.from({ length: grid.slots / 2 }, (_, eighth) => eighth * 2);
  }

  if (fill >= 0.5 && place.rise > 0 && stream.chance(0.6)) {
    return [...slots].filter((slot) => slot < grid.slots - 4);
  }

  if (place.isPhraseEnd || (place.barInPhrase % 4 === 3 && stream.chance(0.6))) {
    slots.add(grid.slots - stream.pick([1, 2, 2, 3]));
  } else if (place.barInPhrase % 2 === 1 && stream.chance(0.15 * place.section.energy)) {
    slots.add(Math.floor(grid.slots / 2) - 1);
  }

  return [...slots].sort((left, right) => left - right);
}

/** Alters one bar in place: the foot of a player who is listening. The bar line stays. */
function changeFigure(
  slots: Set<number>,
  change: 'pickup' | 'drop' | 'double' | 'push' | 'none',
  grid: MeterGrid,
  backbeats: readonly number[],
  stream: Rng,
): void {
  const isFree = (slot: number): boolean => slot > 0 && slot < grid.slots && !slots.has(slot) && !backbeats.includes(slot);
  const movable = [...slots].filter((slot) => slot !== 0);
  const step = grid.isCompound ? 2 : 1;
  switch (change) {
    case 'pickup': {
      const slot = grid.slots - step * stream.pick([1, 2, 2]);
      if (isFree(slot)) {
        slots.add(slot);
      }

      return;
    }
    case 'drop':
      if (movable.length > 1) {
        slots.delete(stream.pick(movable));
      }

      return;
    case 'double':
    case 'push': {
      if (movable.length === 0) {
        return;
      }

      const slot = stream.pick(movable);
      if (isFree(slot - step)) {
        slots.add(slot - step);
        if (change === 'push') {
          slots.delete(slot);
        }
      }

      return;
    }
    case 'none':
  }
}

/** The style's figures for an energy: those whose band holds it, else those nearest to it. */
function figuresFor(style: Style, energy: number): Style['rhythm']['kicks'] {
  const kicks = style.rhythm.kicks;
  if (kicks.length === 0) {
    return [{ onsets: [0], weight: 1, minEnergy: 0, maxEnergy: 1 }];
  }

  const distance = (kick: (typeof kicks)[number]): number => Math.max(0, kick.minEnergy - energy, energy - kick.maxEnergy);
  const least = Math.min(...kicks.map(distance));
  return kicks.filter((kick) => distance(kick) <= least && kick.weight > 0);
}

/** How large a fill ends each bar. A seam into a louder section asks for a large one; a seam into a breakdown for a small, retreating one. */
function planFills(plan: PulsePlan, places: readonly BarPlace[]): ReadonlyMap<number, number> {
  const fills = new Map<number, number>();
  const ceiling = plan.style.form.transitions.includes('fill') ? 1 : 0.35;
  for (const place of places) {
    const stream = plan.rng.fork(`fill/${place.section.id}/${place.barInSection}`);
    const isLast = plan.finalTick !== null ? place.startTick + plan.barTicks === plan.finalTick : place.bar === plan.bars - 1;
    if (plan.finalTick !== null && place.startTick >= plan.finalTick) {
      continue;
    }

    const size = isLast ? sizeOfLast(plan, place) : sizeOf(place, stream);
    const bounded = clamp(size, 0, place.section.bars <= 2 ? Math.min(0.5, ceiling) : ceiling);
    if (bounded > 0) {
      fills.set(place.bar, Math.round(bounded * 100) / 100);
    }
  }

  return fills;
}

function sizeOfLast(plan: PulsePlan, place: BarPlace): number {
  const button = plan.brief.ending === 'button' ? 0.15 : 0;
  return plan.finalTick === null ? 0.3 : 0.25 + button + 0.4 * place.section.energy;
}

function sizeOf(place: BarPlace, stream: Rng): number {
  if (place.isSectionEnd && place.next !== null) {
    const arrival = place.next.kind === 'drop' || place.next.kind === 'chorus' ? 0.15 : 0;
    const size = place.rise >= 0 ? 0.4 + place.rise * 1.4 + arrival : Math.max(0.2, 0.35 + place.rise * 0.3);
    return size + stream.between(-0.08, 0.08);
  }

  if (place.section.energy < 0.25) {
    return 0;
  }

  if (place.isPhraseEnd) {
    return stream.between(0.25, 0.3 + 0.2 * place.section.energy);
  }

  return place.barInPhrase % 4 === 3 && stream.chance(0.55) ? stream.between(0.12, 0.24) : 0;
}

/** The held breath before a drop: everything stops for a beat or two, so that the arrival is felt. */
function planBreaths(plan: PulsePlan, places: readonly BarPlace[], grid: MeterGrid): Pulse['breaths'] {
  if (!plan.style.form.transitions.includes('break')) {
    return [];
  }

  const breaths: { startTick: Tick; endTick: Tick }[] = [];
  for (const place of places) {
    const isArrival = place.next !== null && ['drop', 'chorus', 'solo'].includes(place.next.kind);
    if (!place.isSectionEnd || place.next === null || !isArrival || place.section.bars < 2 || place.rise < 0.15) {
      continue;
    }

    const stream = plan.rng.fork(`breath/${place.section.id}`);
    const isDrop = place.next.kind === 'drop';
    if (!stream.chance(isDrop ? 0.85 : 0.35 * Math.min(1, place.rise * 3))) {
      continue;
    }

    const beat = grid.slots - (grid.beats[grid.beats.length - 1] ?? 0);
    const slots = isDrop ? stream.pick([beat, beat, Math.floor(grid.slots / 2)]) : stream.pick([beat, 2]);
    const endTick = place.startTick + plan.barTicks;
    breaths.push({ startTick: endTick - slots * SLOT_TICKS, endTick });
  }

  return breaths;
}
