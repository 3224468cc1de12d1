import { makeRecipe } from '../base-recipe.ts';

/** Big, bright and wide, with the deepest pumping of all. */
export const edmRecipe = makeRecipe('edm', {
  roles: {
    lead: { levelDb: 0.5, widthDb: -8, duckDb: 4.5, hallDb: -11, delayDb: -14, driveDb: 2, airDb: 1 },
    counter: { duckDb: 4, widthDb: -7 },
    chords: { levelDb: 0, widthDb: -4.5, duckDb: 8, hallDb: -12, driveDb: 3 },
    arpeggio: { duckDb: 5, delayDb: -14, widthDb: -5 },
    pad: { levelDb: -5, widthDb: -2, duckDb: 10 },
    bass: { levelDb: -1, duckDb: 9, driveDb: 6, compression: 0.65 },
    drums: { levelDb: 1.5, compression: 0.5, driveDb: 3, roomDb: -15, hallDb: -22, airDb: -3 },
    percussion: { duckDb: 1.5, apart: 0.9, airDb: -3, levelDb: -9 },
    effects: { levelDb: -4, hallDb: -7, widthDb: -2, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 2.5, attack: 0.45, bodyDb: 2, crackDb: 3, sendDb: -24 },
    snare: { levelDb: 0.5, airDb: -5.5, crackDb: 0.5 },
    hats: { levelDb: -13.4, widthDb: -8, airDb: -5.8 },
    cymbals: { levelDb: -10.5, airDb: -4 },
  },
  hall: { size: 0.75, decaySeconds: 2.6, dampingHz: 6000, highDecay: 0.6, preDelayMs: 24, lowCutHz: 320 },
  delay: { beats: 0.75, feedback: 0.42, highCutHz: 6000 },
  bus: { sweeps: 0.9, throws: 0.7, bloom: 1.4, glue: 0.5, driveDb: 2.5, returnDuckDb: 8, breath: 1.2 },
  balanceDb: [3, 3, -0.3, -1.2, -1.2, -0.5, -0.7, -2, -5.5, -7.5],
  widthDb: -6,
});
