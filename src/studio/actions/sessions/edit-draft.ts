import { z } from 'zod';
import { placedSegments, TRACK_TYPES, type WireDraft, type WireSegment } from '../../../contract/service/index.ts';
import { assertNever, clamp, gainFromDb } from '../../../engine/kernel/index.ts';
import { titleStretch } from '../generate/place-on-draft.ts';

/** The loudest level of a segment; 1 is unchanged. */
const LOUDEST = 2;
/** A timeline on which any title finds its time, in milliseconds. */
const LONG_MS = 60_000;

export const DraftEdit = z.discriminatedUnion('kind', [
  /** Level of the music: 1 is unchanged. */
  z.object({ kind: z.literal('set-volume'), volume: z.number().min(0).max(LOUDEST) }),
  z.object({ kind: z.literal('change-volume'), byDb: z.number().min(-60).max(20) }),
  /** Fades of the music in milliseconds; null leaves one as it is. */
  z.object({ kind: z.literal('set-fades'), inMs: z.int().min(0).nullable(), outMs: z.int().min(0).nullable() }),
  z.object({ kind: z.literal('set-title'), text: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('remove-title') }),
  /** Shape of the picture in pixels. */
  z.object({ kind: z.literal('set-frame'), width: z.int().min(16).max(8192), height: z.int().min(16).max(8192) }),
]);
/** One change of a timeline that needs no new music. */
export type DraftEdit = z.infer<typeof DraftEdit>;

/** A draft after an edit, and what was changed, ready to print. */
export type EditedDraft = {
  readonly draft: WireDraft;
  readonly what: 'volume' | 'title' | 'frame' | 'fade';
  readonly before: string;
  readonly after: string;
};

/** Applies an edit; `no-music` or `no-title` when there is nothing it could change. */
export function editDraft(
  draft: WireDraft,
  edit: DraftEdit,
  makeId: (kind: 'track' | 'segment') => string,
): EditedDraft | 'no-music' | 'no-title' {
  switch (edit.kind) {
    case 'set-volume':
      return changeMusic(draft, 'volume', (segment) => withMeta(segment, { volume: edit.volume }), levelOf);
    case 'change-volume':
      return changeMusic(draft, 'volume', (segment) => withMeta(segment, { volume: louder(segment, edit.byDb) }), levelOf);
    case 'set-fades':
      return changeMusic(draft, 'fade', (segment) => withFades(segment, edit), fadesOf);
    case 'set-title':
      return setTitle(draft, edit.text, makeId);
    case 'remove-title':
      return removeTitles(draft);
    case 'set-frame':
      return {
        draft: { ...draft, m: { ...draft.m, width: edit.width, height: edit.height } },
        what: 'frame',
        before: frameOf(draft),
        after: `${edit.width}×${edit.height}`,
      };
    default:
      return assertNever(edit);
  }
}

function changeMusic(
  draft: WireDraft,
  what: EditedDraft['what'],
  change: (segment: WireSegment) => WireSegment,
  say: (segment: WireSegment) => string,
): EditedDraft | 'no-music' {
  const tracks = draft.t ?? [];
  // The track that is called so, or else all sound: a person with one sound means that one.
  const isHome = (track: (typeof tracks)[number]): boolean =>
    track.tt === TRACK_TYPES.audio && (!tracks.some(isMusicTrack) || isMusicTrack(track));
  const before = tracks.filter(isHome).flatMap(({ sg }) => sg ?? []);
  const first = before[0];
  if (first === undefined) {
    return 'no-music';
  }

  return {
    draft: { ...draft, t: tracks.map((track) => (isHome(track) ? { ...track, sg: (track.sg ?? []).map(change) } : track)) },
    what,
    before: say(first),
    after: say(change(first)),
  };
}

function isMusicTrack(track: NonNullable<WireDraft['t']>[number]): boolean {
  return (
    track.tt === TRACK_TYPES.audio && /^(?:bgm|music|音乐|背景音乐)$/i.test(track.m?.name ?? '') && (track.sg ?? []).length > 0
  );
}

function setTitle(draft: WireDraft, text: string, makeId: (kind: 'track' | 'segment') => string): EditedDraft {
  const tracks = draft.t ?? [];
  const home = tracks.find(({ tt }) => tt === TRACK_TYPES.text);
  const [old, ...others] = home?.sg ?? [];
  const lengthMs = draft.d ?? Math.max(0, ...tracks.flatMap(placedSegments).map(({ startMs, segment }) => startMs + segment.d));
  // On an empty timeline it stands as long as it needs: what comes under it is not known yet.
  const wholeMs = lengthMs === 0 ? LONG_MS : Math.max(1000, lengthMs);
  const segment: WireSegment = {
    ...(old ?? { id: makeId('segment'), ...titleStretch(text, wholeMs) }),
    m: { ...old?.m, text },
  };
  const added = { id: makeId('track'), tt: TRACK_TYPES.text, m: { name: 'Title' }, sg: [segment] };
  return {
    draft: {
      ...draft,
      d: Math.max(lengthMs, home === undefined || old === undefined ? (segment.s ?? 0) + segment.d : 0),
      m: { ...draft.m, title: text },
      t:
        home === undefined
          ? [...tracks, added]
          : tracks.map((track) => (track === home ? { ...track, sg: [segment, ...others] } : track)),
    },
    what: 'title',
    before: old?.m?.text === undefined ? '' : `"${old.m.text}"`,
    after: `"${text}"`,
  };
}

function removeTitles(draft: WireDraft): EditedDraft | 'no-title' {
  const tracks = draft.t ?? [];
  const titles = tracks.filter(({ tt }) => tt === TRACK_TYPES.text).flatMap(({ sg }) => sg ?? []);
  if (titles.length === 0) {
    return 'no-title';
  }

  return {
    draft: { ...draft, t: tracks.filter(({ tt }) => tt !== TRACK_TYPES.text) },
    what: 'title',
    before: titles.map(({ m }) => `"${m?.text ?? ''}"`).join(', '),
    after: '',
  };
}

function withMeta(segment: WireSegment, meta: NonNullable<WireSegment['m']>): WireSegment {
  return { ...segment, m: { ...segment.m, ...meta } };
}

function withFades(segment: WireSegment, fades: { readonly inMs: number | null; readonly outMs: number | null }): WireSegment {
  const fadeIn = Math.min(segment.d, fades.inMs ?? segment.m?.fade_in ?? 0);
  const fadeOut = Math.min(segment.d - fadeIn, fades.outMs ?? segment.m?.fade_out ?? 0);
  return withMeta(segment, { fade_in: fadeIn, fade_out: fadeOut });
}

function louder(segment: WireSegment, byDb: number): number {
  return clamp(Math.round((segment.m?.volume ?? 1) * gainFromDb(byDb) * 100) / 100, 0, LOUDEST);
}

function levelOf(segment: WireSegment): string {
  return `${Math.round((segment.m?.volume ?? 1) * 100)}%`;
}

function fadesOf(segment: WireSegment): string {
  return `${(segment.m?.fade_in ?? 0) / 1000} s / ${(segment.m?.fade_out ?? 0) / 1000} s`;
}

function frameOf(draft: WireDraft): string {
  const { width = 1920, height = 1080 } = draft.m ?? {};
  return `${width}×${height}`;
}
