import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Radio-sized: guitars doubled hard left and right, a big tight snare, the chorus a wall with a hook on top. */
export const popRockRecipe = makeRecipe('pop-rock', {
  roles: {
    lead: { levelDb: 0.3, hallDb: -12, delayDb: -16.5, compression: 0.5, presenceDb: 1.5, airDb: 1 },
    counter: { levelDb: -3.5, pan: 0.4, hallDb: -14, delayDb: -17, driveDb: 1.5 },
    chords: {
      levelDb: -2.2,
      pan: -0.6,
      apart: 1,
      widthDb: -4.5,
      driveDb: 2,
      compression: 0.35,
      roomDb: -16,
      hallDb: OFF_DB,
      presenceDb: 0.5,
    },
    arpeggio: { levelDb: -4, pan: 0.55, apart: 0.9, hallDb: -15, delayDb: -16, airDb: 1 },
    pad: { levelDb: -9, hallDb: -10, widthDb: -2.5 },
    bass: { levelDb: -1.5, driveDb: 5, compression: 0.75, presenceDb: 1.5 },
    drums: { levelDb: 0.8, compression: 0.65, driveDb: 2, roomDb: -10.5, hallDb: -20 },
    percussion: { levelDb: -8 },
  },
  kit: {
    kick: { levelDb: 1, attack: 0.4, crackDb: 3.5, bodyDb: 2 },
    snare: { levelDb: 1, attack: 0.3, bodyDb: 2.5, crackDb: 2, airDb: 2.5 },
    toms: { levelDb: 0, widthDb: -4.5, bodyDb: 2.5, attack: 0.2 },
    hats: { levelDb: -9.5 },
    cymbals: { levelDb: -6.5, widthDb: -3.5 },
  },
  room: { size: 0.26, decaySeconds: 0.65, highDecay: 0.8, dampingHz: 8000, earlyDb: 1 },
  hall: { size: 0.55, decaySeconds: 1.9, highDecay: 0.6, dampingHz: 6000 },
  bus: { throws: 0.3, bloom: 1.2, glue: 0.55, driveDb: 1.8, breath: 1 },
  balanceDb: [-1, 0.2, 0.2, -0.4, -0.5, 0, 0.8, 1, 0.9, 0.6],
  widthDb: -5.5,
});
