import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Dry, tight and near: every instrument a drum, with its own place from left to right. */
export const funkRecipe = makeRecipe('funk', {
  roles: {
    lead: { levelDb: 0, hallDb: -16, roomDb: -14, delayDb: -22 },
    counter: { levelDb: -3, pan: 0.35, hallDb: -18 },
    chords: { levelDb: -3.5, pan: -0.5, apart: 0.8, compression: 0.45, roomDb: -15, hallDb: OFF_DB, bodyDb: -2, presenceDb: 1 },
    arpeggio: { pan: 0.5, hallDb: OFF_DB },
    bass: { levelDb: -0.5, driveDb: 4, compression: 0.7, presenceDb: 2 },
    drums: { levelDb: 0.5, compression: 0.5, driveDb: 2, roomDb: -12, hallDb: OFF_DB },
    percussion: { levelDb: -6.5, pan: 0.4, apart: 0.85 },
    pad: { levelDb: -9.5 },
  },
  kit: {
    kick: { levelDb: 0.5, attack: 0.3 },
    snare: { levelDb: 0.5, attack: 0.3, crackDb: 2 },
    hats: { levelDb: -7.5, pan: 0.35 },
  },
  room: { size: 0.14, decaySeconds: 0.4 },
  hall: { size: 0.4, decaySeconds: 1.2 },
  bus: { glue: 0.4, driveDb: 1.8, breath: 0.8 },
  balanceDb: [-0.5, 1, 0.5, -0.3, -0.3, 0, 0.5, 0.5, 0.5, 0],
});
