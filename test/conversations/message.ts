/** A clip as a conversation says it, by what is not usual about it: see `see-timeline.ts`. Null: it is gone. */
export type SeenState = string | null;

/** One message of a conversation, what it must do to the draft, and what its answer must say. */
export type Message = {
  readonly says: string;
  /** What must be in the answer, each of them. */
  readonly answer: readonly string[];
  /** Everything that changes on the timeline, and nothing else does; absent: nothing changes. `'empty'`: all of it is gone. */
  readonly does?: { readonly [clip: string]: SeenState } | 'empty';
  /** In place of `does`: the timeline is what it was after that message, counted from 1; 0 is before the first. */
  readonly like?: number;
  /** Levels of a clip at moments, in percent, with what changes over time in it. */
  readonly levels?: { readonly clip: string; readonly at: readonly (readonly [second: number, percent: number])[] };
  /** How many pieces of music are rendered (default 0). */
  readonly makes?: number;
  /** What the brief of the music on the timeline must be like afterwards, `before` being the one of the message before. */
  readonly music?: (after: MusicSeen, before: MusicSeen) => boolean;
};

/** What of a brief the conversations speak about. */
export type MusicSeen = {
  readonly durationSeconds: number;
  readonly tempoBpm: number;
  readonly style: string;
  readonly key: { readonly tonic: string; readonly mode: string };
  readonly without: readonly string[];
  readonly instruments: readonly string[];
  readonly loop: boolean;
  /** Of the file: another take is another file. */
  readonly mediaId: string;
};

/** A file that is uploaded before the conversation begins. `sound`: a tone in a film, speech-like bursts in a sound file. */
export type Upload =
  | { readonly kind: 'film'; readonly filename: string; readonly seconds: number; readonly hasSound: boolean }
  | { readonly kind: 'still'; readonly filename: string }
  | { readonly kind: 'voice'; readonly filename: string; readonly seconds: number };

export type Conversation = {
  readonly language: 'en' | 'zh';
  readonly uploads: readonly Upload[];
  readonly messages: readonly Message[];
  /** The whole timeline when all is said. */
  readonly ends: { readonly [clip: string]: string };
};
