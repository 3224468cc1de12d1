import { StudioError } from '../../../engine/kernel/index.ts';
import {
  applyEdit,
  type EditContext,
  type EditRefusal,
  type EditRequest,
  ImpossibleEdit,
  planEdit,
  type Timeline,
} from '../../../engine/timeline/index.ts';

/** What became of one request, and the timeline around it. */
export type RequestOutcome = {
  readonly request: EditRequest;
  readonly before: Timeline;
  readonly after: Timeline;
  /** `unchanged`: it was that way already. `held-back`: another request of the message was refused, and none was to be done alone. */
  readonly kind: 'done' | 'unchanged' | 'refused' | 'held-back';
  /** Why it was refused; null otherwise. */
  readonly refusal: { readonly code: string; readonly message: string; readonly why: EditRefusal | null } | null;
};

/** Clips that the requests of a message may go through, all together: a second or two, in which nobody else is served. */
export const MOST_WORK = 60_000;
export const TOO_MUCH_WORK =
  'That is too much for one message on a timeline with so many clips. Send the rest as a message of its own.';

/** What one more request on this timeline adds to the work. */
export function workOn({ tracks }: Timeline): number {
  return tracks.reduce((sum, { clips }) => sum + clips.length, 1);
}

/** A timeline after requests, and what became of each, in their order. */
export type AppliedRequests = { readonly timeline: Timeline; readonly outcomes: readonly RequestOutcome[] };

/** Plans and applies requests one after the other. Unless they are separable, one that is refused takes all others back. */
export function applyRequests(
  timeline: Timeline,
  asked: {
    readonly requests: readonly EditRequest[];
    readonly isSeparable: boolean;
    readonly context: EditContext;
  },
): AppliedRequests {
  const outcomes: RequestOutcome[] = [];
  let reached = timeline;
  let work = 0;
  for (const request of asked.requests) {
    work += workOn(reached);
    const outcome = work > MOST_WORK ? tooMuch(reached, request) : applyRequest(reached, request, asked.context);
    outcomes.push(outcome);
    reached = outcome.after;
  }

  const isHeldBack = !asked.isSeparable && outcomes.some(({ kind }) => kind === 'refused');
  return isHeldBack
    ? { timeline, outcomes: outcomes.map((outcome) => (outcome.kind === 'done' ? { ...outcome, kind: 'held-back' } : outcome)) }
    : { timeline: reached, outcomes };
}

function tooMuch(before: Timeline, request: EditRequest): RequestOutcome {
  const why = { reason: 'too-much-at-once', name: null, ms: null } as const;
  const refusal = { code: 'edit.impossible', message: TOO_MUCH_WORK, why };
  return { request, before, after: before, kind: 'refused', refusal };
}

function applyRequest(before: Timeline, request: EditRequest, context: EditContext): RequestOutcome {
  try {
    const edit = planEdit(before, request, context);
    return edit.edits.length === 0
      ? { request, before, after: before, kind: 'unchanged', refusal: null }
      : { request, before, after: applyEdit(before, edit).timeline, kind: 'done', refusal: null };
  } catch (problem) {
    // What the timeline refuses is told to people; anything else is a fault of ours.
    if (problem instanceof StudioError && /^(?:edit|timeline)\./.test(problem.code)) {
      const { code, message } = problem;
      const why = problem instanceof ImpossibleEdit ? problem.refusal : null;
      return { request, before, after: before, kind: 'refused', refusal: { code, message, why } };
    }

    throw problem;
  }
}
