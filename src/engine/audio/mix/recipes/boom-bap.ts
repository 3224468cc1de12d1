import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A twelve-bit sampler: drums loud and short, chords with their tops sanded off, all of it through one hot desk. */
export const boomBapRecipe = makeRecipe('boom-bap', {
  roles: {
    lead: { levelDb: -2, driveDb: 2, hallDb: -16, delayDb: -17, crushHz: 30000, crushBits: 13, airDb: -1.5 },
    counter: { levelDb: -5, crushHz: 28000, crushBits: 12, hallDb: -18 },
    chords: {
      levelDb: -3.5,
      pan: -0.12,
      apart: 0.6,
      widthDb: -9,
      driveDb: 3,
      duckDb: 2,
      crushHz: 26000,
      crushBits: 12,
      roomDb: -18,
      hallDb: -22,
      airDb: -2,
    },
    arpeggio: { levelDb: -7.5, driveDb: 2, duckDb: 1.5, crushHz: 26000, crushBits: 12 },
    pad: { levelDb: -10, driveDb: 1.5, duckDb: 2.5, crushHz: 26000, crushBits: 12 },
    bass: { levelDb: -0.3, driveDb: 4, duckDb: 2, compression: 0.65, bodyDb: 1.5, airDb: -2 },
    drums: { levelDb: 2.4, compression: 0.75, driveDb: 5.5, roomDb: -15, hallDb: OFF_DB, crushHz: 32000, crushBits: 12 },
    percussion: { levelDb: -10, driveDb: 1.5, crushHz: 30000, crushBits: 13, airDb: -3 },
    texture: { levelDb: -14 },
  },
  kit: {
    kick: { levelDb: 1.8, attack: 0.35, sustain: -0.1, bodyDb: 3, crackDb: 1.5 },
    snare: { levelDb: 1.2, attack: 0.35, sustain: -0.15, bodyDb: 2.5, crackDb: 1.6, airDb: -1 },
    hats: { levelDb: -9.5, airDb: -3 },
    cymbals: { levelDb: -10.5, airDb: -1.5 },
  },
  room: { size: 0.1, decaySeconds: 0.3 },
  hall: { size: 0.4, decaySeconds: 1.3, dampingHz: 3200 },
  delay: { beats: 0.75, feedback: 0.24, lowCutHz: 400, highCutHz: 2600 },
  bus: { sweeps: 0.2, throws: 0.4, glue: 0.6, driveDb: 3.4, wow: 0.05, flutter: 0.04, highCutHz: 15500, breath: 0.6 },
  balanceDb: [2, 2.4, 1.4, 0.6, 0.2, 0.2, -0.2, -0.6, -2, -3.4],
  widthDb: -10,
});
