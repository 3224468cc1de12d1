import type { Brief } from '../../../engine/brief/index.ts';
import type { Notice } from './notice.ts';
import type { ToldEdit } from './told-edit.ts';
import type { ToldRevision } from './told-revision.ts';

export type Language = 'en' | 'zh';

/** What a piece of music is like, for a sentence about it. */
export type MusicFacts = Pick<
  Brief,
  'durationSeconds' | 'tempoBpm' | 'key' | 'style' | 'moods' | 'instruments' | 'without' | 'loop'
>;

/** How music gives way. `stretches` is null where nobody has listened to what it gives way to. */
export type ToldDucking = {
  readonly under: 'speech' | 'sound';
  readonly depthDb: number;
  readonly stretches: { readonly count: number; readonly seconds: number } | null;
};

/** Topics that are explained in words alone. */
export const TOPICS = [
  'export',
  'help',
  'hello',
  'thanks',
  'never-mind',
  'upload',
  'attachment',
  'rights',
  'which-title',
  'same',
  'unclear',
  'nothing-yet',
  'not-yet',
  'notices',
] as const;
export type Topic = (typeof TOPICS)[number];

/** A change of the timeline as it is told. `before` and `after` are ready to print. */
export type ToldChange = {
  readonly what: 'volume' | 'title' | 'frame' | 'fade';
  readonly before: string;
  readonly after: string;
};

/** How the music that a turn asked for stands; `none` when it asked for none, `failed` also when it was cancelled. */
export type MusicState = 'none' | 'running' | 'done' | 'failed';

/** Everything the agent says, in one language. */
export type Wording = {
  readonly language: Language;
  making(music: MusicFacts, change: { readonly from: MusicFacts; readonly isAnother: boolean } | null): string;
  /** Words of the wish that were refused or not understood. */
  notUsed(words: readonly string[]): string;
  made(made: {
    readonly title: string;
    readonly music: MusicFacts;
    readonly replaced: string | null;
    readonly footage: number;
  }): string;
  /** Before music is changed: its title, and how long it is to be where it is fitted to the picture (milliseconds; null: it is not). */
  revising(work: { readonly title: string; readonly refitMs: number | null; readonly price: number | null }): string;
  revised(revision: ToldRevision): string;
  /** Why music was not fitted to a picture that has another length now. */
  notRefitted(reason: 'credits' | 'kept'): string;
  timeline(summary: string): string;
  afterMusic(): readonly string[];
  /** A piece that is kept beside the timeline: the how-manieth of its message, and its length. */
  keptAside(made: { readonly title: string; readonly number: number; readonly durationMs: number }): string;
  /** After several pieces of which one can be chosen. */
  afterTakes(): readonly string[];
  /** Before a cut is made: of what, and how long it is to be; `price` as for `revising`. */
  cutting(work: { readonly title: string; readonly seconds: number; readonly price: number | null }): string;
  /** Music that was there before plays now; `replaced` null: nothing played. */
  usedMusic(used: { readonly title: string; readonly replaced: string | null }): string;
  changed(changes: readonly ToldChange[]): string;
  /** What was asked for is so already. */
  unchanged(states: readonly Pick<ToldChange, 'what' | 'after'>[]): string;
  /** What edits changed, each from what to what. `isFirst`: nothing else was said to be done before. */
  edited(edits: readonly ToldEdit[], isFirst: boolean): string;
  /** What edits asked for and is so already. */
  alreadySo(edits: readonly ToldEdit[]): string;
  /** What was not done and why, or one short question. */
  notices(notices: readonly Notice[]): string;
  /** That nothing of a message was done, since one thing of it could not be. */
  heldBack(): string;
  none(what: 'music' | 'title' | 'footage' | 'undo' | 'redo' | 'cuts'): string;
  undone(label: string): string;
  /** Changes taken back or done again, newest first. */
  undoneSteps(labels: readonly string[]): string;
  redoneSteps(labels: readonly string[]): string;
  /** How long the timeline is. */
  length(milliseconds: number): string;
  /** What the music on the timeline is like. */
  aboutMusic(music: MusicFacts & { readonly title: string }): string;
  /** The clips on the timeline in their order, and the uploads that are not on it. */
  aboutClips(clips: {
    readonly shown: readonly { readonly name: string; readonly fromMs: number; readonly toMs: number }[];
    readonly unplaced: readonly string[];
  }): string;
  /** How loud what sounds is; `name` is null for the music. */
  aboutLevels(
    levels: readonly {
      readonly name: string | null;
      readonly gainDb: number;
      readonly isShaped: boolean;
      readonly ducking: ToldDucking | null;
    }[],
  ): string;
  /** How the music gives way, once that was asked for. */
  ducked(ducking: ToldDucking): string;
  /** New music under people who speak: its level, percent. */
  underSpeech(percent: number, ducking: ToldDucking): string;
  afterEdit(): readonly string[];
  credits(credits: {
    readonly available: number;
    readonly frozen: number;
    readonly price: number;
    readonly isUnlimited: boolean;
  }): string;
  stillMaking(percent: number): string;
  explain(topic: Topic, facts: { readonly hasDraft: boolean; readonly words: string }): string;
  cannotMake(reason: string): string;
  failed(reason: string): string;
  cancelled(): string;
  stopping(music: MusicState): string;
  fault(music: MusicState): string;
  ended(): string;
  interrupted(music: MusicState): string;
  nextSteps(steps: readonly string[]): string;
};
