import type { FmPair, FmPatch } from './fm-voice.ts';
import type { Adsr, Oscillator, SlowMotion, SynthPatch } from './synth-patch.ts';

/** What a patch is like; styles name what they like, and a patch is chosen by what both share. */
export type PatchColour =
  | 'analogue'
  | 'digital'
  | 'retro'
  | 'club'
  | 'big'
  | 'dark'
  | 'bright'
  | 'soft'
  | 'film'
  | 'dusty'
  | 'hard'
  | 'dream'
  | 'pop'
  | 'minimal'
  | 'funk'
  | 'chip';

/** A synthesiser sound as data: layers that sound together, perhaps a frequency-modulation voice, and what comes after them. */
export type SynthSetting = {
  /** Unique among patches: `juno-pad`. */
  readonly id: string;
  /** The catalogue's instrument that it is a way to play. */
  readonly instrument: string;
  readonly colours: readonly PatchColour[];
  readonly layers: readonly SynthPatch[];
  readonly fm: FmPatch | null;
  /** One note at a time, slurred notes joined. */
  readonly isLine: boolean;
  /** Blend of a stereo chorus, of a string machine's ensemble, and of a phaser, 0–1. */
  readonly chorus: number;
  readonly ensemble: number;
  readonly phaser: number;
  /** A games machine's output: hold rate in Hz and bits; null for none. */
  readonly crush: { readonly rateHz: number; readonly bits: number } | null;
};

export function osc(wave: Oscillator['wave'], level: number, changes: Partial<Oscillator> = {}): Oscillator {
  return { wave, level, semitones: 0, copies: 1, spreadCents: 0, width: 0, morph: 0, ...changes };
}

/** Copies of a wave, tuned apart and spread from left to right. */
export function unison(
  wave: Oscillator['wave'],
  level: number,
  [copies, spreadCents, width]: readonly [number, number, number],
  changes: Partial<Oscillator> = {},
): Oscillator {
  return osc(wave, level, { copies, spreadCents, width, ...changes });
}

export function adsr(attack: number, decay: number, sustain: number, release: number): Adsr {
  return { attack, decay, sustain, release };
}

type FilterSettings = SynthPatch['filter'];

export function filter(kind: FilterSettings['kind'], cutoffHz: number, changes: Partial<FilterSettings> = {}): FilterSettings {
  return {
    kind,
    cutoffHz,
    q: kind === 'ladder' ? 0.25 : 0.8,
    keyTrack: 0.4,
    envelopeOctaves: 0,
    velocityOctaves: 1,
    heat: 1,
    ...changes,
  };
}

export function motion(
  to: SlowMotion['to'],
  rate: SlowMotion['rate'],
  depth: number,
  changes: Partial<SlowMotion> = {},
): SlowMotion {
  return { to, shape: 'sine', rate, depth, delaySeconds: 0, steps: [], ...changes };
}

export function layer(changes: Partial<SynthPatch> & Pick<SynthPatch, 'oscillators' | 'filter' | 'level'>): SynthPatch {
  return {
    noise: 0,
    sweep: adsr(0.001, 0.2, 0, 0.2),
    sweepMorph: 0,
    vibrato: { hz: 5.3, cents: 0, delaySeconds: 0.3 },
    motions: [],
    driftCents: 2,
    glideSeconds: 0,
    drop: { semitones: 0, seconds: 0.02 },
    drive: 1,
    touch: 0.7,
    ...changes,
  };
}

export function pair(changes: Partial<FmPair>): FmPair {
  return {
    carrierRatio: 1,
    modulatorRatio: 1,
    index: 1,
    indexHalf: 0.2,
    level: 0.3,
    half: 0.5,
    attack: 0.001,
    detuneCents: 0,
    pan: 0,
    ...changes,
  };
}

type Rest = Partial<Omit<SynthSetting, 'id' | 'instrument' | 'colours' | 'layers'>>;

/** A patch: its id, the instrument it plays, what it is like, its layers, and what else differs from plain keys. */
export function setting(
  [id, instrument]: readonly [string, string],
  colours: readonly PatchColour[],
  layers: readonly SynthPatch[],
  rest: Rest = {},
): SynthSetting {
  return { id, instrument, colours, layers, fm: null, isLine: false, chorus: 0, ensemble: 0, phaser: 0, crush: null, ...rest };
}
