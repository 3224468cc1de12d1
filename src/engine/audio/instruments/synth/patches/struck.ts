import type { FmPatch } from '../fm-voice.ts';
import { adsr, filter, layer, motion, osc, pair, setting, type SynthSetting, unison } from '../synth-setting.ts';

/** A bar that is struck, with the strike's own ring above: the tine of an electric piano. */
const TINE: FmPatch = {
  keyScale: 0.62,
  releaseHalf: 0.05,
  pairs: [
    pair({ modulatorRatio: 1, index: 1.1, indexHalf: 0.35, level: 0.5, half: 0.75, pan: -0.08 }),
    pair({ modulatorRatio: 14, index: 0.75, indexHalf: 0.035, level: 0.3, half: 0.3, pan: 0.08, detuneCents: 2 }),
  ],
};

/** The ballad piano of 1984: tine, body, and a second pair a little apart that makes it swim. */
const BALLAD: FmPatch = {
  keyScale: 0.66,
  releaseHalf: 0.09,
  pairs: [
    pair({ modulatorRatio: 1, index: 1.3, indexHalf: 0.5, level: 0.4, half: 1, pan: -0.25, detuneCents: -3 }),
    pair({ modulatorRatio: 1, index: 0.9, indexHalf: 0.6, level: 0.36, half: 1.1, pan: 0.25, detuneCents: 3 }),
    pair({ modulatorRatio: 14, index: 1.1, indexHalf: 0.06, level: 0.2, half: 0.35, pan: 0.1, detuneCents: 1 }),
  ],
};

const GLASSY: FmPatch = {
  keyScale: 0.68,
  releaseHalf: 0.07,
  pairs: [
    pair({ modulatorRatio: 3, index: 0.8, indexHalf: 0.3, level: 0.36, half: 0.8, pan: -0.2, detuneCents: -2 }),
    pair({ modulatorRatio: 7, index: 0.7, indexHalf: 0.12, level: 0.22, half: 0.5, pan: 0.2, detuneCents: 2 }),
    pair({ modulatorRatio: 1, index: 0.5, indexHalf: 0.6, level: 0.3, half: 1 }),
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

const SMALL_BELL: FmPatch = {
  keyScale: 0.72,
  releaseHalf: 0.3,
  pairs: [
    pair({ carrierRatio: 1, modulatorRatio: 2.76, index: 1.1, indexHalf: 0.5, level: 0.36, half: 0.9, pan: -0.2 }),
    pair({ carrierRatio: 4.01, modulatorRatio: 6.3, index: 0.6, indexHalf: 0.15, level: 0.09, half: 0.25, pan: 0.3 }),
  ],
};

const DARK_BELL: FmPatch = {
  keyScale: 0.75,
  releaseHalf: 0.3,
  pairs: [
    pair({ modulatorRatio: 1.41, index: 1.5, indexHalf: 0.7, level: 0.38, half: 0.9, pan: -0.3 }),
    pair({ carrierRatio: 0.5, modulatorRatio: 1, index: 0.5, indexHalf: 0.5, level: 0.22, half: 1, pan: 0.3 }),
  ],
};

/** Sounds that are struck or plucked: plucks, keys, stabs and bells. */
export const STRUCK: readonly SynthSetting[] = [
  setting(
    ['saw-pluck', 'synth-pluck'],
    ['club', 'pop', 'analogue'],
    [
      layer({
        oscillators: [unison('saw', 0.22, [3, 10, 0.7]), unison('square', 0.1, [2, 6, 0.5])],
        filter: filter('low-24', 620, { q: 1.1, envelopeOctaves: 3, velocityOctaves: 1.6, keyTrack: 0.6 }),
        level: adsr(0.002, 0.2, 0, 0.1),
        sweep: adsr(0.001, 0.075, 0, 0.08),
      }),
    ],
  ),
  setting(
    ['ladder-sequence', 'synth-pluck'],
    ['retro', 'analogue', 'dark'],
    [
      layer({
        oscillators: [osc('saw', 0.22), osc('pulse', 0.14, { morph: 0.3, semitones: 0.06 })],
        filter: filter('ladder', 480, { q: 0.55, envelopeOctaves: 3, velocityOctaves: 1.6, heat: 1.6, keyTrack: 0.6 }),
        level: adsr(0.002, 0.18, 0.15, 0.06),
        sweep: adsr(0.001, 0.085, 0, 0.08),
      }),
    ],
    { chorus: 0.25 },
  ),
  setting(
    ['glass-pluck', 'synth-pluck'],
    ['digital', 'pop', 'bright', 'soft'],
    [
      layer({
        oscillators: [unison('glass', 0.26, [2, 7, 0.8], { morph: 0.35 }), osc('sine', 0.08)],
        filter: filter('low', 7000, { velocityOctaves: 1.2 }),
        level: adsr(0.002, 0.26, 0, 0.2),
        sweep: adsr(0.001, 0.06, 0, 0.1),
        sweepMorph: 0.5,
      }),
    ],
  ),
  setting(
    ['supersaw-pluck', 'synth-pluck'],
    ['big', 'club', 'bright'],
    [
      layer({
        oscillators: [unison('saw', 0.22, [4, 17, 0.9])],
        filter: filter('low-24', 900, { q: 0.9, envelopeOctaves: 3.2, velocityOctaves: 1.6, keyTrack: 0.5 }),
        level: adsr(0.002, 0.24, 0, 0.14),
        sweep: adsr(0.001, 0.11, 0, 0.1),
      }),
    ],
  ),
  setting(
    ['marble', 'synth-pluck'],
    ['minimal', 'dusty', 'soft', 'dream'],
    [
      layer({
        oscillators: [osc('sine', 0.26), osc('triangle', 0.14, { semitones: 12 })],
        filter: filter('low', 2600, { envelopeOctaves: 1.2, keyTrack: 0.7 }),
        level: adsr(0.002, 0.16, 0, 0.16),
        sweep: adsr(0.001, 0.04, 0, 0.05),
        drop: { semitones: 0.4, seconds: 0.008 },
        driftCents: 4,
      }),
    ],
    { chorus: 0.2 },
  ),
  setting(
    ['metal-pluck', 'synth-pluck'],
    ['dark', 'hard', 'digital', 'film'],
    [
      layer({
        oscillators: [osc('bent', 0.24, { morph: 0.1 }), osc('saw', 0.06)],
        filter: filter('low-24', 1800, { q: 1.2, envelopeOctaves: 1.8, keyTrack: 0.6 }),
        level: adsr(0.002, 0.22, 0, 0.12),
        sweep: adsr(0.001, 0.07, 0, 0.08),
        sweepMorph: 0.5,
      }),
    ],
  ),
  setting(
    ['poly-six', 'synth-keys'],
    ['retro', 'analogue', 'pop'],
    [
      layer({
        oscillators: [osc('saw', 0.16), osc('pulse', 0.1, { morph: 0.3, semitones: 0.05 })],
        filter: filter('ladder', 1300, { q: 0.2, envelopeOctaves: 1.8, velocityOctaves: 1.5 }),
        level: adsr(0.006, 0.7, 0.45, 0.14),
        sweep: adsr(0.004, 0.35, 0.2, 0.2),
        driftCents: 4,
      }),
    ],
    { chorus: 0.5 },
  ),
  setting(
    ['house-organ', 'synth-keys'],
    ['club', 'minimal', 'funk'],
    [
      layer({
        oscillators: [
          osc('sine', 0.2),
          osc('sine', 0.12, { semitones: 12 }),
          osc('sine', 0.07, { semitones: 19 }),
          osc('square', 0.03),
        ],
        filter: filter('low', 3800),
        level: adsr(0.002, 0.35, 0.5, 0.05),
        noise: 0.002,
        drop: { semitones: 0.3, seconds: 0.006 },
      }),
    ],
  ),
  setting(
    ['dusty-keys', 'synth-keys'],
    ['dusty', 'soft', 'dream'],
    [
      layer({
        oscillators: [unison('triangle', 0.2, [2, 7, 0.5]), osc('reed', 0.06, { morph: 0.3 })],
        filter: filter('low-24', 1500, { envelopeOctaves: 0.9, keyTrack: 0.5 }),
        level: adsr(0.006, 0.6, 0.3, 0.2),
        motions: [motion('pitch', { hz: 0.7 }, 6)],
        driftCents: 6,
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['digital-keys', 'synth-keys'],
    ['digital', 'bright', 'big'],
    [
      layer({
        oscillators: [unison('glass', 0.18, [2, 5, 0.7], { morph: 0.2 }), unison('saw', 0.08, [2, 9, 0.8])],
        filter: filter('low', 4200, { envelopeOctaves: 1, velocityOctaves: 1.4 }),
        level: adsr(0.003, 0.8, 0.3, 0.18),
        sweepMorph: 0.3,
        sweep: adsr(0.001, 0.2, 0, 0.2),
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['minor-stab', 'synth-stab'],
    ['club', 'analogue', 'dark'],
    [
      layer({
        oscillators: [unison('saw', 0.18, [3, 9, 0.6]), osc('square', 0.06, { semitones: -12 })],
        filter: filter('ladder', 520, { q: 0.45, envelopeOctaves: 2.8, velocityOctaves: 1.6, heat: 1.5 }),
        level: adsr(0.002, 0.16, 0.1, 0.1),
        sweep: adsr(0.001, 0.1, 0, 0.1),
      }),
    ],
  ),
  setting(
    ['dub-chord', 'synth-stab'],
    ['minimal', 'soft', 'dusty', 'dream'],
    [
      layer({
        oscillators: [unison('saw', 0.16, [2, 7, 0.7]), osc('saw', 0.06, { semitones: 12 })],
        noise: 0.015,
        filter: filter('band', 900, { q: 1.3, envelopeOctaves: 1.4, keyTrack: 0.3 }),
        level: adsr(0.003, 0.22, 0, 0.2),
        sweep: adsr(0.002, 0.16, 0, 0.15),
      }),
    ],
    { chorus: 0.2 },
  ),
  setting(
    ['rave-stab', 'synth-stab'],
    ['hard', 'big', 'retro'],
    [
      layer({
        oscillators: [unison('saw', 0.18, [5, 16, 0.8]), osc('pulse', 0.1, { morph: 0.2 })],
        filter: filter('low', 5600, { q: 0.9, envelopeOctaves: 0.6 }),
        level: adsr(0.002, 0.3, 0.3, 0.08),
        drive: 1.6,
      }),
    ],
  ),
  setting(
    ['disco-stab', 'synth-stab'],
    ['funk', 'pop', 'bright'],
    [
      layer({
        oscillators: [unison('saw', 0.16, [3, 12, 0.8]), unison('saw', 0.06, [2, 9, 0.8], { semitones: 12 })],
        filter: filter('low-24', 1500, { q: 0.9, envelopeOctaves: 1.8, velocityOctaves: 1.4 }),
        level: adsr(0.003, 0.3, 0.25, 0.1),
        sweep: adsr(0.002, 0.16, 0.1, 0.1),
      }),
    ],
    { chorus: 0.25 },
  ),
  setting(['church-bell', 'fm-bell'], ['film', 'dream', 'retro', 'pop'], [], { fm: BELL }),
  setting(['toy-bell', 'fm-bell'], ['soft', 'dusty', 'pop', 'bright'], [], { fm: SMALL_BELL }),
  setting(
    ['trap-bell', 'fm-bell'],
    ['dark', 'hard', 'digital'],
    [
      layer({
        oscillators: [osc('sine', 0.1)],
        filter: filter('low', 6000),
        level: adsr(0.002, 0.4, 0, 0.3),
        motions: [motion('pitch', { hz: 0.5 }, 6)],
      }),
    ],
    { fm: DARK_BELL },
  ),
  setting(
    ['ice-bell', 'fm-bell'],
    ['digital', 'bright', 'club', 'minimal'],
    [
      layer({
        oscillators: [unison('glass', 0.24, [2, 5, 0.9], { morph: 0.7 })],
        filter: filter('low', 9000, { velocityOctaves: 1.4 }),
        level: adsr(0.002, 0.5, 0, 0.4),
        sweep: adsr(0.001, 0.12, 0, 0.1),
        sweepMorph: 0.3,
      }),
    ],
  ),
  setting(['ballad-piano', 'fm-piano'], ['retro', 'pop', 'soft'], [], { fm: BALLAD, chorus: 0.35 }),
  setting(['glassy-piano', 'fm-piano'], ['digital', 'bright', 'funk'], [], { fm: GLASSY, chorus: 0.2 }),
  setting(['dark-tines', 'fm-piano'], ['dusty', 'dark', 'dream'], [], { fm: TINE, chorus: 0.25 }),
];
