import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A bright, dry playroom: everything small, close and clear. */
export const kidsRecipe = makeRecipe('kids', {
  roles: {
    lead: { levelDb: 0.5, roomDb: -13, hallDb: -15, delayDb: OFF_DB, compression: 0.35, presenceDb: 0.6 },
    counter: { levelDb: -3, pan: 0.35, roomDb: -13, hallDb: -16, delayDb: OFF_DB },
    chords: { levelDb: -3.4, pan: -0.25, apart: 0.85, roomDb: -14, hallDb: -19, airDb: 1 },
    arpeggio: { levelDb: -7, pan: 0.4, delayDb: OFF_DB, roomDb: -13 },
    bass: { levelDb: -2.8, compression: 0.45, driveDb: 1, roomDb: -18 },
    drums: { levelDb: -4, roomDb: -12, compression: 0.25, driveDb: 0.3 },
    percussion: { levelDb: -8, pan: 0.25, apart: 0.9, roomDb: -12, airDb: -2 },
    pad: { levelDb: -10 },
  },
  room: { size: 0.2, decaySeconds: 0.5, highDecay: 0.65, dampingHz: 6200 },
  hall: { size: 0.4, decaySeconds: 1.1, highDecay: 0.6, dampingHz: 6000, preDelayMs: 14 },
  bus: { throws: 0, bloom: 0.6, sweeps: 0, glue: 0.28, driveDb: 0.6, breath: 1 },
  balanceDb: [-6, -2, 0, 0.3, 0.3, 0.3, 0.4, 0.2, -0.8, -0.6],
  widthDb: -7,
});
