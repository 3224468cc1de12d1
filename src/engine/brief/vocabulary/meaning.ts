import type { Ending, EnergyShape, Hue, Meter, Mode, Production, StyleId } from '../brief.ts';
import type { Nudge, StyleVote, TempoWish } from '../choosing/wishes.ts';

/** A style by any of its names; `near` says in what way it is only nearly what was asked, null when it is just that. */
export type StyleMeaning = {
  readonly kind: 'style';
  readonly style: StyleId;
  readonly near: string | null;
  /** What sets a genre apart from the style that it is made from; null where the words name the style itself. */
  readonly apart: string | null;
  readonly tempoRange: readonly [number, number] | null;
  readonly mode: Mode | null;
  readonly meter: Meter | null;
  readonly instruments: readonly string[];
  /** The instruments are the whole band, as in a trio or a quartet. */
  readonly isWhole: boolean;
  readonly moods: readonly string[];
  readonly production: readonly Production[];
  /** A second style this one leans on. */
  readonly blend: StyleVote | null;
};

/** An instrument: an id (`cello`), or a family within which the style picks (`guitar`). */
export type InstrumentMeaning = {
  readonly kind: 'instrument';
  readonly target: { readonly id: string } | { readonly family: string };
  /** What "no …" rules out: ids and families as `Brief.without` has them. */
  readonly excludes: readonly string[];
  readonly name: string;
  /** What stands in for what, when the catalogue lacks the instrument; null when it has it. */
  readonly near: string | null;
};

/** A purpose or an occasion ("cooking vlog"): brings styles, moods and a usual length when nothing else is said. */
export type UseMeaning = {
  readonly kind: 'use';
  readonly name: string;
  readonly votes: readonly StyleVote[];
  readonly moods: readonly string[];
  readonly durationSeconds: number | null;
  /** Someone will speak over it: sparser writing. */
  readonly isUnderSpeech: boolean;
};

/** A sound treatment, an era or a plain shift of feeling. */
export type ColourMeaning = {
  readonly kind: 'colour';
  readonly name: string;
  readonly production: readonly Production[];
  readonly mood: string | null;
  readonly nudges: readonly Nudge[];
  readonly instruments: readonly string[];
  readonly votes: readonly StyleVote[];
  /** What the treatment becomes under "no …". */
  readonly opposite: readonly Production[];
  readonly near: string | null;
  /** What it paints in the picture. */
  readonly hue: Hue | null;
};

/** What happens to the energy, where the words themselves say it ("starts quiet", "drops"). */
export type EnergyEvent =
  | 'start-soft'
  | 'start-strong'
  | 'fade-in'
  | 'build'
  | 'drop'
  | 'peak'
  | 'quiet'
  | 'fall'
  | 'end-soft'
  | 'end-strong'
  | 'steady'
  | 'wave'
  | 'arc';

export type Meaning =
  | StyleMeaning
  | InstrumentMeaning
  | UseMeaning
  | ColourMeaning
  | { readonly kind: 'mood'; readonly mood: string }
  | { readonly kind: 'tempo'; readonly wish: TempoWish; readonly name: string }
  | { readonly kind: 'mode'; readonly mode: Mode; readonly near: string | null }
  | { readonly kind: 'meter'; readonly meter: Meter; readonly isWord: boolean; readonly near: string | null }
  | { readonly kind: 'length-word'; readonly seconds: number }
  | { readonly kind: 'loop' }
  | { readonly kind: 'ending'; readonly ending: Ending; readonly event: EnergyEvent | null }
  | { readonly kind: 'energy'; readonly event: EnergyEvent; readonly shape: EnergyShape | null }
  | { readonly kind: 'instrumental' }
  | { readonly kind: 'vocals'; readonly what: string }
  | {
      readonly kind: 'artist';
      readonly substitute: string;
      readonly style: StyleId;
      readonly moods: readonly string[];
      readonly needsContext: boolean;
    }
  | { readonly kind: 'melody' }
  | { readonly kind: 'plain'; readonly note: string }
  /** Something to hear that the catalogue has not and nothing stands in for. */
  | { readonly kind: 'absent'; readonly note: string }
  | { readonly kind: 'request' }
  | { readonly kind: 'frame' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'join'; readonly join: 'and' | 'or' }
  | { readonly kind: 'break' }
  | { readonly kind: 'negate'; readonly strength: 'no' | 'less'; readonly takesLists: boolean }
  | { readonly kind: 'intensify'; readonly factor: number }
  | { readonly kind: 'only'; readonly side: 'before' | 'after' | 'either' }
  | { readonly kind: 'share'; readonly weight: number; readonly side: 'before' | 'after' }
  /** Shares of the next styles named, in their order. */
  | { readonly kind: 'shares'; readonly weights: readonly number[] }
  | { readonly kind: 'meets' }
  /** What follows is a picture to compare the music with. */
  | { readonly kind: 'scene' }
  /** Part of a picture: at most a mood comes of it, and a faint one only where no mood is named. */
  | { readonly kind: 'picture'; readonly mood: string | null; readonly isFaint: boolean }
  /** What follows describes a stretch of the piece. */
  | { readonly kind: 'phase'; readonly phase: 'start' | 'middle' | 'end' }
  | { readonly kind: 'likeness'; readonly isStrong: boolean };
