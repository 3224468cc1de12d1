import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A small band in a wooden room, hardly treated. */
export const folkRecipe = makeRecipe('folk', {
  roles: {
    lead: { levelDb: -1.2, roomDb: -12, hallDb: -16, compression: 0.3, delayDb: OFF_DB },
    counter: { roomDb: -12, hallDb: -16, delayDb: OFF_DB },
    chords: { levelDb: -1.2, pan: -0.4, apart: 0.7, bodyDb: -2, presenceDb: 0.5, airDb: 2.5, roomDb: -12, compression: 0.4 },
    arpeggio: { levelDb: -3, pan: 0.4, airDb: 1, roomDb: -12, delayDb: OFF_DB },
    bass: { levelDb: -4.5, driveDb: 1.5, compression: 0.5 },
    drums: { levelDb: -4, compression: 0.25, driveDb: 0 },
    percussion: { levelDb: -6.5 },
    pad: { levelDb: -10 },
  },
  kit: { kick: { attack: 0 }, snare: { attack: 0.1 } },
  room: { size: 0.26, decaySeconds: 0.75, highDecay: 0.6, dampingHz: 5000, earlyDb: 1 },
  hall: { size: 0.38, decaySeconds: 1.2, dampingHz: 4500, preDelayMs: 12 },
  bus: { throws: 0, bloom: 0.8, glue: 0.22, driveDb: 0.8, breath: 0.6 },
  balanceDb: [-4, -1.5, 0.2, 0, -0.6, 0.2, 0.6, 0.8, 0.6, 0.2],
});
