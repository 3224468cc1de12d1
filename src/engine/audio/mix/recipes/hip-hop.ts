import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Drums and bass first, samples around them, all of it thick. */
export const hipHopRecipe = makeRecipe('hip-hop', {
  roles: {
    lead: { levelDb: -1, hallDb: -15, delayDb: -17 },
    chords: { levelDb: -3.5, driveDb: 2, duckDb: 1.5, crushHz: 32000, crushBits: 13 },
    arpeggio: { duckDb: 1 },
    pad: { levelDb: -9, duckDb: 2 },
    bass: { levelDb: -0.5, driveDb: 5, duckDb: 2 },
    drums: { levelDb: 1.5, compression: 0.65, driveDb: 4, hallDb: OFF_DB, airDb: -2 },
  },
  kit: {
    kick: { levelDb: 1.5, attack: 0.3, bodyDb: 3 },
    snare: { attack: 0.25, bodyDb: 2, crackDb: 0.5, airDb: -3.46 },
    hats: { levelDb: -12, airDb: -3.3 },
    cymbals: { levelDb: -10, airDb: -1.5 },
  },
  room: { decaySeconds: 0.45 },
  hall: { decaySeconds: 1.5, dampingHz: 3800 },
  bus: { sweeps: 0.3, throws: 0.6, glue: 0.5, driveDb: 2.5, breath: 0.8 },
  balanceDb: [3, 2.5, 0.8, 0, -0.5, -0.5, -0.9, -1.9, -5.4, -6.8],
  widthDb: -8,
});
