import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Close, woody and sunny: two guitars left and right, everything else small around them. */
export const acousticRecipe = makeRecipe('acoustic', {
  roles: {
    lead: { levelDb: -1, hallDb: -14, roomDb: -15 },
    chords: { levelDb: -1.2, pan: -0.45, apart: 0.75, widthDb: -6, airDb: 1.5, presenceDb: 0.5, roomDb: -14, compression: 0.4 },
    arpeggio: { levelDb: -3, pan: 0.45, widthDb: -7, airDb: 1, delayDb: OFF_DB },
    bass: { levelDb: -4, driveDb: 2 },
    drums: { levelDb: -2, compression: 0.3 },
    percussion: { levelDb: -6.5, roomDb: -12 },
    pad: { levelDb: -10 },
  },
  kit: { kick: { attack: 0.1 }, hats: { levelDb: -10 } },
  room: { size: 0.2, decaySeconds: 0.6, highDecay: 0.65 },
  hall: { size: 0.42, decaySeconds: 1.4, dampingHz: 5500, preDelayMs: 16 },
  bus: { glue: 0.32, breath: 0.6 },
  balanceDb: [-3, -1.5, 0.3, 0.8, 0.3, 0, 0, 0.3, 0, -0.4],
});
