import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Guitars hard left and right, drums in a live room, bass with teeth. */
export const rockRecipe = makeRecipe('rock', {
  roles: {
    lead: { levelDb: 0, driveDb: 2, delayDb: -17, hallDb: -14, compression: 0.5 },
    counter: { levelDb: -3.5, pan: 0.5, driveDb: 1.5 },
    chords: { levelDb: -2, pan: -0.55, apart: 0.9, widthDb: -6, driveDb: 2.5, roomDb: -14, hallDb: OFF_DB },
    arpeggio: { levelDb: -4, pan: 0.5, apart: 0.85 },
    bass: { levelDb: -2, driveDb: 7, compression: 0.7, presenceDb: 1.5 },
    drums: { levelDb: 0.5, compression: 0.6, driveDb: 2.5, roomDb: -8.5, hallDb: OFF_DB },
    percussion: { levelDb: -8 },
    pad: { levelDb: -9 },
  },
  kit: {
    kick: { levelDb: 0.5, attack: 0.35, crackDb: 3.5 },
    snare: { levelDb: 0.5, attack: 0.3, bodyDb: 2 },
    toms: { levelDb: -0.5, widthDb: -5 },
    hats: { levelDb: -9.5, pan: 0.35 },
    cymbals: { levelDb: -6.5, widthDb: -4 },
  },
  room: { size: 0.3, decaySeconds: 0.75, highDecay: 0.75, dampingHz: 7000, earlyDb: 2 },
  hall: { size: 0.5, decaySeconds: 1.6 },
  bus: { glue: 0.5, driveDb: 2.5, breath: 0.9 },
  balanceDb: [-1, 0, 0.3, 0, 0, 0.3, 0.8, 0.8, 0.3, -0.5],
});
