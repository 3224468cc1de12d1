import { z } from 'zod';
import { assertNever } from '../kernel/index.ts';
import { checkTimeline } from './check-timeline.ts';
import { EditDesk } from './edit-desk.ts';
import { Clip, CLIP_FACTS, TIMELINE_FACTS, TRACK_FACTS, type Timeline, Track } from './timeline.ts';

const ClipChanges = z.object(CLIP_FACTS).partial().strict().readonly();
const TrackChanges = z.object(TRACK_FACTS).partial().strict().readonly();
const TimelineChanges = z.object(TIMELINE_FACTS).partial().strict().readonly();

const SimpleEdit = z.discriminatedUnion('kind', [
  /** `place` counts the tracks that are there: 0 is below all, `tracks.length` above. */
  z.object({ kind: z.literal('insert-track'), place: z.int().min(0), track: Track }).readonly(),
  z.object({ kind: z.literal('remove-track'), trackId: z.string() }).readonly(),
  z.object({ kind: z.literal('change-track'), trackId: z.string(), changes: TrackChanges }).readonly(),
  z.object({ kind: z.literal('insert-clip'), trackId: z.string(), clip: Clip }).readonly(),
  z.object({ kind: z.literal('remove-clip'), clipId: z.string() }).readonly(),
  z.object({ kind: z.literal('change-clip'), clipId: z.string(), changes: ClipChanges }).readonly(),
  z.object({ kind: z.literal('change-timeline'), changes: TimelineChanges }).readonly(),
]);
type SimpleEdit = z.infer<typeof SimpleEdit>;

/** A change of a timeline as data: what is stored with a revision, told to clients, and, inverted, what undoes it. Simple edits, carried out one after the other. */
export const Edit = z.object({ edits: z.array(SimpleEdit).readonly() }).readonly();
export type Edit = z.infer<typeof Edit>;

/** A timeline after an edit, and the edit that takes it back. */
export type Edited = { readonly timeline: Timeline; readonly inverse: Edit };

/**
 * Carries an edit out, all or nothing. The timeline is checked when all of it is done, so that clips may overlap on the way. Throws
 * `timeline.no-such-clip`, `timeline.no-such-track` or `timeline.invalid`.
 */
export function applyEdit(timeline: Timeline, edit: Edit): Edited {
  const desk = new EditDesk(timeline);
  const inverses = edit.edits.map((each) => applySimple(desk, each)).reverse();
  const done = desk.timeline();
  checkTimeline(done);
  return { timeline: done, inverse: { edits: inverses } };
}

/** Does one step, and says what takes it back. */
function applySimple(desk: EditDesk, edit: SimpleEdit): SimpleEdit {
  switch (edit.kind) {
    case 'insert-track':
      desk.insertTrack(edit.place, edit.track);
      return { kind: 'remove-track', trackId: edit.track.id };
    case 'remove-track':
      return { kind: 'insert-track', ...desk.removeTrack(edit.trackId) };
    case 'change-track': {
      const { trackId, changes } = edit;
      const former = TrackChanges.parse(formerOf(desk.trackFacts(trackId), changes));
      desk.changeTrack(trackId, changes);
      return { kind: 'change-track', trackId, changes: former };
    }
    case 'insert-clip':
      desk.insertClip(edit.trackId, edit.clip);
      return { kind: 'remove-clip', clipId: edit.clip.id };
    case 'remove-clip': {
      const { clip, trackId } = desk.clip(edit.clipId);
      desk.removeClip(edit.clipId);
      return { kind: 'insert-clip', trackId, clip };
    }
    case 'change-clip': {
      const { clipId, changes } = edit;
      const former = ClipChanges.parse(formerOf(desk.clip(clipId).clip, changes));
      desk.changeClip(clipId, changes);
      return { kind: 'change-clip', clipId, changes: former };
    }
    case 'change-timeline': {
      const former = TimelineChanges.parse(formerOf(desk.whole, edit.changes));
      desk.changeWhole(edit.changes);
      return { kind: 'change-timeline', changes: former };
    }
    default:
      return assertNever(edit);
  }
}

function formerOf(value: object, changes: object): unknown {
  const changed = new Set(Object.keys(changes));
  return Object.fromEntries(Object.entries(value).filter(([name]) => changed.has(name)));
}
