import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** One hall, one pair of microphones and a few spots: seats, not faders, make the picture. */
export const orchestralRecipe = makeRecipe('orchestral', {
  roles: {
    lead: {
      levelDb: -0.5,
      roomDb: OFF_DB,
      hallDb: -8,
      delayDb: OFF_DB,
      compression: 0.15,
      presenceDb: -0.8,
      airDb: 0,
      widthDb: -10,
    },
    counter: { levelDb: -2.5, roomDb: OFF_DB, hallDb: -8, delayDb: OFF_DB, compression: 0.1, presenceDb: -0.8 },
    chords: { levelDb: -3, roomDb: OFF_DB, hallDb: -8, compression: 0.1, widthDb: -5, bodyDb: 0 },
    arpeggio: { levelDb: -4, roomDb: OFF_DB, hallDb: -8, delayDb: OFF_DB, compression: 0.1 },
    pad: { levelDb: -4, roomDb: OFF_DB, hallDb: -8, compression: 0, widthDb: -3, highPassHz: 45, bodyDb: 0 },
    bass: { levelDb: -4, hallDb: -13, compression: 0.15, driveDb: 0, widthDb: -14 },
    drums: { levelDb: -3, roomDb: OFF_DB, hallDb: -8, compression: 0.1, driveDb: 0 },
    percussion: { levelDb: -4.5, roomDb: OFF_DB, hallDb: -8, compression: 0.1, airDb: -3 },
    effects: { levelDb: -11, hallDb: -7 },
  },
  kit: { kick: { attack: 0, crackDb: 0, sendDb: 0 }, snare: { attack: 0 }, hats: { levelDb: -12 } },
  hall: {
    size: 0.8,
    decaySeconds: 2.4,
    highDecay: 0.5,
    dampingHz: 5200,
    preDelayMs: 20,
    lowCutHz: 90,
    highCutHz: 11000,
    earlyDb: -2,
  },
  bus: { throws: 0, bloom: 0.7, glue: 0.08, driveDb: 0, breath: 1 },
  balanceDb: [-1, 0, 0.5, 1, 0.8, 0.3, -1.2, -2.2, -2.4, -2.8],
  widthDb: -3.2,
  isSeated: true,
});
