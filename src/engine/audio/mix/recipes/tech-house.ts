import { makeRecipe } from '../base-recipe.ts';

/** Dry, tight and loud in front: kick and bass are one machine, percussion stands wide, nothing has a long tail but the echoes. */
export const techHouseRecipe = makeRecipe('tech-house', {
  roles: {
    lead: { levelDb: -1, duckDb: 3, delayDb: -15, hallDb: -19, roomDb: -13, driveDb: 3 },
    counter: { duckDb: 3 },
    chords: { levelDb: -2, duckDb: 4, hallDb: -20, delayDb: -15, driveDb: 3, widthDb: -6 },
    arpeggio: { levelDb: -5, duckDb: 4, delayDb: -13, hallDb: -18 },
    pad: { levelDb: -6, duckDb: 8 },
    bass: { levelDb: 0.5, duckDb: 8, driveDb: 6, compression: 0.7, presenceDb: 1 },
    drums: { levelDb: 2, compression: 0.5, driveDb: 3, roomDb: -16, hallDb: -30, airDb: -3 },
    percussion: { levelDb: -8.7, duckDb: 1.5, apart: 1, roomDb: -11, hallDb: -26, airDb: -3 },
    effects: { levelDb: -5, hallDb: -9, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 3, attack: 0.45, sustain: -0.15, bodyDb: 2.5, crackDb: 3, sendDb: -28 },
    snare: { levelDb: -0.5, attack: 0.3, airDb: -5.8, crackDb: 0.5 },
    hats: { levelDb: -14.4, pan: 0.15, widthDb: -8, airDb: -6 },
    cymbals: { levelDb: -10.5, airDb: -4 },
  },
  room: { size: 0.12, decaySeconds: 0.35 },
  hall: { size: 0.45, decaySeconds: 1.3, preDelayMs: 16, lowCutHz: 350 },
  delay: { beats: 0.75, feedback: 0.38, highCutHz: 5000 },
  bus: { sweeps: 0.8, throws: 0.4, bloom: 1.2, glue: 0.55, driveDb: 2.2, returnDuckDb: 7, breath: 1.2 },
  balanceDb: [3, 3.2, -0.2, -1.2, -0.8, 0.2, 0.5, -1.4, -5.7, -7.7],
  widthDb: -7.5,
});
