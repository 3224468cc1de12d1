import { adsr, filter, layer, motion, osc, setting, type SynthSetting, unison } from '../synth-setting.ts';

/** Sounds that a tune is played on, and the big saws that play it in chords. */
export const LEADS: readonly SynthSetting[] = [
  setting(
    ['three-saw-lead', 'synth-lead'],
    ['analogue', 'pop', 'club'],
    [
      layer({
        oscillators: [unison('saw', 0.22, [3, 9, 0.5]), osc('square', 0.08, { semitones: -12 })],
        filter: filter('low-24', 2300, { q: 1.1, envelopeOctaves: 1.2, velocityOctaves: 1.2, keyTrack: 0.5 }),
        level: adsr(0.008, 0.5, 0.82, 0.06),
        sweep: adsr(0.006, 0.3, 0.4, 0.15),
        vibrato: { hz: 5.4, cents: 14, delaySeconds: 0.32 },
        glideSeconds: 0.018,
        drive: 1.3,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['night-saw', 'synth-lead'],
    ['retro', 'analogue', 'dark'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [2, 7, 0.4]), osc('pulse', 0.1, { morph: 0.4 })],
        filter: filter('ladder', 1700, { q: 0.3, envelopeOctaves: 1.6, heat: 1.5, keyTrack: 0.5 }),
        level: adsr(0.01, 0.7, 0.85, 0.12),
        sweep: adsr(0.01, 0.5, 0.35, 0.2),
        vibrato: { hz: 5.1, cents: 20, delaySeconds: 0.4 },
        glideSeconds: 0.035,
      }),
    ],
    { isLine: true, chorus: 0.3 },
  ),
  setting(
    ['sync-cry', 'synth-lead'],
    ['hard', 'retro', 'big'],
    [
      layer({
        oscillators: [osc('sync', 0.24, { morph: 0.15 }), osc('saw', 0.08)],
        filter: filter('low-24', 3400, { q: 0.8, velocityOctaves: 1.2, keyTrack: 0.4 }),
        level: adsr(0.006, 0.8, 0.8, 0.08),
        sweep: adsr(0.004, 0.45, 0.15, 0.2),
        sweepMorph: 0.55,
        vibrato: { hz: 5.8, cents: 16, delaySeconds: 0.3 },
        glideSeconds: 0.02,
        drive: 1.4,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['soft-square', 'synth-lead'],
    ['soft', 'dusty', 'minimal', 'dream'],
    [
      layer({
        oscillators: [osc('square', 0.2), osc('triangle', 0.14, { semitones: 12 })],
        filter: filter('low-24', 1500, { q: 0.7, envelopeOctaves: 0.6, keyTrack: 0.7 }),
        level: adsr(0.02, 0.8, 0.8, 0.14),
        vibrato: { hz: 4.9, cents: 11, delaySeconds: 0.35 },
        glideSeconds: 0.03,
        driftCents: 4,
      }),
    ],
    { isLine: true, chorus: 0.2 },
  ),
  setting(
    ['portamento-sine', 'synth-lead'],
    ['funk', 'dark', 'minimal'],
    [
      layer({
        oscillators: [osc('triangle', 0.3), osc('saw', 0.05, { semitones: 12 })],
        filter: filter('low', 3600, { keyTrack: 0.6 }),
        level: adsr(0.012, 0.9, 0.9, 0.08),
        vibrato: { hz: 5.6, cents: 22, delaySeconds: 0.28 },
        glideSeconds: 0.06,
        drive: 1.6,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['festival-lead', 'synth-lead'],
    ['big', 'bright', 'club'],
    [
      layer({
        oscillators: [unison('saw', 0.22, [7, 20, 0.8]), osc('square', 0.07, { semitones: 12 })],
        filter: filter('low', 7200, { q: 0.7, envelopeOctaves: 0.6, velocityOctaves: 1.2 }),
        level: adsr(0.004, 0.6, 0.85, 0.07),
        vibrato: { hz: 5.6, cents: 9, delaySeconds: 0.35 },
        glideSeconds: 0.012,
        noise: 0.01,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['metal-whistle', 'synth-lead'],
    ['digital', 'hard', 'pop'],
    [
      layer({
        oscillators: [osc('bent', 0.24, { morph: 0.2 }), osc('sine', 0.08, { semitones: 12 })],
        filter: filter('low', 6500),
        level: adsr(0.005, 0.6, 0.8, 0.09),
        sweep: adsr(0.003, 0.3, 0.25, 0.2),
        sweepMorph: 0.3,
        vibrato: { hz: 5.5, cents: 10, delaySeconds: 0.35 },
        glideSeconds: 0.015,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['glass-lead', 'synth-lead'],
    ['dream', 'digital', 'film'],
    [
      layer({
        oscillators: [unison('glass', 0.25, [2, 6, 0.7], { morph: 0.2 }), osc('sine', 0.08)],
        filter: filter('low', 5200),
        level: adsr(0.03, 1.2, 0.7, 0.3),
        vibrato: { hz: 4.6, cents: 8, delaySeconds: 0.45 },
        motions: [motion('morph', { hz: 0.3 }, 0.15)],
        glideSeconds: 0.02,
      }),
    ],
    { isLine: true, chorus: 0.25 },
  ),
  setting(
    ['seven-saws', 'supersaw'],
    ['big', 'bright', 'club', 'pop'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [5, 22, 0.9]), osc('saw', 0.05, { semitones: 12 })],
        filter: filter('low', 5200, { q: 0.7, envelopeOctaves: 0.8, velocityOctaves: 1.4, keyTrack: 0.3 }),
        level: adsr(0.006, 0.6, 0.8, 0.07),
        sweep: adsr(0.004, 0.25, 0.35, 0.15),
      }),
    ],
  ),
  setting(
    ['trance-saws', 'supersaw'],
    ['club', 'digital', 'dream'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [5, 16, 0.95]), osc('saw', 0.05, { semitones: -12 })],
        filter: filter('low-24', 4800, { q: 0.9, envelopeOctaves: 1, velocityOctaves: 1 }),
        level: adsr(0.004, 0.5, 0.75, 0.16),
        sweep: adsr(0.003, 0.3, 0.3, 0.2),
        noise: 0.012,
      }),
    ],
    { chorus: 0.2 },
  ),
  setting(
    ['dark-saws', 'supersaw'],
    ['dark', 'hard', 'retro', 'film'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [5, 19, 0.85]), unison('square', 0.06, [2, 6, 0.4], { semitones: -12 })],
        filter: filter('ladder', 1900, { q: 0.3, envelopeOctaves: 1.5, heat: 1.5, velocityOctaves: 1.4 }),
        level: adsr(0.008, 0.7, 0.85, 0.1),
        sweep: adsr(0.005, 0.4, 0.4, 0.2),
      }),
    ],
  ),
  setting(
    ['soft-saws', 'supersaw'],
    ['soft', 'dusty', 'dream'],
    [
      layer({
        oscillators: [unison('saw', 0.18, [5, 15, 0.9]), osc('sine', 0.06, { semitones: -12 })],
        filter: filter('low-24', 1800, { q: 0.7, envelopeOctaves: 0.8 }),
        level: adsr(0.03, 0.8, 0.8, 0.18),
        sweep: adsr(0.05, 0.6, 0.4, 0.3),
      }),
    ],
    { chorus: 0.2 },
  ),
  setting(
    ['power-brass', 'synth-brass'],
    ['retro', 'big', 'pop'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [3, 10, 0.6]), unison('saw', 0.08, [2, 5, 0.3], { semitones: -12 })],
        filter: filter('low-24', 820, { q: 0.9, envelopeOctaves: 2.1, velocityOctaves: 1.4, keyTrack: 0.5 }),
        level: adsr(0.035, 0.8, 0.85, 0.1),
        sweep: adsr(0.085, 0.5, 0.6, 0.15),
        vibrato: { hz: 5, cents: 5, delaySeconds: 0.5 },
        drop: { semitones: -0.35, seconds: 0.025 },
      }),
    ],
    { chorus: 0.25 },
  ),
  setting(
    ['night-brass', 'synth-brass'],
    ['dark', 'film', 'analogue'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [3, 8, 0.5]), osc('saw', 0.1, { semitones: -12 })],
        filter: filter('ladder', 420, { q: 0.12, envelopeOctaves: 2.6, velocityOctaves: 1.6, heat: 1.6, keyTrack: 0.5 }),
        level: adsr(0.06, 1, 0.9, 0.16),
        sweep: adsr(0.16, 0.7, 0.55, 0.25),
        drop: { semitones: -0.3, seconds: 0.04 },
        driftCents: 4,
      }),
    ],
    { chorus: 0.3 },
  ),
  setting(
    ['funk-brass', 'synth-brass'],
    ['funk', 'bright', 'club'],
    [
      layer({
        oscillators: [unison('saw', 0.2, [2, 9, 0.5]), osc('pulse', 0.08, { morph: 0.5 })],
        filter: filter('ladder', 900, { q: 0.25, envelopeOctaves: 2.4, velocityOctaves: 1.8, heat: 1.3 }),
        level: adsr(0.012, 0.4, 0.75, 0.06),
        sweep: adsr(0.03, 0.22, 0.4, 0.08),
        drop: { semitones: -0.5, seconds: 0.02 },
      }),
    ],
  ),
  setting(
    ['rave-hoover', 'hoover'],
    ['hard', 'club', 'dark'],
    [
      layer({
        oscillators: [
          unison('pulse', 0.16, [3, 22, 0.8], { morph: 0.4 }),
          unison('saw', 0.12, [3, 26, 0.8], { semitones: -12 }),
          osc('pulse', 0.08, { semitones: 12, morph: 0.6 }),
        ],
        filter: filter('low', 4600, { q: 0.8, envelopeOctaves: 0.5 }),
        level: adsr(0.02, 0.8, 0.85, 0.1),
        motions: [motion('morph', { hz: 3.1 }, 0.35)],
        drop: { semitones: -4, seconds: 0.05 },
        glideSeconds: 0.05,
        drive: 1.5,
      }),
    ],
    { chorus: 0.6 },
  ),
  setting(
    ['soft-hoover', 'hoover'],
    ['pop', 'big'],
    [
      layer({
        oscillators: [unison('pulse', 0.16, [3, 16, 0.8], { morph: 0.3 }), unison('saw', 0.1, [3, 18, 0.8])],
        filter: filter('low-24', 3200, { q: 1, envelopeOctaves: 0.8 }),
        level: adsr(0.02, 0.8, 0.8, 0.12),
        motions: [motion('morph', { hz: 2.2 }, 0.3)],
        drop: { semitones: -2, seconds: 0.06 },
      }),
    ],
    { chorus: 0.5 },
  ),
  setting(
    ['talking-saw', 'talk-lead'],
    ['funk', 'pop', 'hard'],
    [
      layer({
        oscillators: [unison('vowel', 0.3, [2, 6, 0.4], { morph: 0.5 }), osc('saw', 0.03)],
        filter: filter('low', 4200, { velocityOctaves: 0.8 }),
        level: adsr(0.01, 0.8, 0.85, 0.07),
        sweep: adsr(0.07, 0.24, 0.35, 0.1),
        sweepMorph: 0.5,
        motions: [motion('morph', { beats: 1 }, 0.18, { shape: 'triangle' })],
        vibrato: { hz: 5.2, cents: 16, delaySeconds: 0.3 },
        glideSeconds: 0.045,
        drive: 1.7,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['oo-ah', 'talk-lead'],
    ['soft', 'dream', 'dusty'],
    [
      layer({
        oscillators: [unison('vowel', 0.3, [3, 9, 0.6], { morph: 0.1 })],
        filter: filter('low', 3400),
        level: adsr(0.05, 1, 0.85, 0.16),
        sweep: adsr(0.35, 0.5, 0.5, 0.2),
        sweepMorph: 0.45,
        vibrato: { hz: 4.9, cents: 13, delaySeconds: 0.35 },
        glideSeconds: 0.05,
      }),
    ],
    { isLine: true, chorus: 0.3 },
  ),
  setting(
    ['ether', 'theremin'],
    ['film', 'dream', 'retro'],
    [
      layer({
        oscillators: [osc('sine', 0.34), osc('reed', 0.06)],
        filter: filter('low', 2800, { keyTrack: 0.6 }),
        level: adsr(0.12, 1, 0.95, 0.12),
        vibrato: { hz: 5.7, cents: 32, delaySeconds: 0.15 },
        glideSeconds: 0.09,
        touch: 0.5,
      }),
    ],
    { isLine: true },
  ),
  setting(
    ['ondes', 'theremin'],
    ['dark', 'soft'],
    [
      layer({
        oscillators: [osc('reed', 0.26, { morph: 0.15 }), osc('triangle', 0.1)],
        filter: filter('low-24', 1900, { keyTrack: 0.7, q: 0.9 }),
        level: adsr(0.08, 1, 0.95, 0.14),
        vibrato: { hz: 6.2, cents: 22, delaySeconds: 0.25 },
        glideSeconds: 0.07,
      }),
    ],
    { isLine: true },
  ),
];
