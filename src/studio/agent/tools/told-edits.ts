import { assertNever, type Json } from '../../../engine/kernel/index.ts';
import {
  type Clip,
  durationSecondsOf,
  type EditRequest,
  endOf,
  levelAt,
  type MediaFacts,
  placeOf,
  secondsOf,
  type Timeline,
  type Track,
} from '../../../engine/timeline/index.ts';
import type { RequestOutcome } from '../../actions/sessions/apply-requests.ts';
import type { ToldEdit, ToldValue } from '../wording/told-edit.ts';
import { clockOf } from '../wording/told-numbers.ts';

/** The picture of a draft that says nothing about it. */
const USUAL_FRAME = { width: 1920, height: 1080 };
const USUAL_RATE = 30;
const NONE: ToldValue = { kind: 'none' };

type Placed = { readonly clip: Clip; readonly track: Track };
/** A clip before and after; null where there was or is none. */
type Step = { readonly before: Placed | null; readonly after: Placed | null };

/** Which files are music: their clips are told of without a name. */
type Kinds = ReadonlyMap<string, Pick<MediaFacts, 'kind'>>;

/** What a request changed, from what to what; for one that changed nothing how it stands, twice. */
export function toldEdits({ request, before, after }: RequestOutcome, media: Kinds): readonly ToldEdit[] {
  switch (request.kind) {
    case 'place-media':
      return addedClips(before, after).map((added) => clipTold(NONE, stretchOf(added.clip), added));
    case 'remove-clip':
      return stepsOf(before, after, [request.clipId]).flatMap(removedTold);
    case 'trim-clip':
    case 'set-clip-length':
      return each(before, after, [request.clipId], media, 'length', ({ clip }) => lengthOf(clip));
    case 'cut-out':
      return [{ what: 'cut-out', of: null, before: wholeOf(before), after: wholeOf(after) }];
    case 'split-clip':
      return splitTold(before, after, request.clipId);
    case 'reorder-clip':
      return orderTold(before, after, request.clipId);
    case 'move-clip':
      return each(before, after, [request.clipId], media, 'place', ({ clip }) => ({ kind: 'moment', ms: startOf(clip) }));
    case 'set-speed':
      return each(before, after, [request.clipId], media, 'speed', ({ clip }) => ({ kind: 'times', factor: clip.speed }));
    case 'set-framing':
      return framingTold(before, after, request, media);
    case 'set-transition':
      return transitionTold(before, after, request, media);
    case 'set-level':
      return each(before, after, request.clipIds, media, 'level', ({ clip }) => levelOf(clip, request));
    case 'set-fades':
      return each(before, after, request.clipIds, media, 'fades', ({ clip }) => fadesOf(clip));
    case 'set-ducking':
      return each(before, after, request.clipIds, media, 'ducking', ({ clip }) =>
        clip.ducking === null ? NONE : { kind: 'ducking', ...clip.ducking },
      );
    case 'add-text':
      return textAdded(before, after, request);
    case 'change-text':
      return textChanged(before, after, request);
    case 'set-captions':
      return [{ what: 'captions', of: null, before: captionsOf(before), after: captionsOf(after) }];
    case 'set-frame':
      return [{ what: 'frame', of: null, before: frameOf(before), after: frameOf(after) }];
    case 'set-frame-rate':
      return [{ what: 'frame-rate', of: null, before: rateOf(before), after: rateOf(after) }];
    case 'rename':
      return [{ what: 'name', of: null, before: nameOf(before), after: nameOf(after) }];
    case 'add-marker':
      return [{ what: 'marker', of: null, before: NONE, after: { kind: 'moment', ms: request.atMs } }];
    case 'remove-markers':
      return [{ what: 'marker', of: null, before: countOf(before.markers.length), after: countOf(after.markers.length) }];
    default:
      return assertNever(request);
  }
}

/** Told edits as an answer to a planner: the same facts, small. */
export function editsAsJson(edits: readonly ToldEdit[]): readonly { readonly [key: string]: Json }[] {
  return edits.map(({ what, of, before, after }) => ({ what, of, before: { ...before }, after: { ...after } }));
}

function each(
  before: Timeline,
  after: Timeline,
  clipIds: readonly string[],
  media: Kinds,
  what: ToldEdit['what'],
  value: (placed: Placed) => ToldValue,
): readonly ToldEdit[] {
  return stepsOf(before, after, clipIds).flatMap((step) => {
    const shown = step.after ?? step.before;
    return shown === null
      ? []
      : [
          {
            what,
            of: isMusic(shown, media) ? null : shown.clip.name,
            before: step.before === null ? NONE : value(step.before),
            after: step.after === null ? NONE : value(step.after),
          },
        ];
  });
}

function framingTold(
  before: Timeline,
  after: Timeline,
  request: Extract<EditRequest, { kind: 'set-framing' }>,
  media: Kinds,
): readonly ToldEdit[] {
  const tell = (what: 'fit' | 'crop' | 'motion', value: (placed: Placed) => ToldValue): readonly ToldEdit[] =>
    request[what] === undefined ? [] : each(before, after, [request.clipId], media, what, value);
  return [
    ...tell('fit', ({ clip }) => ({ kind: 'word', word: clip.framing?.fit ?? 'blur' })),
    ...tell('crop', ({ clip }) => {
      const crop = clip.framing?.crop ?? null;
      return crop === null ? { kind: 'word', word: 'whole' } : { kind: 'part', width: crop.width, height: crop.height };
    }),
    ...tell('motion', ({ clip }) => ({ kind: 'word', word: (clip.framing?.motion ?? null) === null ? 'still' : 'moving' })),
  ];
}

function transitionTold(
  before: Timeline,
  after: Timeline,
  { clipId }: Extract<EditRequest, { kind: 'set-transition' }>,
  media: Kinds,
): readonly ToldEdit[] {
  const value = ({ clip: { transition } }: Placed): ToldValue =>
    transition === null
      ? NONE
      : { kind: 'transition', transition: transition.kind, ms: Math.round(secondsOf(transition.duration) * 1000) };
  if (clipId !== null) {
    return each(before, after, [clipId], media, 'transition', value);
  }

  const ids = clipsOf(after).flatMap(({ clip }) => (clip.transition === null ? [] : [clip.id]));
  const former = clipsOf(before).flatMap(({ clip }) => (clip.transition === null ? [] : [clip.id]));
  const told = each(before, after, [...new Set([...ids, ...former])], media, 'transition', value);
  const changed = told.find((edit) => JSON.stringify(edit.before) !== JSON.stringify(edit.after)) ?? told[0];
  return changed === undefined ? [] : [{ ...changed, of: null }];
}

function removedTold({ before }: Step): readonly ToldEdit[] {
  if (before === null) {
    return [];
  }

  const { clip, track } = before;
  return clip.media.kind === 'text'
    ? [{ what: textKind(track), of: null, before: { kind: 'text', text: clip.media.text }, after: NONE }]
    : [clipTold(stretchOf(clip), { kind: 'word', word: 'removed' }, before)];
}

function clipTold(before: ToldValue, after: ToldValue, { clip }: Placed): ToldEdit {
  return { what: 'clip', of: clip.name, before, after };
}

function splitTold(before: Timeline, after: Timeline, clipId: string): readonly ToldEdit[] {
  const whole = find(before, clipId);
  const [first] = [find(after, clipId)];
  if (whole === null || first === null) {
    return [];
  }

  const pieces = [first, ...addedClips(before, after)].map(({ clip }) => {
    const place = stretchOf(clip);
    return place.kind === 'stretch' ? `${clockOf(place.fromMs)}–${clockOf(place.toMs)}` : '';
  });
  return [
    {
      what: 'split',
      of: whole.clip.name,
      before: stretchOf(whole.clip),
      after: { kind: 'names', names: pieces },
    },
  ];
}

function orderTold(before: Timeline, after: Timeline, clipId: string): readonly ToldEdit[] {
  const names = (timeline: Timeline): ToldValue => ({
    kind: 'names',
    names: find(timeline, clipId)?.track.clips.map(({ name }) => name) ?? [],
  });
  return [{ what: 'order', of: find(after, clipId)?.clip.name ?? null, before: names(before), after: names(after) }];
}

function textAdded(
  before: Timeline,
  after: Timeline,
  { role, text }: Extract<EditRequest, { kind: 'add-text' }>,
): readonly ToldEdit[] {
  const added = addedClips(before, after).find(({ clip }) => clip.media.kind === 'text');
  const gone = clipsOf(before).find(({ clip, track }) => textKind(track) === role && find(after, clip.id) === null);
  const told: ToldEdit = {
    what: role,
    of: null,
    before: gone?.clip.media.kind === 'text' ? { kind: 'text', text: gone.clip.media.text } : NONE,
    after: { kind: 'text', text },
  };
  return added === undefined ? [told] : [told, { what: 'text-time', of: text, before: NONE, after: stretchOf(added.clip) }];
}

function textChanged(
  before: Timeline,
  after: Timeline,
  request: Extract<EditRequest, { kind: 'change-text' }>,
): readonly ToldEdit[] {
  const [was, is] = [find(before, request.clipId), find(after, request.clipId)];
  const [former, text] = [was?.clip.media, is?.clip.media];
  if (was === null || is === null || former?.kind !== 'text' || text?.kind !== 'text') {
    return [];
  }

  const of = textKind(is.track) === 'title' ? null : text.text;
  const automatic: ToldValue = { kind: 'word', word: 'automatic' };
  type Text = typeof text;
  const rows: readonly (readonly [boolean, ToldEdit['what'], (words: Text, clip: Clip) => ToldValue])[] = [
    [request.text !== undefined, textKind(is.track), (words) => ({ kind: 'text', text: words.text })],
    [request.fromMs !== undefined || request.toMs !== undefined, 'text-time', (_, clip) => stretchOf(clip)],
    [request.style !== undefined, 'text-style', ({ style }) => ({ kind: 'word', word: style })],
    [
      request.colour !== undefined,
      'text-colour',
      ({ colour }) => (colour === null ? automatic : { kind: 'colour', rgb: [...colour] }),
    ],
    [request.place !== undefined, 'text-place', ({ place }) => (place === null ? automatic : { kind: 'text-place', ...place })],
    [request.size !== undefined, 'text-size', ({ size }) => ({ kind: 'times', factor: size })],
  ];
  return rows
    .filter(([isAsked]) => isAsked)
    .map(([, what, value]) => ({ what, of, before: value(former, was.clip), after: value(text, is.clip) }));
}

function isMusic({ clip, track }: Placed, media: Kinds): boolean {
  const isByMedia =
    clip.media.kind === 'music' || (clip.media.kind === 'media' && media.get(clip.media.mediaId)?.kind === 'music');
  return track.kind === 'audio' && (isByMedia || track.role === 'music' || /^(?:bgm|music|音乐|背景音乐)$/i.test(track.name));
}

function textKind(track: Track): 'title' | 'caption' {
  return track.role === 'caption' ? 'caption' : 'title';
}

function levelOf(clip: Clip, { fromMs, toMs }: Extract<EditRequest, { kind: 'set-level' }>): ToldValue {
  if (fromMs === null && toMs === null) {
    return { kind: 'level', gainDb: clip.gainDb, stretch: null };
  }

  const start = startOf(clip);
  const end = start + durationOf(clip);
  const stretch = { fromMs: Math.max(start, fromMs ?? start), toMs: Math.min(end, toMs ?? end) };
  const middle = (stretch.fromMs + stretch.toMs) / 2 - start;
  return { kind: 'level', gainDb: clip.gainDb + levelAt(clip.levels, { value: Math.round(middle), rate: 1000 }), stretch };
}

function fadesOf(clip: Clip): ToldValue {
  return { kind: 'fades', inMs: Math.round(secondsOf(clip.fadeIn) * 1000), outMs: Math.round(secondsOf(clip.fadeOut) * 1000) };
}

function lengthOf(clip: Clip): ToldValue {
  return { kind: 'length', ms: durationOf(clip) };
}

function wholeOf(timeline: Timeline): ToldValue {
  return { kind: 'length', ms: Math.round(durationSecondsOf(timeline) * 1000) };
}

function stretchOf(clip: Clip): ToldValue {
  return { kind: 'stretch', fromMs: startOf(clip), toMs: Math.round(secondsOf(endOf(placeOf(clip))) * 1000) };
}

function captionsOf(timeline: Timeline): ToldValue {
  const count = clipsOf(timeline).filter(({ track }) => track.role === 'caption').length;
  return count === 0 ? NONE : countOf(count);
}

function countOf(count: number): ToldValue {
  return { kind: 'count', count };
}

function frameOf({ frame }: Timeline): ToldValue {
  return { kind: 'frame', ...(frame ?? USUAL_FRAME) };
}

function rateOf({ framesPerSecond }: Timeline): ToldValue {
  return { kind: 'frame-rate', framesPerSecond: framesPerSecond ?? USUAL_RATE };
}

function nameOf({ name }: Timeline): ToldValue {
  return { kind: 'text', text: name };
}

function startOf(clip: Clip): number {
  return Math.round(secondsOf(clip.start) * 1000);
}

function durationOf(clip: Clip): number {
  return Math.round(secondsOf(clip.sourceRange.duration) * 1000);
}

function addedClips(before: Timeline, after: Timeline): readonly Placed[] {
  const ids = new Set(clipsOf(before).map(({ clip }) => clip.id));
  return clipsOf(after).filter(({ clip }) => !ids.has(clip.id));
}

function stepsOf(before: Timeline, after: Timeline, clipIds: readonly string[]): readonly Step[] {
  return clipIds.map((id) => ({ before: find(before, id), after: find(after, id) }));
}

function find(timeline: Timeline, clipId: string): Placed | null {
  return clipsOf(timeline).find(({ clip }) => clip.id === clipId) ?? null;
}

function clipsOf(timeline: Timeline): readonly Placed[] {
  return timeline.tracks.flatMap((track) => track.clips.map((clip) => ({ clip, track })));
}
