import type { StyleId } from '../../brief/index.ts';
import type { Role } from '../../score/index.ts';
import type { EqBand } from '../dsp/biquad.ts';
import type { ReverbSettings } from '../dsp/reverb-settings.ts';
import type { KitPiece } from '../stem.ts';

/** Send or level that is off. */
export const OFF_DB = -90;

/** How one role sits in the mix. */
export type RoleRecipe = {
  /** Loudness while it plays, LU against the nominal −20 LUFS of a lead. */
  readonly levelDb: number;
  /** Home of a single part, −1 left to 1 right; the first of several keeps it. */
  readonly pan: number;
  /** How far apart several parts of this role stand, 0–1. */
  readonly apart: number;
  /** Wanted side against middle, dB; −60 is mono. */
  readonly widthDb: number;
  /** Sends, dB; `OFF_DB` for none. */
  readonly roomDb: number;
  readonly hallDb: number;
  readonly delayDb: number;
  /** 0 none, 0.5 firm, 1 squeezed. */
  readonly compression: number;
  /** Heat into the saturator, dB; 0 switches it off. */
  readonly driveDb: number;
  /** How far each kick pushes it down, dB. */
  readonly duckDb: number;
  /** Nothing below; raised further for chordal roles when a bass plays. */
  readonly highPassHz: number;
  /** Gains on top of the instrument's own tone, dB: 250 Hz, 3 kHz, from 9 kHz. */
  readonly bodyDb: number;
  readonly presenceDb: number;
  readonly airDb: number;
  /** Ensemble chorus, 0–1. */
  readonly chorus: number;
  /** An old sampler: hold rate in Hz and bits; 48000 switches it off. */
  readonly crushHz: number;
  readonly crushBits: number;
};

/** How one piece of a drum kit sits in the kit. */
export type KitPieceRecipe = {
  /** Loudness of its hits against the snare's, dB. */
  readonly levelDb: number;
  readonly pan: number;
  /** Side against middle, dB. */
  readonly widthDb: number;
  /** Part of it that goes to the kit's sends, dB. */
  readonly sendDb: number;
  /** Transient shaping, −1 to 1. */
  readonly attack: number;
  readonly sustain: number;
  readonly highPassHz: number;
  /** Gains of its body (60–250 Hz by piece), crack (2–5 kHz) and air (10 kHz), dB. */
  readonly bodyDb: number;
  readonly crackDb: number;
  readonly airDb: number;
};

/** Echoes as a musician sets them. */
export type DelayRecipe = {
  readonly beats: number;
  readonly feedback: number;
  readonly lowCutHz: number;
  readonly highCutHz: number;
};

/** What the sum is heard through: a record, a tape, a telephone, a wall. */
export type MediumRecipe = {
  /** The medium's own tone. */
  readonly bands: readonly EqBand[];
  /** Its noise against a mix at the nominal −20 LUFS, dB; `OFF_DB` for none. */
  readonly hissDb: number;
  /** Moments in which the tape loses its top and its level, 0–1: none to many. */
  readonly dropouts: number;
  /** An old sampler over everything: hold rate in Hz and bits; 48000 switches it off. */
  readonly crushHz: number;
  readonly crushBits: number;
  /** Factor on the side of the whole: 1 as it is, 0 mono. */
  readonly width: number;
};

/** What happens to the sum. */
export type BusRecipe = {
  readonly medium: MediumRecipe;
  /** Bus compression, 0 none to 1 plainly heard. */
  readonly glue: number;
  /** Heat into the bus saturator, dB; 0 is off. */
  readonly driveDb: number;
  /** Worn tape, 0–1. */
  readonly wow: number;
  readonly flutter: number;
  /** Band limits of the whole; 20 and 20000 are off. */
  readonly lowCutHz: number;
  readonly highCutHz: number;
  /** How strongly section energy moves level, air, width and sends: 0 not at all, 1 as usual. */
  readonly breath: number;
  /** How far each kick pushes room, hall and echoes down, dB. */
  readonly returnDuckDb: number;
  /** How much wider and more open loud sections are than calm ones, 0–2: 1 as usual. */
  readonly bloom: number;
  /** How readily filters close in on a build and open an introduction, 0–1: 0 never. */
  readonly sweeps: number;
  /** How loudly the last notes of the lead's phrases are thrown into the echoes, 0–1: 0 not at all. */
  readonly throws: number;
};

/** What the master aims at. */
export type ToneRecipe = {
  /** Energy of each octave band (31.5 Hz to 16 kHz) relative to the whole, dB. */
  readonly balanceDb: readonly number[];
  /** Wanted side against middle of the whole, dB. */
  readonly widthDb: number;
};

/** A style's mix as data. */
export type MixRecipe = {
  readonly id: StyleId;
  readonly roles: { readonly [role in Role]: RoleRecipe };
  readonly kit: { readonly [piece in KitPiece]: KitPieceRecipe };
  /** A short space for drums and close sounds. */
  readonly room: ReverbSettings;
  /** The long space. */
  readonly hall: ReverbSettings;
  readonly delay: DelayRecipe;
  readonly bus: BusRecipe;
  readonly tone: ToneRecipe;
  /** Orchestral seating: instruments have places of their own, whatever their role. */
  readonly isSeated: boolean;
};
