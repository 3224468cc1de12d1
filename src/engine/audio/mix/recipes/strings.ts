import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A quartet or a small string orchestra, seated, rosin audible, warm hall. */
export const stringsRecipe = makeRecipe('strings', {
  roles: {
    lead: {
      levelDb: 0,
      roomDb: OFF_DB,
      hallDb: -9,
      delayDb: OFF_DB,
      compression: 0.15,
      presenceDb: -1.5,
      airDb: 0,
      widthDb: -10,
    },
    counter: { levelDb: -1.5, roomDb: OFF_DB, hallDb: -8.5, delayDb: OFF_DB, compression: 0.15, presenceDb: -1 },
    chords: { levelDb: -2, roomDb: OFF_DB, hallDb: -9, compression: 0.1, bodyDb: 0 },
    arpeggio: { levelDb: -2.5, roomDb: OFF_DB, hallDb: -9, delayDb: OFF_DB, compression: 0.1, presenceDb: -1, widthDb: -5 },
    pad: { levelDb: -3, roomDb: OFF_DB, hallDb: -8, compression: 0, widthDb: -3.5, highPassHz: 45, bodyDb: 0, presenceDb: -1 },
    bass: { levelDb: -1.8, hallDb: -12, compression: 0.15, driveDb: 0, widthDb: -14 },
    drums: { levelDb: -6, hallDb: -9, driveDb: 0 },
    percussion: { levelDb: -7, hallDb: -9 },
  },
  hall: {
    size: 0.66,
    decaySeconds: 2,
    highDecay: 0.52,
    dampingHz: 5500,
    preDelayMs: 16,
    lowCutHz: 100,
    highCutHz: 11000,
    earlyDb: -1,
  },
  bus: { throws: 0, bloom: 0.6, glue: 0.1, driveDb: 0.5, breath: 0.9 },
  balanceDb: [-4, -0.5, 1, 1.5, 1.3, 0.6, -1, -2.2, -2.5, -3],
  widthDb: -3.4,
  isSeated: true,
});
