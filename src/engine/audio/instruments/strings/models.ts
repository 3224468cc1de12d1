import type { Amplifier } from './amplifier.ts';
import {
  BASS_FINGER,
  BASS_FRETLESS,
  BASS_PICK,
  BASS_SLAP,
  BREAKING_UP,
  CLEAN,
  CLEAN_SQUASHED,
  CRUNCH,
  FUZZ,
  JAZZ,
  LEAD,
  SLIDE_COMBO,
  STEEL_COMBO,
  UPRIGHT_BRIDGE,
} from './amplifiers.ts';
import { BOWL_BODY, CLASSICAL_BODY, CONE_BODY, GUITAR_BODY, PEAR_BODY, SKIN_BODY, SMALL_BODY, ZITHER_BODY } from './bodies.ts';
import type { Body } from './body.ts';
import type { Pedal } from './pedals.ts';
import type { StringModel } from './string-line.ts';
import { BASS_STRING, NYLON, PICKUP, STEEL } from './string-models.ts';

/** The second string of a course: semitones from the first, gain, and how far the plectrum needs to get to it, ms. */
export type Course = { readonly semitones: number; readonly gain: number; readonly ms: number };

/** A plucked instrument as data. */
export type FrettedInstrument = {
  /** Pitches of the open strings, lowest first. */
  readonly open: readonly number[];
  /** What each string is doubled by, in the order of `open`; null and beyond the end for single strings. */
  readonly courses: readonly (Course | null)[];
  readonly string: StringModel;
  readonly voice:
    { readonly kind: 'acoustic'; readonly body: Body } | { readonly kind: 'electric'; readonly amplifier: Amplifier };
  readonly pedal: Pedal | null;
  /** Chords are played twice and the takes set left and right. */
  readonly isDoubled: boolean;
  /** Every note under the heel of the hand. */
  readonly isAlwaysMuted: boolean;
  readonly vibratoCents: number;
  /** How the hand glides from note to note of a line (a bottleneck, a bar, a finger without frets): seconds, and the chance that it does; null for frets. */
  readonly glide: { readonly seconds: number; readonly chance: number } | null;
  /** Chance that a long note is bent up into, by one or two semitones. */
  readonly bends: number;
  /** Notes longer than this many seconds are repeated by the plectrum as a tremolo; null for never. */
  readonly tremoloFrom: number | null;
  /** Chance of a finger's squeak when the hand moves along a wound string. */
  readonly squeaks: number;
};

const GUITAR_STRINGS: readonly number[] = [40, 45, 50, 55, 59, 64];

const ACOUSTIC: FrettedInstrument = {
  open: GUITAR_STRINGS,
  courses: [],
  string: STEEL,
  voice: { kind: 'acoustic', body: GUITAR_BODY },
  pedal: null,
  isDoubled: true,
  isAlwaysMuted: false,
  vibratoCents: 0,
  glide: null,
  bends: 0,
  tremoloFrom: null,
  squeaks: 0.14,
};

function acoustic(string: StringModel, body: Body, changes: Partial<FrettedInstrument> = {}): FrettedInstrument {
  return { ...ACOUSTIC, string, voice: { kind: 'acoustic', body }, squeaks: 0, ...changes };
}

function electric(string: StringModel, amplifier: Amplifier, changes: Partial<FrettedInstrument> = {}): FrettedInstrument {
  return { ...ACOUSTIC, string, voice: { kind: 'electric', amplifier }, squeaks: 0.05, ...changes };
}

function bass(string: Partial<StringModel>, amplifier: Amplifier, changes: Partial<FrettedInstrument> = {}): FrettedInstrument {
  return electric({ ...BASS_STRING, ...string }, amplifier, {
    open: [28, 33, 38, 43],
    isDoubled: false,
    squeaks: 0.04,
    ...changes,
  });
}

const OCTAVE: Course = { semitones: 12, gain: 0.7, ms: 3.2 };
const UNISON: Course = { semitones: 0, gain: 0.9, ms: 2.4 };

/** A bridge humbucker: both coils near the bridge, fuller and louder. */
const HUMBUCKER: StringModel = { ...PICKUP, pickupPlace: 0.1, brightSustain: 0.8, sustain: 10 };

/** Every plucked instrument that is modelled, by its catalogue id. */
export const FRETTED: ReadonlyMap<string, FrettedInstrument> = new Map<string, FrettedInstrument>([
  ['acoustic-guitar', ACOUSTIC],
  ['twelve-string-guitar', { ...ACOUSTIC, courses: [OCTAVE, OCTAVE, OCTAVE, OCTAVE, UNISON, UNISON], squeaks: 0.08 }],
  ['nylon-guitar', acoustic(NYLON, CLASSICAL_BODY, { squeaks: 0.08 })],
  [
    'resonator-guitar',
    acoustic({ ...STEEL, sustain: 3.4, brightSustain: 0.9, pluckPlace: 0.11, noise: 0.3 }, CONE_BODY, {
      isDoubled: false,
      glide: { seconds: 0.11, chance: 0.6 },
      vibratoCents: 14,
    }),
  ],
  [
    'ukulele',
    acoustic(
      { ...NYLON, sustain: 3.2, sustainPerOctave: 0.72, brightSustain: 0.36, pluckPlace: 0.24, contactSeconds: 0.000205 },
      SMALL_BODY,
      // Re-entrant tuning would put G4 first; sorted, chords still find their strings.
      { open: [60, 64, 67, 69] },
    ),
  ],
  [
    'banjo',
    acoustic(
      {
        ...STEEL,
        sustain: 2.4,
        sustainPerOctave: 0.7,
        brightSustain: 0.4,
        pluckPlace: 0.1,
        contactSeconds: 0.000068,
        tensionCents: 4,
        releaseSeconds: 0.1,
      },
      SKIN_BODY,
      { open: [48, 50, 55, 59, 62], isDoubled: false },
    ),
  ],
  [
    'mandolin',
    acoustic(
      // A course is two strings: the model's two planes are tuned apart as they are.
      {
        ...STEEL,
        sustain: 3.6,
        sustainPerOctave: 0.72,
        brightSustain: 0.5,
        pluckPlace: 0.12,
        contactSeconds: 0.000068,
        beatCents: 5,
        noise: 0.25,
      },
      SMALL_BODY,
      { open: [55, 62, 69, 76], tremoloFrom: 0.75 },
    ),
  ],
  [
    'bouzouki',
    acoustic(
      { ...STEEL, sustain: 5, brightSustain: 0.9, pluckPlace: 0.11, contactSeconds: 0.00007, beatCents: 4, noise: 0.26 },
      BOWL_BODY,
      { open: [43, 50, 57, 62], courses: [OCTAVE, OCTAVE, null, null], isDoubled: false, tremoloFrom: 0.9 },
    ),
  ],
  [
    'oud',
    acoustic(
      { ...NYLON, sustain: 2.6, brightSustain: 0.42, pluckPlace: 0.12, beatCents: 4, contactSeconds: 0.00013 },
      BOWL_BODY,
      {
        open: [41, 45, 50, 55, 60],
        isDoubled: false,
        glide: { seconds: 0.045, chance: 0.25 },
        vibratoCents: 8,
      },
    ),
  ],
  [
    'guzheng',
    acoustic(
      {
        ...STEEL,
        sustain: 9,
        sustainPerOctave: 0.74,
        brightSustain: 1.5,
        brightPerOctave: 1.15,
        pluckPlace: 0.08,
        tensionCents: 9,
        noise: 0.16,
      },
      ZITHER_BODY,
      {
        open: [38, 45, 50, 54, 57, 62, 66, 69, 74, 78, 81],
        isDoubled: false,
        vibratoCents: 18,
        bends: 0.3,
        glide: { seconds: 0.06, chance: 0.15 },
      },
    ),
  ],
  [
    'pipa',
    acoustic(
      {
        ...STEEL,
        sustain: 2.2,
        sustainPerOctave: 0.8,
        brightSustain: 0.5,
        pluckPlace: 0.09,
        contactSeconds: 0.00006,
        tensionCents: 8,
        noise: 0.34,
      },
      PEAR_BODY,
      { open: [45, 50, 52, 57], isDoubled: false, vibratoCents: 14, bends: 0.18, tremoloFrom: 0.6 },
    ),
  ],
  ['electric-guitar', electric(PICKUP, CLEAN)],
  [
    'jazz-guitar',
    electric(
      { ...PICKUP, pickupPlace: 0.26, pluckPlace: 0.2, contactSeconds: 0.00019, sustain: 5, brightSustain: 0.45, noise: 0.1 },
      JAZZ,
      {
        isDoubled: false,
      },
    ),
  ],
  ['tremolo-guitar', electric({ ...PICKUP, pluckPlace: 0.09 }, CLEAN, { pedal: { kind: 'tremolo', hz: 5.4, depth: 0.72 } })],
  [
    'muted-guitar',
    electric({ ...PICKUP, muteSustain: 0.5, muteBrightSustain: 0.11, pluckPlace: 0.1 }, CLEAN_SQUASHED, { isAlwaysMuted: true }),
  ],
  [
    'wah-guitar',
    electric(
      { ...PICKUP, releaseSeconds: 0.09, muteSustain: 0.12, muteBrightSustain: 0.07, pluckPlace: 0.1, noise: 0.24 },
      BREAKING_UP,
      {
        isDoubled: false,
        pedal: { kind: 'wah', lowHz: 420, highHz: 2100, q: 3.2 },
      },
    ),
  ],
  ['crunch-guitar', electric(HUMBUCKER, CRUNCH)],
  ['fuzz-guitar', electric({ ...HUMBUCKER, pickupPlace: 0.22 }, FUZZ)],
  [
    'lead-guitar',
    electric({ ...HUMBUCKER, pickupPlace: 0.09, brightSustain: 1.1, sustain: 16, sustainPerOctave: 0.8 }, LEAD, {
      isDoubled: false,
      vibratoCents: 20,
      bends: 0.34,
    }),
  ],
  [
    'slide-guitar',
    electric({ ...HUMBUCKER, sustain: 14, brightSustain: 0.9, sustainPerOctave: 0.8, noise: 0.1 }, SLIDE_COMBO, {
      isDoubled: false,
      glide: { seconds: 0.13, chance: 0.8 },
      vibratoCents: 24,
    }),
  ],
  [
    'pedal-steel',
    electric(
      { ...PICKUP, sustain: 15, brightSustain: 1.2, sustainPerOctave: 0.85, pickupPlace: 0.08, pluckPlace: 0.1, noise: 0.06 },
      STEEL_COMBO,
      {
        open: [47, 50, 52, 54, 56, 59, 64, 68],
        isDoubled: false,
        pedal: { kind: 'swell', seconds: 0.42, floor: 0.12 },
        glide: { seconds: 0.16, chance: 0.7 },
        bends: 0.4,
        vibratoCents: 12,
      },
    ),
  ],
  ['bass-guitar', bass({}, BASS_FINGER)],
  ['picked-bass', bass({ contactSeconds: 0.000174, brightSustain: 0.55, pluckPlace: 0.12, noise: 0.2 }, BASS_PICK)],
  [
    'fretless-bass',
    bass({ contactSeconds: 0.00056, brightSustain: 0.46, pluckPlace: 0.13, pickupPlace: 0.1, sustain: 5 }, BASS_FRETLESS, {
      vibratoCents: 9,
      glide: { seconds: 0.05, chance: 0.25 },
    }),
  ],
  [
    'slap-bass',
    bass(
      {
        contactSeconds: 0.000087,
        brightSustain: 0.75,
        highHz: 3200,
        pluckPlace: 0.06,
        pickupPlace: 0.12,
        noise: 0.3,
        tensionCents: 14,
      },
      BASS_SLAP,
    ),
  ],
]);

/** The finger, gut and fingerboard over the recorded upright bass, whose recording ends at 11 kHz and lost its attack. */
export const UPRIGHT_FINGER: FrettedInstrument = electric(
  {
    ...BASS_STRING,
    pickupPlace: null,
    sustain: 0.8,
    brightSustain: 0.26,
    highHz: 2600,
    pluckPlace: 0.16,
    contactSeconds: 0.00024,
    noise: 0.3,
    tensionCents: 9,
  },
  UPRIGHT_BRIDGE,
  { open: [28, 33, 38, 43], isDoubled: false },
);
