import { makeRecipe } from '../base-recipe.ts';

/** The 808 owns the floor, hats the top; bells and pads hang far back between them. */
export const trapRecipe = makeRecipe('trap', {
  roles: {
    lead: { levelDb: -1, hallDb: -11, delayDb: -15 },
    counter: { hallDb: -10, delayDb: -16 },
    chords: { levelDb: -5, hallDb: -12, duckDb: 1.5 },
    arpeggio: { hallDb: -12, delayDb: -15 },
    pad: { levelDb: -8.5, duckDb: 2 },
    bass: { levelDb: 1, driveDb: 6, duckDb: 3, compression: 0.45, widthDb: -60 },
    drums: { levelDb: 1, compression: 0.45, driveDb: 3, roomDb: -15, hallDb: -24, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 1, attack: 0.4, crackDb: 3 },
    snare: { levelDb: 0.5, crackDb: 1, airDb: -4.46 },
    hats: { levelDb: -13.2, pan: 0.15, widthDb: -10, airDb: -4.3 },
    cymbals: { levelDb: -10, airDb: -2 },
  },
  hall: { size: 0.65, decaySeconds: 2.4, dampingHz: 4200, preDelayMs: 30 },
  delay: { beats: 0.75, feedback: 0.4, highCutHz: 4000 },
  bus: { sweeps: 0.45, throws: 0.9, glue: 0.4, driveDb: 2.5 },
  balanceDb: [5, 3.5, 0.5, -1.5, -1.8, -1.2, -1.5, -2.7, -5.6, -7.5],
});
