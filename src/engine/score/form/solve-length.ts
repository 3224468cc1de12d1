import type { Brief, Ending } from '../../brief/index.ts';
import { at, clamp, TICKS_PER_QUARTER, type Seconds, type Tick } from '../../kernel/index.ts';
import type { TempoPoint } from '../score.ts';
import type { FormStyle } from '../styles/style.ts';
import { breathe } from './breathe.ts';
import { chorusCost } from './choose-choruses.ts';
import { type GridCost, gridCost } from './grid-cost.ts';
import { barTicksOf, beatTicksOf } from './meter.ts';
import { secondsAt, tickAt } from './tempo-time.ts';

/** How long everything is: the frame that sections, chords and notes are written into. */
export type LengthPlan = {
  readonly tempoBpm: number;
  readonly tempoMap: readonly TempoPoint[];
  readonly ending: Ending;
  /** Bars, counting the last one, which may be cut short by `endTick`. */
  readonly bars: number;
  /** Bars before the final chord; all bars of a loop or fade. */
  readonly bodyBars: number;
  /** Where the final chord is struck; null for loops and fades. */
  readonly finalTick: Tick | null;
  readonly endTick: Tick;
};

/** A last chord needs about this long to be heard as an end. */
const LEAST_TAIL: Seconds = 1.2;
/** More than a bar and this much after the last chord would be dead air. */
const SPARE_TAIL: Seconds = 2.5;
/** Pieces shorter than this are one gesture: their last chord need not wait for a bar line. */
const STING: Seconds = 8.5;

type Option = { readonly tempoBpm: number; readonly bodyBars: number; readonly slowing: number; readonly cost: number };

/**
 * Finds a tempo in the brief's range and a number of bars that fill the duration exactly.
 *
 * Rung and struck endings place the last chord so that it rings out inside the length. Fades play on to the end. Loops
 * take the tempo at which whole bars fill the length; when the tempo was stated and no number of bars does, the tempo
 * and the length hold and the **last bar gives way**: it is cut to what is left (or stretched by less than half a beat).
 * `grid` judges numbers of bars; by default by how they divide into phrases.
 */
export function solveLength(brief: Brief, form: FormStyle, grid: GridCost = gridCostOf(form)): LengthPlan {
  const ending: Ending = brief.loop ? 'loop' : brief.ending;
  switch (ending) {
    case 'loop':
      return solveLoop(brief, form, grid);
    case 'fade':
      return solveFade(brief, form, grid);
    case 'ring':
    case 'button':
      return solveEnding(brief, { form, grid }, ending);
  }
}

function tempiOf(brief: Brief): number[] {
  const [low, high] = brief.tempoRange;
  const tempi = new Set<number>([brief.tempoBpm]);
  if (!brief.stated.tempo) {
    for (let bpm = Math.ceil(low); bpm <= Math.floor(high); bpm++) {
      tempi.add(bpm);
    }
  }

  return [...tempi].filter((bpm) => bpm === brief.tempoBpm || (bpm >= low && bpm <= high));
}

function gridCostOf(form: FormStyle): GridCost {
  return form.chorusBars === undefined ? gridCost : chorusCost(form.chorusBars, gridCost);
}

function tempoCost(bpm: number, brief: Brief): number {
  return (Math.abs(bpm - brief.tempoBpm) / brief.tempoBpm) * 14;
}

/** How far the pinned moments ("drop at 0:15") lie from bar lines, and a little from four-bar lines. */
function pinCost(barSeconds: Seconds, brief: Brief): number {
  let cost = 0;
  const turns = typeof brief.keyChange?.at === 'number' ? [brief.keyChange.at] : [];
  for (const seconds of [...brief.energy.points.map((point) => point.atSeconds), ...turns]) {
    const bars = seconds / barSeconds;
    const nearest = Math.round(bars);
    cost += Math.abs(bars - nearest) * barSeconds * 3 + (nearest % 4 === 0 ? 0 : nearest % 2 === 0 ? 0.5 : 1);
  }

  return cost;
}

function solveEnding(
  brief: Brief,
  { form, grid }: { readonly form: FormStyle; readonly grid: GridCost },
  ending: 'ring' | 'button',
): LengthPlan {
  if (brief.durationSeconds < STING) {
    return solveSting(brief, ending);
  }

  const barQuarters = barTicksOf(brief.meter) / TICKS_PER_QUARTER;
  const options: Option[] = [];
  for (const tempoBpm of tempiOf(brief)) {
    const barSeconds = (barQuarters * 60) / tempoBpm;
    const most = Math.floor((brief.durationSeconds - Math.min(LEAST_TAIL, brief.durationSeconds * 0.4)) / barSeconds);
    for (let bodyBars = Math.max(1, most - 2); bodyBars <= most; bodyBars++) {
      const slowing = slowingFor(form, ending, bodyBars, brief);
      const tail =
        brief.durationSeconds -
        secondsAt(tempoMapOf({ tempoBpm, bodyBars, slowing, form }, brief), bodyBars * barTicksOf(brief.meter));
      const ideal = ending === 'button' ? 1.5 : clamp(barSeconds, 1.9, 3.4);
      if (tail < Math.min(LEAST_TAIL, brief.durationSeconds * 0.4) || tail > barSeconds + SPARE_TAIL) {
        continue;
      }

      const over = tail - ideal;
      const tailCost = over < 0 ? -over * 0.9 : over * (ending === 'button' ? 0.9 : 0.5) + over * over * 0.25;
      options.push({
        tempoBpm,
        bodyBars,
        slowing,
        cost: grid(bodyBars, form.phraseBars) + tempoCost(tempoBpm, brief) + tailCost + pinCost(barSeconds, brief),
      });
    }
  }

  const best = cheapest(options);
  if (best === null) {
    return solveSting(brief, ending);
  }

  const barTicks = barTicksOf(brief.meter);
  const tempoMap = tempoMapOf({ ...best, form }, brief);
  const finalTick = best.bodyBars * barTicks;
  return {
    tempoBpm: best.tempoBpm,
    tempoMap,
    ending,
    bars: best.bodyBars + 1,
    bodyBars: best.bodyBars,
    finalTick,
    endTick: endOfFinalChord(brief, tempoMap, finalTick, ending),
  };
}

/**
 * A piece of a few seconds, or one shorter than a bar and its ring: one gesture on beats, the last of which is the final
 * chord. It is struck where about a third of the length is left to ring, be that in the middle of a bar: whole bars alone
 * would leave five seconds of music with two of gesture.
 */
function solveSting(brief: Brief, ending: 'ring' | 'button'): LengthPlan {
  const beatTicks = beatTicksOf(brief.meter);
  const beatsInBar = Math.max(1, Math.floor(barTicksOf(brief.meter) / beatTicks));
  const half = beatsInBar % 2 === 0 ? beatsInBar / 2 : beatsInBar;
  const seconds = brief.durationSeconds;
  const leastTail = Math.min(LEAST_TAIL, seconds * 0.45);
  const tail = Math.max(leastTail, ending === 'button' ? Math.min(1.5, seconds * 0.2) : Math.min(2.6, seconds * 0.36));
  let best = { tempoBpm: brief.tempoBpm, beats: 0, cost: Infinity };
  for (const tempoBpm of tempiOf(brief)) {
    const beatSeconds = (beatTicks / TICKS_PER_QUARTER / tempoBpm) * 60;
    const most = (seconds - leastTail) / beatSeconds;
    // A second or two at a slow tempo has no beat to spare: its chord answers after half of one.
    const step = seconds < 2.5 ? 0.5 : 1;
    for (let beats = 0; beats <= most; beats += step) {
      // Past the first bar a cadence stands on strong beats only, best on a bar line.
      if (beats <= beatsInBar || beats % half === 0) {
        const cost =
          Math.abs(seconds - tail - beats * beatSeconds) * 3 +
          tempoCost(tempoBpm, brief) * 0.3 +
          (beats % 1 !== 0 || (beats > beatsInBar && beats % beatsInBar !== 0) ? 0.4 : 0) +
          pinCost(beatSeconds * beatsInBar, brief);
        best = cost < best.cost ? { tempoBpm, beats, cost } : best;
      }
    }
  }

  const tempoMap = [{ tick: 0, bpm: best.tempoBpm }];
  const finalTick = best.beats * beatTicks;
  const bars = Math.floor(finalTick / barTicksOf(brief.meter)) + 1;
  return {
    tempoBpm: best.tempoBpm,
    tempoMap,
    ending,
    bars,
    bodyBars: bars - 1,
    finalTick,
    endTick: endOfFinalChord(brief, tempoMap, finalTick, ending),
  };
}

function solveLoop(brief: Brief, form: FormStyle, grid: GridCost): LengthPlan {
  const barTicks = barTicksOf(brief.meter);
  const barQuarters = barTicks / TICKS_PER_QUARTER;
  const barsAt = (bpm: number): number => (brief.durationSeconds * bpm) / 60 / barQuarters;
  const hasWholeBars = (slow: number, fast: number): boolean => Math.floor(barsAt(fast)) >= Math.max(1, Math.ceil(barsAt(slow)));
  const [near, far] = brief.stated.tempo ? [brief.tempoBpm, brief.tempoBpm] : brief.tempoRange;
  // Where no whole bars fit the range, it gives way before the bar line does.
  const [low, high] = hasWholeBars(near, far) || brief.stated.tempo ? [near, far] : [near * 0.8, far * 1.25];
  const options: Option[] = [];
  for (let bodyBars = Math.max(1, Math.floor(barsAt(low))); bodyBars <= Math.ceil(barsAt(high)); bodyBars++) {
    const exact = (bodyBars * barQuarters * 60) / brief.durationSeconds;
    const isAsked = Math.abs(exact - brief.tempoBpm) < 1e-6;
    if (isAsked || (exact >= low && exact <= high)) {
      const tempoBpm = isAsked ? brief.tempoBpm : exact;
      options.push({
        tempoBpm,
        bodyBars,
        slowing: 1,
        // No final chord completes an odd phrase here: it is heard again at every turn.
        cost:
          2 * grid(bodyBars, form.phraseBars) +
          (bodyBars % 4 === 3 ? 3 : 0) +
          tempoCost(tempoBpm, brief) +
          pinCost((barQuarters * 60) / tempoBpm, brief),
      });
    }
  }

  const best = cheapest(options);
  const tempoBpm = best?.tempoBpm ?? brief.tempoBpm;
  const endTick =
    best === null
      ? Math.max(1, Math.round((brief.durationSeconds * tempoBpm * TICKS_PER_QUARTER) / 60))
      : best.bodyBars * barTicks;
  const left = endTick % barTicks;
  const whole = Math.floor(endTick / barTicks);
  const bars = Math.max(1, left >= beatTicksOf(brief.meter) / 2 ? whole + 1 : whole);
  return { tempoBpm, tempoMap: [{ tick: 0, bpm: tempoBpm }], ending: 'loop', bars, bodyBars: bars, finalTick: null, endTick };
}

function solveFade(brief: Brief, form: FormStyle, grid: GridCost): LengthPlan {
  const barTicks = barTicksOf(brief.meter);
  const options = tempiOf(brief).map((tempoBpm): Option => {
    const exact = (brief.durationSeconds * tempoBpm * TICKS_PER_QUARTER) / 60 / barTicks;
    const bodyBars = Math.max(1, Math.ceil(exact - 0.02));
    return {
      tempoBpm,
      bodyBars,
      slowing: 1,
      cost:
        grid(bodyBars, form.phraseBars) * 0.3 + tempoCost(tempoBpm, brief) + pinCost((brief.durationSeconds / exact) * 1, brief),
    };
  });
  const best = cheapest(options);
  const tempoBpm = best?.tempoBpm ?? brief.tempoBpm;
  const tempoMap = tempoMapOf({ tempoBpm, bodyBars: best?.bodyBars ?? 1, slowing: 1, form }, brief);
  const endTick = Math.max(1, Math.floor(tickAt(tempoMap, brief.durationSeconds)));
  const bars = Math.max(1, Math.ceil(endTick / barTicks));
  return { tempoBpm, tempoMap, ending: 'fade', bars, bodyBars: bars, finalTick: null, endTick };
}

function cheapest(options: readonly Option[]): Option | null {
  let best: Option | null = null;
  for (const option of options) {
    if (best === null || option.cost < best.cost) {
      best = option;
    }
  }

  return best;
}

/** The tempo at the last chord as a factor: short pieces and struck endings do not slow down, a slowed last bar needs music before it. */
function slowingFor(form: FormStyle, ending: Ending, bodyBars: number, brief: Brief): number {
  return ending === 'ring' && bodyBars >= 6 && brief.durationSeconds >= 12 ? clamp(form.finalSlowing, 0.5, 1) : 1;
}

type Pace = { readonly tempoBpm: number; readonly bodyBars: number; readonly slowing: number; readonly form: FormStyle };

/** Even, or breathing by phrases where the style does, with a ritardando through the last bar or two before the final chord. */
function tempoMapOf({ tempoBpm, bodyBars, slowing, form }: Pace, brief: Brief): TempoPoint[] {
  const points: TempoPoint[] = [{ tick: 0, bpm: tempoBpm }];
  // A tempo that was asked for, and moments that were, are kept to the beat.
  const depth = brief.stated.tempo || brief.energy.points.length > 0 || brief.hits.length > 0 ? 0 : (form.rubato ?? 0);
  if (depth > 0) {
    const bars = slowing >= 0.999 ? bodyBars : Math.max(0, bodyBars - 2);
    const [barTicks, beatTicks] = [barTicksOf(brief.meter), beatTicksOf(brief.meter)];
    const breath = breathe({ bpm: tempoBpm, depth, barTicks, beatTicks, phraseBars: form.phraseBars, bars, seed: brief.seed });
    points.push(...breath.slice(1), ...(breath.length > 0 ? [{ tick: bars * barTicks, bpm: tempoBpm }] : []));
  }

  if (slowing >= 0.999) {
    return points;
  }

  const barTicks = barTicksOf(brief.meter);
  const beatTicks = beatTicksOf(brief.meter);
  const finalTick = bodyBars * barTicks;
  // Who slows down much begins a bar earlier and waits on the last beat before the chord; a hint of it needs one bar.
  const isBroad = slowing <= 0.9 && bodyBars >= 8;
  const span = isBroad ? 2 * barTicks : barTicks;
  const before = points.filter(({ tick }) => tick < finalTick - span);
  const steps = Math.max(1, Math.floor(span / beatTicks));
  for (let step = 0; step < steps; step++) {
    // A player slows more towards the end: the fall is quadratic.
    const through = (step + 1) / steps;
    const wait = isBroad && step === steps - 1 ? 0.9 : 1;
    before.push({ tick: finalTick - span + step * beatTicks, bpm: tempoBpm * wait * (1 - (1 - slowing) * through * through) });
  }

  return before;
}

/** Where the last notes are let go so that a piece of the brief's length ends as asked. */
export function endOfFinalChord(brief: Brief, tempoMap: readonly TempoPoint[], finalTick: Tick, ending: 'ring' | 'button'): Tick {
  const tail = brief.durationSeconds - secondsAt(tempoMap, finalTick);
  const beatTicks = beatTicksOf(brief.meter);
  if (ending === 'button') {
    // Where the bar lines leave a long tail, the last hit rings instead of leaving dead air.
    const held = tail > 2.8 ? tail * 0.5 : Math.min(tail * 0.5, 0.45);
    return Math.max(finalTick + 60, Math.floor(tickAt(tempoMap, brief.durationSeconds - tail + held)));
  }

  // What is left after the keys are let go: reverberation and release, about a third of the tail.
  const release = clamp(tail * 0.35, 0.15, 1.6);
  const until = Math.floor(tickAt(tempoMap, brief.durationSeconds - release));
  return Math.max(finalTick + 60, Math.min(until, finalTick + Math.max(barTicksOf(brief.meter), beatTicks * 2)));
}

/** Seconds at which each bar starts, for `bars` bars and the end after them. */
export function barStarts(plan: LengthPlan, brief: Brief): Seconds[] {
  const barTicks = barTicksOf(brief.meter);
  return Array.from({ length: plan.bars + 1 }, (_, bar) => secondsAt(plan.tempoMap, Math.min(bar * barTicks, plan.endTick)));
}

/** The tempo that holds at a tick. */
export function tempoAt(tempoMap: readonly TempoPoint[], tick: Tick): number {
  let bpm = at(tempoMap, 0).bpm;
  for (const point of tempoMap) {
    if (point.tick <= tick) {
      bpm = point.bpm;
    }
  }

  return bpm;
}
