import type { EnergyShape } from '../brief.ts';
import type { Wishes } from '../choosing/wishes.ts';
import type { EnergyEvent } from '../vocabulary/meaning.ts';
import { settle } from './ledger.ts';
import type { EventClaim, WishList } from './wish-list.ts';

type Point = Wishes['points'][number];

/** The level an event pins at its moment. */
const LEVELS: { readonly [event in EnergyEvent]: number | null } = {
  'start-soft': 0.18,
  'start-strong': 0.85,
  'fade-in': 0.05,
  build: 0.6,
  drop: 0.95,
  peak: 0.95,
  quiet: 0.2,
  fall: 0.35,
  'end-soft': 0.18,
  'end-strong': 0.95,
  steady: null,
  wave: null,
  arc: null,
};

/** Where an event lies when nobody says when; null for those that shape the whole. */
const USUAL_PLACES: { readonly [event in EnergyEvent]: number | null } = {
  'start-soft': 0,
  'start-strong': 0,
  'fade-in': 0,
  build: null,
  drop: null,
  peak: null,
  quiet: null,
  fall: null,
  'end-soft': 0.94,
  'end-strong': 0.92,
  steady: null,
  wave: null,
  arc: null,
};

/** The shape and the pinned points that the events make together; `needsSeconds` is a length that holds every moment named, 0 when none was. */
export function settleEnergy(
  { events, shapes }: WishList,
  statedSeconds: number | null,
): { readonly shape: EnergyShape | null; readonly points: readonly Point[]; readonly needsSeconds: number } {
  const points: Point[] = [];
  let latest = 0;
  for (const claim of events) {
    const at = claim.at ?? usualPlace(claim.event);
    const level = LEVELS[claim.event];
    if (at === null || level === null) {
      continue;
    }

    if ('seconds' in at) {
      if (statedSeconds !== null && at.seconds > statedSeconds) {
        Object.assign(claim.line, {
          status: 'refused',
          note: `That moment lies after the end: the piece is ${statedSeconds} s long.`,
        });
        continue;
      }

      latest = Math.max(latest, at.seconds);
    }

    points.push({ at, level });
  }

  const stated = settle(shapes, 'course of the energy', String)?.value ?? null;
  // A moment should have music after it: leave half as much again, in whole ten seconds, up to the longest piece.
  const needsSeconds = latest === 0 ? 0 : Math.min(600, Math.ceil((latest * 1.5) / 10) * 10);
  return {
    shape: stated ?? shapeOf(events),
    points: points.filter(({ at }) => !('seconds' in at) || at.seconds <= (statedSeconds ?? Math.max(needsSeconds, 30))),
    needsSeconds,
  };
}

function usualPlace(event: EnergyEvent): Point['at'] | null {
  const fraction = USUAL_PLACES[event];
  return fraction === null ? null : { fraction };
}

function shapeOf(events: readonly EventClaim[]): EnergyShape | null {
  const has = (...kinds: readonly EnergyEvent[]): boolean => events.some(({ event }) => kinds.includes(event));
  if (has('drop')) {
    return 'drop';
  }

  const isRising = has('build', 'peak') || (has('start-soft', 'fade-in') && !has('end-soft', 'fall', 'steady', 'wave'));
  const isFalling = has('fall') || has('end-soft');
  if (has('arc') || ((has('build', 'peak') || has('start-soft')) && isFalling)) {
    return 'arc';
  }

  const lasting = events.findLast(({ event }) => event === 'steady' || event === 'wave')?.event;
  if (lasting === 'wave' || (has('quiet') && !has('build', 'peak'))) {
    return 'wave';
  }

  if (isRising || has('end-strong')) {
    return lasting === 'steady' && !has('build', 'peak', 'end-strong') ? 'steady' : 'build';
  }

  if (lasting === 'steady') {
    return 'steady';
  }

  return has('fall') || (has('start-strong') && isFalling) ? 'fall' : null;
}
