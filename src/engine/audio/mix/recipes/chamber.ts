import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Four chairs on a wooden floor in a small hall; every bow heard, nothing squeezed. */
export const chamberRecipe = makeRecipe('chamber', {
  roles: {
    lead: { levelDb: 0, roomDb: -12, hallDb: -9.5, delayDb: OFF_DB, compression: 0.1, presenceDb: -3, airDb: 0, widthDb: -10 },
    counter: { levelDb: -1.2, roomDb: -12, hallDb: -9.5, delayDb: OFF_DB, compression: 0.1, presenceDb: -2.4 },
    chords: { levelDb: -6.5, roomDb: -12, hallDb: -10, compression: 0.1, bodyDb: 0 },
    arpeggio: { levelDb: -5, delayDb: OFF_DB, hallDb: -10 },
    pad: { levelDb: -3.2, roomDb: -12, hallDb: -9.5, widthDb: -6, bodyDb: 0, highPassHz: 60 },
    bass: { levelDb: 0, roomDb: -13, hallDb: -12, compression: 0.1, driveDb: 0, widthDb: -14 },
    percussion: { levelDb: -10 },
    drums: { levelDb: -6 },
  },
  room: { size: 0.34, decaySeconds: 0.9, highDecay: 0.6, dampingHz: 5200, earlyDb: 1.5 },
  hall: { size: 0.62, decaySeconds: 1.9, highDecay: 0.55, dampingHz: 4800, preDelayMs: 22 },
  bus: { throws: 0, bloom: 0.4, sweeps: 0, glue: 0.05, driveDb: 0, breath: 0.5 },
  balanceDb: [-5, -1.5, 1.2, 2, 1.4, 0, -3.6, -5.2, -5.8, -6.5],
  widthDb: -3.2,
  isSeated: true,
});
