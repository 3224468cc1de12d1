import { at, type Seconds, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import type { Brief } from '../../brief/index.ts';
import type { SectionKind } from '../score.ts';
import type { Style } from '../styles/style.ts';
import type { Draft } from './draft.ts';
import { barTicksOf } from './meter.ts';
import type { LengthPlan } from './solve-length.ts';

/** What sections are chosen for. */
export type SectionWish = { readonly brief: Brief; readonly style: Style; readonly length: LengthPlan };

/** The sections of the style's journey that a piece of so many bars has room for, in order and before they have bars. */
export function chooseSections(plan: SectionWish, bodyBars: number): Draft[] {
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
  const least = (plan.brief.durationSeconds >= 20 || plan.brief.keyChange !== null) && bodyBars >= 4 ? 2 : 1;
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

function barSecondsOf({ brief, length }: SectionWish): Seconds {
  return (barTicksOf(brief.meter) / TICKS_PER_QUARTER) * (60 / length.tempoBpm);
}

/** What leads nowhere at the end of a short piece arrives instead, and a lone section of a piece with room for two goes on to the journey's arrival. */
function finished(drafts: readonly Draft[], plan: SectionWish, bodyBars: number, least: number): Draft[] {
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

/** Usual bars of the sections together. */
export function usualBars(drafts: readonly Draft[]): number {
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
