import type { WireDraft, WireSegment, WireTrack } from '../../contract/service/index.ts';
import type { ClientFile, GeneratedMedia, SessionState } from './session-state.ts';

/** A track as people tell one from another. `place` counts from 1. */
export type NamedTrack = { readonly place: number; readonly name: string; readonly type: number };
/** A clip as people tell one from another; times in milliseconds, `name` a text's words for a text. */
export type NamedClip = { readonly name: string; readonly startMs: number; readonly durationMs: number };
/** One value that is another one now; absent values are undefined. Fields are named as the draft names them, `start` and `duration` spelled out. */
export type FieldChange = { readonly field: string; readonly before: unknown; readonly after: unknown };

/** One thing that is not as it was. */
export type TimelineChange =
  | { readonly kind: 'track-added' | 'track-removed'; readonly track: NamedTrack; readonly clips: readonly NamedClip[] }
  | { readonly kind: 'clip-added' | 'clip-removed'; readonly track: NamedTrack; readonly clip: NamedClip }
  | {
      readonly kind: 'clip-changed';
      readonly track: NamedTrack;
      /** As it is now. */
      readonly clip: NamedClip;
      readonly fields: readonly FieldChange[];
    }
  | { readonly kind: 'track-changed'; readonly track: NamedTrack; readonly fields: readonly FieldChange[] }
  /** Of the whole: title, size, frame rate, duration. */
  | { readonly kind: 'timeline-changed'; readonly fields: readonly FieldChange[] }
  | { readonly kind: 'file-added'; readonly file: ClientFile }
  | { readonly kind: 'media-made'; readonly media: GeneratedMedia };

type Placed = { readonly segment: WireSegment; readonly startMs: number };

/** What differs between two states of a session, in the order of the timeline; empty: nothing. Nothing was known before when `before` is null. */
export function compareStates(before: SessionState | null, after: SessionState): readonly TimelineChange[] {
  const ids = (items: readonly { readonly id: string | null; readonly url: string }[]): Set<string> =>
    new Set(items.map(({ id, url }) => id ?? url));
  const [files, made] = [ids(before?.files ?? []), ids(before?.generated ?? [])];
  return [
    ...compareDrafts(before?.draft ?? {}, after.draft),
    ...after.files.filter(({ id, url }) => !files.has(id ?? url)).map((file) => ({ kind: 'file-added' as const, file })),
    ...after.generated.filter(({ id, url }) => !made.has(id ?? url)).map((media) => ({ kind: 'media-made' as const, media })),
  ];
}

/** What differs between two drafts. Tracks and clips are the same when their ids are, or without ids by what they are. */
export function compareDrafts(before: WireDraft, after: WireDraft): readonly TimelineChange[] {
  const [old, now] = [before.t ?? [], after.t ?? []];
  const pairs = pairUp(old, now, trackKeys);
  return [
    ...wholeChanges(before, after),
    ...now.flatMap((track, place): readonly TimelineChange[] => {
      const former = pairs.get(track);
      return former === undefined
        ? [{ kind: 'track-added', track: namedTrack(track, place), clips: placed(track).map(namedClip) }]
        : compareTracks(former, track, place);
    }),
    ...old
      .map((track, place) => ({ track, place }))
      .filter(({ track }) => ![...pairs.values()].includes(track))
      .map(({ track, place }) => ({
        kind: 'track-removed' as const,
        track: namedTrack(track, place),
        clips: placed(track).map(namedClip),
      })),
  ];
}

function wholeChanges(before: WireDraft, after: WireDraft): readonly TimelineChange[] {
  const fields = fieldChanges(
    { ...before.m, markers: undefined, duration: before.d ?? 0 },
    { ...after.m, markers: undefined, duration: after.d ?? 0 },
  );
  return fields.length === 0 ? [] : [{ kind: 'timeline-changed', fields }];
}

function compareTracks(before: WireTrack, after: WireTrack, place: number): readonly TimelineChange[] {
  const track = namedTrack(after, place);
  const [old, now] = [placed(before), placed(after)];
  const pairs = pairUp(old, now, clipKeys);
  const fields = fieldChanges({ ...before.m }, { ...after.m });
  return [
    ...(fields.length === 0 ? [] : [{ kind: 'track-changed' as const, track, fields }]),
    ...now.flatMap((clip): readonly TimelineChange[] => {
      const former = pairs.get(clip);
      if (former === undefined) {
        return [{ kind: 'clip-added', track, clip: namedClip(clip) }];
      }

      const changed = fieldChanges(clipFields(former), clipFields(clip));
      return changed.length === 0 ? [] : [{ kind: 'clip-changed', track, clip: namedClip(clip), fields: changed }];
    }),
    ...old
      .filter((clip) => ![...pairs.values()].includes(clip))
      .map((clip) => ({ kind: 'clip-removed' as const, track, clip: namedClip(clip) })),
  ];
}

/** Which new item each old one has become. By the first key that both have; each item is taken once. */
function pairUp<Item>(
  old: readonly Item[],
  now: readonly Item[],
  keysOf: (item: Item) => readonly (string | null)[],
): Map<Item, Item> {
  const pairs = new Map<Item, Item>();
  const free = new Set(old);
  const count = Math.max(0, ...now.map((item) => keysOf(item).length));
  for (let rank = 0; rank < count; rank++) {
    for (const item of now.filter((one) => !pairs.has(one))) {
      const key = keysOf(item)[rank] ?? null;
      const former = key === null ? undefined : [...free].find((one) => keysOf(one)[rank] === key);
      if (former !== undefined) {
        pairs.set(item, former);
        free.delete(former);
      }
    }
  }

  return pairs;
}

function trackKeys({ id, tt, m, sg = [] }: WireTrack): readonly (string | null)[] {
  const first = sg[0]?.m;
  return [
    id ?? null,
    id === undefined ? `${tt} ${m?.name ?? ''} ${first?.src ?? first?.text ?? ''}` : null,
    id === undefined ? `${tt} ${m?.name ?? ''}` : null,
  ];
}

function clipKeys({ segment: { id, m }, startMs }: Placed): readonly (string | null)[] {
  const what = m?.src ?? m?.text ?? m?.name ?? '';
  return id !== undefined ? [id, null, null, null] : [null, `${what} at ${startMs}`, what, `at ${startMs}`];
}

function clipFields({ segment, startMs }: Placed): { readonly [field: string]: unknown } {
  return { ...segment.m, start: startMs, duration: segment.d };
}

/** Fields that differ, of either side, sorted by name. */
function fieldChanges(
  before: { readonly [field: string]: unknown },
  after: { readonly [field: string]: unknown },
): readonly FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Clips with their starts: one without a start follows the one before it. */
function placed({ sg = [] }: WireTrack): readonly Placed[] {
  let reachedMs = 0;
  return sg.map((segment) => {
    const startMs = segment.s ?? reachedMs;
    reachedMs = startMs + segment.d;
    return { segment, startMs };
  });
}

function namedTrack({ tt, m }: WireTrack, place: number): NamedTrack {
  return { place: place + 1, name: m?.name ?? '', type: tt };
}

function namedClip({ segment: { d, m }, startMs }: Placed): NamedClip {
  return { name: m?.name ?? m?.text ?? '', startMs, durationMs: d };
}
