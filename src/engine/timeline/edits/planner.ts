import { assert } from '../../kernel/index.ts';
import type { EditRequest } from '../edit-request.ts';
import type { Timeline } from '../timeline.ts';
import { type EditRefusal, ImpossibleEdit } from './edit-refusal.ts';

/** A file that can be put on a timeline. */
export type MediaFacts = {
  readonly id: string;
  readonly kind: 'video' | 'image' | 'audio' | 'music';
  readonly name: string;
  /** Null for a still. */
  readonly durationMs: number | null;
  /** Pixels; null for sound. */
  readonly width: number | null;
  readonly height: number | null;
  readonly hasSound: boolean;
};

/** What a request is planned with. */
export type EditContext = {
  /** A new id, unlike any other of the timeline. */
  readonly makeId: (kind: 'track' | 'clip') => string;
  /** By id: every file that may be on the timeline. */
  readonly media: ReadonlyMap<string, MediaFacts>;
};

/** Requests of one kind. */
export type RequestOf<Kind extends EditRequest['kind']> = Extract<EditRequest, { readonly kind: Kind }>;

/** How requests of one kind are carried out: the timeline as it should be afterwards. Throws `edit.impossible`. */
export type Planner = {
  readonly kind: EditRequest['kind'];
  readonly plan: (timeline: Timeline, request: EditRequest, context: EditContext) => Timeline;
};

/** Binds a function for one kind of request to its kind. */
export function planner<Kind extends EditRequest['kind']>(
  kind: Kind,
  plan: (timeline: Timeline, request: RequestOf<Kind>, context: EditContext) => Timeline,
): Planner {
  return {
    kind,
    plan: (timeline, request, context) => {
      assert(isOf(request, kind), `a planner of ${kind} plans nothing else, got ${request.kind}`);
      return plan(timeline, request, context);
    },
  };
}

/** A refusal that the person who asked is told: in English, and as data for any other language. */
export function impossible(
  problem: string,
  { reason, name = null, ms = null }: Pick<EditRefusal, 'reason'> & Partial<EditRefusal>,
): ImpossibleEdit {
  return new ImpossibleEdit(problem, { reason, name, ms });
}

function isOf<Kind extends EditRequest['kind']>(request: EditRequest, kind: Kind): request is RequestOf<Kind> {
  return request.kind === kind;
}
