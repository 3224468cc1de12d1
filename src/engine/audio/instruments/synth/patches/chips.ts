import { adsr, filter, layer, motion, osc, setting, type SynthSetting } from '../synth-setting.ts';

const CHIP = { rateHz: 32000, bits: 8 };
const OPEN = filter('low', 15000, { keyTrack: 0, velocityOctaves: 0 });

/** The voices of games machines: pulses, a stepped triangle, no filter at all. */
export const CHIPS: readonly SynthSetting[] = [
  setting(
    ['quarter-pulse', 'chip-lead'],
    ['chip', 'bright', 'pop'],
    [
      layer({
        oscillators: [osc('pulse', 0.3, { morph: 0.55 })],
        filter: OPEN,
        level: adsr(0.001, 0.7, 0.65, 0.02),
        vibrato: { hz: 6.2, cents: 22, delaySeconds: 0.22 },
        driftCents: 0,
        touch: 0.5,
      }),
    ],
    { isLine: true, crush: CHIP },
  ),
  setting(
    ['half-pulse', 'chip-lead'],
    ['soft', 'retro'],
    [
      layer({
        oscillators: [osc('square', 0.3)],
        filter: OPEN,
        level: adsr(0.001, 0.5, 0.5, 0.03),
        vibrato: { hz: 5.8, cents: 16, delaySeconds: 0.25 },
        drop: { semitones: -1, seconds: 0.012 },
        driftCents: 0,
        touch: 0.5,
      }),
    ],
    { isLine: true, crush: CHIP },
  ),
  setting(
    ['switching-pulse', 'chip-lead'],
    ['hard', 'digital', 'club'],
    [
      layer({
        oscillators: [osc('pulse', 0.3, { morph: 0.2 })],
        filter: OPEN,
        level: adsr(0.001, 0.8, 0.7, 0.02),
        motions: [motion('morph', { beats: 0.25 }, 0.5, { shape: 'steps', steps: [0.5, 1, 0.75, 0.6] })],
        vibrato: { hz: 6.5, cents: 26, delaySeconds: 0.2 },
        driftCents: 0,
        touch: 0.5,
      }),
    ],
    { isLine: true, crush: CHIP },
  ),
  setting(
    ['thin-pulse-blip', 'chip-arp'],
    ['chip', 'bright', 'hard'],
    [
      layer({
        oscillators: [osc('pulse', 0.28, { morph: 0.75 })],
        filter: OPEN,
        level: adsr(0.001, 0.09, 0, 0.03),
        driftCents: 0,
      }),
    ],
    { crush: CHIP },
  ),
  setting(
    ['square-blip', 'chip-arp'],
    ['soft', 'retro', 'pop'],
    [
      layer({
        oscillators: [osc('square', 0.26), osc('square', 0.06, { semitones: 12 })],
        filter: OPEN,
        level: adsr(0.001, 0.14, 0, 0.05),
        drop: { semitones: 12, seconds: 0.004 },
        driftCents: 0,
      }),
    ],
    { crush: CHIP },
  ),
  setting(
    ['step-triangle', 'chip-bass'],
    ['chip', 'soft', 'pop'],
    [
      layer({
        oscillators: [osc('steps', 0.5)],
        filter: OPEN,
        level: adsr(0.001, 2, 0.95, 0.01),
        drop: { semitones: 12, seconds: 0.008 },
        driftCents: 0,
        touch: 0.2,
      }),
    ],
    { isLine: true, crush: CHIP },
  ),
  setting(
    ['pulse-low', 'chip-bass'],
    ['hard', 'retro'],
    [
      layer({
        oscillators: [osc('pulse', 0.34, { morph: 0.55 }), osc('steps', 0.2)],
        filter: filter('low', 9000),
        level: adsr(0.001, 0.4, 0.5, 0.02),
        driftCents: 0,
        touch: 0.3,
      }),
    ],
    { isLine: true, crush: CHIP },
  ),
];
