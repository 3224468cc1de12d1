import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Nylon guitar and brushes an arm's length away, a plate behind the tune. */
export const bossaRecipe = makeRecipe('bossa', {
  roles: {
    lead: { levelDb: 0, roomDb: -13, hallDb: -12, delayDb: -24, compression: 0.25 },
    counter: { levelDb: -3.5, hallDb: -12, delayDb: OFF_DB },
    chords: { levelDb: -2, pan: -0.3, roomDb: -13, compression: 0.25, widthDb: -8, airDb: 0.5 },
    arpeggio: { delayDb: OFF_DB },
    bass: { levelDb: -3, compression: 0.45, driveDb: 1.5, roomDb: -20 },
    drums: { levelDb: -4.5, roomDb: -12, compression: 0.2, driveDb: 0 },
    percussion: { levelDb: -7.5, pan: 0.4, apart: 0.8 },
    pad: { levelDb: -9.5 },
  },
  kit: { kick: { levelDb: -3, attack: 0, crackDb: 0, bodyDb: 0 }, snare: { levelDb: -2, attack: 0 }, hats: { levelDb: -8 } },
  room: { size: 0.2, decaySeconds: 0.6, highDecay: 0.65, dampingHz: 5500 },
  hall: { size: 0.45, decaySeconds: 1.6, highDecay: 0.6, dampingHz: 5500, preDelayMs: 20 },
  bus: { throws: 0, bloom: 0.6, glue: 0.2, driveDb: 0.8, breath: 0.7 },
  balanceDb: [-4, -1, 0.8, 0.8, 0.5, 0, 0, 0, 0, -0.5],
  widthDb: -7.5,
});
