import { makeRecipe } from '../base-recipe.ts';

/** High and wide: saws from wall to wall, a deep pump, a hall that opens in the breakdown. */
export const tranceRecipe = makeRecipe('trance', {
  roles: {
    lead: { levelDb: 0.5, widthDb: -7, duckDb: 4, hallDb: -9, delayDb: -11, driveDb: 1.5 },
    counter: { duckDb: 4, widthDb: -7, hallDb: -10 },
    chords: { levelDb: -0.5, widthDb: -4, duckDb: 7, hallDb: -11, driveDb: 2 },
    arpeggio: { levelDb: -3.5, duckDb: 5, delayDb: -10, hallDb: -13, widthDb: -4.5, pan: 0.1 },
    pad: { levelDb: -4.5, widthDb: -1.5, duckDb: 9, hallDb: -8 },
    bass: { levelDb: -0.5, duckDb: 8, driveDb: 5, compression: 0.6, presenceDb: 1 },
    drums: { levelDb: 1.5, compression: 0.5, driveDb: 2.5, roomDb: -16, hallDb: -20, airDb: -3 },
    percussion: { levelDb: -9.5, duckDb: 1.5, apart: 0.9, airDb: -3 },
    effects: { levelDb: -3.5, hallDb: -6, widthDb: -1.5, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 2.5, attack: 0.4, bodyDb: 1.5, crackDb: 3, sendDb: -26 },
    snare: { levelDb: 0, airDb: -5.8, sendDb: 2, crackDb: 0.5 },
    hats: { levelDb: -13.2, widthDb: -7, airDb: -6 },
    cymbals: { levelDb: -10.5, airDb: -4 },
  },
  hall: { size: 0.9, decaySeconds: 3.4, dampingHz: 6500, highDecay: 0.6, preDelayMs: 30, lowCutHz: 340 },
  delay: { beats: 0.75, feedback: 0.5, highCutHz: 6500 },
  bus: { sweeps: 0.9, throws: 0.7, bloom: 1.4, glue: 0.5, driveDb: 2, returnDuckDb: 8, breath: 1.4 },
  balanceDb: [2, 2.6, -0.3, -1.2, -1, -0.3, -0.5, -1.8, -5.5, -7.5],
  widthDb: -5,
});
