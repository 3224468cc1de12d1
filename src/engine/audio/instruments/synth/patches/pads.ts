import type { FmPatch } from '../fm-voice.ts';
import { adsr, filter, layer, motion, osc, pair, setting, type SynthSetting, unison } from '../synth-setting.ts';

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

/** Held sounds that chords are made of. */
export const PADS: readonly SynthSetting[] = [
  setting(
    ['wide-saws', 'synth-pad'],
    ['big', 'bright', 'pop'],
    [
      layer({
        oscillators: [unison('saw', 0.15, [4, 11, 0.85]), osc('saw', 0.06, { semitones: 12 })],
        filter: filter('low-24', 1500, { q: 0.75, envelopeOctaves: 0.9 }),
        level: adsr(0.45, 2, 0.85, 0.24),
        sweep: adsr(1.4, 2.5, 0.5, 0.6),
        motions: [motion('cutoff', { hz: 0.11 }, 0.45)],
        driftCents: 3,
      }),
    ],
    { chorus: 0.35 },
  ),
  setting(
    ['pulse-breath', 'synth-pad'],
    ['retro', 'analogue', 'pop'],
    [
      layer({
        oscillators: [unison('pulse', 0.14, [2, 8, 0.8], { morph: 0.3 }), osc('saw', 0.05, { semitones: -12 })],
        filter: filter('ladder', 1700, { q: 0.2, envelopeOctaves: 0.8, heat: 1.2 }),
        level: adsr(0.4, 2, 0.85, 0.28),
        sweep: adsr(1.2, 2.5, 0.55, 0.6),
        motions: [motion('morph', { hz: 0.23 }, 0.28), motion('cutoff', { hz: 0.07 }, 0.3)],
        driftCents: 4,
      }),
    ],
    { chorus: 0.5 },
  ),
  setting(
    ['turning-tables', 'synth-pad'],
    ['digital', 'dream', 'film'],
    [
      layer({
        oscillators: [unison('glass', 0.2, [3, 8, 0.9], { morph: 0.4 }), unison('bowed', 0.09, [2, 6, 0.8])],
        filter: filter('low', 3800, { envelopeOctaves: 0.5 }),
        level: adsr(0.7, 3, 0.85, 0.4),
        sweep: adsr(2, 3, 0.5, 0.8),
        motions: [motion('morph', { hz: 0.09 }, 0.4), motion('pan', { hz: 0.13 }, 0.25)],
      }),
    ],
    { chorus: 0.25 },
  ),
  setting(
    ['gated-saws', 'synth-pad'],
    ['club', 'big', 'hard'],
    [
      layer({
        oscillators: [unison('saw', 0.15, [4, 13, 0.9])],
        filter: filter('low-24', 2600, { q: 0.9, envelopeOctaves: 0.4 }),
        level: adsr(0.02, 2, 0.9, 0.12),
        motions: [
          motion('level', { beats: 4 }, 0.82, { shape: 'steps', steps: [1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0.6, 0.6] }),
          motion('cutoff', { beats: 16 }, 0.8, { shape: 'triangle' }),
        ],
      }),
    ],
    { chorus: 0.2 },
  ),
  setting(
    ['noise-sky', 'synth-pad'],
    ['dream', 'soft', 'film'],
    [
      layer({
        oscillators: [unison('bowed', 0.15, [4, 10, 0.9]), osc('sine', 0.06, { semitones: 12 })],
        noise: 0.05,
        filter: filter('low-24', 1900, { q: 1.1, envelopeOctaves: 0.7 }),
        level: adsr(0.9, 4, 0.9, 0.45),
        sweep: adsr(2.4, 4, 0.5, 1),
        motions: [motion('cutoff', { hz: 0.06 }, 0.6), motion('pan', { hz: 0.1 }, 0.2)],
        driftCents: 5,
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['night-drive', 'synth-pad'],
    ['retro', 'dark'],
    [
      layer({
        oscillators: [unison('saw', 0.14, [3, 12, 0.8]), osc('pulse', 0.08, { semitones: -12, morph: 0.5 })],
        filter: filter('ladder', 900, { q: 0.35, envelopeOctaves: 1.4, heat: 1.4 }),
        level: adsr(0.3, 2, 0.85, 0.3),
        sweep: adsr(1.8, 2.5, 0.4, 0.8),
        motions: [motion('cutoff', { beats: 16 }, 0.5, { shape: 'triangle' })],
        driftCents: 4,
      }),
    ],
    { chorus: 0.55 },
  ),
  setting(
    ['tube-warmth', 'warm-pad'],
    ['analogue', 'soft', 'pop'],
    [
      layer({
        oscillators: [unison('saw', 0.14, [2, 8, 0.7]), osc('triangle', 0.12), osc('square', 0.05, { semitones: -12 })],
        filter: filter('low-24', 720, { q: 0.7, envelopeOctaves: 0.7, keyTrack: 0.5 }),
        level: adsr(0.65, 3, 0.9, 0.32),
        sweep: adsr(2.2, 3, 0.6, 0.8),
        motions: [motion('cutoff', { hz: 0.08 }, 0.35)],
        driftCents: 4,
      }),
    ],
    { chorus: 0.45 },
  ),
  setting(
    ['six-voices', 'warm-pad'],
    ['retro', 'analogue', 'dream'],
    [
      layer({
        oscillators: [osc('pulse', 0.13, { morph: 0.2 }), unison('saw', 0.09, [2, 8, 0.7])],
        filter: filter('ladder', 1000, { q: 0.15, envelopeOctaves: 0.8, keyTrack: 0.5 }),
        level: adsr(0.5, 3, 0.9, 0.36),
        sweep: adsr(1.6, 3, 0.6, 0.8),
        motions: [motion('morph', { hz: 0.31 }, 0.2)],
        driftCents: 5,
      }),
    ],
    { chorus: 0.7 },
  ),
  setting(
    ['worn-tape-pad', 'warm-pad'],
    ['dusty', 'soft'],
    [
      layer({
        oscillators: [unison('triangle', 0.16, [2, 8, 0.6]), osc('bowed', 0.08)],
        filter: filter('low-24', 900, { q: 0.7, envelopeOctaves: 0.4 }),
        level: adsr(0.4, 3, 0.85, 0.3),
        noise: 0.008,
        motions: [motion('pitch', { hz: 0.6 }, 7), motion('pitch', { hz: 4.7 }, 2.5)],
        driftCents: 7,
      }),
    ],
    { chorus: 0.4 },
  ),
  setting(
    ['slow-brass-pad', 'warm-pad'],
    ['film', 'dark', 'analogue'],
    [
      layer({
        oscillators: [unison('saw', 0.15, [3, 7, 0.6]), osc('saw', 0.08, { semitones: -12 })],
        filter: filter('ladder', 480, { q: 0.1, envelopeOctaves: 1.7, keyTrack: 0.6, heat: 1.6 }),
        level: adsr(0.7, 3, 0.9, 0.4),
        sweep: adsr(2.6, 4, 0.6, 1),
        driftCents: 3,
      }),
    ],
    { chorus: 0.25 },
  ),
  setting(
    ['frost', 'glass-pad'],
    ['dream', 'digital', 'film'],
    [
      layer({
        oscillators: [unison('triangle', 0.12, [3, 6, 0.9]), unison('sine', 0.05, [2, 5, 1], { semitones: 12 })],
        filter: filter('low', 3200),
        level: adsr(0.5, 3, 0.8, 0.35),
        motions: [motion('cutoff', { hz: 0.14 }, 0.5)],
        driftCents: 3,
      }),
    ],
    { chorus: 0.3, fm: GLASS },
  ),
  setting(
    ['crystal-rim', 'glass-pad'],
    ['digital', 'bright', 'pop'],
    [
      layer({
        oscillators: [unison('glass', 0.22, [3, 5, 0.9], { morph: 0.6 })],
        filter: filter('low', 5200, { envelopeOctaves: 0.3 }),
        level: adsr(0.25, 3, 0.75, 0.4),
        sweepMorph: 0.3,
        sweep: adsr(0.01, 1.2, 0.1, 0.5),
        motions: [motion('level', { hz: 4.2 }, 0.18, { delaySeconds: 0.8 }), motion('pan', { hz: 0.2 }, 0.3)],
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['deep-water', 'glass-pad'],
    ['soft', 'dusty', 'dark'],
    [
      layer({
        oscillators: [unison('glass', 0.2, [2, 7, 0.8], { morph: 0.1 }), osc('sine', 0.12, { semitones: -12 })],
        filter: filter('low-24', 1300, { q: 1.2 }),
        level: adsr(0.8, 4, 0.85, 0.45),
        motions: [motion('cutoff', { hz: 0.17 }, 0.5), motion('pitch', { hz: 0.4 }, 4)],
        driftCents: 4,
      }),
    ],
    { chorus: 0.5 },
  ),
  setting(
    ['disco-strings', 'string-machine'],
    ['retro', 'funk', 'bright'],
    [
      layer({
        oscillators: [osc('saw', 0.16), osc('saw', 0.1, { semitones: 12 })],
        filter: filter('low', 4200, { q: 0.6, velocityOctaves: 0.4 }),
        level: adsr(0.09, 2, 0.95, 0.2),
        driftCents: 1,
        touch: 0.35,
      }),
    ],
    { ensemble: 1 },
  ),
  setting(
    ['solemn-strings', 'string-machine'],
    ['dark', 'film', 'dream', 'analogue'],
    [
      layer({
        oscillators: [osc('saw', 0.16), osc('saw', 0.06, { semitones: 12 }), osc('square', 0.05, { semitones: -12 })],
        filter: filter('low-24', 1900, { q: 0.6, velocityOctaves: 0.6 }),
        level: adsr(0.35, 2, 0.95, 0.3),
        driftCents: 1,
        touch: 0.4,
      }),
    ],
    { ensemble: 1, phaser: 0.45 },
  ),
  setting(
    ['tape-strings', 'string-machine'],
    ['dusty', 'soft'],
    [
      layer({
        oscillators: [unison('bowed', 0.2, [2, 9, 0.5]), osc('saw', 0.05)],
        filter: filter('low-24', 1700, { q: 0.7 }),
        level: adsr(0.14, 3, 0.9, 0.18),
        noise: 0.01,
        motions: [motion('pitch', { hz: 0.8 }, 5), motion('pitch', { hz: 5.6 }, 3)],
        driftCents: 6,
      }),
    ],
    { chorus: 0.25 },
  ),
  setting(
    ['vowel-choir', 'choir-pad'],
    ['dream', 'film', 'soft'],
    [
      layer({
        oscillators: [unison('vowel', 0.26, [3, 12, 0.85], { morph: 0.45 })],
        noise: 0.006,
        filter: filter('low', 4200, { velocityOctaves: 0.6 }),
        level: adsr(0.35, 3, 0.9, 0.35),
        vibrato: { hz: 5, cents: 7, delaySeconds: 0.6 },
        motions: [motion('morph', { hz: 0.12 }, 0.1)],
        driftCents: 6,
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['glass-choir', 'choir-pad'],
    ['digital', 'retro', 'pop'],
    [
      layer({
        oscillators: [unison('vowel', 0.2, [2, 7, 0.8], { morph: 0.6 }), osc('glass', 0.08, { semitones: 12, morph: 0.3 })],
        filter: filter('low', 5200),
        level: adsr(0.18, 3, 0.85, 0.3),
        vibrato: { hz: 5.4, cents: 5, delaySeconds: 0.5 },
        driftCents: 4,
      }),
    ],
    { chorus: 0.45 },
  ),
  setting(
    ['dark-choir', 'choir-pad'],
    ['dark', 'hard', 'film'],
    [
      layer({
        oscillators: [unison('vowel', 0.26, [3, 11, 0.8], { morph: 0.2 }), osc('bowed', 0.06, { semitones: -12 })],
        filter: filter('low-24', 2400, { envelopeOctaves: 0.5 }),
        level: adsr(0.25, 3, 0.9, 0.32),
        sweep: adsr(1.5, 2, 0.6, 0.6),
        vibrato: { hz: 4.8, cents: 9, delaySeconds: 0.5 },
        driftCents: 7,
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['fifth-drone', 'drone'],
    ['film', 'dark', 'dream'],
    [
      layer({
        oscillators: [
          unison('saw', 0.12, [4, 8, 0.9]),
          unison('saw', 0.06, [2, 5, 0.8], { semitones: 19.02 }),
          osc('sine', 0.07, { semitones: -12 }),
        ],
        noise: 0.012,
        filter: filter('low-24', 480, { q: 1, keyTrack: 0.5 }),
        level: adsr(1.6, 4, 0.95, 0.6),
        motions: [motion('cutoff', { hz: 0.05 }, 0.9)],
        driftCents: 5,
      }),
    ],
    { chorus: 0.4 },
  ),
  setting(
    ['metal-drone', 'drone'],
    ['hard', 'dark', 'digital'],
    [
      layer({
        oscillators: [unison('bent', 0.16, [3, 9, 0.9], { morph: 0.3 }), osc('sine', 0.07, { semitones: -12 })],
        filter: filter('ladder', 620, { q: 0.45, keyTrack: 0.4, heat: 1.5 }),
        level: adsr(1.4, 4, 0.95, 0.6),
        motions: [motion('morph', { hz: 0.04 }, 0.3), motion('cutoff', { hz: 0.07 }, 0.8)],
        driftCents: 6,
      }),
    ],
    { phaser: 0.4 },
  ),
  setting(
    ['bowl-drone', 'drone'],
    ['soft', 'dream', 'dusty'],
    [
      layer({
        oscillators: [
          unison('glass', 0.18, [3, 4, 0.9]),
          osc('sine', 0.08, { semitones: -12 }),
          osc('sine', 0.05, { semitones: 19.02 }),
        ],
        filter: filter('low', 1500),
        level: adsr(1.8, 5, 0.95, 0.7),
        motions: [motion('morph', { hz: 0.05 }, 0.35), motion('level', { hz: 0.21 }, 0.25)],
        driftCents: 3,
      }),
    ],
    { chorus: 0.3 },
  ),
];
