import { makeRecipe } from '../base-recipe.ts';

/** Lead in front, kick and snare firm, air on top, a little pumping. */
export const popRecipe = makeRecipe('pop', {
  roles: {
    lead: { levelDb: 0.5, compression: 0.5, presenceDb: 1.5, airDb: 1.5, delayDb: -18 },
    chords: { levelDb: -4, duckDb: 1 },
    arpeggio: { duckDb: 1 },
    pad: { duckDb: 1.5, chorus: 0.25 },
    bass: { levelDb: -2, duckDb: 1.5, driveDb: 4 },
    drums: { levelDb: 0, compression: 0.5, driveDb: 2 },
  },
  kit: { kick: { levelDb: 1, attack: 0.35 }, snare: { attack: 0.3 } },
  hall: { size: 0.5, decaySeconds: 1.7, preDelayMs: 26 },
  bus: { throws: 0.5, bloom: 1.2, glue: 0.42, driveDb: 1.5 },
  balanceDb: [0, 0.5, 0.3, -0.3, -0.3, 0, 0.3, 0.5, 0.8, 1],
});
