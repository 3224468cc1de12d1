import type { Oklch } from '../../kernel/index.ts';

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

/** Warm white for words on warm darkness. */
export const CREAM: Oklch = [0.975, 0.018, 85];
/** Cool white for words on cold darkness. */
export const SNOW: Oklch = [0.985, 0.006, 250];
