import type { StringModel } from './string-line.ts';

/** Bronze-wound steel over a wooden box, struck with a plectrum. */
export const STEEL: StringModel = {
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

export const NYLON: StringModel = {
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

/** Nickel-wound steel over a single-coil pickup. */
export const PICKUP: StringModel = {
  ...STEEL,
  sustain: 8,
  brightSustain: 0.6,
  pluckPlace: 0.13,
  pickupPlace: 0.23,
  contactSeconds: 0.000105,
  noise: 0.14,
  tensionCents: 4,
};

/** A long scale, thick strings, a fingertip. */
export const BASS_STRING: StringModel = {
  ...PICKUP,
  sustain: 7,
  sustainPerOctave: 0.6,
  brightSustain: 0.52,
  brightPerOctave: 1.1,
  highHz: 2200,
  pluckPlace: 0.2,
  pickupPlace: 0.16,
  contactSeconds: 0.00031,
  noise: 0.12,
  beatCents: 0.6,
  tensionCents: 6,
  releaseSeconds: 0.11,
  muteSustain: 0.4,
  muteBrightSustain: 0.05,
};
