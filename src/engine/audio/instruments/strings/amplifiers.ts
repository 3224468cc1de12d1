import type { EqBand } from '../../dsp/biquad.ts';
import type { Amplifier } from './amplifier.ts';

function band(kind: EqBand['kind'], hz: number, gainDb = 0, q = 0.7): EqBand {
  return { kind, hz, q, gainDb };
}

/** One twelve-inch cone in an open box, a bright one: full to 6 kHz. */
const OPEN_CABINET: readonly EqBand[] = [
  band('high-pass', 78, 0, 0.9),
  band('peak', 135, 2, 1.2),
  band('peak', 520, -2.5, 0.8),
  band('peak', 2700, 4, 1),
  band('peak', 4300, 3, 2.2),
  band('low-pass', 6200, 0, 0.9),
];

/**
 * Four twelve-inch cones in a closed box, the microphone off the centre of one. The box rings at 110 Hz and the cone breaks up above 2 kHz in
 * narrow peaks and dips; above 5 kHz it hardly moves, 24 dB an octave: that is what makes a distorted amplifier sound like one.
 */
const CLOSED_CABINET: readonly EqBand[] = [
  band('high-pass', 72, 0, 1),
  band('peak', 112, 4.5, 1.3),
  band('peak', 430, -4.5, 0.8),
  band('peak', 1250, 1.5, 1.2),
  band('peak', 2350, 4, 1.6),
  band('peak', 2950, -3, 3.5),
  band('peak', 3700, 4.5, 2.4),
  band('low-pass', 4900, 0, 1.1),
  band('low-pass', 5300, 0, 0.6),
];

const FLOOR = { ms: 0.9, gain: 0.16 };

/** Bright single coils into a clean valve amplifier: the chime of a Fender-like combo, just warmed on hard strokes. */
export const CLEAN: Amplifier = {
  before: [band('high-pass', 75), band('low-pass', 6200, 0, 1.5)],
  preamp: null,
  tone: [band('peak', 130, 1.5, 1), band('peak', 480, -3.5, 0.6), band('high-shelf', 2600, 3)],
  power: { gain: 0.75, sag: 0.12 },
  cabinet: OPEN_CABINET,
  reflection: FLOOR,
  level: 1,
};

/** The same, pushed so that the thump of a palm mute is squashed and what follows comes up. */
export const CLEAN_SQUASHED: Amplifier = { ...CLEAN, power: { gain: 1.9, sag: 0.35 }, level: 0.6 };

/** Humbuckers on the edge: clean when stroked, gritty when struck. */
export const BREAKING_UP: Amplifier = {
  ...CLEAN,
  before: [band('high-pass', 90), band('peak', 700, 2, 0.7), band('low-pass', 4800, 0, 1.1)],
  preamp: { first: { gain: 1.5, bias: 0.38 }, second: { gain: 1.1, bias: -0.3 }, couplingHz: 45, darkHz: 7000 },
  tone: [band('peak', 130, 1, 1), band('peak', 550, -2.5, 0.6), band('high-shelf', 2400, 2.5)],
  power: { gain: 0.9, sag: 0.3 },
  level: 0.8,
};

/** A neck humbucker with the tone rolled off into a jazz combo. */
export const JAZZ: Amplifier = {
  before: [band('high-pass', 70), band('low-pass', 2600, 0, 0.8)],
  preamp: null,
  tone: [band('peak', 160, 1.5, 0.9), band('peak', 900, -1, 0.8), band('peak', 1800, 3, 0.9), band('high-shelf', 3500, 2)],
  power: { gain: 0.7, sag: 0.1 },
  cabinet: [band('high-pass', 70, 0, 0.8), band('peak', 120, 1.5, 1), band('peak', 2300, 2.5, 1), band('low-pass', 5200, 0, 0.7)],
  reflection: { ms: 1.3, gain: 0.12 },
  level: 1,
};

/** A British stack turned up: chords growl together, the low string stays tight. */
export const CRUNCH: Amplifier = {
  before: [band('high-pass', 125, 0, 0.8), band('peak', 850, 4, 0.6), band('low-pass', 5200, 0, 1.2)],
  preamp: { first: { gain: 5, bias: 0.45 }, second: { gain: 2.2, bias: -0.36 }, couplingHz: 65, darkHz: 6500 },
  tone: [band('low-shelf', 130, 2), band('peak', 520, -3.5, 0.7), band('peak', 1500, 1.5, 0.8), band('high-shelf', 2800, 3)],
  power: { gain: 0.85, sag: 0.4 },
  cabinet: CLOSED_CABINET,
  reflection: { ms: 0.55, gain: 0.14 },
  level: 0.62,
};

/** The same stack with a booster before it: sings and hangs on. */
export const LEAD: Amplifier = {
  before: [band('high-pass', 170, 0, 0.8), band('peak', 950, 6, 0.6), band('low-pass', 4600, 0, 1)],
  preamp: { first: { gain: 14, bias: 0.26 }, second: { gain: 3.4, bias: -0.22 }, couplingHz: 95, darkHz: 4200 },
  tone: [band('low-shelf', 160, 1), band('peak', 480, -1.5, 0.7), band('peak', 1400, 2, 0.7), band('high-shelf', 3000, 1.5)],
  power: { gain: 0.8, sag: 0.3 },
  cabinet: CLOSED_CABINET,
  reflection: { ms: 0.8, gain: 0.18 },
  level: 0.6,
};

/** A transistor fuzz into a clean combo: squared off, splattering, hollow in the middle. */
export const FUZZ: Amplifier = {
  before: [band('high-pass', 80), band('low-pass', 3600, 0, 0.9)],
  preamp: { first: { gain: 15, bias: 0.42 }, second: { gain: 3.6, bias: 0.3 }, couplingHz: 40, darkHz: 4200 },
  tone: [band('low-shelf', 150, 3), band('peak', 800, -7, 0.6), band('peak', 2600, 3, 0.9)],
  power: { gain: 0.8, sag: 0.2 },
  cabinet: OPEN_CABINET,
  reflection: FLOOR,
  level: 0.5,
};

/** A steel guitar's clean, wide amplifier. */
export const STEEL_COMBO: Amplifier = {
  ...CLEAN,
  before: [band('high-pass', 100), band('low-pass', 5200, 0, 1)],
  tone: [band('peak', 800, -3.5, 0.6), band('high-shelf', 2600, 2)],
};

/** A valve amplifier driven by the bottleneck. */
export const SLIDE_COMBO: Amplifier = {
  ...BREAKING_UP,
  before: [band('high-pass', 120), band('peak', 900, 4, 0.7), band('low-pass', 4800, 0, 1)],
  preamp: { first: { gain: 4, bias: 0.3 }, second: { gain: 1.8, bias: -0.2 }, couplingHz: 60, darkHz: 5000 },
  level: 0.6,
};

/** A direct line blended with a fifteen-inch speaker: weight below, the fingertip on top. */
export const BASS_FINGER: Amplifier = {
  before: [band('high-pass', 30)],
  preamp: null,
  tone: [band('peak', 85, 1, 0.9), band('peak', 320, -2.5, 0.8), band('peak', 900, 3, 0.7), band('peak', 2400, 3, 0.8)],
  power: { gain: 0.95, sag: 0.2 },
  cabinet: [band('peak', 2600, 2.5, 0.9), band('low-pass', 6200, 0, 0.7)],
  reflection: { ms: 0, gain: 0 },
  level: 1,
};

export const BASS_PICK: Amplifier = {
  ...BASS_FINGER,
  preamp: { first: { gain: 1.3, bias: 0.3 }, second: { gain: 0.9, bias: -0.15 }, couplingHz: 18, darkHz: 6500 },
  tone: [band('peak', 75, 2, 0.9), band('peak', 400, -3, 0.8), band('peak', 900, 2, 0.8), band('peak', 2200, 3, 0.8)],
};

/** The bridge pickup of a fretless: the growl sits around 700 Hz. */
export const BASS_FRETLESS: Amplifier = {
  ...BASS_FINGER,
  tone: [band('peak', 90, 2, 0.8), band('peak', 700, 4, 1), band('peak', 1800, 1.5, 1)],
  cabinet: [band('low-pass', 4300, 0, 0.8)],
};

export const BASS_SLAP: Amplifier = {
  ...BASS_FINGER,
  tone: [band('peak', 80, 4, 0.9), band('peak', 500, -6, 0.8), band('high-shelf', 2400, 4.5)],
  power: { gain: 1.1, sag: 0.25 },
  cabinet: [band('low-pass', 9500, 0, 0.8)],
};

/** A transducer at an upright bass's bridge: no weight, that is the recording's, but finger, gut and fingerboard. */
export const UPRIGHT_BRIDGE: Amplifier = {
  before: [],
  preamp: null,
  tone: [band('high-pass', 420, 0, 0.8), band('high-pass', 420, 0, 0.8), band('peak', 930, 4, 1.5), band('peak', 2600, 4, 0.7)],
  power: { gain: 0.5, sag: 0 },
  cabinet: [],
  reflection: { ms: 0, gain: 0 },
  level: 1,
};
