import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A ballroom: saxophones in front, brass behind them on the riser, the rhythm section in the middle; one hall for everybody. */
export const swingRecipe = makeRecipe('swing', {
  roles: {
    lead: { levelDb: 0.5, pan: 0.05, roomDb: -11, hallDb: -13, delayDb: OFF_DB, compression: 0.25, presenceDb: 0.8 },
    counter: { levelDb: -3, pan: -0.25, apart: 0.85, roomDb: -10, hallDb: -13, delayDb: OFF_DB, compression: 0.2, bodyDb: 0.4 },
    chords: { levelDb: -4.5, pan: 0.3, apart: 0.9, roomDb: -10, hallDb: -13, compression: 0.25, widthDb: -8, presenceDb: 0.5 },
    arpeggio: { delayDb: OFF_DB, roomDb: -12 },
    bass: { levelDb: -1.8, roomDb: -16, compression: 0.45, driveDb: 1.4, presenceDb: 1 },
    drums: { levelDb: -2.5, pan: 0.06, roomDb: -9, hallDb: -17, compression: 0.2, driveDb: 0.4, widthDb: -8 },
    percussion: { levelDb: -9, roomDb: -11 },
    pad: { levelDb: -10 },
  },
  kit: {
    kick: { levelDb: -3, attack: 0.05, crackDb: 0, bodyDb: 0.5, sendDb: -4 },
    snare: { levelDb: -0.5, attack: 0.1 },
    hats: { levelDb: -7, pan: 0.35 },
    cymbals: { levelDb: -3.5, pan: -0.3, widthDb: -7 },
  },
  room: { size: 0.36, decaySeconds: 0.9, highDecay: 0.6, dampingHz: 5200, earlyDb: 1.5 },
  hall: { size: 0.55, decaySeconds: 1.5, highDecay: 0.5, dampingHz: 4600, preDelayMs: 18 },
  bus: { throws: 0, bloom: 0.7, sweeps: 0, glue: 0.28, driveDb: 1.6, breath: 0.8 },
  balanceDb: [-4, -1, 0.6, 0.8, 0.8, 0.6, 0.3, 0, -0.6, -1.4],
  widthDb: -7,
});
