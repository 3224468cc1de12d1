import { z } from 'zod';
import { assert, assertNever } from '../kernel/index.ts';
import { checkTimeline } from './check-timeline.ts';
import { clipNamed, inOrder, trackNamed } from './find-clip.ts';
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
  let done = timeline;
  const inverses: SimpleEdit[] = [];
  for (const each of edit.edits) {
    const step = applySimple(done, each);
    done = step.timeline;
    inverses.unshift(step.inverse);
  }

  checkTimeline(done);
  return { timeline: done, inverse: { edits: inverses } };
}

function applySimple(timeline: Timeline, edit: SimpleEdit): { readonly timeline: Timeline; readonly inverse: SimpleEdit } {
  const { tracks } = timeline;
  switch (edit.kind) {
    case 'insert-track':
      return {
        timeline: { ...timeline, tracks: tracks.toSpliced(Math.min(edit.place, tracks.length), 0, edit.track) },
        inverse: { kind: 'remove-track', trackId: edit.track.id },
      };
    case 'remove-track': {
      const { track, place } = trackNamed(timeline, edit.trackId);
      return {
        timeline: { ...timeline, tracks: tracks.toSpliced(place, 1) },
        inverse: { kind: 'insert-track', place, track },
      };
    }
    case 'change-track': {
      const { track, place } = trackNamed(timeline, edit.trackId);
      return {
        timeline: { ...timeline, tracks: tracks.with(place, { ...track, ...edit.changes }) },
        inverse: { kind: 'change-track', trackId: track.id, changes: TrackChanges.parse(formerOf(track, edit.changes)) },
      };
    }
    case 'insert-clip': {
      const { track } = trackNamed(timeline, edit.trackId);
      return {
        timeline: withClips(timeline, track, [...track.clips, edit.clip]),
        inverse: { kind: 'remove-clip', clipId: edit.clip.id },
      };
    }
    case 'remove-clip': {
      const { clip, track } = clipNamed(timeline, edit.clipId);
      return {
        timeline: withClips(
          timeline,
          track,
          track.clips.filter((other) => other !== clip),
        ),
        inverse: { kind: 'insert-clip', trackId: track.id, clip },
      };
    }
    case 'change-clip': {
      const { clip, track } = clipNamed(timeline, edit.clipId);
      const changed = track.clips.with(track.clips.indexOf(clip), { ...clip, ...edit.changes });
      return {
        timeline: withClips(timeline, track, changed),
        inverse: { kind: 'change-clip', clipId: clip.id, changes: ClipChanges.parse(formerOf(clip, edit.changes)) },
      };
    }
    case 'change-timeline':
      return {
        timeline: { ...timeline, ...edit.changes },
        inverse: { kind: 'change-timeline', changes: TimelineChanges.parse(formerOf(timeline, edit.changes)) },
      };
    default:
      return assertNever(edit);
  }
}

function withClips(timeline: Timeline, track: Track, clips: readonly Clip[]): Timeline {
  const place = timeline.tracks.indexOf(track);
  assert(place >= 0, 'a track that was found is on the timeline');
  const ordered = inOrder(clips);
  return { ...timeline, tracks: timeline.tracks.with(place, { ...track, clips: ordered }) };
}

function formerOf(value: object, changes: object): unknown {
  const changed = new Set(Object.keys(changes));
  return Object.fromEntries(Object.entries(value).filter(([name]) => changed.has(name)));
}
