import type { EqBand } from '../../dsp/biquad.ts';
import type { Body } from './body.ts';

function band(kind: EqBand['kind'], hz: number, gainDb = 0, q = 0.7): EqBand {
  return { kind, hz, q, gainDb };
}

// Air and top modes of a dreadnought (about 100, 200, 400 Hz) and the plate modes above; the two ears hear them in other proportions and phases.
export const GUITAR_BODY: Body = {
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

export const CLASSICAL_BODY: Body = {
  ...GUITAR_BODY,
  direct: 0.55,
  bands: [band('high-pass', 70), band('peak', 240, 1, 1), band('high-shelf', 2200, 6)],
};

export const SMALL_BODY: Body = {
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
export const SKIN_BODY: Body = {
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

/** A deep, round bowl of thin ribs (oud, bouzouki): one low air mode and a warm middle, little above 4 kHz. */
export const BOWL_BODY: Body = {
  direct: 0.5,
  modes: [
    { hz: 128, q: 7, left: 0.8, right: 0.7 },
    { hz: 236, q: 9, left: 0.8, right: 0.85 },
    { hz: 410, q: 9, left: 0.55, right: 0.45 },
    { hz: 610, q: 8, left: -0.3, right: 0.4 },
    { hz: 940, q: 6, left: 0.4, right: 0.3 },
    { hz: 1580, q: 4, left: 0.3, right: -0.25 },
    { hz: 2700, q: 2.5, left: 0.25, right: 0.25 },
  ],
  bands: [band('high-pass', 75), band('peak', 700, 2, 0.8), band('high-shelf', 3500, 2)],
};

/** A long, shallow box with a curved top of light wood (guzheng, koto family): clear, with a sheen. */
export const ZITHER_BODY: Body = {
  direct: 0.75,
  modes: [
    { hz: 140, q: 8, left: 0.5, right: 0.45 },
    { hz: 265, q: 10, left: 0.55, right: 0.5 },
    { hz: 540, q: 11, left: 0.4, right: -0.35 },
    { hz: 910, q: 9, left: -0.35, right: 0.4 },
    { hz: 1500, q: 6, left: 0.35, right: 0.3 },
    { hz: 2900, q: 3, left: 0.35, right: -0.3 },
    { hz: 5200, q: 2, left: 0.25, right: 0.3 },
  ],
  bands: [band('high-pass', 70), band('peak', 1900, 1.5, 0.8), band('high-shelf', 4500, 4)],
};

/** A spun aluminium cone under a bridge: a bark between 600 Hz and 1.6 kHz, little below, a metallic ring above. */
export const CONE_BODY: Body = {
  direct: 0.4,
  modes: [
    { hz: 165, q: 5, left: 0.5, right: 0.45 },
    { hz: 340, q: 6, left: 0.5, right: 0.55 },
    { hz: 690, q: 7, left: 0.85, right: 0.75 },
    { hz: 1080, q: 8, left: 0.7, right: -0.6 },
    { hz: 1640, q: 7, left: 0.55, right: 0.6 },
    { hz: 2480, q: 6, left: -0.4, right: 0.45 },
    { hz: 3900, q: 4, left: 0.35, right: 0.3 },
  ],
  bands: [band('high-pass', 95), band('peak', 900, 3, 0.9), band('high-shelf', 5200, 2)],
};

/** A small pear of hard wood (pipa): dry and bright. */
export const PEAR_BODY: Body = {
  direct: 0.6,
  modes: [
    { hz: 205, q: 6, left: 0.5, right: 0.55 },
    { hz: 470, q: 8, left: 0.7, right: 0.6 },
    { hz: 760, q: 9, left: -0.4, right: 0.5 },
    { hz: 1260, q: 7, left: 0.5, right: 0.4 },
    { hz: 2150, q: 5, left: 0.45, right: -0.4 },
    { hz: 3600, q: 3, left: 0.4, right: 0.4 },
  ],
  bands: [band('high-pass', 110), band('peak', 1200, 2, 0.8), band('high-shelf', 5000, 3)],
};
