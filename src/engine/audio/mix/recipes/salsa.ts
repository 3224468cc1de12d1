import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A dance hall in the tropics: drums of skin and bell all round, piano hard and bright, horns in a line at the front. */
export const salsaRecipe = makeRecipe('salsa', {
  roles: {
    lead: { levelDb: 0.6, roomDb: -11, hallDb: -14, delayDb: -26, compression: 0.35, presenceDb: 1.2 },
    counter: { levelDb: -3.5, pan: -0.3, roomDb: -11, hallDb: -14, delayDb: OFF_DB },
    chords: {
      levelDb: -2.6,
      pan: 0.22,
      apart: 0.85,
      roomDb: -12,
      hallDb: -18,
      compression: 0.4,
      presenceDb: 1.6,
      airDb: 0.5,
      highPassHz: 120,
    },
    bass: { levelDb: -1.6, compression: 0.55, driveDb: 2, roomDb: -20, presenceDb: 1 },
    drums: { levelDb: -2, roomDb: -11 },
    percussion: { levelDb: -3, pan: 0.1, apart: 1, roomDb: -11.5, hallDb: -20, compression: 0.3, presenceDb: 1, airDb: 1 },
    pad: { levelDb: -11 },
  },
  room: { size: 0.3, decaySeconds: 0.75, highDecay: 0.6, dampingHz: 5600, earlyDb: 1 },
  hall: { size: 0.48, decaySeconds: 1.3, highDecay: 0.55, dampingHz: 5000, preDelayMs: 16 },
  bus: { throws: 0, bloom: 0.7, sweeps: 0, glue: 0.38, driveDb: 1.6, breath: 0.8 },
  balanceDb: [-3, -0.5, 0.6, 0.3, 0.2, 0.3, 0.6, 0.5, 0.4, 0],
  widthDb: -6.6,
});
