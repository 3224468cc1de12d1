import { canonicalJson } from '../kernel/index.ts';
import { Edit } from './edit.ts';
import { CLIP_FACTS, TIMELINE_FACTS, TRACK_FACTS, type Timeline, type Track } from './timeline.ts';

/**
 * The edit that leads from one timeline to another: `applyEdit(before, editBetween(before, after)).timeline` equals `after`, which must be valid.
 * What is the same is not touched; without a difference the edit is empty.
 */
export function editBetween(before: Timeline, after: Timeline): Edit {
  const edits: unknown[] = [];
  const changes = differences(before, after, TIMELINE_FACTS);
  if (changes !== null) {
    edits.push({ kind: 'change-timeline', changes });
  }

  const kept = keptTracks(before, after);
  // Clips leave first: one that goes to another track would else be there twice.
  for (const track of before.tracks.filter(({ id }) => kept.has(id))) {
    const ids = new Set(kept.get(track.id)?.clips.map(({ id }) => id));
    edits.push(...track.clips.filter(({ id }) => !ids.has(id)).map(({ id }) => ({ kind: 'remove-clip', clipId: id })));
  }

  edits.push(
    ...before.tracks.filter(({ id }) => !kept.has(id)).map(({ id }) => ({ kind: 'remove-track', trackId: id })),
    ...after.tracks.flatMap((track, place) => (kept.has(track.id) ? [] : [{ kind: 'insert-track', place, track }])),
  );
  for (const track of before.tracks) {
    const wanted = kept.get(track.id);
    if (wanted !== undefined) {
      edits.push(...trackEdits(track, wanted));
    }
  }

  return Edit.parse({ edits });
}

/** The tracks of `after` that are there before, too, of the same kind and in the same order: the others are taken out and put in whole. */
function keptTracks(before: Timeline, after: Timeline): ReadonlyMap<string, Track> {
  const kept = new Map<string, Track>();
  let reached = -1;
  for (const track of after.tracks) {
    const place = before.tracks.findIndex(({ id, kind }) => id === track.id && kind === track.kind);
    if (place > reached) {
      kept.set(track.id, track);
      reached = place;
    }
  }

  return kept;
}

function trackEdits(before: Track, after: Track): readonly unknown[] {
  const changes = differences(before, after, TRACK_FACTS);
  const known = new Map(before.clips.map((clip) => [clip.id, clip]));
  return [
    ...(changes === null ? [] : [{ kind: 'change-track', trackId: after.id, changes }]),
    ...after.clips.flatMap((clip): readonly unknown[] => {
      const old = known.get(clip.id);
      if (old === undefined) {
        return [{ kind: 'insert-clip', trackId: after.id, clip }];
      }

      const clipChanges = differences(old, clip, CLIP_FACTS);
      return clipChanges === null ? [] : [{ kind: 'change-clip', clipId: clip.id, changes: clipChanges }];
    }),
  ];
}

/** The facts that differ, as they are afterwards; null when all are the same. */
function differences(before: object, after: object, facts: object): object | null {
  if (before === after) {
    return null;
  }

  const former = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(([name, value]) => Object.hasOwn(facts, name) && !isSame(former.get(name), value));
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right);
}
