import { makeRecipe } from '../base-recipe.ts';

/** Everything far, slow and wide; nothing pokes out. */
export const ambientRecipe = makeRecipe('ambient', {
  roles: {
    lead: { levelDb: -2.5, hallDb: -6, delayDb: -13, compression: 0.25, presenceDb: -0.5, widthDb: -9 },
    counter: { levelDb: -5, hallDb: -6, delayDb: -13 },
    chords: { levelDb: -3, hallDb: -7, widthDb: -4, delayDb: -18 },
    arpeggio: { levelDb: -4.5, hallDb: -7, delayDb: -12, widthDb: -5 },
    pad: { levelDb: -1.5, hallDb: -7, widthDb: -2, chorus: 0.3, highPassHz: 60 },
    bass: { levelDb: -4.5, compression: 0.35, driveDb: 1.5, hallDb: -22 },
    drums: { levelDb: -6, roomDb: -14, hallDb: -9, compression: 0.2, driveDb: 0 },
    percussion: { levelDb: -9, hallDb: -8, delayDb: -16 },
    texture: { levelDb: -10, widthDb: -2, hallDb: -14 },
    effects: { levelDb: -6, hallDb: -6 },
  },
  kit: { kick: { attack: -0.2, crackDb: -1 }, snare: { attack: -0.2 }, hats: { levelDb: -12 } },
  hall: {
    size: 0.95,
    decaySeconds: 5.5,
    highDecay: 0.42,
    dampingHz: 4000,
    preDelayMs: 35,
    lowCutHz: 180,
    highCutHz: 9000,
    earlyDb: -8,
  },
  delay: { beats: 1.5, feedback: 0.5, highCutHz: 3500 },
  bus: { throws: 0.4, bloom: 0.8, glue: 0.15, driveDb: 0.8, breath: 0.7 },
  balanceDb: [-1, 0, 0.8, 1.2, 1, 0.3, -0.8, -1.5, -2, -2.5],
  widthDb: -5,
});
