import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A full church: the choir wide behind the band, organ from both walls, claps from every pew. */
export const gospelRecipe = makeRecipe('gospel', {
  roles: {
    lead: { levelDb: 0.4, roomDb: -13, hallDb: -12, delayDb: -22, compression: 0.4, presenceDb: 0.8 },
    counter: { levelDb: -0.8, pan: 0, apart: 0.85, widthDb: -4, roomDb: -13, hallDb: -10.5, delayDb: OFF_DB, compression: 0.3 },
    chords: { levelDb: -3, pan: -0.2, apart: 0.8, roomDb: -14, hallDb: -15, presenceDb: 0.6 },
    arpeggio: { delayDb: OFF_DB },
    bass: { levelDb: -1.2, compression: 0.55, driveDb: 1.8 },
    drums: { levelDb: -1, roomDb: -11, hallDb: -20, compression: 0.4, driveDb: 0.8 },
    percussion: { levelDb: -5.5, pan: 0.15, apart: 0.9, widthDb: -6, roomDb: -9.5, hallDb: -13 },
    pad: { levelDb: -6, widthDb: -3, hallDb: -12, bodyDb: 0, highPassHz: 80 },
  },
  kit: { kick: { levelDb: 0.3, bodyDb: 1.5 }, snare: { levelDb: 0, bodyDb: 1 } },
  room: { size: 0.32, decaySeconds: 0.9, highDecay: 0.6, dampingHz: 5400, earlyDb: 1 },
  hall: { size: 0.66, decaySeconds: 2.1, highDecay: 0.55, dampingHz: 5200, preDelayMs: 24 },
  bus: { throws: 0.15, bloom: 0.7, sweeps: 0, glue: 0.42, driveDb: 1.4, breath: 0.7 },
  balanceDb: [-2, 0.4, 0.8, 0.6, 0.3, 0.1, 0, 0, -0.1, -0.6],
  widthDb: -6,
});
