import type { Brief } from '../../../engine/brief/index.ts';

export type Language = 'en' | 'zh';

/** What a piece of music is like, for a sentence about it. */
export type MusicFacts = Pick<
  Brief,
  'durationSeconds' | 'tempoBpm' | 'key' | 'style' | 'moods' | 'instruments' | 'without' | 'loop'
>;

/** Topics that are explained in words alone. */
export const TOPICS = [
  'export',
  'help',
  'hello',
  'thanks',
  'upload',
  'attachment',
  'rights',
  'which-title',
  'same',
  'unclear',
  'nothing-yet',
  'not-yet',
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
  timeline(summary: string): string;
  afterMusic(): readonly string[];
  changed(changes: readonly ToldChange[]): string;
  /** What was asked for is so already. */
  unchanged(states: readonly Pick<ToldChange, 'what' | 'after'>[]): string;
  none(what: 'music' | 'title' | 'footage' | 'undo'): string;
  undone(label: string): string;
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
