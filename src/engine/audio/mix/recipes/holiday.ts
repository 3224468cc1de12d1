import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A warm record by the fire: strings all round, bells far and shining, a long soft hall. */
export const holidayRecipe = makeRecipe('holiday', {
  roles: {
    lead: { levelDb: 0.4, roomDb: -15, hallDb: -10.5, delayDb: OFF_DB, compression: 0.3, presenceDb: 0.5 },
    counter: { levelDb: -4, pan: 0.3, apart: 0.85, hallDb: -10, delayDb: OFF_DB },
    chords: { levelDb: -4.4, pan: -0.2, apart: 0.85, hallDb: -13, compression: 0.2 },
    arpeggio: { levelDb: -6, pan: 0.35, hallDb: -10, delayDb: OFF_DB, airDb: -3 },
    bass: { levelDb: -2.6, compression: 0.45, driveDb: 1, roomDb: -18 },
    drums: { levelDb: -4.5, airDb: -3, roomDb: -12, compression: 0.2, driveDb: 0 },
    percussion: { levelDb: -15, airDb: -3, pan: 0.25, roomDb: -13, hallDb: -14 },
    pad: { levelDb: -5.4, widthDb: -3, hallDb: -10, bodyDb: 0, highPassHz: 70 },
  },
  kit: {
    kick: { levelDb: -3, attack: 0, crackDb: 0, bodyDb: 0 },
    snare: { levelDb: -2, attack: 0 },
    hats: { levelDb: -13.5 },
    cymbals: { levelDb: -9 },
  },
  room: { size: 0.3, decaySeconds: 0.8, highDecay: 0.6, dampingHz: 5600 },
  hall: { size: 0.72, decaySeconds: 2.3, highDecay: 0.6, dampingHz: 6000, preDelayMs: 26 },
  bus: { throws: 0, bloom: 1, sweeps: 0, glue: 0.25, driveDb: 0.8, breath: 0.9 },
  balanceDb: [-3, 0, 1, 0.9, 0.6, 0.2, -1.8, -3.8, -8, -10],
  widthDb: -2.8,
});
