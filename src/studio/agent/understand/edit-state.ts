import type { MusicChange } from '../../../engine/score/index.ts';
import {
  applyEdit,
  type Clip,
  durationSecondsOf,
  type EditRequest,
  endOf,
  placeOf,
  planEdit,
  secondsOf,
  type Timeline,
  type Track,
} from '../../../engine/timeline/index.ts';
import type { PlannedUse } from '../tools/tool-arguments.ts';
import type { Notice } from '../wording/notice.ts';
import type { TimeFrame } from './read-times.ts';
import type { Known } from './reading.ts';

/** What a clause turned out to ask for. */
export type Understood = {
  readonly requests?: readonly EditRequest[];
  readonly changes?: readonly MusicChange[];
  /** Uses of tools that are neither edits of the timeline nor changes of the music. */
  readonly uses?: readonly PlannedUse[];
  readonly notices?: readonly Notice[];
  /** Music under the whole picture stays as it is. */
  readonly keepsMusic?: boolean;
  /** Ids of clips that it was about though nothing of them is changed. */
  readonly touched?: readonly string[];
};

/** The timeline as a clause finds it: with what the clauses before it in the same message do. */
export type EditState = {
  readonly known: Known;
  readonly timeline: Timeline;
  /** Ids of the clips that were spoken of last, newest first. */
  readonly focus: readonly string[];
  /** What was asked last, in this message or the turn before: what "more" repeats. */
  readonly lastRequests: readonly EditRequest[];
  readonly lastChanges: readonly MusicChange[];
};

/** A clip with the track it lies on. */
export type Placed = { readonly clip: Clip; readonly track: Track };

export function firstState(known: Known): EditState {
  const [last] = known.recent;
  const touched = known.recent.flatMap(({ requests }) => requests.toReversed().flatMap(clipsOfRequest));
  return {
    known,
    timeline: known.timeline,
    focus: [...new Set(touched)],
    lastRequests: last?.requests ?? [],
    lastChanges: last?.changes ?? [],
  };
}

/** The state after what a clause asks for. Throws `edit.impossible` when the timeline refuses it. */
export function afterClause(state: EditState, understood: Understood): EditState {
  const requests = understood.requests ?? [];
  let { timeline } = state;
  for (const request of requests) {
    const context = { makeId: state.known.makeId, media: state.known.media };
    timeline = applyEdit(timeline, planEdit(timeline, request, context)).timeline;
  }

  const touched = [...(understood.touched ?? []), ...requests.toReversed().flatMap(clipsOfRequest)];
  const isChange = requests.length > 0 || (understood.changes ?? []).length > 0;
  return {
    ...state,
    timeline,
    focus: [...new Set([...touched, ...state.focus])],
    lastRequests: isChange ? requests : state.lastRequests,
    lastChanges: isChange ? (understood.changes ?? []) : state.lastChanges,
  };
}

/** The ids of the clips that a request is about. */
export function clipsOfRequest(request: EditRequest): readonly string[] {
  return [
    ...('clipId' in request && request.clipId !== null ? [request.clipId] : []),
    ...('clipIds' in request ? request.clipIds : []),
    ...('newId' in request && request.newId !== null && request.newId !== undefined ? [request.newId] : []),
  ];
}

/** Footage and stills in their order of time, without pictures that are drawn from music. */
export function pictureClips({ timeline }: Pick<EditState, 'timeline'>): readonly Placed[] {
  return inTime(placedOf(timeline, 'video').filter(({ clip }) => !isDrawn(clip)));
}

/** The clips of the music. */
export function musicClips({ timeline, known }: Pick<EditState, 'timeline' | 'known'>): readonly Placed[] {
  const audio = placedOf(timeline, 'audio');
  const isMusic = ({ clip, track }: Placed): boolean =>
    track.role === 'music' ||
    clip.media.kind === 'music' ||
    (clip.media.kind === 'media' && known.media.get(clip.media.mediaId)?.kind === 'music');
  const music = audio.filter(isMusic);
  const named = audio.filter(({ track }) => /^(?:bgm|music|音乐|背景音乐)$/iu.test(track.name));
  // A person with one sound means that one.
  return inTime(music.length > 0 ? music : named.length > 0 ? named : audio.length === 1 ? audio : []);
}

/** Clips of sound that are not the music: voices and noises. */
export function soundClips(state: Pick<EditState, 'timeline' | 'known'>): readonly Placed[] {
  const music = new Set(musicClips(state).map(({ clip }) => clip.id));
  return inTime(placedOf(state.timeline, 'audio').filter(({ clip }) => !music.has(clip.id)));
}

export function textClips({ timeline }: Pick<EditState, 'timeline'>, role: 'title' | 'caption' | 'any'): readonly Placed[] {
  return inTime(placedOf(timeline, 'text').filter((placed) => role === 'any' || isCaption(placed) === (role === 'caption')));
}

export function isCaption({ clip, track }: Placed): boolean {
  return track.role === 'caption' || (track.role === null && clip.media.kind === 'text' && clip.media.style === 'caption');
}

/** Whether a clip of the picture has sound of its own. */
export function hasSound({ clip }: Placed, known: Known): boolean {
  return clip.media.kind === 'media' && clip.media.shows === 'video' && known.media.get(clip.media.mediaId)?.hasSound !== false;
}

export function startMsOf({ clip }: Placed): number {
  return Math.round(secondsOf(clip.start) * 1000);
}

export function endMsOf({ clip }: Placed): number {
  return Math.round(secondsOf(endOf(placeOf(clip))) * 1000);
}

export function lengthMsOf({ clip }: Placed): number {
  return Math.round(secondsOf(clip.sourceRange.duration) * 1000);
}

/** What is said about a clip: words of a text, else its name. */
export function nameOf({ clip }: Placed): string {
  return clip.media.kind === 'text' ? clip.media.text : clip.name;
}

export function clipById(state: Pick<EditState, 'timeline'>, id: string): Placed | null {
  for (const track of state.timeline.tracks) {
    const clip = track.clips.find((each) => each.id === id);
    if (clip !== undefined) {
      return { clip, track };
    }
  }

  return null;
}

/** What times of the timeline are counted against. */
export function frameOfTime({ timeline, known }: Pick<EditState, 'timeline' | 'known'>): TimeFrame {
  return { lengthMs: Math.round(durationSecondsOf(timeline) * 1000), form: known.form };
}

function isDrawn({ media }: Clip): boolean {
  return media.kind === 'generated-visual' || (media.kind === 'media' && media.shows === 'music-picture');
}

function placedOf(timeline: Timeline, kind: Track['kind']): readonly Placed[] {
  return timeline.tracks.filter((track) => track.kind === kind).flatMap((track) => track.clips.map((clip) => ({ clip, track })));
}

function inTime(clips: readonly Placed[]): readonly Placed[] {
  return clips
    .map((placed, order) => ({ placed, order }))
    .sort((left, right) => startMsOf(left.placed) - startMsOf(right.placed) || left.order - right.order)
    .map(({ placed }) => placed);
}
