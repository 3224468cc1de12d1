import { rgbFromOklch, type Oklch, type Rgb } from '../kernel/index.ts';
import { NIGHTS } from './palettes/nights.ts';
import { PAPERS } from './palettes/papers.ts';
import type { PaletteRecipe } from './palettes/recipe.ts';
import { SKIES } from './palettes/skies.ts';

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
