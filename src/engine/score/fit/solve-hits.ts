import type { Ending, Meter } from '../../brief/index.ts';
import { at, TICKS_PER_QUARTER, type Seconds, type Tick } from '../../kernel/index.ts';
import { barTicksOf, beatTicksOf } from '../form/meter.ts';
import { secondsAt } from '../form/tempo-time.ts';
import type { TempoPoint } from '../score.ts';

/** What is to be hit, and what may move for it. */
export type HitWish = {
  readonly atSeconds: readonly Seconds[];
  readonly durationSeconds: Seconds;
  readonly ending: Ending;
  readonly meter: Meter;
  /** Tempi to try as the piece's own, each with the cost of leaving what was wished. */
  readonly tempi: readonly { readonly bpm: number; readonly cost: number }[];
  /** Where a written tick sounds, in ticks; see `swingOf`. */
  readonly swing: (tick: Tick) => Tick;
};

/** A hit that found a place: its moment, its written tick, and when that tick sounds. */
export type PlacedHit = { readonly atSeconds: Seconds; readonly tick: Tick; readonly landedSeconds: Seconds };

export type HitPlan = {
  readonly bpm: number;
  readonly tempoMap: readonly TempoPoint[];
  readonly placed: readonly PlacedHit[];
  readonly cost: number;
};

/** The tempo of a stretch between two hits may leave the piece's by this share. */
const MOST_BEND = 0.04;
/** A hit may be this far off: less than half a picture of film, and less than players differ. */
const SLACK: Seconds = 0.016;
/** What leaving a hit out costs; more than any way of reaching it. */
const MISS = 40;
/** The finest places that are hit: sixteenths. */
const FINEST: Tick = TICKS_PER_QUARTER / 4;
/** Two moments nearer than this are one. */
const CLOSEST: Seconds = 0.2;

type Stop = {
  readonly hit: number;
  readonly tick: Tick;
  /** Where that tick sounds. */
  readonly place: Tick;
  readonly seconds: Seconds;
  readonly bend: number;
  readonly cost: number;
  readonly before: Stop | null;
};

/**
 * A tempo for each stretch between the hits, so near the piece's own that nobody hears it change, with which every hit that
 * can be reached falls on a bar line, else on a beat, else between two beats. Dynamic programming over the places that each
 * hit can take; a hit that nothing reaches is left out.
 */
export function solveHits(wish: HitWish): HitPlan {
  let best: HitPlan | null = null;
  for (const { bpm, cost } of wish.tempi) {
    const plan = solveAt(wish, bpm);
    const whole = { ...plan, cost: plan.cost + cost };
    if (best === null || whole.cost < best.cost - 1e-9) {
      best = whole;
    }
  }

  return best ?? solveAt({ ...wish, atSeconds: [] }, at(wish.tempi, 0).bpm);
}

/** The moments that can be hit at all: in order, apart, after the very start and before the piece is over. */
export function usableHits(atSeconds: readonly Seconds[], durationSeconds: Seconds): Seconds[] {
  const usable: Seconds[] = [];
  for (const moment of [...atSeconds].sort((left, right) => left - right)) {
    const isApart = moment - (usable.at(-1) ?? -1) >= CLOSEST;
    if (isApart && (moment === 0 || moment >= 0.3) && moment <= durationSeconds - 0.5) {
      usable.push(moment);
    }
  }

  return usable;
}

function solveAt(wish: HitWish, bpm: number): HitPlan {
  const hits = usableHits(wish.atSeconds, wish.durationSeconds);
  const start: Stop = { hit: -1, tick: 0, place: 0, seconds: 0, bend: 0, cost: 0, before: null };
  let stops: Stop[] = [start];
  hits.forEach((moment, hit) => {
    const reached = new Map<Tick, Stop>();
    for (const stop of stops) {
      for (const next of nextStops(wish, stop, { moment, hit, bpm })) {
        const known = reached.get(next.tick);
        if (known === undefined || next.cost < known.cost) {
          reached.set(next.tick, next);
        }
      }
    }

    // Leaving this hit out: every stop so far goes on, the dearer for it.
    stops = [...cheapest([...reached.values()]), ...cheapest(stops.map((stop) => ({ ...stop, cost: stop.cost + MISS })))];
  });
  let last = at(stops, 0);
  for (const stop of stops) {
    if (stop.cost < last.cost - 1e-9) {
      last = stop;
    }
  }

  return planOf(last, bpm, wish);
}

/** Enough of the best to go on with. */
function cheapest(stops: readonly Stop[]): Stop[] {
  return [...stops].sort((left, right) => left.cost - right.cost || left.tick - right.tick).slice(0, 48);
}

type Target = { readonly moment: Seconds; readonly hit: number; readonly bpm: number };

function nextStops(wish: HitWish, stop: Stop, { moment, hit, bpm }: Target): Stop[] {
  if (moment === 0) {
    return stop.tick === 0 ? [{ ...stop, hit, before: stop }] : [];
  }

  const perSecond = (bpm * TICKS_PER_QUARTER) / 60;
  const gap = moment - stop.seconds;
  const least = stop.place + (gap - SLACK) * perSecond * (1 - MOST_BEND);
  const most = stop.place + (gap + SLACK) * perSecond * (1 + MOST_BEND);
  const found: Stop[] = [];
  for (let tick = Math.max(0, Math.floor(least / FINEST) - 1) * FINEST; tick <= most + FINEST; tick += FINEST) {
    const place = wish.swing(tick);
    const ticks = place - stop.place;
    if (ticks <= 0 || place < least || place > most) {
      continue;
    }

    const wished = ticks / (gap * perSecond) - 1;
    const bend = Math.min(MOST_BEND, Math.max(-MOST_BEND, wished));
    const seconds = stop.seconds + ticks / (perSecond * (1 + bend));
    const error = Math.abs(seconds - moment);
    if (error <= SLACK + 1e-9) {
      const [own, turn] = [bend / MOST_BEND, (bend - stop.bend) / MOST_BEND];
      const strain = own * own * 1.2 + turn * turn * 0.5;
      found.push({
        hit,
        tick,
        place,
        seconds,
        bend,
        cost: stop.cost + strain + placeCost(wish.meter, tick) + error * 60,
        before: stop,
      });
    }
  }

  return found;
}

/** How weak a place is: a bar line is best, then the middle of the bar, then other beats, then eighths, sixteenths at need. */
function placeCost(meter: Meter, tick: Tick): number {
  const barTicks = barTicksOf(meter);
  const beat = beatTicksOf(meter);
  const inside = tick % barTicks;
  return inside === 0 ? 0 : inside % (FINEST * 2) !== 0 ? 6 : inside % beat !== 0 ? 2.6 : inside * 2 === barTicks ? 0.8 : 1.2;
}

function planOf(last: Stop, bpm: number, wish: HitWish): HitPlan {
  const stops: Stop[] = [];
  for (let stop: Stop | null = last; stop !== null; stop = stop.before) {
    stops.push(stop);
  }

  stops.reverse();
  const points: TempoPoint[] = [];
  stops.forEach((stop, i) => {
    const next = stops[i + 1];
    const bend = next === undefined || next.place === stop.place ? 0 : next.bend;
    const before = points.at(-1);
    if (before?.tick === stop.place) {
      points[points.length - 1] = { tick: stop.place, bpm: bpm * (1 + bend) };
    } else {
      points.push({ tick: stop.place, bpm: bpm * (1 + bend) });
    }
  });
  const tempoMap = points.filter((point, i) => i === 0 || point.bpm !== at(points, i - 1).bpm);
  const hits = usableHits(wish.atSeconds, wish.durationSeconds);
  const placed = stops
    .filter((stop) => stop.hit >= 0)
    .map((stop): PlacedHit => ({
      atSeconds: at(hits, stop.hit),
      tick: stop.tick,
      landedSeconds: secondsAt(tempoMap, stop.place),
    }));
  return { bpm, tempoMap, placed, cost: last.cost };
}
