import type { Brief } from '../../brief/index.ts';
import { at, type Rng, type Seconds, type Tick, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import type { Section, SectionKind } from '../score.ts';
import type { Style } from '../styles/style.ts';
import type { Draft } from './draft.ts';
import { shapeEnergies } from './shape-energy.ts';
import type { LengthPlan } from './solve-length.ts';
import { barStarts } from './solve-length.ts';
import { barTicksOf } from './meter.ts';

export type SectionPlan = { readonly brief: Brief; readonly style: Style; readonly length: LengthPlan; readonly rng: Rng };

/**
 * Divides the piece into sections along the style's journey: too short a piece drops the sections it needs least, a long
 * one goes round again with new material and a breakdown between, and section borders fall on the moments that were
 * pinned in time. The final chord's bar belongs to the last section.
 */
export function planSections(plan: SectionPlan): Section[] {
  const { brief, style, length } = plan;
  const barTicks = barTicksOf(brief.meter);
  const bodyBars = Math.max(1, length.bodyBars);
  const chosen = chooseSections(plan, bodyBars);
  const sized = allotLed(chosen, plan);
  const starts = barStarts(length, brief);
  const pinned = moveBorders(sized, pinnedBars(brief, starts, bodyBars), style);
  const energies = shapeEnergies(pinned, brief, starts);
  const counts = new Map<SectionKind, number>();
  let startBar = 0;
  return pinned.map((draft, i): Section => {
    const count = (counts.get(draft.kind) ?? 0) + 1;
    counts.set(draft.kind, count);
    const isLast = i === pinned.length - 1;
    const bars = isLast ? length.bars - startBar : draft.bars;
    const startTick: Tick = startBar * barTicks;
    const section: Section = {
      id: `${draft.kind}-${count}`,
      kind: draft.kind,
      material: draft.material,
      startBar,
      bars,
      startTick,
      endTick: isLast ? Math.max(length.endTick, startTick + 1) : startTick + bars * barTicks,
      energy: at(energies, i),
    };
    startBar += bars;
    return section;
  });
}

function chooseSections(plan: SectionPlan, bodyBars: number): Draft[] {
  // Where bars fly by, a phrase takes twice as many of them.
  const pace = barSecondsOf(plan) < 1.3 ? 2 : 1;
  const journey = plan.style.form.journey.map((entry): Draft => ({ ...entry, usual: entry.bars * pace }));
  const drafts =
    plan.length.ending === 'loop' || plan.length.ending === 'fade'
      ? withoutEdges(journey, plan.length.ending === 'loop')
      : journey;
  // A section of less than four bars is a fragment; better fewer whole ones.
  const most = Math.max(1, Math.floor(bodyBars / (4 * pace)));
  let kept = drafts;
  // In a short piece two halves tell more than one whole: sections may shrink to half their usual length there.
  const squeeze = bodyBars < 12 ? 2.1 : 1.6;
  // From twenty seconds on there are two sides to hear.
  const least = plan.brief.durationSeconds >= 20 && bodyBars >= 4 ? 2 : 1;
  const isUnfinished = (): boolean =>
    plan.length.ending !== 'loop' && kept.some((draft, i) => leadsNowhere(draft, kept[i + 1]) || fallsBack(kept, i));
  while (
    kept.length > least &&
    (kept.length > Math.max(least, most) ||
      usualBars(kept) > bodyBars * squeeze ||
      (kept.length < drafts.length && isUnfinished()))
  ) {
    kept = dropLeast(kept);
  }

  kept = finished(joinAlike(kept), plan, bodyBars, least);
  return usualBars(kept) * 1.4 < bodyBars && kept.length === drafts.length ? extend(kept, bodyBars) : kept;
}

function isPassage({ kind }: Draft): boolean {
  return kind === 'break' || kind === 'bridge' || kind === 'build' || kind === 'lift';
}

function barSecondsOf({ brief, length }: SectionPlan): Seconds {
  return (barTicksOf(brief.meter) / TICKS_PER_QUARTER) * (60 / length.tempoBpm);
}

/** What leads nowhere at the end of a short piece arrives instead, and a lone section of a piece with room for two goes on to the journey's arrival. */
function finished(drafts: readonly Draft[], plan: SectionPlan, bodyBars: number, least: number): Draft[] {
  const { journey } = plan.style.form;
  const arrival = journey.find((entry) => entry.kind === 'chorus' || entry.kind === 'drop') ?? journey.at(-1);
  const last = at(drafts, -1);
  if (plan.length.ending === 'loop' && drafts.length > 2 && isPassage(last)) {
    // The beginning answers a loop's end: a passage there would lead to it twice.
    return finished(drafts.slice(0, -1), plan, bodyBars, least);
  }

  if (arrival === undefined || plan.length.ending === 'loop' ? drafts.length >= least : drafts.length > least) {
    return [...drafts];
  }

  if (arrival !== undefined && drafts.length < least) {
    const isSame = last.kind === arrival.kind && last.material === arrival.material;
    const other = isSame ? journey.find((entry) => entry.material !== last.material && entry.kind !== 'outro') : arrival;
    const joined = other === undefined ? [] : [{ ...other, usual: other.bars }];
    const half = Math.max(1, Math.floor(bodyBars / 2));
    return isSame
      ? [...joined.map((draft) => ({ ...draft, usual: half })), { ...last, usual: bodyBars - half }]
      : [{ ...last, usual: half }, ...joined.map((draft) => ({ ...draft, usual: bodyBars - half }))];
  }

  return arrival !== undefined && leadsNowhere(last, undefined)
    ? [...drafts.slice(0, -1), { ...last, kind: arrival.kind, material: arrival.material, energy: arrival.energy }]
    : [...drafts];
}

/** A loop has no beginning and no end: introductions and outros would be heard again at every turn. */
function withoutEdges(journey: readonly Draft[], isLoop: boolean): Draft[] {
  const inner = journey.filter((draft) => draft.kind !== 'outro' && (!isLoop || draft.kind !== 'intro'));
  return inner.length > 0 ? inner : [...journey];
}

function usualBars(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + draft.usual, 0);
}

function dropLeast(drafts: readonly Draft[]): Draft[] {
  const worth = drafts.map((draft, i) => {
    const isHeard = drafts.some((other, j) => j < i && other.kind === draft.kind && other.material === draft.material);
    const [before, after] = [drafts[i - 1], drafts[i + 1]];
    // Between two sections of a kind it is what keeps them apart.
    const isBetween =
      before !== undefined && after !== undefined && before.kind === after.kind && before.material === after.material;
    return (
      draft.keep -
      (isHeard ? 0.12 : 0) +
      (isBetween ? 0.1 : 0) -
      (leadsNowhere(draft, after) ? 0.6 : fallsBack(drafts, i) ? 0.35 : 0)
    );
  });
  let least = 0;
  worth.forEach((value, i) => {
    // Of equals the later one goes: the piece has heard that already.
    if (value <= at(worth, least)) {
      least = i;
    }
  });
  return drafts.filter((_, i) => i !== least);
}

/** A build, a lift, a break or a bridge makes sense by what it leads to. */
function leadsNowhere(draft: Draft, after: Draft | undefined): boolean {
  switch (draft.kind) {
    case 'build':
    case 'lift':
      return after === undefined || (after.kind !== 'chorus' && after.kind !== 'drop' && after.kind !== 'solo');
    case 'break':
    case 'bridge':
    case 'solo':
      return after === undefined || after.kind === 'outro' || after.kind === 'intro';
    default:
      return false;
  }
}

/** A verse after the chorus at the very end: the piece would stop before it has come home. */
function fallsBack(drafts: readonly Draft[], i: number): boolean {
  const isRefrain = (draft: Draft): boolean => draft.kind === 'chorus' || draft.kind === 'drop';
  return i === drafts.length - 1 && at(drafts, i).kind === 'verse' && drafts.some(isRefrain);
}

/** Two short sections of a kind that came to stand side by side are one. */
function joinAlike(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const before = joined.at(-1);
    if (
      before !== undefined &&
      before.kind === draft.kind &&
      before.material === draft.material &&
      before.usual + draft.usual <= 16
    ) {
      joined[joined.length - 1] = {
        ...before,
        usual: before.usual + draft.usual,
        keep: Math.max(before.keep, draft.keep),
        energy: Math.max(before.energy, draft.energy),
      };
    } else {
      joined.push(draft);
    }
  }

  return joined;
}

/**
 * A long piece goes through its middle again. Every other round brings new material in the verses' place; each round
 * starts from a breakdown and ends in the choruses that everyone knows by then.
 */
function extend(drafts: readonly Draft[], bodyBars: number): Draft[] {
  const first = at(drafts, 0);
  const last = at(drafts, -1);
  const head = first.kind === 'intro' && drafts.length > 2 ? [first] : [];
  const foot = last.kind === 'outro' && drafts.length > 2 ? [last] : [];
  const middle = drafts.slice(head.length, drafts.length - foot.length);
  const letters = new Set(drafts.map((draft) => draft.material));
  const fresh = ['C', 'D', 'E', 'F', 'G'].filter((letter) => !letters.has(letter));
  const main = at(middle, 0).material;
  let rounds: Draft[] = [...middle];
  for (let round = 1; usualBars([...head, ...rounds, ...foot]) * 1.12 < bodyBars; round++) {
    const material = round % 2 === 1 ? (fresh[(round - 1) / 2] ?? main) : main;
    const breakdown: Draft = { kind: 'break', material, usual: 8, keep: 0.3, energy: 0.28, bars: 8 };
    const turn = middle.map((draft): Draft =>
      draft.material === main && isVerseLike(draft.kind) ? { ...draft, material } : draft,
    );
    const room = bodyBars - usualBars([...head, ...rounds, ...foot]);
    const needed = turn.length > 2 && usualBars([breakdown, ...turn]) > room * 1.6 ? turn.slice(-2) : turn;
    rounds = [...rounds, breakdown, ...needed];
  }

  return [...head, ...rounds, ...foot];
}

function isVerseLike(kind: SectionKind): boolean {
  return kind === 'verse' || kind === 'solo' || kind === 'bridge';
}

/**
 * Bars for each section: near its usual share, in phrases of four where the length allows. What does not fill a phrase
 * becomes a short introduction or outro, which hides an odd bar best.
 */
function allotBars(drafts: readonly Draft[], bodyBars: number): Draft[] {
  if (drafts.length === 1) {
    return drafts.map((draft) => ({ ...draft, bars: bodyBars }));
  }

  const unit = bodyBars >= drafts.length * 4 ? 4 : bodyBars >= drafts.length * 2 ? 2 : 1;
  const left = bodyBars % unit;
  const edge = left === 0 ? null : edgeFor(drafts);
  const inner = drafts.filter((_, i) => i !== edge);
  const counts = shareOut(inner, (bodyBars - left) / unit);
  const bars = counts.map((count) => count * unit);
  const all = edge === null ? bars : [...bars.slice(0, edge), left, ...bars.slice(edge)];
  const loose = bodyBars - all.reduce((sum, count) => sum + count, 0);
  return drafts.map((draft, i) => ({ ...draft, bars: at(all, i) + (i === drafts.length - 1 ? loose : 0) }));
}

/** Where the final chord makes a phrase's fourth bar, the last section is a phrase with it: seven bars and the chord are two halves. */
function allotLed(drafts: readonly Draft[], { length }: SectionPlan): Draft[] {
  const bodyBars = Math.max(1, length.bodyBars);
  if (length.finalTick === null || bodyBars % 4 !== 3 || drafts.length < 2) {
    return allotBars(drafts, bodyBars);
  }

  return allotBars(drafts, bodyBars + 1).map((draft, i, all) =>
    i === all.length - 1 ? { ...draft, bars: draft.bars - 1 } : draft,
  );
}

/** Whole phrases for each section, by its usual length; eight-bar pairs are made whole first, edges of short pieces stay short. */
function shareOut(drafts: readonly Draft[], units: number): number[] {
  const total = usualBars(drafts);
  const wished = drafts.map((draft) => (draft.usual / total) * units);
  const given = wished.map((wish, i) => Math.max(1, isEdge(at(drafts, i)) && units < 12 ? 1 : Math.floor(wish)));
  for (let spare = units - given.reduce((sum, count) => sum + count, 0); spare !== 0;) {
    const step = spare > 0 ? 1 : -1;
    let best = -1;
    let bestNeed = -Infinity;
    for (let i = 0; i < given.length; i++) {
      const draft = at(drafts, i);
      const arrival = draft.kind === 'chorus' || draft.kind === 'drop' ? 0.2 : 0;
      const pair = step > 0 && at(given, i) % 2 === 1 ? 0.35 : 0;
      const edge = isEdge(draft) && step > 0 ? -1.5 : 0;
      const need = step * (at(wished, i) - at(given, i)) + step * arrival + pair + edge;
      if (need > bestNeed && (step > 0 || at(given, i) > 1)) {
        best = i;
        bestNeed = need;
      }
    }

    if (best < 0) {
      break;
    }

    given[best] = at(given, best) + step;
    spare -= step;
  }

  return given;
}

function isEdge(draft: Draft): boolean {
  return draft.kind === 'intro' || draft.kind === 'outro';
}

/** The section that takes the bars that fill no phrase: the introduction, the outro, a break, else none. */
function edgeFor(drafts: readonly Draft[]): number | null {
  for (const kind of ['intro', 'outro', 'break', 'build', 'lift'] as const) {
    const index = drafts.findIndex((draft) => draft.kind === kind);
    if (index >= 0) {
      return index;
    }
  }

  return null;
}

function pinnedBars(
  brief: Brief,
  starts: readonly Seconds[],
  bodyBars: number,
): { readonly bar: number; readonly level: number }[] {
  return brief.energy.points
    .filter((point) => point.atSeconds > 0.5 && point.atSeconds < brief.durationSeconds - 0.5)
    .map((point) => {
      let bar = 0;
      starts.forEach((start, i) => {
        if (Math.abs(start - point.atSeconds) < Math.abs(at(starts, bar) - point.atSeconds)) {
          bar = i;
        }
      });
      return { bar, level: point.level };
    })
    .filter(({ bar }) => bar >= 1 && bar < bodyBars)
    .sort((left, right) => left.bar - right.bar);
}

/** Brings a border to each pinned bar: the nearest one moves when its sections stay long enough, else the section is cut in two. */
function moveBorders(
  drafts: readonly Draft[],
  pins: readonly { readonly bar: number; readonly level: number }[],
  style: Style,
): Draft[] {
  let moved = [...drafts];
  const fixed = new Set<number>();
  for (const pin of pins) {
    const borders = bordersOf(moved);
    const found = borders.findIndex((border) => border === pin.bar);
    if (found < 0) {
      const nearest = borders
        .map((border, i) => ({ i, border, distance: Math.abs(border - pin.bar) }))
        .filter(
          ({ i, border }) => !fixed.has(border) && pin.bar > (borders[i - 1] ?? 0) && pin.bar < (borders[i + 1] ?? Infinity),
        )
        .sort((left, right) => left.distance - right.distance || left.i - right.i)[0];
      moved =
        nearest !== undefined && nearest.distance <= 6 && canMove(moved, nearest.i, pin.bar - nearest.border)
          ? shiftBorder(moved, nearest.i, pin.bar - nearest.border)
          : splitAt(moved, pin.bar);
    }

    fixed.add(pin.bar);
    moved = dress(moved, pin, style);
  }

  return moved;
}

/** Bars at which sections begin, without the first. */
function bordersOf(drafts: readonly Draft[]): number[] {
  let bar = 0;
  return drafts.slice(0, -1).map((draft) => (bar += draft.bars));
}

function canMove(drafts: readonly Draft[], border: number, by: number): boolean {
  const least = Math.min(2, at(drafts, border).bars, at(drafts, border + 1).bars);
  return at(drafts, border).bars + by >= least && at(drafts, border + 1).bars - by >= least;
}

function shiftBorder(drafts: readonly Draft[], border: number, by: number): Draft[] {
  return drafts.map((draft, i) =>
    i === border ? { ...draft, bars: draft.bars + by } : i === border + 1 ? { ...draft, bars: draft.bars - by } : draft,
  );
}

function splitAt(drafts: readonly Draft[], bar: number): Draft[] {
  let start = 0;
  return drafts.flatMap((draft) => {
    const from = start;
    start += draft.bars;
    return bar > from && bar < start
      ? [
          { ...draft, bars: bar - from },
          { ...draft, bars: start - bar },
        ]
      : [draft];
  });
}

/** A pinned rise is an arrival: what starts there is the style's drop or chorus, and what leads there builds. */
function dress(drafts: readonly Draft[], pin: { readonly bar: number; readonly level: number }, style: Style): Draft[] {
  const index = bordersOf(drafts).indexOf(pin.bar) + 1;
  const here = drafts[index];
  const before = drafts[index - 1];
  if (index < 1 || here === undefined || before === undefined || pin.level < 0.7) {
    return [...drafts];
  }

  const arrivals = style.form.journey.filter((entry) => entry.kind === 'drop' || entry.kind === 'chorus');
  const arrival = arrivals.find((entry) => entry.kind === 'drop') ?? arrivals[0];
  if (arrival === undefined || here.kind === 'drop' || here.kind === 'chorus') {
    return [...drafts];
  }

  return drafts.map((draft, i) =>
    i === index
      ? { ...draft, kind: arrival.kind, material: arrival.material, energy: arrival.energy }
      : i === index - 1 && (draft.kind === 'chorus' || draft.kind === 'drop')
        ? { ...draft, kind: 'build' }
        : draft,
  );
}
