import type { EqBand } from '../../dsp/biquad.ts';
import type { Amplifier, Body } from './body.ts';
import type { StringModel } from './string-line.ts';

/** A fretted instrument as data. */
export type FrettedInstrument = {
  /** Pitches of the open strings, lowest first. */
  readonly open: readonly number[];
  readonly string: StringModel;
  readonly voice:
    { readonly kind: 'acoustic'; readonly body: Body } | { readonly kind: 'electric'; readonly amplifier: Amplifier };
  /** Chords are played twice and the takes set left and right. */
  readonly isDoubled: boolean;
  /** Every note under the heel of the hand. */
  readonly isAlwaysMuted: boolean;
  readonly vibratoCents: number;
  /** Chance of a finger's squeak when the hand moves along a wound string. */
  readonly squeaks: number;
};

function band(kind: EqBand['kind'], hz: number, gainDb = 0, q = 0.7): EqBand {
  return { kind, hz, q, gainDb };
}

const STEEL: StringModel = {
  sustain: 7,
  sustainPerOctave: 0.7,
  brightSustain: 1.25,
  brightPerOctave: 1.3,
  highHz: 4500,
  pluckPlace: 0.14,
  pickupPlace: null,
  contactSeconds: 0.000081,
  noise: 0.22,
  beatCents: 0.9,
  tensionCents: 5,
  releaseSeconds: 0.16,
  muteSustain: 0.32,
  muteBrightSustain: 0.06,
};

const NYLON: StringModel = {
  ...STEEL,
  sustain: 4.2,
  sustainPerOctave: 0.58,
  brightSustain: 0.62,
  brightPerOctave: 1.25,
  highHz: 3200,
  pluckPlace: 0.2,
  contactSeconds: 0.0002,
  noise: 0.1,
  beatCents: 1.2,
  tensionCents: 3,
};

// Air and top modes of a dreadnought (about 100, 200, 400 Hz) and the plate modes above; the two ears hear them in other proportions and phases.
const GUITAR_BODY: Body = {
  direct: 0.5,
  modes: [
    { hz: 102, q: 9, left: 0.85, right: 0.75 },
    { hz: 197, q: 11, left: 0.8, right: 0.9 },
    { hz: 268, q: 14, left: 0.32, right: 0.42 },
    { hz: 392, q: 12, left: 0.42, right: 0.3 },
    { hz: 521, q: 13, left: -0.25, right: 0.34 },
    { hz: 648, q: 12, left: 0.3, right: -0.24 },
    { hz: 834, q: 9, left: 0.26, right: 0.3 },
    { hz: 1150, q: 6, left: 0.24, right: 0.2 },
    { hz: 1720, q: 4, left: -0.18, right: 0.24 },
    { hz: 2650, q: 2.5, left: 0.34, right: 0.28 },
    { hz: 4300, q: 2, left: 0.3, right: -0.22 },
  ],
  bands: [band('high-pass', 70), band('peak', 320, -1.5, 1), band('peak', 1450, -5, 0.7), band('high-shelf', 4300, 6.5)],
};

const CLASSICAL_BODY: Body = {
  ...GUITAR_BODY,
  direct: 0.55,
  bands: [band('high-pass', 70), band('peak', 240, 1, 1), band('high-shelf', 2200, 6)],
};

const SMALL_BODY: Body = {
  direct: 0.5,
  modes: [
    { hz: 242, q: 8, left: 0.8, right: 0.7 },
    { hz: 418, q: 10, left: 0.7, right: 0.8 },
    { hz: 645, q: 10, left: 0.4, right: 0.35 },
    { hz: 912, q: 9, left: -0.3, right: 0.34 },
    { hz: 1380, q: 6, left: 0.3, right: -0.26 },
    { hz: 2350, q: 3, left: 0.3, right: 0.26 },
    { hz: 3900, q: 2, left: 0.2, right: 0.26 },
  ],
  bands: [band('high-pass', 130), band('high-shelf', 5000, 3)],
};

/** A skin instead of a top: broad, quick, nasal. */
const SKIN_BODY: Body = {
  direct: 0.7,
  modes: [
    { hz: 330, q: 3, left: 0.7, right: 0.6 },
    { hz: 560, q: 3.5, left: 0.6, right: 0.7 },
    { hz: 1020, q: 3, left: 0.6, right: 0.5 },
    { hz: 1900, q: 2.5, left: 0.5, right: -0.4 },
    { hz: 3100, q: 2, left: 0.45, right: 0.5 },
  ],
  bands: [band('high-pass', 160), band('high-shelf', 6000, 2)],
};

const PICKUP: StringModel = {
  ...STEEL,
  sustain: 8,
  brightSustain: 0.6,
  pluckPlace: 0.13,
  pickupPlace: 0.23,
  contactSeconds: 0.000105,
  noise: 0.14,
  tensionCents: 4,
};

const CLEAN_AMPLIFIER: Amplifier = {
  drive: 1.6,
  level: 1,
  before: [band('high-pass', 75), band('low-pass', 5600, 0, 1.1)],
  after: [band('peak', 130, 1.5, 1), band('peak', 700, -3, 0.6), band('peak', 3200, 4.5, 0.8), band('low-pass', 6200, 0, 0.8)],
};

const CABINET: readonly EqBand[] = [
  band('high-pass', 82, 0, 0.9),
  band('peak', 118, 3.5, 1.2),
  band('peak', 430, -4, 0.9),
  band('peak', 2500, 4.5, 1.1),
  band('low-pass', 4700, 0, 0.9),
  band('low-pass', 5600, 0, 0.7),
];

const GUITAR_STRINGS: readonly number[] = [40, 45, 50, 55, 59, 64];

const ACOUSTIC: FrettedInstrument = {
  open: GUITAR_STRINGS,
  string: STEEL,
  voice: { kind: 'acoustic', body: GUITAR_BODY },
  isDoubled: true,
  isAlwaysMuted: false,
  vibratoCents: 0,
  squeaks: 0.14,
};

const ELECTRIC: FrettedInstrument = {
  ...ACOUSTIC,
  string: PICKUP,
  voice: { kind: 'electric', amplifier: CLEAN_AMPLIFIER },
  squeaks: 0.05,
};

const BASS: FrettedInstrument = {
  open: [28, 33, 38, 43],
  string: {
    ...PICKUP,
    sustain: 7,
    sustainPerOctave: 0.6,
    brightSustain: 0.34,
    brightPerOctave: 1.1,
    highHz: 2200,
    pluckPlace: 0.2,
    pickupPlace: 0.16,
    contactSeconds: 0.000558,
    noise: 0.08,
    beatCents: 0.6,
    tensionCents: 6,
    releaseSeconds: 0.11,
    muteSustain: 0.4,
    muteBrightSustain: 0.05,
  },
  voice: {
    kind: 'electric',
    amplifier: {
      drive: 1.5,
      level: 1,
      before: [band('high-pass', 30)],
      after: [
        band('peak', 75, 2.5, 0.9),
        band('peak', 380, -3.5, 0.8),
        band('peak', 1500, 2, 0.8),
        band('low-pass', 4200, 0, 0.7),
      ],
    },
  },
  isDoubled: false,
  isAlwaysMuted: false,
  vibratoCents: 0,
  squeaks: 0.04,
};

/** Every fretted instrument that is modelled, by its catalogue id. */
export const FRETTED: ReadonlyMap<string, FrettedInstrument> = new Map<string, FrettedInstrument>([
  ['acoustic-guitar', ACOUSTIC],
  ['nylon-guitar', { ...ACOUSTIC, string: NYLON, voice: { kind: 'acoustic', body: CLASSICAL_BODY }, squeaks: 0.08 }],
  [
    'ukulele',
    {
      ...ACOUSTIC,
      // Re-entrant tuning would put G4 first; sorted, chords still find their strings.
      open: [60, 64, 67, 69],
      string: { ...NYLON, sustain: 3.2, sustainPerOctave: 0.72, brightSustain: 0.36, pluckPlace: 0.24, contactSeconds: 0.000205 },
      voice: { kind: 'acoustic', body: SMALL_BODY },
      squeaks: 0,
    },
  ],
  [
    'banjo',
    {
      ...ACOUSTIC,
      open: [48, 50, 55, 59, 62],
      string: {
        ...STEEL,
        sustain: 2.4,
        sustainPerOctave: 0.7,
        brightSustain: 0.4,
        pluckPlace: 0.1,
        contactSeconds: 0.000068,
        tensionCents: 4,
        releaseSeconds: 0.1,
      },
      voice: { kind: 'acoustic', body: SKIN_BODY },
      isDoubled: false,
      squeaks: 0,
    },
  ],
  [
    'mandolin',
    {
      ...ACOUSTIC,
      open: [55, 62, 69, 76],
      // A course is two strings: the model's two planes are tuned apart as they are.
      string: {
        ...STEEL,
        sustain: 3.6,
        sustainPerOctave: 0.72,
        brightSustain: 0.5,
        pluckPlace: 0.12,
        contactSeconds: 0.000068,
        beatCents: 5,
        noise: 0.25,
      },
      voice: { kind: 'acoustic', body: SMALL_BODY },
      squeaks: 0,
    },
  ],
  ['electric-guitar', ELECTRIC],
  [
    'muted-guitar',
    { ...ELECTRIC, isAlwaysMuted: true, string: { ...PICKUP, muteSustain: 0.5, muteBrightSustain: 0.11, pluckPlace: 0.1 } },
  ],
  [
    'crunch-guitar',
    {
      ...ELECTRIC,
      string: { ...PICKUP, pickupPlace: 0.1, brightSustain: 0.8, sustain: 10 },
      voice: {
        kind: 'electric',
        amplifier: { drive: 14, level: 0.55, before: [band('high-pass', 130), band('peak', 900, 3, 0.7)], after: CABINET },
      },
      vibratoCents: 0,
    },
  ],
  [
    'lead-guitar',
    {
      ...ELECTRIC,
      open: GUITAR_STRINGS,
      string: { ...PICKUP, pickupPlace: 0.09, brightSustain: 1.1, sustain: 16, sustainPerOctave: 0.8 },
      voice: {
        kind: 'electric',
        amplifier: { drive: 60, level: 0.5, before: [band('high-pass', 150), band('peak', 1100, 4, 0.7)], after: CABINET },
      },
      isDoubled: false,
      vibratoCents: 16,
    },
  ],
  ['bass-guitar', BASS],
  [
    'picked-bass',
    { ...BASS, string: { ...BASS.string, contactSeconds: 0.000174, brightSustain: 0.55, pluckPlace: 0.12, noise: 0.2 } },
  ],
  [
    'fretless-bass',
    {
      ...BASS,
      string: { ...BASS.string, contactSeconds: 0.00062, brightSustain: 0.42, pluckPlace: 0.13, pickupPlace: 0.1, sustain: 5 },
      vibratoCents: 9,
      voice: {
        kind: 'electric',
        amplifier: {
          drive: 1.4,
          level: 1,
          before: [band('high-pass', 30)],
          after: [band('peak', 700, 3, 1), band('peak', 90, 2, 0.8), band('low-pass', 3400)],
        },
      },
    },
  ],
  [
    'slap-bass',
    {
      ...BASS,
      string: {
        ...BASS.string,
        contactSeconds: 0.000087,
        brightSustain: 0.75,
        highHz: 3200,
        pluckPlace: 0.06,
        pickupPlace: 0.12,
        noise: 0.3,
        tensionCents: 14,
      },
      voice: {
        kind: 'electric',
        amplifier: {
          drive: 2.4,
          level: 1,
          before: [band('high-pass', 32)],
          after: [band('peak', 80, 4, 0.9), band('peak', 500, -6, 0.8), band('high-shelf', 2600, 4), band('low-pass', 7500)],
        },
      },
    },
  ],
]);
