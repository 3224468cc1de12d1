import { StudioError } from '../../../engine/kernel/index.ts';
import { type EditRefusal, type EditRequest, ImpossibleEdit } from '../../../engine/timeline/index.ts';
import type { MusicChange } from '../../../engine/score/index.ts';
import { MOST_WORK, TOO_MUCH_WORK, workOn } from '../../actions/sessions/apply-requests.ts';
import type { PlannedUse } from '../tools/tool-arguments.ts';
import type { Notice } from '../wording/notice.ts';
import { Clause, type Fragments, splitMessage } from './clause.ts';
import { afterClause, type EditState, firstState, type Understood } from './edit-state.ts';
import { readCorrection, withoutNo } from './recognise/history.ts';
import { RECOGNISERS } from './recognisers.ts';
import { withClipTimes } from './read-clip-times.ts';
import type { Known } from './reading.ts';

/** Parts of a message that may belong to one wish: "title "Hi" for the first 3 seconds, red, top left". */
const MOST_JOINED = 6;
/** UTF-16 units: what is longer is a text, not a list of wishes. */
const LONGEST_READ = 2000;

/** What a message asks for, part by part. */
export type ClauseReading = {
  /** In their order; edits of the timeline and changes of the music that follow one another are one use. */
  readonly uses: readonly PlannedUse[];
  readonly notices: readonly Notice[];
  /** Parts that nobody understood, as they were written. */
  readonly missed: readonly string[];
  /** Whether anything was understood. */
  readonly isAny: boolean;
  /** Whether it changes the timeline itself, in more than its shape. */
  readonly hasRequests: boolean;
};

/**
 * Reads a message part by part, each with what the parts before it do. A part that is unclear, refused or not understood is left out and
 * named, and the others are done: each part names what it is about, so none depends on another that was left out. A message whose only
 * part is unclear does nothing but ask.
 */
export function readClauses(message: string, known: Known, from: EditState = firstState(known)): ClauseReading {
  const draft = new DraftPlan();
  if (message.length > LONGEST_READ) {
    return draft.reading([message.slice(0, 120)]);
  }

  const correction = readCorrection(Clause.read(message.normalize('NFKC'), []), from);
  if (correction !== null) {
    draft.add(correction, known);
    return draft.reading([]);
  }

  const fragments = splitMessage(withoutNo(message));
  const missed: string[] = [];
  let state = from;
  let at = 0;
  let work = 0;
  while (at < fragments.parts.length) {
    work += workOn(state.timeline);
    if (work > MOST_WORK) {
      const words = [...clauseOf(fragments, at, fragments.parts.length).words].slice(0, 120).join('');
      draft.add({ notices: [tooMuch(words)] }, known);
      break;
    }

    const found = bestFrom(fragments, at, state);
    if (found.understood === null) {
      const words = clauseOf(fragments, at, at + 1);
      if (words.leftover() !== '') {
        missed.push(words.words);
      }

      at++;
      continue;
    }

    if (found.leftover !== '') {
      missed.push(found.leftover);
    }

    const { words } = clauseOf(fragments, at, found.to);
    const more = (found.understood.requests ?? []).length * workOn(state.timeline);
    const isTooMuch = work + more > MOST_WORK;
    const done = isTooMuch ? { state, understood: { notices: [tooMuch(words)] } } : tried(state, found.understood, words);
    work += isTooMuch ? 0 : more;
    draft.add(done.understood, known);
    state = done.state;
    at = found.to;
  }

  return draft.reading(missed);
}

type Found = { readonly understood: Understood | null; readonly leftover: string; readonly to: number };

/** The longest run of parts from one on that is understood whole; else that of which the least is left over. */
function bestFrom(fragments: Fragments, at: number, state: EditState): Found {
  let best: Found = { understood: null, leftover: '', to: at + 1 };
  let whole: Found | null = null;
  const latest = Math.min(fragments.parts.length, at + MOST_JOINED);
  for (let to = at + 1; to <= latest; to++) {
    const found = readOne(withClipTimes(clauseOf(fragments, at, to), state), state, to > at + 1);
    if (found === null) {
      continue;
    }

    if (found.leftover === '') {
      whole = { ...found, to };
    } else if (to === at + 1) {
      best = { ...found, to };
    }
  }

  return whole ?? best;
}

/** What the recogniser makes of a clause that understands most of it; null when none knows it. */
export function readOne(
  clause: Clause,
  state: EditState,
  isJoined = false,
): { readonly understood: Understood; readonly leftover: string } | null {
  let best: { readonly understood: Understood; readonly leftover: string } | null = null;
  for (const { read, isForOnePart } of RECOGNISERS) {
    const attempt = clause.again();
    const understood = isJoined && isForOnePart === true ? null : read(attempt, state);
    const leftover = understood === null ? '' : attempt.leftover();
    if (understood !== null && leftover === '') {
      return { understood, leftover };
    }

    // Half of what was said may be the opposite of it: "do not mute it".
    if (understood !== null && !isNegated(leftover) && (best === null || leftover.length < best.leftover.length)) {
      best = { understood, leftover };
    }
  }

  return best !== null && best.leftover.length * 2 <= clause.text.length ? best : null;
}

function isNegated(leftover: string): boolean {
  return /\b(?:not|don't|don t|never|no)\b|不|别|没/u.test(leftover);
}

export function clauseOf({ masked, quotes, parts }: Fragments, from: number, to: number): Clause {
  return Clause.read(masked.slice(parts[from]?.from ?? 0, parts[to - 1]?.to ?? masked.length), quotes);
}

/** Does what was understood to the timeline at hand; what it refuses is left out and named. */
function tried(
  state: EditState,
  understood: Understood,
  words: string,
): { readonly state: EditState; readonly understood: Understood } {
  try {
    return { state: afterClause(state, understood), understood };
  } catch (problem) {
    if (problem instanceof StudioError && /^(?:edit|timeline)\./u.test(problem.code)) {
      const notice: Notice = { kind: 'refused', words, reason: problem.message, refusal: refusalOf(problem) };
      return { state, understood: { ...understood, requests: [], notices: [...(understood.notices ?? []), notice] } };
    }

    throw problem;
  }
}

function tooMuch(words: string): Notice {
  return { kind: 'refused', words, reason: TOO_MUCH_WORK, refusal: { reason: 'too-much-at-once', name: null, ms: null } };
}

function refusalOf(problem: unknown): EditRefusal | null {
  return problem instanceof ImpossibleEdit ? problem.refusal : null;
}

/** The uses of a plan as they come about. */
class DraftPlan {
  readonly #uses: PlannedUse[] = [];
  readonly #notices: Notice[] = [];
  #requests: EditRequest[] = [];
  #changes: MusicChange[] = [];
  #keepsMusic = false;
  #hasRequests = false;
  #isAny = false;
  #mediaId: string | null = null;

  add(understood: Understood, known: Known): void {
    this.#isAny = true;
    this.#mediaId = known.last?.mediaId ?? null;
    this.#notices.push(...(understood.notices ?? []));
    this.#keepsMusic ||= understood.keepsMusic === true;
    for (const use of understood.uses ?? []) {
      // What is explained or shown comes after what is done.
      if (use.tool !== 'explain' && use.tool !== 'show_timeline' && use.tool !== 'get_credits') {
        this.#flush();
      }

      if (!this.#uses.some((other) => JSON.stringify(other) === JSON.stringify(use))) {
        this.#uses.push(use);
      }
    }

    if ((understood.changes ?? []).length > 0 && this.#requests.length > 0) {
      this.#flush();
    }

    if ((understood.requests ?? []).length > 0 && this.#changes.length > 0) {
      this.#flush();
    }

    this.#requests.push(...(understood.requests ?? []));
    this.#changes.push(...(understood.changes ?? []));
    this.#hasRequests ||= this.#requests.some(({ kind }) => kind !== 'set-frame');
  }

  reading(missed: readonly string[]): ClauseReading {
    this.#flush();
    const order = (use: PlannedUse): number =>
      use.tool === 'explain' || use.tool === 'show_timeline' || use.tool === 'get_credits' ? 1 : 0;
    const uses = this.#uses
      .map((use, place) => ({ use, place }))
      .sort((left, right) => order(left.use) - order(right.use) || left.place - right.place)
      .map(({ use }) => (use.tool === 'edit_multitrack' ? { ...use, args: { ...use.args, keepsMusic: this.#keepsMusic } } : use));
    return { uses, notices: this.#notices, missed, isAny: this.#isAny, hasRequests: this.#hasRequests };
  }

  #flush(): void {
    if (this.#changes.length > 0 && this.#mediaId !== null) {
      this.#uses.push({ tool: 'revise_music', args: { mediaId: this.#mediaId, changes: this.#changes } });
    }

    if (this.#requests.length > 0) {
      this.#uses.push({ tool: 'edit_multitrack', args: { requests: this.#requests } });
    }

    this.#requests = [];
    this.#changes = [];
  }
}
