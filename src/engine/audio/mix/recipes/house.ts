import { makeRecipe } from '../base-recipe.ts';

/** Kick in the middle of everything; all that is not drums breathes around it. */
export const houseRecipe = makeRecipe('house', {
  roles: {
    lead: { levelDb: -0.5, duckDb: 3, delayDb: -15, hallDb: -12 },
    counter: { duckDb: 3 },
    chords: { levelDb: -1, duckDb: 6, hallDb: -13, delayDb: -20, driveDb: 2, airDb: -1.5 },
    arpeggio: { duckDb: 4, delayDb: -15 },
    pad: { levelDb: -7, duckDb: 8 },
    bass: { levelDb: -1, duckDb: 7, driveDb: 5 },
    drums: { levelDb: 1.5, compression: 0.45, driveDb: 2.5, roomDb: -16, hallDb: -26, airDb: -3 },
    percussion: { levelDb: -9.2, duckDb: 1, apart: 0.9, airDb: -3 },
    effects: { levelDb: -7, hallDb: -8, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 2.5, attack: 0.35, bodyDb: 2, sendDb: -24 },
    snare: { levelDb: -1, airDb: -5.8, crackDb: 0.5 },
    hats: { levelDb: -14.2, pan: 0.15, widthDb: -9, airDb: -6 },
    cymbals: { levelDb: -10.5, airDb: -4 },
  },
  hall: { size: 0.6, decaySeconds: 2.1, preDelayMs: 20, lowCutHz: 300 },
  delay: { beats: 0.75, feedback: 0.42 },
  bus: { sweeps: 0.75, throws: 0.6, bloom: 1.2, glue: 0.45, driveDb: 1.5, returnDuckDb: 6 },
  balanceDb: [3, 3, 0, -1, -1, -0.5, -0.4, -1.5, -5.6, -7.6],
});
