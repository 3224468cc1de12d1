import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A session with the door to the hills open: fiddle in front, drones all round, the bodhrán under everything. */
export const celticRecipe = makeRecipe('celtic', {
  roles: {
    lead: { levelDb: 0.4, roomDb: -12, hallDb: -11.5, delayDb: OFF_DB, compression: 0.3, presenceDb: 0.3 },
    counter: { levelDb: -3.2, pan: 0.32, apart: 0.8, hallDb: -11, delayDb: OFF_DB },
    chords: { levelDb: -3, pan: -0.3, apart: 0.8, roomDb: -13, hallDb: -15, airDb: 0.6 },
    arpeggio: { levelDb: -4.5, pan: 0.3, hallDb: -12, delayDb: OFF_DB },
    bass: { levelDb: -2.8, compression: 0.35, driveDb: 0.8, roomDb: -16 },
    percussion: { levelDb: -3.6, pan: 0, apart: 0.6, roomDb: -11.5, hallDb: -17, highPassHz: 45 },
    drums: { levelDb: -4 },
    pad: { levelDb: -9, widthDb: -3, hallDb: -10 },
  },
  room: { size: 0.3, decaySeconds: 0.8, highDecay: 0.6, dampingHz: 5400, earlyDb: 1 },
  hall: { size: 0.6, decaySeconds: 1.9, highDecay: 0.6, dampingHz: 5600, preDelayMs: 24 },
  bus: { throws: 0, bloom: 0.7, sweeps: 0, glue: 0.22, driveDb: 0.6, breath: 0.8 },
  balanceDb: [-4, -1, 0.6, 0.6, 0.4, 0.2, 0, 0, -0.2, -0.8],
  widthDb: -6.6,
});
