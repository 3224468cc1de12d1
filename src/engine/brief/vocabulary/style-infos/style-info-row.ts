import type { Ending, EnergyShape, Meter, Mode } from '../../brief.ts';

/** A style as the table has it. */
export type StyleInfoRow = {
  readonly name: string;
  readonly description: string;
  readonly tempo: readonly [low: number, usual: number, high: number];
  readonly meters?: { readonly [meter in Meter]?: number };
  readonly modes: { readonly [mode in Mode]?: number };
  readonly signatures: readonly [number, number];
  readonly energy: number;
  readonly shape: EnergyShape;
  readonly ending: Ending;
  /** Valence, brightness, tension, density, space. */
  readonly feeling: readonly [number, number, number, number, number];
};

/** Key signatures, flats below zero: open strings like sharps, horns like flats, machines play anything that is easy to read. */
export const GUITAR_KEYS = [0, 4] as const;
export const HORN_KEYS = [-4, 1] as const;
export const ANY_KEYS = [-4, 4] as const;
export const STRING_KEYS = [-2, 3] as const;
