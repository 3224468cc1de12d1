import type { FmPatch } from '../fm-voice.ts';
import { adsr, filter, layer, motion, osc, pair, setting, type SynthSetting, unison } from '../synth-setting.ts';

const SOLID: FmPatch = {
  keyScale: 0.8,
  releaseHalf: 0.03,
  pairs: [
    pair({ modulatorRatio: 1, index: 5, indexHalf: 0.14, level: 0.5, half: 0.5 }),
    pair({ modulatorRatio: 2, index: 4, indexHalf: 0.08, level: 0.28, half: 0.3 }),
  ],
};

const SLAPPED: FmPatch = {
  keyScale: 0.8,
  releaseHalf: 0.025,
  pairs: [
    pair({ modulatorRatio: 1, index: 4.5, indexHalf: 0.2, level: 0.5, half: 0.45 }),
    pair({ modulatorRatio: 5, index: 5, indexHalf: 0.04, level: 0.32, half: 0.14 }),
  ],
};

/** Sounds that hold the floor. */
export const BASSES: readonly SynthSetting[] = [
  setting(
    ['ladder-bass', 'synth-bass'],
    ['analogue', 'retro', 'pop'],
    [
      layer({
        oscillators: [
          unison('saw', 0.3, [2, 5, 0.2]),
          osc('square', 0.22, { semitones: -12 }),
          osc('sine', 0.14, { semitones: -12 }),
        ],
        filter: filter('ladder', 520, { q: 0.3, envelopeOctaves: 2.5, velocityOctaves: 1.4, keyTrack: 0.35, heat: 1.4 }),
        level: adsr(0.004, 0.5, 0.75, 0.035),
        sweep: adsr(0.002, 0.12, 0.18, 0.06),
        glideSeconds: 0.02,
        driftCents: 1,
        touch: 0.5,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['three-osc-bass', 'synth-bass'],
    ['funk', 'club', 'dark'],
    [
      layer({
        oscillators: [osc('saw', 0.26), osc('saw', 0.2, { semitones: -12.07 }), osc('triangle', 0.2, { semitones: -12 })],
        filter: filter('low-24', 560, { q: 1.2, envelopeOctaves: 2.3, velocityOctaves: 1.4, keyTrack: 0.35 }),
        level: adsr(0.004, 0.5, 0.75, 0.035),
        sweep: adsr(0.002, 0.12, 0.18, 0.06),
        glideSeconds: 0.02,
        drive: 1.7,
        driftCents: 1,
        touch: 0.5,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['pulse-bass', 'synth-bass'],
    ['retro', 'minimal', 'hard'],
    [
      layer({
        oscillators: [osc('pulse', 0.34, { morph: 0.35 }), osc('sine', 0.2, { semitones: -12 })],
        filter: filter('ladder', 600, { q: 0.4, envelopeOctaves: 1.8, velocityOctaves: 1.2, heat: 1.2 }),
        level: adsr(0.003, 0.35, 0.6, 0.03),
        sweep: adsr(0.002, 0.09, 0.1, 0.05),
        driftCents: 1,
        touch: 0.5,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['organ-bass', 'synth-bass'],
    ['club', 'minimal', 'soft'],
    [
      layer({
        oscillators: [osc('sine', 0.4), osc('sine', 0.2, { semitones: 12 }), osc('sine', 0.08, { semitones: 19 })],
        filter: filter('low', 1800, { envelopeOctaves: 1 }),
        level: adsr(0.003, 0.22, 0.5, 0.03),
        sweep: adsr(0.001, 0.05, 0, 0.05),
        drop: { semitones: 0.5, seconds: 0.006 },
        drive: 1.4,
        driftCents: 0,
        touch: 0.45,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['pumping-saw-bass', 'synth-bass'],
    ['big', 'bright', 'hard'],
    [
      layer({
        oscillators: [
          unison('saw', 0.3, [3, 9, 0.25]),
          osc('square', 0.16, { semitones: -12 }),
          osc('sine', 0.2, { semitones: -12 }),
        ],
        filter: filter('low-24', 900, { q: 0.9, envelopeOctaves: 1.4, velocityOctaves: 1.2 }),
        level: adsr(0.003, 0.5, 0.8, 0.03),
        sweep: adsr(0.002, 0.16, 0.3, 0.06),
        drive: 2.2,
        driftCents: 1,
        touch: 0.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['round-bass', 'synth-bass'],
    ['dusty', 'soft', 'dream', 'film'],
    [
      layer({
        oscillators: [osc('triangle', 0.4), osc('saw', 0.06)],
        filter: filter('low-24', 520, { envelopeOctaves: 1, keyTrack: 0.5 }),
        level: adsr(0.008, 0.6, 0.7, 0.06),
        glideSeconds: 0.02,
        drive: 1.4,
        touch: 0.5,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['plain-sub', 'sub-bass'],
    ['club', 'dusty', 'soft', 'minimal'],
    [
      layer({
        oscillators: [osc('sine', 0.55), osc('triangle', 0.12)],
        filter: filter('low', 700, { velocityOctaves: 0.6 }),
        level: adsr(0.008, 0.8, 0.9, 0.045),
        glideSeconds: 0.025,
        drive: 1.5,
        driftCents: 0,
        touch: 0.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['warm-sub', 'sub-bass'],
    ['analogue', 'pop', 'dark', 'film', 'big'],
    [
      layer({
        oscillators: [osc('sine', 0.5), osc('square', 0.1)],
        filter: filter('low-24', 340, { velocityOctaves: 0.8, keyTrack: 0.6 }),
        level: adsr(0.006, 0.8, 0.85, 0.05),
        glideSeconds: 0.02,
        drive: 2,
        driftCents: 0,
        touch: 0.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['round-808', '808-bass'],
    ['dusty', 'soft', 'pop'],
    [
      layer({
        oscillators: [osc('sine', 0.7)],
        filter: filter('low', 2600, { velocityOctaves: 0.8, envelopeOctaves: 1 }),
        level: adsr(0.002, 0.75, 0, 0.07),
        sweep: adsr(0.001, 0.04, 0, 0.04),
        drop: { semitones: 14, seconds: 0.011 },
        glideSeconds: 0.05,
        // Enough bite to be heard on a telephone's loudspeaker.
        drive: 2.6,
        driftCents: 0,
        touch: 0.35,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['driven-808', '808-bass'],
    ['hard', 'dark', 'big'],
    [
      layer({
        oscillators: [osc('sine', 0.8), osc('triangle', 0.1)],
        filter: filter('low', 4200, { velocityOctaves: 0.8, envelopeOctaves: 1 }),
        level: adsr(0.002, 0.9, 0, 0.06),
        sweep: adsr(0.001, 0.06, 0, 0.04),
        drop: { semitones: 20, seconds: 0.009 },
        glideSeconds: 0.06,
        drive: 5.5,
        driftCents: 0,
        touch: 0.3,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['short-808', '808-bass'],
    ['club', 'minimal', 'digital'],
    [
      layer({
        oscillators: [osc('sine', 0.7), osc('sine', 0.08, { semitones: 12 })],
        filter: filter('low', 3200),
        level: adsr(0.002, 0.34, 0, 0.05),
        drop: { semitones: 24, seconds: 0.007 },
        glideSeconds: 0.035,
        drive: 3.2,
        driftCents: 0,
        touch: 0.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['silver-box', 'acid-bass'],
    ['club', 'hard', 'retro'],
    [
      layer({
        oscillators: [osc('saw', 0.36)],
        filter: filter('ladder', 260, { q: 0.86, envelopeOctaves: 2.9, velocityOctaves: 2.2, keyTrack: 0.2, heat: 2 }),
        level: adsr(0.003, 0.4, 0.5, 0.02),
        sweep: adsr(0.002, 0.1, 0, 0.05),
        motions: [motion('cutoff', { beats: 32 }, 0.9, { shape: 'triangle' })],
        glideSeconds: 0.045,
        drive: 2,
        driftCents: 1,
        touch: 0.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['square-acid', 'acid-bass'],
    ['minimal', 'dark', 'digital'],
    [
      layer({
        oscillators: [osc('square', 0.34)],
        filter: filter('ladder', 240, { q: 0.8, envelopeOctaves: 2.5, velocityOctaves: 2, keyTrack: 0.2, heat: 1.8 }),
        level: adsr(0.003, 0.3, 0.4, 0.02),
        sweep: adsr(0.002, 0.075, 0, 0.05),
        motions: [motion('cutoff', { beats: 16 }, 0.7)],
        glideSeconds: 0.05,
        drive: 1.6,
        touch: 0.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['wide-reese', 'reese-bass'],
    ['dark', 'hard', 'club'],
    [
      layer({
        oscillators: [unison('saw', 0.3, [3, 26, 0.35]), osc('sine', 0.26, { semitones: -12 })],
        filter: filter('low-24', 620, { q: 1, envelopeOctaves: 0.6 }),
        level: adsr(0.012, 0.8, 0.9, 0.05),
        motions: [motion('cutoff', { beats: 8 }, 0.8, { shape: 'triangle' })],
        glideSeconds: 0.04,
        drive: 2.2,
        touch: 0.35,
      }),
    ],
    { isLine: true, phaser: 0.3 },
  ),
  setting(
    ['liquid-reese', 'reese-bass'],
    ['soft', 'dream', 'analogue'],
    [
      layer({
        oscillators: [unison('saw', 0.26, [2, 17, 0.3]), osc('sine', 0.32, { semitones: -12 })],
        filter: filter('low-24', 380, { q: 0.8, envelopeOctaves: 0.5 }),
        level: adsr(0.02, 0.8, 0.9, 0.06),
        motions: [motion('cutoff', { beats: 16 }, 0.5)],
        glideSeconds: 0.04,
        drive: 1.5,
        touch: 0.35,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['solid-bass', 'fm-bass'],
    ['retro', 'pop', 'digital', 'club'],
    [
      layer({
        oscillators: [osc('sine', 0.1)],
        filter: filter('low', 900),
        level: adsr(0.003, 0.4, 0.3, 0.03),
        touch: 0.5,
      }),
    ],
    { fm: SOLID, isLine: true },
  ),
  setting(
    ['slapped-fm', 'fm-bass'],
    ['funk', 'bright', 'hard'],
    [
      layer({
        oscillators: [osc('sine', 0.1)],
        filter: filter('low', 900),
        level: adsr(0.003, 0.3, 0.2, 0.03),
        touch: 0.5,
      }),
    ],
    { fm: SLAPPED, isLine: true },
  ),
  setting(
    ['eighth-wobble', 'wobble-bass'],
    ['hard', 'dark', 'big'],
    [
      layer({
        oscillators: [
          unison('saw', 0.26, [3, 16, 0.3]),
          osc('pulse', 0.14, { morph: 0.3 }),
          osc('sine', 0.3, { semitones: -12 }),
        ],
        filter: filter('ladder', 620, { q: 0.55, heat: 1.8 }),
        level: adsr(0.006, 0.8, 0.95, 0.04),
        motions: [motion('cutoff', { beats: 0.5 }, 1.9), motion('morph', { beats: 4 }, 0.3, { shape: 'triangle' })],
        glideSeconds: 0.04,
        drive: 2.2,
        touch: 0.3,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['vowel-growl', 'wobble-bass'],
    ['digital', 'club', 'pop'],
    [
      layer({
        oscillators: [
          osc('bent', 0.3, { morph: 0.5 }),
          unison('vowel', 0.2, [2, 9, 0.3], { semitones: 12 }),
          osc('sine', 0.3, { semitones: -12 }),
        ],
        filter: filter('low-24', 1500, { q: 1.6 }),
        level: adsr(0.006, 0.8, 0.95, 0.04),
        motions: [
          motion('morph', { beats: 1 }, 0.5, { shape: 'triangle' }),
          motion('cutoff', { beats: 2 }, 1.2, { shape: 'steps', steps: [0.5, 1, 0.2, 1, 0.7, 0.1, 1, 0.4] }),
        ],
        glideSeconds: 0.04,
        drive: 2.6,
        touch: 0.3,
      }),
    ],
    { isLine: true },
  ),
];
