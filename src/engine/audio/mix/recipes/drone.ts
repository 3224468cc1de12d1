import { makeRecipe } from '../base-recipe.ts';

/** One space with no walls: everything is hall, layers stand across the whole width, nothing is compressed. */
export const droneRecipe = makeRecipe('drone', {
  roles: {
    lead: { levelDb: -6, hallDb: -5, delayDb: -14, compression: 0 },
    counter: { levelDb: -7, hallDb: -5, compression: 0 },
    chords: { levelDb: -5, hallDb: -5, widthDb: -3, compression: 0 },
    arpeggio: { levelDb: -8, hallDb: -3, delayDb: -10, compression: 0 },
    pad: { levelDb: -1, hallDb: -6, widthDb: -1.5, apart: 0.9, chorus: 0.25, compression: 0, highPassHz: 45, bodyDb: 0 },
    bass: { levelDb: -4, compression: 0.2, driveDb: 0.5, hallDb: -20 },
    drums: { levelDb: -8, hallDb: -6, compression: 0.1 },
    percussion: { levelDb: -10, hallDb: -6 },
    texture: { levelDb: -4, widthDb: -2, hallDb: -9, driveDb: 1, highPassHz: 75 },
    effects: { levelDb: -8, hallDb: -4 },
  },
  hall: {
    size: 1,
    decaySeconds: 7.5,
    highDecay: 0.4,
    dampingHz: 3600,
    preDelayMs: 40,
    lowCutHz: 140,
    highCutHz: 9000,
    earlyDb: -12,
  },
  delay: { beats: 2, feedback: 0.6, highCutHz: 3000 },
  bus: { throws: 0, bloom: 0.7, glue: 0.05, driveDb: 1.5, breath: 0.35, wow: 0.06 },
  balanceDb: [1, 2, 2, 1.2, 0.6, -0.2, -1.5, -2.5, -3.5, -4],
  widthDb: -4,
});
