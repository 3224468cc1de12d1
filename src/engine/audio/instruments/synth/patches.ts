import type { FmPair, FmPatch } from './fm-voice.ts';
import type { Adsr, Oscillator, SynthPatch } from './synth-voice.ts';

/** A synthesiser: patches that sound together, perhaps a frequency-modulation voice, and a chorus over all. */
export type SynthSetting = {
  readonly patches: readonly SynthPatch[];
  readonly fm: FmPatch | null;
  readonly isLine: boolean;
  /** Blend of a stereo chorus, 0–1. */
  readonly chorus: number;
};

function osc(wave: Oscillator['wave'], level: number, changes: Partial<Oscillator> = {}): Oscillator {
  return { wave, level, semitones: 0, copies: 1, spreadCents: 0, width: 0, ...changes };
}

function adsr(attack: number, decay: number, sustain: number, release: number): Adsr {
  return { attack, decay, sustain, release };
}

type FilterSettings = SynthPatch['filter'];

function filter(cutoffHz: number, changes: Partial<FilterSettings> = {}): FilterSettings {
  return {
    cutoffHz,
    q: 0.8,
    keyTrack: 0.4,
    envelopeOctaves: 0,
    velocityOctaves: 1,
    stages: 2,
    motionHz: 0,
    motionOctaves: 0,
    ...changes,
  };
}

function patch(changes: Partial<SynthPatch> & Pick<SynthPatch, 'oscillators' | 'filter' | 'level'>): SynthPatch {
  return {
    noise: 0,
    sweep: adsr(0.001, 0.2, 0, 0.2),
    vibrato: { hz: 5.3, cents: 0, delaySeconds: 0.3 },
    driftCents: 2,
    glideSeconds: 0,
    drop: { semitones: 0, seconds: 0.02 },
    drive: 1,
    touch: 0.7,
    ...changes,
  };
}

function pair(changes: Partial<FmPair>): FmPair {
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

function keys(patches: readonly SynthPatch[], chorus = 0, fm: FmPatch | null = null): SynthSetting {
  return { patches, fm, isLine: false, chorus };
}

function line(patches: readonly SynthPatch[]): SynthSetting {
  return { patches, fm: null, isLine: true, chorus: 0 };
}

/** A bar that is struck, with the strike's own ring above: the tine of an electric piano. */
export const TINE: FmPatch = {
  keyScale: 0.62,
  releaseHalf: 0.05,
  pairs: [
    pair({ modulatorRatio: 1, index: 1.1, indexHalf: 0.35, level: 0.5, half: 0.75, pan: -0.08 }),
    pair({ modulatorRatio: 14, index: 0.75, indexHalf: 0.035, level: 0.3, half: 0.3, pan: 0.08, detuneCents: 2 }),
  ],
};

const BELL: FmPatch = {
  keyScale: 0.7,
  releaseHalf: 0.24,
  pairs: [
    pair({ modulatorRatio: 3.5, index: 2.1, indexHalf: 0.4, level: 0.4, half: 0.75, pan: -0.25 }),
    pair({ carrierRatio: 2.001, modulatorRatio: 5.04, index: 1.3, indexHalf: 0.22, level: 0.17, half: 0.5, pan: 0.35 }),
    pair({ carrierRatio: 1, modulatorRatio: 1, index: 0.4, indexHalf: 0.6, level: 0.28, half: 1.1, detuneCents: 4, pan: 0.2 }),
  ],
};

const GLASS: FmPatch = {
  keyScale: 0.8,
  releaseHalf: 0.5,
  pairs: [
    pair({ modulatorRatio: 4.01, index: 0.55, indexHalf: 2.5, level: 0.16, half: 5, attack: 0.35, pan: -0.4 }),
    pair({
      carrierRatio: 2.003,
      modulatorRatio: 3.02,
      index: 0.5,
      indexHalf: 2,
      level: 0.1,
      half: 3.5,
      attack: 0.5,
      pan: 0.5,
      detuneCents: -3,
    }),
  ],
};

/** Every synthesiser by its catalogue id. */
export const SYNTHS: ReadonlyMap<string, SynthSetting> = new Map<string, SynthSetting>([
  [
    'synth-pad',
    keys(
      [
        patch({
          oscillators: [
            osc('saw', 0.15, { copies: 4, spreadCents: 11, width: 0.85 }),
            osc('saw', 0.06, { semitones: 12, copies: 2, spreadCents: 7, width: 0.9 }),
          ],
          filter: filter(1500, { q: 0.75, envelopeOctaves: 0.9, motionHz: 0.11, motionOctaves: 0.45 }),
          level: adsr(0.45, 2, 0.85, 0.24),
          sweep: adsr(1.4, 2.5, 0.5, 0.6),
          driftCents: 3,
        }),
      ],
      0.35,
    ),
  ],
  [
    'warm-pad',
    keys(
      [
        patch({
          oscillators: [
            osc('saw', 0.14, { copies: 3, spreadCents: 9, width: 0.7 }),
            osc('triangle', 0.12),
            osc('square', 0.05, { semitones: -12, copies: 2, spreadCents: 4, width: 0.3 }),
          ],
          filter: filter(720, { q: 0.7, envelopeOctaves: 0.7, motionHz: 0.08, motionOctaves: 0.35, keyTrack: 0.5 }),
          level: adsr(0.65, 3, 0.9, 0.32),
          sweep: adsr(2.2, 3, 0.6, 0.8),
          driftCents: 4,
        }),
      ],
      0.45,
    ),
  ],
  [
    'glass-pad',
    keys(
      [
        patch({
          oscillators: [
            osc('triangle', 0.12, { copies: 3, spreadCents: 6, width: 0.9 }),
            osc('sine', 0.05, { semitones: 12, copies: 2, spreadCents: 5, width: 1 }),
          ],
          filter: filter(3200, { stages: 1, motionHz: 0.14, motionOctaves: 0.5 }),
          level: adsr(0.5, 3, 0.8, 0.35),
          driftCents: 3,
        }),
      ],
      0.3,
      GLASS,
    ),
  ],
  [
    'supersaw',
    keys([
      patch({
        oscillators: [
          osc('saw', 0.2, { copies: 7, spreadCents: 24, width: 0.9 }),
          osc('saw', 0.05, { semitones: 12, copies: 3, spreadCents: 14, width: 0.9 }),
        ],
        filter: filter(5200, { q: 0.7, envelopeOctaves: 0.8, velocityOctaves: 1.4, stages: 1, keyTrack: 0.3 }),
        level: adsr(0.006, 0.6, 0.8, 0.07),
        sweep: adsr(0.004, 0.25, 0.35, 0.15),
      }),
    ]),
  ],
  [
    'synth-lead',
    line([
      patch({
        oscillators: [osc('saw', 0.22, { copies: 3, spreadCents: 9, width: 0.5 }), osc('square', 0.08, { semitones: -12 })],
        filter: filter(2300, { q: 1.1, envelopeOctaves: 1.2, velocityOctaves: 1.2, keyTrack: 0.5 }),
        level: adsr(0.008, 0.5, 0.82, 0.06),
        sweep: adsr(0.006, 0.3, 0.4, 0.15),
        vibrato: { hz: 5.4, cents: 14, delaySeconds: 0.32 },
        glideSeconds: 0.018,
        drive: 1.3,
      }),
    ]),
  ],
  [
    'synth-pluck',
    keys([
      patch({
        oscillators: [
          osc('saw', 0.22, { copies: 3, spreadCents: 10, width: 0.7 }),
          osc('square', 0.1, { copies: 2, spreadCents: 6, width: 0.5 }),
        ],
        filter: filter(620, { q: 1.1, envelopeOctaves: 3, velocityOctaves: 1.6, keyTrack: 0.6 }),
        level: adsr(0.002, 0.22, 0, 0.12),
        sweep: adsr(0.001, 0.075, 0, 0.08),
      }),
    ]),
  ],
  [
    'synth-brass',
    keys([
      patch({
        oscillators: [
          osc('saw', 0.2, { copies: 3, spreadCents: 10, width: 0.6 }),
          osc('saw', 0.08, { semitones: -12, copies: 2, spreadCents: 5, width: 0.3 }),
        ],
        filter: filter(820, { q: 0.9, envelopeOctaves: 2.1, velocityOctaves: 1.4, keyTrack: 0.5 }),
        level: adsr(0.035, 0.8, 0.85, 0.1),
        sweep: adsr(0.085, 0.5, 0.6, 0.15),
        vibrato: { hz: 5, cents: 5, delaySeconds: 0.5 },
        drop: { semitones: -0.35, seconds: 0.025 },
      }),
    ]),
  ],
  ['fm-bell', keys([], 0, BELL)],
  [
    'synth-bass',
    line([
      patch({
        oscillators: [
          osc('saw', 0.3, { copies: 2, spreadCents: 5, width: 0.2 }),
          osc('square', 0.22, { semitones: -12 }),
          osc('sine', 0.14, { semitones: -12 }),
        ],
        filter: filter(420, { q: 1.2, envelopeOctaves: 2.2, velocityOctaves: 1.4, keyTrack: 0.35 }),
        level: adsr(0.004, 0.5, 0.75, 0.035),
        sweep: adsr(0.002, 0.12, 0.18, 0.06),
        glideSeconds: 0.02,
        drive: 1.7,
        driftCents: 1,
        touch: 0.5,
      }),
    ]),
  ],
  [
    'sub-bass',
    line([
      patch({
        oscillators: [osc('sine', 0.55), osc('triangle', 0.12)],
        filter: filter(700, { stages: 1, velocityOctaves: 0.6 }),
        level: adsr(0.008, 0.8, 0.9, 0.045),
        glideSeconds: 0.025,
        drive: 1.5,
        driftCents: 0,
        touch: 0.4,
      }),
    ]),
  ],
  [
    '808-bass',
    line([
      patch({
        oscillators: [osc('sine', 0.7)],
        filter: filter(2600, { stages: 1, velocityOctaves: 0.8, envelopeOctaves: 1 }),
        level: adsr(0.002, 0.75, 0, 0.07),
        sweep: adsr(0.001, 0.04, 0, 0.04),
        drop: { semitones: 14, seconds: 0.011 },
        glideSeconds: 0.05,
        // Enough bite to be heard on a telephone's loudspeaker.
        drive: 2.6,
        driftCents: 0,
        touch: 0.35,
      }),
    ]),
  ],
  [
    'drone',
    keys(
      [
        patch({
          oscillators: [
            osc('saw', 0.12, { copies: 4, spreadCents: 8, width: 0.9 }),
            osc('saw', 0.06, { semitones: 7.02, copies: 2, spreadCents: 5, width: 0.8 }),
            osc('sine', 0.14, { semitones: -12 }),
          ],
          filter: filter(480, { q: 1, motionHz: 0.05, motionOctaves: 0.9, keyTrack: 0.5 }),
          level: adsr(1.6, 4, 0.95, 0.6),
          driftCents: 5,
          noise: 0.012,
        }),
      ],
      0.4,
    ),
  ],
]);
