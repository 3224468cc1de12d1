import { canonicalJson, StudioError } from '../../../engine/kernel/index.ts';
import { applyEdit, type EditContext, type EditRequest, planEdit, type Timeline } from '../../../engine/timeline/index.ts';

/** What became of one request, and the timeline around it. */
export type RequestOutcome = {
  readonly request: EditRequest;
  readonly before: Timeline;
  readonly after: Timeline;
  /** `unchanged`: it was that way already. `held-back`: another request of the message was refused, and none was to be done alone. */
  readonly kind: 'done' | 'unchanged' | 'refused' | 'held-back';
  /** Why it was refused; null otherwise. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
};

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
  for (const request of asked.requests) {
    const outcome = applyRequest(reached, request, asked.context);
    outcomes.push(outcome);
    reached = outcome.after;
  }

  const isHeldBack = !asked.isSeparable && outcomes.some(({ kind }) => kind === 'refused');
  return isHeldBack
    ? { timeline, outcomes: outcomes.map((outcome) => (outcome.kind === 'done' ? { ...outcome, kind: 'held-back' } : outcome)) }
    : { timeline: reached, outcomes };
}

function applyRequest(before: Timeline, request: EditRequest, context: EditContext): RequestOutcome {
  try {
    const { timeline: after } = applyEdit(before, planEdit(before, request, context));
    const kind = canonicalJson(after) === canonicalJson(before) ? 'unchanged' : 'done';
    return { request, before, after, kind, refusal: null };
  } catch (problem) {
    // What the timeline refuses is told to people; anything else is a fault of ours.
    if (problem instanceof StudioError && /^(?:edit|timeline)\./.test(problem.code)) {
      const { code, message } = problem;
      return { request, before, after: before, kind: 'refused', refusal: { code, message } };
    }

    throw problem;
  }
}
