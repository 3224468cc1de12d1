import type { Wave } from './wave-tables.ts';

/** Times in seconds; `sustain` 0–1. Decay and release are the time to fall by half. */
export type Adsr = { readonly attack: number; readonly decay: number; readonly sustain: number; readonly release: number };

export type Oscillator = {
  readonly wave: Wave;
  readonly semitones: number;
  readonly level: number;
  /** How many copies sound together, how far apart they are tuned (cents, outermost), and how wide they stand (0–1). */
  readonly copies: number;
  readonly spreadCents: number;
  readonly width: number;
  /** Place in the wave's frames, 0–1, before envelope and low-frequency waves move it. */
  readonly morph: number;
};

/** A slow wave that moves something: cutoff in octaves, pitch in cents, level, pan and morph 0–1. */
export type SlowMotion = {
  readonly to: 'cutoff' | 'pitch' | 'level' | 'pan' | 'morph';
  readonly shape: 'sine' | 'triangle' | 'fall' | 'square' | 'random' | 'steps';
  /** In hertz, or in beats a turn: then it keeps the music's time. */
  readonly rate: { readonly hz: number } | { readonly beats: number };
  readonly depth: number;
  /** Rises over this long from the note's start. */
  readonly delaySeconds: number;
  /** Values 0–1 of `steps`, spread over one turn. */
  readonly steps: readonly number[];
};

/** A subtractive synthesiser's setting as data. */
export type SynthPatch = {
  readonly oscillators: readonly Oscillator[];
  readonly noise: number;
  readonly filter: {
    /** `low` falls 12 dB an octave, `low-24` and `ladder` 24; a ladder growls and whistles. */
    readonly kind: 'low' | 'low-24' | 'ladder' | 'band' | 'high';
    readonly cutoffHz: number;
    /** Resonance: 0.5 none to 12 for the state-variable kinds, 0 to 1 for the ladder. */
    readonly q: number;
    /** Octaves of cutoff per octave of pitch above middle C. */
    readonly keyTrack: number;
    readonly envelopeOctaves: number;
    readonly velocityOctaves: number;
    /** Gain into a ladder, which saturates inside. */
    readonly heat: number;
  };
  readonly level: Adsr;
  readonly sweep: Adsr;
  /** How far the sweep moves oscillators through their frames, −1 to 1. */
  readonly sweepMorph: number;
  readonly vibrato: { readonly hz: number; readonly cents: number; readonly delaySeconds: number };
  readonly motions: readonly SlowMotion[];
  /** Analogue wander of tuning, cents. */
  readonly driftCents: number;
  /** Time in which a slurred note covers half of the way from the one before; 0 jumps. */
  readonly glideSeconds: number;
  /** Semitones above the note at which a struck note begins, and the time in which half of that is gone. */
  readonly drop: { readonly semitones: number; readonly seconds: number };
  /** Gain into a soft curve; 1 leaves it clean. */
  readonly drive: number;
  /** How much of loudness the key's force decides, 0–1. */
  readonly touch: number;
};
