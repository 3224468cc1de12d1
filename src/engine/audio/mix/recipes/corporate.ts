import { makeRecipe } from '../base-recipe.ts';

/** Clean, open, encouraging; plucks and piano sparkle, nothing is ever in a speaker's way. */
export const corporateRecipe = makeRecipe('corporate', {
  roles: {
    lead: { levelDb: -1, airDb: 1.5, delayDb: -16, hallDb: -12 },
    counter: { delayDb: -17 },
    chords: { levelDb: -3.5, widthDb: -5.5, duckDb: 1 },
    arpeggio: { levelDb: -3.5, delayDb: -15, airDb: 1.5, widthDb: -6, duckDb: 1 },
    pad: { levelDb: -7, widthDb: -2.5, chorus: 0.2, duckDb: 1.5 },
    bass: { levelDb: -3, duckDb: 1.5, driveDb: 2.5 },
    drums: { levelDb: -1, compression: 0.4 },
    percussion: { levelDb: -6.5, apart: 0.85 },
  },
  kit: { kick: { levelDb: 1, attack: 0.25 }, snare: { levelDb: -1 }, hats: { levelDb: -9.5 } },
  hall: { size: 0.58, decaySeconds: 2, dampingHz: 5500, highDecay: 0.55 },
  bus: { throws: 0.4, bloom: 1.1, glue: 0.35, driveDb: 1, breath: 0.7 },
  balanceDb: [-1, 0, 0, -0.5, -0.8, -0.5, 0, 0.8, 1.2, 1.2],
  widthDb: -6.5,
});
