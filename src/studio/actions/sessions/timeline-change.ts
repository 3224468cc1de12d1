import type { EditRequest, PictureRect } from '../../../engine/timeline/index.ts';

/** A clip as it is told of. */
export type ToldClip = {
  readonly id: string;
  /** Of the clip or its file; the words of a text. */
  readonly name: string;
  /** `picture`: drawn from the music. */
  readonly kind: 'music' | 'sound' | 'voice' | 'video' | 'image' | 'picture' | 'title' | 'caption' | 'missing';
  /** Its place among the clips of its track, counted from 1. */
  readonly place: number;
};

/** What can be different about a clip or, where the clip is null, about the timeline. */
export const CHANGED_FACTS = [
  'clip',
  'start',
  'length',
  'source-start',
  'track',
  'speed',
  'level',
  'levels',
  'fade-in',
  'fade-out',
  'ducking',
  'fit',
  'crop',
  'motion',
  'transition',
  'text',
  'colour',
  'place',
  'style',
  'size',
  'media',
  'name',
  'frame',
  'frame-rate',
  'markers',
  'total-length',
] as const;
export type ChangedFact = (typeof CHANGED_FACTS)[number];

/** How something was or is. */
export type FactValue =
  /** Milliseconds: a moment or a length. */
  | { readonly kind: 'time'; readonly ms: number }
  /** A clip's place on the timeline. */
  | { readonly kind: 'stretch'; readonly fromMs: number; readonly toMs: number }
  /** −120 dB and less is silence. */
  | { readonly kind: 'level'; readonly gainDb: number }
  /** Levels over time, from the clip's start. */
  | { readonly kind: 'levels'; readonly points: readonly { readonly atMs: number; readonly gainDb: number }[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'frame'; readonly width: number; readonly height: number }
  /** Names of ours (`fill`, `bottom-left`, `rise`) or words of the person's. */
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'transition'; readonly transition: string; readonly ms: number }
  | { readonly kind: 'ducking'; readonly depthDb: number; readonly under: 'speech' | 'sound' }
  | { readonly kind: 'rect'; readonly rect: PictureRect }
  | { readonly kind: 'motion'; readonly from: PictureRect; readonly to: PictureRect };

/** One thing that is otherwise than it was; null: there was or is none. `clip` with `before` null was added, with `after` null taken off. */
export type TimelineChange = {
  readonly what: ChangedFact;
  readonly clip: ToldClip | null;
  readonly before: FactValue | null;
  readonly after: FactValue | null;
  /** Whether it only followed from what was asked: clips that moved up behind one that was trimmed. */
  readonly isConsequence: boolean;
};

/** What became of one request of a message. */
export type RequestOutcome =
  | { readonly kind: 'done'; readonly request: EditRequest; readonly changes: readonly TimelineChange[] }
  /** It was that way already. */
  | { readonly kind: 'unchanged'; readonly request: EditRequest; readonly clips: readonly ToldClip[] }
  | {
      readonly kind: 'refused';
      readonly request: EditRequest;
      readonly clips: readonly ToldClip[];
      readonly code: string;
      readonly reason: string;
    }
  /** It could have been done, but another one of the message was refused. */
  | { readonly kind: 'held-back'; readonly request: EditRequest; readonly clips: readonly ToldClip[] };
