import type { Ending, Energy, EnergyShape, Feeling, Hue, Key, Meter, Mode, Production, StyleId } from '../brief.ts';

/** How fast the person wants it: exactly, within limits, or slower or faster than the style's usual (−1 slowest to 1 fastest). */
export type TempoWish =
  | { readonly kind: 'exact'; readonly bpm: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'feel'; readonly position: number };

/** A style asked for by word, with what that word says beyond the style itself ("techno" is house, but faster). */
export type StyleWish = {
  readonly style: StyleId;
  readonly weight: number;
  readonly tempoRange: readonly [number, number] | null;
  readonly mode: Mode | null;
  readonly meter: Meter | null;
  readonly instruments: readonly string[];
  /** The instruments are the whole band, as in a trio or a quartet. */
  readonly isWhole: boolean;
};

/** A mood and how much of it: 1 plain, 1.5 "very", 0.5 "slightly"; negative turns away from it ("not too sad"). */
export type MoodWish = { readonly mood: string; readonly weight: number };

/** Points towards styles without naming one: uses, instruments, eras. */
export type StyleVote = { readonly style: StyleId; readonly weight: number };

/** A shift of the feeling or the energy by words that are not moods. */
export type Nudge = { readonly field: Exclude<keyof Feeling, 'hue'> | 'energy' | 'tempo' | 'mode'; readonly amount: number };

/** An instrument that must sound: one id, or a family name whose member the style picks. */
export type InstrumentWish = { readonly id: string } | { readonly family: string };

export type EnergyPoint = Energy['points'][number];

/** Everything that words and options asked for, before anything is chosen; null where nobody said anything. */
export type Wishes = {
  readonly title: string | null;
  readonly durationSeconds: number | null;
  /** A length in bars, to be turned into seconds once tempo and metre are known. */
  readonly durationBars: number | null;
  /** A usual length suggested by a use ("podcast intro"), not a stated one. */
  readonly usualDurationSeconds: number | null;
  readonly tempo: TempoWish | null;
  readonly meter: Meter | null;
  readonly avoidedMeters: readonly Meter[];
  readonly tonic: Key['tonic'] | null;
  readonly mode: Mode | null;
  readonly styles: readonly StyleWish[];
  readonly avoidedStyles: readonly StyleId[];
  readonly votes: readonly StyleVote[];
  readonly moods: readonly MoodWish[];
  /** Moods that a use or an era brings along; they count when the person named none. */
  readonly impliedMoods: readonly MoodWish[];
  readonly nudges: readonly Nudge[];
  readonly instruments: readonly InstrumentWish[];
  readonly without: readonly string[];
  readonly onlyInstruments: boolean;
  readonly loop: boolean | null;
  readonly ending: Ending | null;
  readonly avoidedEndings: readonly Ending[];
  readonly shape: EnergyShape | null;
  /** `atFraction` places a point relative to the length ("halfway"). */
  readonly points: readonly {
    readonly at: { readonly seconds: number } | { readonly fraction: number };
    readonly level: number;
  }[];
  readonly production: readonly Production[];
  readonly chords: readonly string[];
  /** Colours named for the picture. */
  readonly hues: readonly Hue[];
  readonly keyChange: KeyChangeWish | null;
};

/** Another key on the way: half steps from the first key or, where one was named, its tonic. */
export type KeyChangeWish = {
  readonly semitones: number;
  readonly tonic: Key['tonic'] | null;
  readonly at: 'last-refrain' | 'bridge' | number;
};

export const NO_WISHES: Wishes = {
  title: null,
  durationSeconds: null,
  durationBars: null,
  usualDurationSeconds: null,
  tempo: null,
  meter: null,
  avoidedMeters: [],
  tonic: null,
  mode: null,
  styles: [],
  avoidedStyles: [],
  votes: [],
  moods: [],
  impliedMoods: [],
  nudges: [],
  instruments: [],
  without: [],
  onlyInstruments: false,
  loop: null,
  ending: null,
  avoidedEndings: [],
  shape: null,
  points: [],
  production: [],
  chords: [],
  hues: [],
  keyChange: null,
};
