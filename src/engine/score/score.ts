import type { Brief, Ending, Key, Meter, Production, StyleId } from '../brief/index.ts';
import type { Pitch, PitchClass, Seconds, Tick } from '../kernel/index.ts';
import type { DrummerGenre } from '../learned/index.ts';

/** What a part does in the band. */
export type Role = 'lead' | 'counter' | 'chords' | 'arpeggio' | 'pad' | 'bass' | 'drums' | 'percussion' | 'texture' | 'effects';

/**
 * How a note is played. `strum-down` and `strum-up` notes sharing a start are spread string by string by the performance;
 * `roll` spreads a keyboard or harp chord upwards; `ghost` is a barely touched drum or guitar note; `slide` glides in from
 * the note before; `mute` is a palm mute or a choked hit; `legato` is slurred from the note before.
 */
export type Articulation =
  'normal' | 'staccato' | 'accent' | 'legato' | 'mute' | 'ghost' | 'slide' | 'strum-down' | 'strum-up' | 'roll';

/** One written note. Drums and percussion use General MIDI drum numbers as `pitch` (see `DRUM`); textures use 60. */
export type Note = {
  readonly startTick: Tick;
  readonly durationTicks: Tick;
  readonly pitch: Pitch;
  /** Loudness asked of the player, above 0 up to 1; 0.6 is mezzo-forte. */
  readonly velocity: number;
  readonly articulation: Articulation;
};

/** A player's line for the whole piece. */
export type Part = {
  /** Unique in the score and stable for a seed: `lead`, `chords-2`, `drums`. */
  readonly id: string;
  readonly role: Role;
  /** An id of the instrument catalogue. */
  readonly instrument: string;
  /** In order of `startTick`, then pitch. */
  readonly notes: readonly Note[];
  /** Sustain-pedal spans, in order, not overlapping; empty for instruments without one. */
  readonly pedal: readonly { readonly startTick: Tick; readonly endTick: Tick }[];
  /** Swell curve for sustained instruments: linear between points, 0–1, 1 where there are none. */
  readonly expression: readonly { readonly tick: Tick; readonly level: number }[];
  /** The style's trim of this part against others in its role, dB; 0 is as the mix recipe has it. */
  readonly levelDb: number;
};

export type SectionKind = 'intro' | 'verse' | 'lift' | 'chorus' | 'bridge' | 'break' | 'build' | 'drop' | 'solo' | 'outro';

export type Section = {
  /** Unique: `chorus-2`. */
  readonly id: string;
  readonly kind: SectionKind;
  /** Sections with the same letter share their theme and progression ("A", "B"). */
  readonly material: string;
  readonly startBar: number;
  readonly bars: number;
  readonly startTick: Tick;
  readonly endTick: Tick;
  /** 0–1: drives who plays, density, register, dynamics, brightness. */
  readonly energy: number;
  /** The key it sounds in, where that is not the score's own. */
  readonly key?: Key;
};

export type ChordQuality =
  | 'maj'
  | 'min'
  | 'dim'
  | 'aug'
  | 'sus2'
  | 'sus4'
  | '5'
  | '6'
  | 'min6'
  | '7'
  | 'maj7'
  | 'min7'
  | 'm7b5'
  | 'dim7'
  | '7sus4'
  | 'add9'
  | 'minadd9'
  | '9'
  | 'maj9'
  | 'min9'
  | '13'
  | 'min11'
  | 'maj7#11'
  | '7b9'
  | '7#9'
  | 'minmaj7';

/** What the harmony is from `startTick` to `endTick`; the spans follow one another without gaps from 0 to the end of the score. */
export type ChordSpan = {
  readonly startTick: Tick;
  readonly endTick: Tick;
  readonly root: PitchClass;
  readonly quality: ChordQuality;
  /** The lowest note; differs from `root` in an inversion or over a pedal. */
  readonly bass: PitchClass;
  /** Roman numeral in the key: `I`, `vi`, `V/ii`, `bVII`. */
  readonly degree: string;
  /** As printed on a lead sheet: `Am7/G`. */
  readonly symbol: string;
};

/** How time feels; the performance applies it to every part. */
export type Groove = {
  /** Where the off-beat falls within its pair: 0.5 straight, 0.667 triplet swing. */
  readonly swing: number;
  /** The note value that swings. */
  readonly swingUnit: 'eighth' | 'sixteenth';
  /** Lasting lean of a role against the beat, ms; positive lays back, negative pushes. Absent roles sit on the beat. */
  readonly leanMs: { readonly [role in Role]?: number };
  /** Random timing error of a player, standard deviation in ms; 0 only for machine styles. */
  readonly loosenessMs: number;
  /** Accent by sixteenth of the bar, factors on velocity around 1; shorter lists repeat. */
  readonly accents: readonly number[];
  /** The tradition that a learned drummer plays in; default none in particular. */
  readonly drummer?: DrummerGenre;
};

export type DynamicsPoint = { readonly tick: Tick; readonly gainDb: number };

export type TempoPoint = { readonly tick: Tick; readonly bpm: number };

/** The written music: everything that is known before a sound is made. Plain data; equal seeds give equal scores. */
export type Score = {
  readonly engineVersion: string;
  readonly seed: number;
  /** Which of its seed's candidates it is: names the streams of chance that pulse and band were drawn from; default 0. */
  readonly candidate?: number;
  readonly title: string;
  readonly style: StyleId;
  readonly key: Key;
  readonly meter: Meter;
  /** Ticks of one bar of `meter`: 3840 in 4/4, 2880 in 3/4 and 6/8. */
  readonly barTicks: Tick;
  /** Tempo changes in order, the first at tick 0 with the brief's tempo; quarter notes a minute also in 6/8. Constant until each next point (a ritardando is several points). */
  readonly tempoMap: readonly TempoPoint[];
  /** The finished length; rendered audio is exactly this long, `Math.round(durationSeconds * SAMPLE_RATE)` frames. */
  readonly durationSeconds: Seconds;
  readonly ending: Ending;
  /** Where written notes stop at the latest; what follows is ringing and reverberation (for loops it equals the loop's length). */
  readonly endTick: Tick;
  readonly sections: readonly Section[];
  readonly chords: readonly ChordSpan[];
  readonly groove: Groove;
  readonly parts: readonly Part[];
  /** A hand on the whole piece's level: gain in dB, linear between points, in order; 0 dB throughout when absent. Notes are as written under it. */
  readonly dynamics?: readonly DynamicsPoint[];
  /** Whether learned players perform it (a human drummer's touch and time, a bass that goes with him); default false. */
  readonly learned?: boolean;
  /** What the mix needs to know of the brief. */
  readonly colour: {
    readonly brightness: number;
    readonly space: number;
    readonly energy: number;
    readonly production: readonly Production[];
  };
};

/** General MIDI drum numbers, the only ones that kits and percussion parts use. */
export const DRUM = {
  kick: 36,
  sideStick: 37,
  snare: 38,
  clap: 39,
  /** Snare with brushes swept, or an electronic second snare. */
  snareAlt: 40,
  lowTom: 41,
  closedHat: 42,
  pedalHat: 44,
  midTom: 45,
  openHat: 46,
  highTom: 48,
  crash: 49,
  ride: 51,
  china: 52,
  rideBell: 53,
  tambourine: 54,
  splash: 55,
  cowbell: 56,
  crashAlt: 57,
  highBongo: 60,
  lowBongo: 61,
  muteConga: 62,
  highConga: 63,
  lowConga: 64,
  shaker: 82,
  snap: 26,
  triangleMute: 80,
  triangle: 81,
  woodBlock: 76,
  /** Low and high cinematic drums (taiko) in `kit-cinematic` and `taiko`. */
  lowTaiko: 35,
  highTaiko: 43,
} as const;

/** How compose is asked; see `compose`. */
export type ComposeOptions = {
  /** How many candidates to write and judge; the best is returned. Default 4. */
  readonly candidates?: number;
};

export type Composer = (brief: Brief, options?: ComposeOptions) => Score;
