import type { EqBand } from '../../dsp/biquad.ts';
import type { ChipNoise } from './chip-noise.ts';
import { METAL_HZ, type HitRecipe, type Noise, type Tone } from './hit-synth.ts';

function band(kind: EqBand['kind'], hz: number, q = 0.7): EqBand {
  return { kind, hz, q, gainDb: 0 };
}

function tone(fromHz: number, toHz: number, fall: number, decay: number, level: number, hold = 0): Tone {
  return { fromHz, toHz, fall, decay, hold, level };
}

function noise(bands: readonly EqBand[], decay: number, level: number, bursts: readonly number[] = [], attack = 0.0005): Noise {
  return { bands, attack, decay, level, bursts };
}

function recipe(seconds: number, parts: Partial<Omit<HitRecipe, 'seconds'>>): HitRecipe {
  return { seconds, tones: [], noises: [], metal: null, chip: null, drive: 1, ...parts };
}

function chip(clockHz: readonly [from: number, to: number], seconds: number, level: number, isShort = false): ChipNoise {
  return { clockHz, isShort, seconds, level };
}

const CLICK: readonly EqBand[] = [band('high-pass', 1500), band('low-pass', 9000)];
const SNARE_WIRES: readonly EqBand[] = [band('high-pass', 1400), band('low-pass', 8500)];

/** Drum machine sounds made here: the long 808 boom, the punchy 909, and the small noises around them. */
export const HITS = {
  kick808: recipe(1.1, { tones: [tone(150, 47, 0.014, 0.16, 0.95, 0.02)], noises: [noise(CLICK, 0.0015, 0.25)], drive: 1.25 }),
  kick909: recipe(0.6, {
    tones: [tone(260, 51, 0.011, 0.075, 1, 0.03), tone(900, 120, 0.003, 0.006, 0.35)],
    noises: [noise(CLICK, 0.002, 0.35)],
    drive: 1.7,
  }),
  kickDeep: recipe(0.8, { tones: [tone(190, 43, 0.016, 0.12, 1, 0.03)], noises: [noise(CLICK, 0.001, 0.18)], drive: 1.5 }),
  kickDusty: recipe(0.45, {
    tones: [tone(130, 58, 0.018, 0.06, 0.95, 0.015)],
    noises: [noise([band('low-pass', 2200)], 0.006, 0.5)],
    drive: 1.5,
  }),
  snare808: recipe(0.4, {
    tones: [tone(240, 178, 0.01, 0.035, 0.55), tone(420, 331, 0.008, 0.022, 0.4)],
    noises: [noise(SNARE_WIRES, 0.055, 0.55)],
    drive: 1.2,
  }),
  snare909: recipe(0.45, {
    tones: [tone(310, 172, 0.012, 0.038, 0.6), tone(520, 285, 0.01, 0.024, 0.35)],
    noises: [noise(SNARE_WIRES, 0.048, 0.75), noise([band('band-pass', 4800, 0.6)], 0.012, 0.5)],
    drive: 1.5,
  }),
  snareTight: recipe(0.3, {
    tones: [tone(330, 205, 0.008, 0.022, 0.55)],
    noises: [noise([band('high-pass', 900), band('low-pass', 9000)], 0.028, 0.8)],
    drive: 1.5,
  }),
  clap: recipe(0.5, {
    noises: [
      noise([band('band-pass', 1250, 1.1), band('high-pass', 600)], 0.038, 1.5, [0.0095, 0.0105, 0.0115]),
      noise([band('high-pass', 2800), band('low-pass', 9000)], 0.022, 0.22, [0.01, 0.01, 0.012]),
    ],
    drive: 1.3,
  }),
  handClap: recipe(0.25, {
    noises: [
      noise([band('band-pass', 1150, 1.3), band('high-pass', 500)], 0.012, 1.6),
      noise([band('high-pass', 3000)], 0.006, 0.25),
    ],
  }),
  snap: recipe(0.22, {
    noises: [noise([band('band-pass', 2300, 2.2)], 0.008, 1.8), noise([band('band-pass', 5200, 1.4)], 0.005, 0.6)],
  }),
  closedHat: recipe(0.16, {
    metal: { hz: METAL_HZ, bands: [band('band-pass', 10200, 0.7), band('high-pass', 7200)], decay: 0.013, level: 1.8 },
    noises: [noise([band('high-pass', 8500)], 0.009, 0.2)],
  }),
  pedalHat: recipe(0.14, {
    metal: { hz: METAL_HZ, bands: [band('band-pass', 8600, 0.8), band('high-pass', 6000)], decay: 0.01, level: 1.3 },
    noises: [noise([band('high-pass', 6500)], 0.008, 0.14)],
  }),
  openHat: recipe(0.9, {
    metal: { hz: METAL_HZ, bands: [band('band-pass', 9800, 0.6), band('high-pass', 6800)], decay: 0.115, level: 1.7 },
    noises: [noise([band('high-pass', 8000)], 0.1, 0.14)],
  }),
  tick: recipe(0.12, {
    metal: { hz: [620, 873, 1140, 1523, 1987, 2411], bands: [band('high-pass', 8200)], decay: 0.008, level: 1.4 },
    noises: [noise([band('high-pass', 9500)], 0.011, 0.35)],
  }),
  machineCymbal: recipe(2, {
    metal: { hz: METAL_HZ.map((hz) => hz * 1.37), bands: [band('high-pass', 5200), band('peak', 9000)], decay: 0.3, level: 1.2 },
    noises: [noise([band('high-pass', 6000)], 0.28, 0.3)],
  }),
  rim: recipe(0.12, {
    tones: [tone(1750, 1680, 0.01, 0.006, 0.7), tone(480, 455, 0.01, 0.007, 0.5)],
    noises: [noise([band('high-pass', 2000)], 0.002, 0.4)],
    drive: 1.4,
  }),
  machineCowbell: recipe(0.5, {
    metal: { hz: [540, 800], bands: [band('band-pass', 900, 0.9), band('low-pass', 5000)], decay: 0.05, level: 1.3 },
  }),
  lowTom: recipe(0.8, {
    tones: [tone(140, 78, 0.03, 0.1, 0.95)],
    noises: [noise([band('low-pass', 1500)], 0.02, 0.25)],
    drive: 1.2,
  }),
  midTom: recipe(0.7, {
    tones: [tone(190, 112, 0.028, 0.085, 0.95)],
    noises: [noise([band('low-pass', 1800)], 0.018, 0.25)],
    drive: 1.2,
  }),
  highTom: recipe(0.6, {
    tones: [tone(260, 158, 0.025, 0.07, 0.95)],
    noises: [noise([band('low-pass', 2200)], 0.016, 0.25)],
    drive: 1.2,
  }),
  sub: recipe(2.2, { tones: [tone(82, 36, 0.05, 0.32, 0.9, 0.04)], drive: 1.15 }),
  shaker: recipe(0.16, {
    noises: [{ bands: [band('high-pass', 4200), band('peak', 7000)], attack: 0.018, decay: 0.017, level: 0.8, bursts: [] }],
  }),
  shakerBack: recipe(0.14, {
    noises: [{ bands: [band('high-pass', 5200)], attack: 0.026, decay: 0.012, level: 0.55, bursts: [] }],
  }),
  /** What the recorded cymbals lost above 11 kHz: the stick's tick and the wash that shimmers on. */
  hatAir: recipe(0.12, {
    noises: [noise([band('high-pass', 10_500, 0.9)], 0.012, 0.32), noise([band('high-pass', 12_500)], 0.025, 0.1)],
  }),
  openHatAir: recipe(0.8, {
    noises: [noise([band('high-pass', 10_500, 0.9)], 0.012, 0.25), noise([band('high-pass', 10_500, 0.8)], 0.13, 0.16)],
  }),
  rideAir: recipe(1.3, {
    noises: [noise([band('high-pass', 10_500, 0.9)], 0.008, 0.3), noise([band('high-pass', 10_800, 0.8)], 0.26, 0.2)],
  }),
  crashAir: recipe(2.2, {
    noises: [
      noise([band('high-pass', 10_000, 0.8)], 0.06, 0.3, [], 0.004),
      noise([band('high-pass', 10_500, 0.8)], 0.36, 0.24, [], 0.01),
    ],
  }),
  /** Wires drawn over a coated skin: no stroke, a swish that comes and goes. */
  sweep: recipe(0.5, {
    noises: [
      { bands: [band('band-pass', 2600, 0.5), band('high-pass', 700)], attack: 0.07, decay: 0.085, level: 0.5, bursts: [] },
      { bands: [band('high-pass', 5200)], attack: 0.09, decay: 0.06, level: 0.16, bursts: [] },
    ],
  }),
  djembeSlap: recipe(0.3, {
    tones: [tone(480, 430, 0.006, 0.028, 0.35), tone(905, 880, 0.006, 0.018, 0.22), tone(1420, 1400, 0.006, 0.012, 0.14)],
    noises: [noise([band('band-pass', 2300, 0.7)], 0.007, 1.1), noise([band('high-pass', 4800)], 0.009, 0.35)],
  }),
  tek: recipe(0.25, {
    tones: [tone(560, 545, 0.008, 0.02, 0.3), tone(1130, 1120, 0.008, 0.012, 0.2)],
    noises: [noise([band('band-pass', 3400, 0.8)], 0.004, 0.8)],
  }),
  stick: recipe(0.16, {
    tones: [tone(2480, 2460, 0.01, 0.012, 0.75), tone(5120, 5100, 0.01, 0.005, 0.22)],
    noises: [noise([band('high-pass', 3000)], 0.0015, 0.3)],
  }),
  stomp: recipe(0.5, {
    tones: [tone(92, 54, 0.018, 0.05, 0.85)],
    noises: [noise([band('low-pass', 700)], 0.02, 0.8), noise([band('band-pass', 1500, 0.7)], 0.008, 0.3)],
    drive: 1.2,
  }),
  /** A bronze disc: it takes a breath to bloom, then a cloud of partials far apart. */
  gong: recipe(7, {
    tones: [62, 88.5, 121, 157, 203, 266, 331, 418, 527, 689].map((hz, index) => ({
      fromHz: hz * 1.012,
      toHz: hz,
      fall: 0.3,
      decay: 1.05 / (1 + 0.17 * index),
      hold: 0.05,
      level: 0.26 / (1 + 0.24 * index),
    })),
    noises: [
      { bands: [band('band-pass', 900, 0.5)], attack: 0.16, decay: 0.5, level: 0.16, bursts: [] },
      { bands: [band('high-pass', 3200)], attack: 0.3, decay: 0.4, level: 0.05, bursts: [] },
      noise([band('low-pass', 500)], 0.03, 0.5),
    ],
    metal: { hz: [311, 467, 613, 841, 1187, 1531], bands: [band('band-pass', 1600, 0.4)], decay: 0.7, level: 0.25 },
  }),
  jingles: recipe(0.5, {
    metal: { hz: [2810, 3490, 4225, 5110, 6130, 7450], bands: [band('high-pass', 4500)], decay: 0.05, level: 0.8 },
    noises: [noise([band('high-pass', 6500)], 0.028, 0.45, [0.012])],
  }),
  cajonBass: recipe(0.5, {
    tones: [tone(118, 74, 0.02, 0.055, 0.9), tone(210, 176, 0.015, 0.025, 0.3)],
    noises: [noise([band('band-pass', 420, 0.8)], 0.018, 0.5), noise([band('high-pass', 3000)], 0.006, 0.07)],
  }),
  cajonSlap: recipe(0.35, {
    tones: [tone(255, 228, 0.01, 0.018, 0.4), tone(590, 560, 0.01, 0.01, 0.25)],
    noises: [
      noise([band('band-pass', 1500, 0.7)], 0.01, 0.9),
      noise([band('high-pass', 3800)], 0.03, 0.4),
      noise([band('band-pass', 700, 1)], 0.014, 0.4),
    ],
  }),
  cajonTap: recipe(0.2, {
    tones: [tone(300, 285, 0.01, 0.01, 0.3)],
    noises: [noise([band('band-pass', 1300, 0.8)], 0.006, 0.6), noise([band('high-pass', 4200)], 0.012, 0.14)],
  }),
  /** A console's drums: its triangle falling under a click of its noise, and its noise alone, long, short or ringing. */
  chipKick: recipe(0.16, { tones: [tone(210, 52, 0.02, 0.05, 0.95, 0.02)], chip: chip([9000, 3000], 0.02, 0.35) }),
  chipSnare: recipe(0.17, { tones: [tone(260, 150, 0.015, 0.02, 0.4)], chip: chip([16000, 9000], 0.16, 0.75) }),
  chipRim: recipe(0.06, { chip: chip([14000, 14000], 0.05, 0.6, true) }),
  chipHat: recipe(0.05, { chip: chip([42000, 42000], 0.045, 0.5) }),
  chipOpenHat: recipe(0.22, { chip: chip([36000, 30000], 0.2, 0.5) }),
  chipCrash: recipe(0.75, { chip: chip([26000, 11000], 0.7, 0.6) }),
  chipTom: recipe(0.22, { tones: [tone(260, 90, 0.04, 0.08, 0.9, 0.03)], chip: chip([5000, 2500], 0.05, 0.25) }),
  chipBell: recipe(0.2, { chip: chip([30000, 30000], 0.18, 0.35, true) }),
} as const satisfies Readonly<Record<string, HitRecipe>>;
