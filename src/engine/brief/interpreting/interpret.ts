import type { Item } from '../reading/find-meanings.ts';
import type { Meaning } from '../vocabulary/meaning.ts';
import { findMood } from '../vocabulary/moods.ts';
import type { Line } from './ledger.ts';
import { attachMoment, leavePendingMoment } from './moments.ts';
import { closePhase, openPhase } from './phases.ts';
import { governs, isAdjective, isLoudMood, listGoesOn, type Negation } from './negation.ts';
import type { Reading, Scope } from './reading-state.ts';
import { record } from './record.ts';
import { emptyWishList, type WishList } from './wish-list.ts';

/** Words that steer the next meaning and are quoted with it: "very", "no", "a hint of". */
type Pending = {
  readonly start: number;
  readonly items: readonly Item[];
  readonly factor: number;
  readonly share: number | null;
  readonly isOnly: boolean;
  readonly isSolo: boolean;
  readonly isMeeting: boolean;
};

const NOTHING_PENDING: Pending = { start: -1, items: [], factor: 1, share: null, isOnly: false, isSolo: false, isMeeting: false };

/** Steering words so small that they need no line when they steer nothing. */
const SMALL =
  /^(?:no|not|nor|very|so|just|only|more|most|too|x|don't|dont|do not|does not|doesn't|less|some|a little|a bit|bit|rather|quite|without|with|simply|nothing|almost|isn't|aren't|shouldn't|should not|not a|is not|hardly|barely|but not too|not so|not too|not very|not that|not really|not as|vs)$/;

/** Reads the meanings in order, with the scope of each "no", "very", "only" and "a hint of", into wishes and receipt lines. */
export function interpret(items: readonly Item[], raw: string): { readonly wishes: WishList; readonly lines: readonly Line[] } {
  const reading: Reading = {
    raw,
    lines: [],
    wishes: emptyWishList(),
    phase: null,
    clause: { lines: [], event: null, mood: null, moment: null },
  };
  let negation: Negation | null = null;
  let pending = NOTHING_PENDING;
  /** Shares said before the styles that they are of. */
  let queued: readonly number[] = [];
  let joined: 'and' | 'or' | 'break' | null = null;
  let lastLine: Line | null = null;
  let lastKind: Meaning['kind'] | string | null = null;

  const leave = (): void => {
    leaveUnused(reading, pending);
    pending = NOTHING_PENDING;
  };

  for (const [index, item] of items.entries()) {
    const { meaning } = item;
    if (item.before === 'stop') {
      negation = null;
      leave();
      leavePendingMoment(reading);
      closePhase(reading);
      reading.clause = { lines: [], event: null, mood: null, moment: null };
      joined = null;
      lastKind = null;
    } else if (item.before === 'comma') {
      negation = negation !== null && negation.seen !== 'nothing' && listGoesOn(items, index, negation) ? negation : null;
      joined = negation === null ? null : 'or';
    }

    switch (meaning.kind) {
      case 'stop':
        continue;
      case 'join':
        joined = meaning.join;
        continue;
      case 'break':
        negation = null;
        joined = 'break';
        if (item.text === 'then' && reading.phase !== null) {
          lastLine = openPhase(reading, 'middle', item.start, item.end);
        }

        continue;
      case 'negate':
        negation = {
          strength: meaning.strength,
          takesLists: meaning.takesLists,
          isAdjectival: /^(?:not|isn|is not|aren|should)/.test(item.text),
          seen: 'nothing',
        };
        pending = extend(pending, item, {});
        joined = null;
        continue;
      case 'intensify':
        pending = extend(pending, item, { factor: pending.factor * meaning.factor });
        continue;
      case 'meets':
        pending = extend(pending, item, { isMeeting: true });
        joined = 'and';
        continue;
      case 'likeness':
      case 'scene':
        continue;
      case 'shares':
        queued = meaning.weights;
        pending = extend(pending, item, {});
        continue;
      case 'phase':
        leave();
        negation = null;
        joined = 'break';
        lastLine = openPhase(reading, meaning.phase, item.start, item.end);
        lastKind = meaning.kind;
        continue;
      case 'share':
        if (meaning.side === 'after' && lastLine !== null && item.before === 'tight' && pending.items.length === 0) {
          stretch(reading, lastLine, item.end);
          const style = reading.wishes.styles.at(-1);
          if (style?.line === lastLine) {
            style.wish = { ...style.wish, weight: meaning.weight };
            lastKind = meaning.kind;
          }

          continue;
        }

        pending = extend(pending, item, meaning.side === 'before' ? { share: meaning.weight } : {});
        continue;
      case 'only': {
        const isAhead = meaning.side !== 'after' && instrumentIsAhead(items, index);
        const isSolo = /solo|lone|single|unaccompanied/.test(item.text);
        if (isAhead) {
          pending = extend(pending, item, { isOnly: !isSolo, isSolo });
        } else if (lastLine !== null && lastKind === 'instrument') {
          stretch(reading, lastLine, item.end);
          lastLine.decision = lastLine.decision.replace(/^instrument/, 'only instrument');
          (isSolo ? reading.wishes.soloAfter : reading.wishes.only).push(lastLine);
        } else {
          pending = extend(pending, item, {});
        }

        continue;
      }

      case 'frame':
        if (lastLine !== null && item.before === 'tight' && pending.items.length === 0 && joined === null) {
          stretch(reading, lastLine, item.end);
        } else {
          leave();
          lastLine = addLine(
            reading,
            item.start,
            item.end,
            'request',
            'honoured',
            'Part of how the wish is put; it decides nothing by itself.',
          );
        }

        continue;
      case 'request':
        leave();
        lastLine = addLine(reading, item.start, item.end, 'request', 'honoured', 'Asks for music; there is nothing to decide.');
        joined = joined === 'break' ? joined : null;
        continue;
      case 'time':
        leave();
        if (item.before === 'comma' && isEventAhead(items[index + 1])) {
          // "It builds, at 0:20 it peaks": after a comma the moment looks ahead.
          reading.clause.event = null;
          reading.clause.mood = null;
        }

        lastLine = attachMoment(reading, item.start, item.end, meaning.at);
        continue;
      default:
        break;
    }

    negation = negation !== null && governs(negation, item, joined, items[index - 1] ?? null) ? negation : null;
    const share = pending.share ?? (meaning.kind === 'style' ? (queued[0] ?? null) : null);
    queued = meaning.kind === 'style' ? queued.slice(1) : queued;
    const isNegated = negation !== null || item.isNegated;
    const scope: Scope = {
      start: pending.start >= 0 ? pending.start : item.start,
      negation: item.isNegated ? 'no' : negation === null ? null : negation.strength,
      factor: pending.factor,
      share,
      joined: item.before === 'comma' ? 'and' : joined,
      isMeeting: pending.isMeeting,
      isOnly: pending.isOnly,
      isSolo: pending.isSolo,
      followsStyle: lastKind === 'style' && item.before === 'tight' && joined === null && pending.items.length === 0,
      isLightDrums: isNegated && lastKind === 'mood' && isLoudMood(items[index - 1]),
    };
    lastLine = record(reading, item, scope);
    tellPhase(reading, item, isNegated);
    lastKind = meaning.kind;
    if (negation !== null) {
      negation.seen = isAdjective(item) ? 'adjective' : 'noun';
    }

    pending = NOTHING_PENDING;
    joined = null;
  }

  leave();
  leavePendingMoment(reading);
  closePhase(reading);
  return { wishes: reading.wishes, lines: reading.lines };
}

function extend(
  pending: Pending,
  item: Item,
  change: Partial<Pick<Pending, 'factor' | 'share' | 'isOnly' | 'isSolo' | 'isMeeting'>>,
): Pending {
  return { ...pending, ...change, start: pending.start >= 0 ? pending.start : item.start, items: [...pending.items, item] };
}

/** "Just a soft piano": an instrument comes next, perhaps after adjectives. */
function instrumentIsAhead(items: readonly Item[], index: number): boolean {
  for (let next = index + 1; next < Math.min(items.length, index + 8); next++) {
    const item = items[next]!;
    if (item.before !== 'tight') {
      return false;
    }

    const { kind } = item.meaning;
    if (kind === 'instrument') {
      return true;
    }

    if (
      kind !== 'stop' &&
      kind !== 'mood' &&
      kind !== 'colour' &&
      kind !== 'intensify' &&
      kind !== 'tempo' &&
      kind !== 'unknown' &&
      kind !== 'break'
    ) {
      return false;
    }
  }

  return false;
}

/** What a phase is described by: the energy of its moods and who plays. */
function tellPhase({ phase }: Reading, { meaning }: Item, isNegated: boolean): void {
  if (phase === null || isNegated) {
    return;
  }

  const mood = meaning.kind === 'mood' ? meaning.mood : meaning.kind === 'colour' ? meaning.mood : null;
  const energy = mood === null ? null : (findMood(mood)?.energy ?? null);
  if (energy !== null) {
    phase.energies.push(energy);
  }

  if (meaning.kind === 'instrument') {
    phase.players.push(meaning.name);
  }
}

/** Whether something happens right after: to the energy, or by a player who comes in. */
function isEventAhead(next: Item | undefined): boolean {
  const kind = next?.before === 'tight' ? next.meaning.kind : null;
  return kind === 'energy' || kind === 'ending' || kind === 'instrument';
}

/** Steering words that nothing followed: said so, unless they are too small to matter. */
function leaveUnused(reading: Reading, { items }: Pending): void {
  for (const item of items) {
    if (!SMALL.test(item.text)) {
      addLine(reading, item.start, item.end, '', 'unused', 'Nothing followed that it could apply to.');
    }
  }
}

function addLine(
  { raw, lines }: Reading,
  start: number,
  end: number,
  decision: string,
  status: Line['status'],
  note: string,
): Line {
  const line: Line = { words: raw.slice(start, end), start, end, decision, status, note };
  lines.push(line);
  return line;
}

function stretch({ raw }: Reading, line: Line, end: number): void {
  line.end = Math.max(line.end, end);
  line.words = raw.slice(line.start, line.end);
}
