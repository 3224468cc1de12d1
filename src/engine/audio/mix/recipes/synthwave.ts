import { makeRecipe } from '../base-recipe.ts';

/** Gated drums, chorus on everything, a long bright hall: the eighties as remembered. */
export const synthwaveRecipe = makeRecipe('synthwave', {
  roles: {
    lead: { levelDb: 0, hallDb: -10, delayDb: -14, chorus: 0.25, widthDb: -10 },
    counter: { hallDb: -10, delayDb: -16, chorus: 0.3 },
    chords: { levelDb: -4, chorus: 0.4, widthDb: -5, duckDb: 2.5 },
    arpeggio: { levelDb: -4.5, delayDb: -14, chorus: 0.25, duckDb: 2, widthDb: -6 },
    pad: { levelDb: -6.5, chorus: 0.5, widthDb: -2.5, duckDb: 3.5, hallDb: -9 },
    bass: { levelDb: -1.5, driveDb: 4, duckDb: 3.5, chorus: 0 },
    drums: { levelDb: 1, compression: 0.55, driveDb: 2.5, roomDb: -7, hallDb: -17, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 1, attack: 0.3 },
    snare: { levelDb: 1.5, bodyDb: 2.5, airDb: -4.46, sendDb: 2, crackDb: 0.5 },
    toms: { levelDb: 0, sendDb: 2, widthDb: -5 },
    hats: { levelDb: -13.2, airDb: -3.8 },
    cymbals: { levelDb: -10, airDb: -2 },
  },
  // Dense, short and loud with hardly a tail: what a gated plate does to a snare.
  room: { size: 0.32, decaySeconds: 0.5, highDecay: 0.9, dampingHz: 8000, earlyDb: 2 },
  hall: { size: 0.68, decaySeconds: 2.6, highDecay: 0.6, dampingHz: 5500, preDelayMs: 28 },
  delay: { beats: 0.75, feedback: 0.4, highCutHz: 5000 },
  bus: { sweeps: 0.4, throws: 0.8, bloom: 1.2, glue: 0.42, driveDb: 2.5, wow: 0.03, flutter: 0.05, returnDuckDb: 2 },
  balanceDb: [0.5, 1.5, 0.5, -0.3, -0.5, -0.3, -0.4, -1.7, -5.3, -7.5],
  widthDb: -6,
});
