import { clamp, type Rng } from '../../kernel/index.ts';
import { weightOfSlot, type MeterGrid } from './meter-grid.ts';

/**
 * Accents by metric place, as measured on 503 human drum takes in 4/4 (mean velocity of closed hats: beats 87, eighths
 * between 66, sixteenths 44 of 127; beats two and four a little above one and three; ghost notes 20 to 48 against
 * back-beats of 106 to 119; kicks between beats at four fifths of those on the bar line).
 */
export const HAT_WEIGHTS = { barLine: 0.95, beat: 0.97, backbeat: 1.04, eighth: 0.77, sixteenth: 0.52 } as const;
export const KICK_WEIGHTS = { barLine: 1, beat: 0.95, backbeat: 0.93, eighth: 0.86, sixteenth: 0.76 } as const;

export type PlaceWeights = {
  readonly barLine: number;
  readonly beat: number;
  readonly backbeat: number;
  readonly eighth: number;
  readonly sixteenth: number;
};

/** The accent of a place, by a table of weights; `backbeats` are the places of the bar's back-beats. */
export function accentOf(grid: MeterGrid, weights: PlaceWeights, slot: number, backbeats: readonly number[]): number {
  if (backbeats.includes(slot)) {
    return weights.backbeat;
  }

  switch (weightOfSlot(grid, slot)) {
    case 3:
      return weights.barLine;
    case 2:
      return weights.beat;
    case 1:
      return weights.eighth;
    case 0:
      return weights.sixteenth;
  }
}

/** How loud a voice is at an energy: a little under `soft` at 0, `loud` at 1, a little curved so that quiet sections are really quiet. */
export function loudnessOf(soft: number, loud: number, energy: number): number {
  const curved = energy * (0.7 + 0.3 * energy);
  return soft * 0.88 + (loud - soft * 0.88) * curved;
}

/** A hand's error on a velocity: `deviation` is relative (0.05 is a steady player); kept within what MIDI and sampler can tell apart. */
export function humanVelocity(velocity: number, deviation: number, rng: Rng): number {
  return clamp(Math.round(velocity * (1 + rng.gaussian(deviation)) * 1000) / 1000, 0.04, 1);
}
