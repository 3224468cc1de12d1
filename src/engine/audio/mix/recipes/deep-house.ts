import { makeRecipe } from '../base-recipe.ts';

/** Round and dark: chords and bass breathe with a soft kick, the top is silk, the hall is long and low. */
export const deepHouseRecipe = makeRecipe('deep-house', {
  roles: {
    lead: { levelDb: -1.5, duckDb: 2.5, delayDb: -13, hallDb: -10, airDb: 0 },
    counter: { duckDb: 2.5, hallDb: -9 },
    chords: { levelDb: -0.5, duckDb: 4.5, hallDb: -12, delayDb: -16, driveDb: 1.5, chorus: 0.2, airDb: -1, widthDb: -6 },
    arpeggio: { levelDb: -6, duckDb: 3, delayDb: -12, hallDb: -12 },
    pad: { levelDb: -6.5, duckDb: 6, chorus: 0.35, airDb: -1.5, widthDb: -3 },
    bass: { levelDb: 0, duckDb: 6, driveDb: 3, compression: 0.6 },
    drums: { levelDb: 0.5, compression: 0.4, driveDb: 1.5, roomDb: -14, hallDb: -24, airDb: -3 },
    percussion: { levelDb: -8.8, duckDb: 1, apart: 0.95, hallDb: -15, delayDb: -22, airDb: -3 },
    effects: { levelDb: -10, hallDb: -7, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 1.5, attack: 0.15, bodyDb: 2.5, crackDb: 0, sendDb: -22 },
    snare: { levelDb: -2, airDb: -4.46, sendDb: 2, crackDb: 0.5 },
    hats: { levelDb: -15, pan: 0.2, widthDb: -8, airDb: -4.3 },
    cymbals: { levelDb: -10, airDb: -2 },
  },
  hall: { size: 0.7, decaySeconds: 2.6, dampingHz: 3600, preDelayMs: 24, lowCutHz: 280 },
  delay: { beats: 0.75, feedback: 0.45, highCutHz: 3200 },
  bus: { sweeps: 0.55, throws: 0.5, glue: 0.4, driveDb: 1.2, returnDuckDb: 5, breath: 1 },
  balanceDb: [2, 2.6, 0.6, -0.4, -0.4, 0.2, -0.2, -2.4, -7.2, -9.8],
  widthDb: -6.5,
});
