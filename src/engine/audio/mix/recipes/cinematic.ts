import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A large stage, deep from front to back, the low end slow and wide awake. */
export const cinematicRecipe = makeRecipe('cinematic', {
  roles: {
    lead: { levelDb: 0, roomDb: OFF_DB, hallDb: -9, delayDb: -22, compression: 0.25 },
    counter: { levelDb: -3.5, hallDb: -9, delayDb: OFF_DB },
    chords: { levelDb: -3.5, hallDb: -10, roomDb: OFF_DB, widthDb: -6 },
    arpeggio: { levelDb: -4.5, hallDb: -10, delayDb: -18 },
    pad: { levelDb: -5, hallDb: -9, widthDb: -2.5, highPassHz: 60 },
    bass: { levelDb: -3.5, hallDb: -17, compression: 0.35, driveDb: 1.5 },
    drums: { levelDb: -1, roomDb: -13, hallDb: -11, compression: 0.35 },
    percussion: { levelDb: -4, hallDb: -11, roomDb: -14 },
    texture: { levelDb: -13 },
    effects: { levelDb: -4, hallDb: -8, widthDb: -3 },
  },
  kit: { kick: { attack: 0.1, bodyDb: 3, sendDb: -4 }, toms: { levelDb: 0, bodyDb: 2.5 }, hats: { levelDb: -12 } },
  hall: { size: 0.85, decaySeconds: 3, highDecay: 0.5, dampingHz: 5000, preDelayMs: 30, lowCutHz: 140, earlyDb: -5 },
  bus: { throws: 0.2, bloom: 1.3, glue: 0.2, driveDb: 0.8, breath: 1.25 },
  balanceDb: [2, 1.5, 0.8, 0.5, 0.3, 0, -0.6, -1, -1.2, -1.5],
  widthDb: -3.2,
  isSeated: true,
});
