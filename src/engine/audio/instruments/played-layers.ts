import type { EqBand } from '../dsp/biquad.ts';
import { breath, type BreathPatch } from './breath.ts';
import { layered } from './layered.ts';
import { layer, line, patch } from './sampled-patches.ts';
import { sampled, type SampledPatch } from './sampled.ts';
import type { Sound } from './sound.ts';
import { UPRIGHT_FINGER } from './strings/models.ts';
import { pluckedModel } from './strings/plucked.ts';
import { voiced } from './voiced.ts';

function peak(hz: number, gainDb: number, q = 1): EqBand {
  return { kind: 'peak', hz, q, gainDb };
}

function band(kind: EqBand['kind'], hz: number, gainDb = 0, q = 0.7): EqBand {
  return { kind, hz, q, gainDb };
}

/** A flute's edge, a reed's leak, a player's lips: how much air is heard. */
const PIPE: BreathPatch = { ratio: 2, q: 1.6, held: 0.02, puff: 0.09, puffSeconds: 0.035 };
const BAMBOO: BreathPatch = { ratio: 1.5, q: 1.1, held: 0.05, puff: 0.2, puffSeconds: 0.05 };

function blown(recorded: SampledPatch, air: BreathPatch, airDb = 0): Sound {
  return layered([
    { sound: sampled(recorded), gainDb: 0 },
    { sound: breath(air), gainDb: airDb },
  ]);
}

const UPRIGHT_BASS = patch([layer(32)], {
  brightnessCents: 2600,
  humanCents: 3,
  releaseSeconds: 0.18,
  playing: { kind: 'line', slurSkipSeconds: 0.03 },
});
const FLUTE = line(73, 2300, [5.1, 9, 0.35]);

/** The recordings under some of the layered sounds. */
export const LAYERED_RECORDINGS: readonly (readonly [id: string, patch: SampledPatch])[] = [
  ['upright-bass', UPRIGHT_BASS],
  ['flute', FLUTE],
];

/** Instruments of several layers, by their catalogue ids: a recording and what it lacks, or two bodies of one family. */
export const LAYERED_SOUNDS: readonly (readonly [id: string, sound: Sound])[] = [
  [
    'upright-bass',
    layered([
      // The recording stands too close to the f-hole: all weight, no wood.
      {
        sound: voiced(sampled(UPRIGHT_BASS), [band('low-shelf', 105, -5), peak(720, 4, 0.7), band('high-shelf', 1800, 4)]),
        gainDb: 0,
      },
      { sound: pluckedModel(UPRIGHT_FINGER), gainDb: -1 },
    ]),
  ],
  ['flute', blown(FLUTE, PIPE)],
  ['pan-flute', blown(line(75, 1200, [4.9, 9, 0.35]), { ...BAMBOO, held: 0.03 })],
  ['shakuhachi', blown(line(77, 1200, [4.6, 18, 0.4]), BAMBOO, -2)],
  [
    // A soft flute through a wide pipe: notes are reached from below and shaken by the whole head.
    'bamboo-flute',
    voiced(blown(line(73, 1700, [4.7, 26, 0.3], { humanCents: 7 }), BAMBOO, -1), [
      band('low-pass', 5200, 0, 0.7),
      peak(620, 3, 0.8),
      peak(1900, 2.5, 1.4),
    ]),
  ],
  [
    // A narrow cylinder: hardly any vibrato, much edge.
    'whistle',
    voiced(blown(line(74, 700, [5.6, 7, 0.4]), { ...PIPE, held: 0.03 }), [peak(2600, 3, 0.9), band('high-shelf', 5200, 4)]),
  ],
  ['recorder', blown(line(74, 600, [4.9, 4, 0.45]), { ...PIPE, held: 0.012 })],
  ['ocarina', blown(line(79, 700, [5, 8, 0.4]), { ...PIPE, held: 0.014 })],
  [
    // Lips: almost a pure tone, and the air that misses them.
    'whistling',
    blown(line(78, 500, [5.2, 20, 0.25], { humanCents: 6 }), { ratio: 2.3, q: 0.8, held: 0.022, puff: 0.05, puffSeconds: 0.05 }),
  ],
  ['piccolo', blown(line(72, 1100, [5.6, 9, 0.3]), { ...PIPE, held: 0.012 })],
  [
    // An oboe's double reed in apricot wood: closed, breathy, bent from note to note.
    'duduk',
    voiced(blown(line(69, 1900, [4.9, 22, 0.35], { humanCents: 8 }), { ...BAMBOO, ratio: 1, held: 0.03, puff: 0.06 }, -2), [
      band('low-pass', 2900, 0, 0.8),
      peak(430, 4, 0.9),
      peak(1150, 3.5, 1.6),
      peak(2100, -5, 1.2),
    ]),
  ],
  [
    // A trumpet's larger, conical sister: no edge, a round middle.
    'flugelhorn',
    voiced(sampled(line(56, 2600, [4.9, 8, 0.4])), [peak(420, 4, 0.8), peak(1100, 1.5, 1), band('high-shelf', 1900, -8, 0.8)]),
  ],
  [
    'bass-clarinet',
    voiced(sampled(line(71, 1700, [4.3, 3, 0.6])), [band('low-shelf', 180, 5), peak(480, 3, 0.9), band('high-shelf', 1800, -5)]),
  ],
  [
    // Two silk strings over a small drum of snakeskin: a nasal peak near 1 kHz, wide vibrato, every leap a slide.
    'erhu',
    voiced(sampled(line(40, 1500, [5.9, 34, 0.16], { playing: { kind: 'line', slurSkipSeconds: 0.09 }, humanCents: 6 })), [
      band('high-pass', 260, 0, 0.8),
      peak(760, 6, 2.2),
      peak(1250, 5, 2.8),
      peak(2150, -6, 1.6),
      peak(3100, 5, 2),
      band('low-pass', 6800, 0, 0.7),
    ]),
  ],
  [
    // A wheel for a bow: no attack of its own, no vibrato, a buzzing bridge.
    'hurdy-gurdy',
    voiced(
      layered([
        { sound: sampled(line(40, 500, null, { humanCents: 5 })), gainDb: 0 },
        { sound: sampled(line(42, 500, null, { humanCents: 6, layers: [layer(42, { transpose: -12 })] })), gainDb: -7 },
        { sound: sampled(line(109, 500, null, { layers: [layer(109, { cents: 6 })] })), gainDb: -9 },
      ]),
      [band('high-pass', 170), peak(1100, 5, 1.6), peak(2700, 6, 1.5), band('low-pass', 7000)],
    ),
  ],
  [
    // Free reeds behind a mouthpiece: a thin accordion with a player's breath.
    'melodica',
    voiced(
      layered([
        { sound: sampled(patch([layer(21)], { brightnessCents: 1500, humanCents: 4, releaseSeconds: 0.09 })), gainDb: 0 },
        { sound: breath({ ratio: 2, q: 0.8, held: 0.01, puff: 0.03, puffSeconds: 0.03 }), gainDb: -6 },
      ]),
      [band('high-pass', 300), peak(950, 4, 1), peak(2300, 4, 1.4), band('low-pass', 6000)],
    ),
  ],
  [
    // Pumped reeds in a box that stands on the floor.
    'harmonium',
    voiced(
      sampled(
        patch([layer(20), layer(20, { transpose: -12, gainDb: -7 }), layer(20, { cents: 7, gainDb: -5, pan: 0.3 })], {
          brightnessCents: 700,
          releaseSeconds: 0.16,
        }),
      ),
      [peak(420, 2, 0.9), peak(1600, 2, 1), band('low-pass', 6500)],
    ),
  ],
  [
    'bandoneon',
    sampled(
      patch([layer(23, { pan: -0.2 }), layer(23, { pan: 0.25, gainDb: -8, cents: -5, delaySeconds: 0.008 })], {
        brightnessCents: 1300,
        humanCents: 2,
        releaseSeconds: 0.14,
      }),
    ),
  ],
];

/** Further instruments that are made of one recording each. */
export const FURTHER_PATCHES: readonly (readonly [id: string, patch: SampledPatch])[] = [
  [
    'honky-tonk-piano',
    patch([layer(1, { pan: -0.15, cents: -7 }), layer(3, { pan: 0.2, gainDb: -3, cents: 8, delaySeconds: 0.004 })], {
      brightnessCents: 400,
      mechanicsDb: -48,
    }),
  ],
  [
    'shamisen',
    patch([layer(106)], {
      brightnessCents: 1300,
      humanCents: 5,
      releaseSeconds: 0.5,
      mechanicsDb: -40,
      playing: { kind: 'line', slurSkipSeconds: 0.02 },
    }),
  ],
  [
    'dulcimer',
    patch([layer(15, { pan: -0.2 }), layer(15, { pan: 0.25, gainDb: -4, cents: 6, delaySeconds: 0.005 })], {
      brightnessCents: 1400,
      humanCents: 4,
      releaseSeconds: 2.6,
    }),
  ],
  [
    // The bow is thrown at the string and bounces off: short, together, gritty.
    'spiccato-strings',
    patch(
      [
        layer(48, { pan: -0.3 }),
        layer(48, { pan: 0.35, cents: 5, gainDb: -3, delaySeconds: 0.007 }),
        layer(45, { gainDb: -12, cutoffShiftCents: 900 }),
      ],
      { brightnessCents: 3300, humanCents: 3.5, releaseSeconds: 0.16 },
    ),
  ],
  ['english-horn', line(69, 1400, [5.1, 9, 0.36])],
  ['soprano-sax', line(64, 1900, [5.3, 13, 0.32])],
  ['baritone-sax', line(67, 2200, [4.7, 9, 0.4])],
  ['bagpipes', line(109, 0, null, { releaseSeconds: 0.05 })],
];
