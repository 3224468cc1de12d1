import { rgbFromOklch, type Oklch, type Rgb } from './oklch.ts';

/** Colours of a picture by what they are for. */
export type Palette = {
  readonly id: string;
  /** Whether the ground is lighter or darker than the words on it. */
  readonly tone: 'dark' | 'light';
  /** The backdrop: top, middle, bottom. */
  readonly ground: readonly [Rgb, Rgb, Rgb];
  /** Shapes from far to near. */
  readonly layers: readonly [Rgb, Rgb, Rgb, Rgb];
  /** Sun, moon, lamps. */
  readonly light: Rgb;
  /** What answers the melody. */
  readonly spark: Rgb;
  /** What answers the beat. */
  readonly pulse: Rgb;
  readonly text: Rgb;
  /** What is laid softly behind words where the picture is not calm enough for them. */
  readonly shade: Rgb;
};

type Ground = readonly [Oklch, Oklch, Oklch];
type Layers = readonly [Oklch, Oklch, Oklch, Oklch];

/** A palette as it is kept: in the eye's own terms, with the feeling it belongs to. */
export type PaletteRecipe = {
  readonly id: string;
  readonly tone: 'dark' | 'light';
  /** 0 sad, 1 happy. */
  readonly valence: number;
  /** 0 calm, 1 excited. */
  readonly arousal: number;
  readonly ground: Ground;
  readonly layers: Layers;
  readonly light: Oklch;
  readonly spark: Oklch;
  readonly pulse: Oklch;
  readonly text: Oklch;
  readonly shade: Oklch;
};

const CREAM: Oklch = [0.975, 0.018, 85];
const SNOW: Oklch = [0.985, 0.006, 250];

/** Landscapes: skies from dawn to night. */
const SKIES: readonly PaletteRecipe[] = [
  {
    id: 'apricot-morning',
    tone: 'light',
    valence: 0.85,
    arousal: 0.45,
    ground: [
      [0.86, 0.06, 215],
      [0.93, 0.06, 85],
      [0.9, 0.09, 65],
    ],
    layers: [
      [0.8, 0.07, 150],
      [0.68, 0.09, 158],
      [0.52, 0.085, 168],
      [0.36, 0.062, 182],
    ],
    light: [0.985, 0.05, 95],
    spark: [0.99, 0.06, 95],
    pulse: [0.83, 0.13, 60],
    text: [0.24, 0.045, 200],
    shade: [0.95, 0.04, 88],
  },
  {
    id: 'peach-hour',
    tone: 'light',
    valence: 0.75,
    arousal: 0.3,
    ground: [
      [0.84, 0.075, 40],
      [0.91, 0.07, 62],
      [0.95, 0.06, 88],
    ],
    layers: [
      [0.77, 0.085, 30],
      [0.63, 0.1, 18],
      [0.47, 0.09, 5],
      [0.31, 0.06, 345],
    ],
    light: [0.99, 0.04, 95],
    spark: [0.99, 0.05, 92],
    pulse: [0.8, 0.13, 45],
    text: [0.25, 0.06, 350],
    shade: [0.95, 0.045, 70],
  },
  {
    id: 'lagoon',
    tone: 'dark',
    valence: 0.85,
    arousal: 0.75,
    ground: [
      [0.42, 0.09, 235],
      [0.6, 0.1, 215],
      [0.86, 0.09, 170],
    ],
    layers: [
      [0.62, 0.1, 195],
      [0.48, 0.09, 205],
      [0.36, 0.075, 215],
      [0.24, 0.05, 230],
    ],
    light: [0.97, 0.06, 105],
    spark: [0.95, 0.09, 100],
    pulse: [0.8, 0.14, 50],
    text: CREAM,
    shade: [0.28, 0.07, 235],
  },
  {
    id: 'golden-field',
    tone: 'dark',
    valence: 0.7,
    arousal: 0.5,
    ground: [
      [0.44, 0.07, 265],
      [0.7, 0.11, 45],
      [0.88, 0.12, 82],
    ],
    layers: [
      [0.62, 0.11, 55],
      [0.48, 0.095, 45],
      [0.34, 0.07, 35],
      [0.21, 0.04, 20],
    ],
    light: [0.98, 0.07, 95],
    spark: [0.96, 0.09, 90],
    pulse: [0.86, 0.14, 72],
    text: CREAM,
    shade: [0.27, 0.06, 280],
  },
  {
    id: 'blue-hour',
    tone: 'dark',
    valence: 0.35,
    arousal: 0.2,
    ground: [
      [0.25, 0.075, 275],
      [0.42, 0.085, 285],
      [0.72, 0.08, 35],
    ],
    layers: [
      [0.46, 0.07, 285],
      [0.36, 0.065, 280],
      [0.26, 0.055, 275],
      [0.16, 0.035, 270],
    ],
    light: [0.95, 0.05, 70],
    spark: [0.94, 0.07, 80],
    pulse: [0.83, 0.09, 40],
    text: SNOW,
    shade: [0.2, 0.06, 275],
  },
  {
    id: 'fjord',
    tone: 'dark',
    valence: 0.3,
    arousal: 0.3,
    ground: [
      [0.28, 0.04, 225],
      [0.48, 0.05, 215],
      [0.8, 0.04, 195],
    ],
    layers: [
      [0.6, 0.045, 210],
      [0.45, 0.05, 215],
      [0.31, 0.045, 220],
      [0.18, 0.03, 230],
    ],
    light: [0.97, 0.02, 110],
    spark: [0.96, 0.05, 95],
    pulse: [0.86, 0.06, 180],
    text: SNOW,
    shade: [0.22, 0.04, 225],
  },
  {
    id: 'ember',
    tone: 'dark',
    valence: 0.25,
    arousal: 0.85,
    ground: [
      [0.18, 0.05, 320],
      [0.36, 0.115, 18],
      [0.72, 0.16, 52],
    ],
    layers: [
      [0.44, 0.12, 25],
      [0.33, 0.095, 15],
      [0.23, 0.065, 0],
      [0.14, 0.035, 330],
    ],
    light: [0.95, 0.09, 85],
    spark: [0.9, 0.13, 75],
    pulse: [0.76, 0.17, 50],
    text: CREAM,
    shade: [0.17, 0.05, 330],
  },
  {
    id: 'cold-steel',
    tone: 'dark',
    valence: 0.3,
    arousal: 0.75,
    ground: [
      [0.17, 0.035, 245],
      [0.32, 0.055, 235],
      [0.66, 0.06, 210],
    ],
    layers: [
      [0.43, 0.05, 232],
      [0.32, 0.045, 236],
      [0.22, 0.035, 242],
      [0.13, 0.02, 250],
    ],
    light: [0.97, 0.035, 200],
    spark: [0.92, 0.1, 75],
    pulse: [0.85, 0.08, 205],
    text: SNOW,
    shade: [0.16, 0.035, 245],
  },
];

/** Nights lit by lamps, screens and stars. */
const NIGHTS: readonly PaletteRecipe[] = [
  {
    id: 'lamp-light',
    tone: 'dark',
    valence: 0.55,
    arousal: 0.25,
    ground: [
      [0.3, 0.085, 300],
      [0.5, 0.11, 340],
      [0.78, 0.11, 50],
    ],
    layers: [
      [0.42, 0.085, 325],
      [0.32, 0.075, 310],
      [0.23, 0.06, 300],
      [0.14, 0.04, 295],
    ],
    light: [0.93, 0.07, 70],
    spark: [0.9, 0.12, 82],
    pulse: [0.82, 0.12, 55],
    text: CREAM,
    shade: [0.22, 0.07, 300],
  },
  {
    id: 'rainy-window',
    tone: 'dark',
    valence: 0.35,
    arousal: 0.2,
    ground: [
      [0.24, 0.05, 245],
      [0.38, 0.06, 225],
      [0.6, 0.065, 195],
    ],
    layers: [
      [0.38, 0.055, 225],
      [0.29, 0.05, 232],
      [0.21, 0.042, 240],
      [0.13, 0.03, 250],
    ],
    light: [0.95, 0.05, 95],
    spark: [0.88, 0.12, 78],
    pulse: [0.85, 0.08, 170],
    text: SNOW,
    shade: [0.18, 0.045, 245],
  },
  {
    id: 'neon-dusk',
    tone: 'dark',
    valence: 0.6,
    arousal: 0.7,
    ground: [
      [0.19, 0.095, 285],
      [0.36, 0.16, 315],
      [0.68, 0.19, 10],
    ],
    layers: [
      [0.3, 0.13, 300],
      [0.24, 0.11, 290],
      [0.18, 0.085, 285],
      [0.12, 0.055, 280],
    ],
    light: [0.9, 0.13, 88],
    spark: [0.87, 0.13, 205],
    pulse: [0.72, 0.22, 350],
    text: SNOW,
    shade: [0.18, 0.09, 285],
  },
  {
    id: 'teal-drive',
    tone: 'dark',
    valence: 0.45,
    arousal: 0.65,
    ground: [
      [0.16, 0.05, 255],
      [0.32, 0.09, 245],
      [0.62, 0.12, 195],
    ],
    layers: [
      [0.3, 0.085, 235],
      [0.23, 0.07, 245],
      [0.17, 0.055, 255],
      [0.11, 0.035, 265],
    ],
    light: [0.92, 0.1, 10],
    spark: [0.86, 0.13, 350],
    pulse: [0.8, 0.13, 190],
    text: SNOW,
    shade: [0.16, 0.055, 255],
  },
  {
    id: 'violet-pulse',
    tone: 'dark',
    valence: 0.55,
    arousal: 0.85,
    ground: [
      [0.15, 0.06, 280],
      [0.22, 0.1, 290],
      [0.3, 0.14, 300],
    ],
    layers: [
      [0.44, 0.19, 300],
      [0.56, 0.2, 320],
      [0.66, 0.19, 345],
      [0.12, 0.05, 280],
    ],
    light: [0.92, 0.08, 200],
    spark: [0.88, 0.14, 190],
    pulse: [0.7, 0.22, 345],
    text: SNOW,
    shade: [0.14, 0.06, 280],
  },
  {
    id: 'acid-club',
    tone: 'dark',
    valence: 0.65,
    arousal: 0.9,
    ground: [
      [0.16, 0.03, 200],
      [0.21, 0.045, 190],
      [0.28, 0.06, 180],
    ],
    layers: [
      [0.42, 0.085, 185],
      [0.56, 0.11, 175],
      [0.72, 0.15, 150],
      [0.12, 0.025, 200],
    ],
    light: [0.95, 0.12, 115],
    spark: [0.93, 0.17, 118],
    pulse: [0.8, 0.16, 150],
    text: [0.98, 0.02, 120],
    shade: [0.15, 0.03, 200],
  },
  {
    id: 'coral-floor',
    tone: 'dark',
    valence: 0.8,
    arousal: 0.8,
    ground: [
      [0.19, 0.06, 350],
      [0.27, 0.095, 5],
      [0.36, 0.13, 18],
    ],
    layers: [
      [0.5, 0.17, 20],
      [0.62, 0.18, 32],
      [0.76, 0.15, 55],
      [0.14, 0.045, 345],
    ],
    light: [0.95, 0.07, 80],
    spark: [0.94, 0.1, 90],
    pulse: [0.75, 0.17, 40],
    text: CREAM,
    shade: [0.17, 0.055, 350],
  },
  {
    id: 'boreal',
    tone: 'dark',
    valence: 0.5,
    arousal: 0.15,
    ground: [
      [0.14, 0.045, 265],
      [0.22, 0.06, 245],
      [0.36, 0.07, 205],
    ],
    layers: [
      [0.26, 0.05, 225],
      [0.2, 0.045, 235],
      [0.145, 0.035, 245],
      [0.095, 0.022, 255],
    ],
    light: [0.86, 0.13, 165],
    spark: [0.96, 0.05, 170],
    pulse: [0.7, 0.13, 295],
    text: SNOW,
    shade: [0.14, 0.045, 260],
  },
  {
    id: 'rose-nebula',
    tone: 'dark',
    valence: 0.6,
    arousal: 0.25,
    ground: [
      [0.15, 0.05, 290],
      [0.23, 0.075, 305],
      [0.36, 0.085, 335],
    ],
    layers: [
      [0.27, 0.065, 315],
      [0.21, 0.055, 305],
      [0.15, 0.045, 295],
      [0.1, 0.03, 285],
    ],
    light: [0.82, 0.12, 350],
    spark: [0.96, 0.04, 40],
    pulse: [0.74, 0.12, 240],
    text: SNOW,
    shade: [0.15, 0.05, 295],
  },
];

/** Grounds of paper and flat colour. */
const PAPERS: readonly PaletteRecipe[] = [
  {
    id: 'riso',
    tone: 'light',
    valence: 0.75,
    arousal: 0.55,
    ground: [
      [0.95, 0.025, 85],
      [0.94, 0.028, 82],
      [0.92, 0.032, 78],
    ],
    layers: [
      [0.8, 0.13, 80],
      [0.66, 0.17, 35],
      [0.52, 0.09, 200],
      [0.3, 0.06, 265],
    ],
    light: [0.85, 0.14, 85],
    spark: [0.66, 0.19, 30],
    pulse: [0.55, 0.1, 205],
    text: [0.26, 0.055, 265],
    shade: [0.95, 0.025, 85],
  },
  {
    id: 'ipanema',
    tone: 'light',
    valence: 0.85,
    arousal: 0.4,
    ground: [
      [0.95, 0.03, 95],
      [0.93, 0.035, 90],
      [0.9, 0.045, 85],
    ],
    layers: [
      [0.84, 0.12, 88],
      [0.72, 0.13, 40],
      [0.6, 0.11, 165],
      [0.38, 0.08, 210],
    ],
    light: [0.87, 0.14, 88],
    spark: [0.7, 0.16, 38],
    pulse: [0.6, 0.11, 165],
    text: [0.28, 0.055, 215],
    shade: [0.95, 0.03, 95],
  },
  {
    id: 'midnight-club',
    tone: 'dark',
    valence: 0.4,
    arousal: 0.4,
    ground: [
      [0.23, 0.055, 265],
      [0.25, 0.06, 268],
      [0.22, 0.055, 262],
    ],
    layers: [
      [0.42, 0.09, 265],
      [0.62, 0.14, 30],
      [0.78, 0.12, 80],
      [0.16, 0.04, 265],
    ],
    light: [0.86, 0.11, 85],
    spark: [0.84, 0.13, 75],
    pulse: [0.66, 0.15, 30],
    text: CREAM,
    shade: [0.2, 0.05, 265],
  },
  {
    id: 'ink-on-paper',
    tone: 'light',
    valence: 0.55,
    arousal: 0.25,
    ground: [
      [0.95, 0.014, 80],
      [0.94, 0.018, 75],
      [0.91, 0.026, 65],
    ],
    layers: [
      [0.82, 0.04, 250],
      [0.7, 0.06, 255],
      [0.45, 0.075, 262],
      [0.26, 0.05, 268],
    ],
    light: [0.9, 0.06, 60],
    spark: [0.6, 0.15, 32],
    pulse: [0.5, 0.1, 260],
    text: [0.25, 0.045, 268],
    shade: [0.95, 0.014, 80],
  },
  {
    id: 'champagne-noir',
    tone: 'dark',
    valence: 0.35,
    arousal: 0.3,
    ground: [
      [0.2, 0.025, 320],
      [0.235, 0.032, 335],
      [0.19, 0.025, 310],
    ],
    layers: [
      [0.3, 0.04, 340],
      [0.4, 0.05, 20],
      [0.66, 0.07, 65],
      [0.14, 0.018, 310],
    ],
    light: [0.88, 0.065, 80],
    spark: [0.92, 0.08, 85],
    pulse: [0.7, 0.1, 45],
    text: CREAM,
    shade: [0.18, 0.025, 320],
  },
  {
    id: 'deep-water',
    tone: 'dark',
    valence: 0.4,
    arousal: 0.35,
    ground: [
      [0.22, 0.045, 235],
      [0.27, 0.055, 225],
      [0.2, 0.045, 245],
    ],
    layers: [
      [0.34, 0.06, 225],
      [0.46, 0.07, 210],
      [0.72, 0.07, 190],
      [0.14, 0.03, 245],
    ],
    light: [0.92, 0.045, 185],
    spark: [0.95, 0.05, 95],
    pulse: [0.72, 0.09, 190],
    text: SNOW,
    shade: [0.19, 0.045, 238],
  },
  {
    id: 'gig-poster',
    tone: 'dark',
    valence: 0.5,
    arousal: 0.85,
    ground: [
      [0.21, 0.02, 270],
      [0.21, 0.02, 270],
      [0.19, 0.02, 275],
    ],
    layers: [
      [0.62, 0.21, 28],
      [0.76, 0.16, 62],
      [0.93, 0.03, 85],
      [0.14, 0.015, 270],
    ],
    light: [0.93, 0.05, 88],
    spark: [0.95, 0.04, 88],
    pulse: [0.64, 0.22, 28],
    text: CREAM,
    shade: [0.17, 0.02, 270],
  },
  {
    id: 'soul-train',
    tone: 'dark',
    valence: 0.8,
    arousal: 0.75,
    ground: [
      [0.34, 0.11, 25],
      [0.33, 0.11, 22],
      [0.29, 0.1, 18],
    ],
    layers: [
      [0.64, 0.17, 42],
      [0.8, 0.14, 78],
      [0.62, 0.09, 195],
      [0.2, 0.06, 15],
    ],
    light: [0.93, 0.07, 88],
    spark: [0.95, 0.06, 90],
    pulse: [0.8, 0.15, 75],
    text: CREAM,
    shade: [0.22, 0.075, 20],
  },
  {
    id: 'clear-day',
    tone: 'light',
    valence: 0.75,
    arousal: 0.5,
    ground: [
      [0.97, 0.012, 240],
      [0.95, 0.02, 235],
      [0.92, 0.035, 230],
    ],
    layers: [
      [0.84, 0.08, 225],
      [0.7, 0.13, 245],
      [0.55, 0.17, 262],
      [0.3, 0.09, 268],
    ],
    light: [0.88, 0.1, 85],
    spark: [0.74, 0.17, 40],
    pulse: [0.62, 0.16, 255],
    text: [0.25, 0.07, 268],
    shade: [0.97, 0.012, 240],
  },
  {
    id: 'sorbet',
    tone: 'light',
    valence: 0.9,
    arousal: 0.65,
    ground: [
      [0.95, 0.03, 340],
      [0.94, 0.04, 20],
      [0.94, 0.055, 75],
    ],
    layers: [
      [0.86, 0.09, 20],
      [0.78, 0.12, 345],
      [0.68, 0.14, 300],
      [0.34, 0.11, 290],
    ],
    light: [0.92, 0.1, 90],
    spark: [0.7, 0.17, 15],
    pulse: [0.72, 0.14, 300],
    text: [0.28, 0.1, 295],
    shade: [0.96, 0.025, 350],
  },
];

/** Every palette there is. */
export const PALETTE_RECIPES: readonly PaletteRecipe[] = [...SKIES, ...NIGHTS, ...PAPERS];

/** The palette in screen colours, all hues turned together by `turnDegrees` so that siblings differ and harmony stays. */
export function mixPalette(recipe: PaletteRecipe, turnDegrees: number): Palette {
  const tint = ([lightness, chroma, hue]: Oklch): Rgb => rgbFromOklch([lightness, chroma, hue + turnDegrees]);
  const [top, middle, bottom] = recipe.ground;
  const [far, mid, near, nearest] = recipe.layers;
  return {
    id: recipe.id,
    tone: recipe.tone,
    ground: [tint(top), tint(middle), tint(bottom)],
    layers: [tint(far), tint(mid), tint(near), tint(nearest)],
    light: tint(recipe.light),
    spark: tint(recipe.spark),
    pulse: tint(recipe.pulse),
    text: tint(recipe.text),
    shade: tint(recipe.shade),
  };
}
