import type { Brief } from '../../brief/index.ts';
import { at, type Rng, type Seconds, type Tick } from '../../kernel/index.ts';
import type { Section, SectionKind } from '../score.ts';
import type { Style } from '../styles/style.ts';
import type { Draft } from './draft.ts';
import { chooseChoruses } from './choose-choruses.ts';
import { chooseSections, usualBars } from './choose-sections.ts';
import { shapeEnergies } from './shape-energy.ts';
import type { LengthPlan } from './solve-length.ts';
import { barStarts } from './solve-length.ts';
import { barTicksOf } from './meter.ts';
import { withKeyChange } from './plan-key-change.ts';

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
  const sized = chooseChoruses(style.form, bodyBars, length.ending === 'loop') ?? allotLed(chooseSections(plan, bodyBars), plan);
  const starts = barStarts(length, brief);
  const pinned = moveBorders(sized, pinnedBars(brief, starts, bodyBars), style);
  const energies = shapeEnergies(pinned, brief, starts);
  const counts = new Map<SectionKind, number>();
  let startBar = 0;
  const sections = pinned.map((draft, i): Section => {
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
  return withKeyChange(brief, sections, starts);
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
  const turn = typeof brief.keyChange?.at === 'number' ? [{ atSeconds: brief.keyChange.at, level: 0 }] : [];
  return [...brief.energy.points, ...turn]
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
