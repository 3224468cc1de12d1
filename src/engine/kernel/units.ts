/** Musical time: 1/960 of a quarter note, from the start of the score. */
export type Tick = number;
/** An audio frame index at `SAMPLE_RATE`, from the start of the piece. */
export type Sample = number;
export type Seconds = number;
/** A MIDI note number: 60 is middle C. */
export type Pitch = number;
/** A pitch without its octave: 0 is C, 11 is B. */
export type PitchClass = number;

export const TICKS_PER_QUARTER = 960;

/** Hz. Everything is rendered at the rate video wants, so that nothing is resampled on the way out. */
export const SAMPLE_RATE = 48_000;

/** Raised whenever the same brief and seed would give other bytes; part of every score, certificate and cache key. */
export const ENGINE_VERSION = '0.3.0';
