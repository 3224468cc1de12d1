import { assert } from '../kernel/index.ts';
import { checkTimeline } from './check-timeline.ts';
import { editBetween } from './edit-between.ts';
import type { EditRequest } from './edit-request.ts';
import type { Edit } from './edit.ts';
import { msOf, sayMoment } from './edits/moments.ts';
import { impossible, type EditContext } from './edits/planner.ts';
import { PLANNERS } from './edits/planners.ts';
import { settle } from './edits/settle.ts';
import { compareTime, type RationalTime } from './rational-time.ts';
import { durationOf, type Timeline } from './timeline.ts';

/** The longest timeline: two hours. */
const LONGEST: RationalTime = { value: 7200, rate: 1 };

/**
 * The edit that does what was asked; empty where it is so already. Its timeline is valid. Throws `edit.impossible` with what stands in the
 * way, for the person who asked, and `timeline.no-such-clip`.
 */
export function planEdit(timeline: Timeline, request: EditRequest, context: EditContext): Edit {
  const found = PLANNERS.find(({ kind }) => kind === request.kind);
  assert(found !== undefined, `every kind of request has a planner, got ${request.kind}`);
  const after = settle(found.plan(timeline, request, context), timeline);
  const length = durationOf(after);
  if (compareTime(length, LONGEST) > 0 && compareTime(length, durationOf(timeline)) > 0) {
    throw impossible(`The timeline would last until ${sayMoment(length)}: two hours are the most. Shorten something first.`, {
      reason: 'too-long',
      ms: msOf(LONGEST),
    });
  }

  checkTimeline(after);
  return editBetween(timeline, after);
}
