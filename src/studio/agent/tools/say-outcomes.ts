import type { Json } from '../../../engine/kernel/index.ts';
import type { RequestOutcome } from '../../actions/sessions/apply-requests.ts';
import { labelOf } from '../../actions/sessions/revision-label.ts';
import type { Media } from '../../store/records/media.ts';
import type { Notice } from '../wording/notice.ts';
import type { ToldEdit } from '../wording/told-edit.ts';
import type { Wording } from '../wording/wording.ts';
import { editsAsJson, toldEdits } from './told-edits.ts';

/** What became of requests, as sentences and as the answer to a planner. */
export type SaidOutcomes = {
  readonly said: readonly string[];
  readonly response: readonly { readonly [key: string]: Json }[];
};

/** From so many clips on, a timeline that was emptied is told of as one thing. */
const MANY_CLIPS = 2;

/**
 * Says what requests changed, from what to what, what was that way already, and what was not done and why: each of them is named.
 * `isFirst`: nothing of the same answer was said to be done before (default no).
 */
export function sayOutcomes(
  outcomes: readonly RequestOutcome[],
  how: { readonly wording: Wording; readonly media: readonly Pick<Media, 'id' | 'kind'>[]; readonly isFirst?: boolean },
): SaidOutcomes {
  const { wording, media, isFirst = false } = how;
  const kinds = new Map(media.map(({ id, kind }) => [id, { kind }]));
  const told = (kind: RequestOutcome['kind']): readonly ToldEdit[] =>
    outcomes.filter((outcome) => outcome.kind === kind).flatMap((outcome) => visible(toldEdits(outcome, kinds)));
  const done = emptied(outcomes) ?? told('done');
  const already = told('unchanged');
  const notices = outcomes.flatMap(({ refusal, request }): readonly Notice[] =>
    refusal === null ? [] : [{ kind: 'refused', words: wordsOf(request), reason: refusal.message, refusal: refusal.why }],
  );
  const isHeldBack = outcomes.some(({ kind }) => kind === 'held-back');
  return {
    said: [
      ...(done.length > 0 ? [wording.edited(done, isFirst)] : []),
      ...(already.length > 0 ? [wording.alreadySo(already)] : []),
      ...(notices.length > 0 ? [wording.notices(notices)] : []),
      ...(isHeldBack ? [wording.heldBack()] : []),
    ],
    response: outcomes.map((outcome) => ({
      kind: outcome.request.kind,
      outcome: outcome.kind,
      changes: outcome.kind === 'done' ? editsAsJson(toldEdits(outcome, kinds)) : [],
      ...(outcome.refusal === null ? {} : { reason: outcome.refusal.message }),
    })),
  };
}

/** All clips taken off in one go, as one change; null for anything else. */
function emptied(outcomes: readonly RequestOutcome[]): readonly ToldEdit[] | null {
  const count = outcomes[0]?.before.tracks.flatMap(({ clips }) => clips).length ?? 0;
  const left = outcomes.at(-1)?.after.tracks.flatMap(({ clips }) => clips).length ?? 0;
  const isAll = outcomes.every(
    ({ kind, request }) => kind === 'done' && (request.kind === 'remove-clip' || request.kind === 'set-captions'),
  );
  return isAll && left === 0 && count >= MANY_CLIPS
    ? [{ what: 'everything', of: null, before: { kind: 'count', count }, after: { kind: 'count', count: 0 } }]
    : null;
}

/** Of several clips of one request only those that changed; all where none did. */
function visible(edits: readonly ToldEdit[]): readonly ToldEdit[] {
  const changed = edits.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  return changed.length > 0 ? changed : edits;
}

function wordsOf(request: RequestOutcome['request']): string {
  const label = labelOf([request]);
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
