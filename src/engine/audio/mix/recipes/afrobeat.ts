import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Eight tracks of tape in a hot room: guitars left and right, the kit dry, horns pushed into the red. */
export const afrobeatRecipe = makeRecipe('afrobeat', {
  roles: {
    lead: { levelDb: 0, roomDb: -12, hallDb: -17, delayDb: -20, compression: 0.4, driveDb: 1, presenceDb: 0.8 },
    counter: { levelDb: -1.6, pan: 0.12, roomDb: -12, hallDb: -17, delayDb: -24, driveDb: 1.5, presenceDb: 0.8 },
    chords: { levelDb: -4.2, pan: -0.5, apart: 0.9, widthDb: -10, roomDb: -15, presenceDb: 1 },
    arpeggio: { levelDb: -4, pan: 0.5, apart: 0.9, widthDb: -10, roomDb: -15, delayDb: -24 },
    bass: { levelDb: -0.4, compression: 0.6, driveDb: 2.5 },
    drums: { levelDb: -0.8, roomDb: -12, hallDb: OFF_DB, compression: 0.4, driveDb: 1.5 },
    percussion: { levelDb: -6.5, pan: -0.2, apart: 1, roomDb: -13, hallDb: -24 },
    pad: { levelDb: -10 },
  },
  kit: {
    kick: { levelDb: -0.5, attack: 0.15, bodyDb: 1.5, crackDb: 1 },
    snare: { levelDb: -1, attack: 0.15, bodyDb: 0.5, airDb: 0.5 },
    hats: { levelDb: -7.5, pan: 0.3, airDb: 1 },
  },
  room: { size: 0.24, decaySeconds: 0.6, highDecay: 0.55, dampingHz: 4800, earlyDb: 1 },
  hall: { size: 0.4, decaySeconds: 1.1, highDecay: 0.5, dampingHz: 4400, preDelayMs: 12 },
  delay: { beats: 0.5, feedback: 0.2, lowCutHz: 350, highCutHz: 3600 },
  bus: { throws: 0.2, bloom: 0.6, sweeps: 0, glue: 0.4, driveDb: 2.6, breath: 0.7 },
  balanceDb: [-2.5, 0.5, 1.2, 0.6, 0.3, 0.2, 0.2, 0, -0.4, -1.4],
  widthDb: -6.8,
});
