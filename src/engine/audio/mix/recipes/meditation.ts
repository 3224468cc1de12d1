import { makeRecipe } from '../base-recipe.ts';

/** A quiet stone room: bowls near, flute some steps away, pads at the walls; soft on top, no weight below. */
export const meditationRecipe = makeRecipe('meditation', {
  roles: {
    lead: { levelDb: -3, hallDb: -5, delayDb: -18, compression: 0.15, presenceDb: -1, airDb: 0, widthDb: -12 },
    counter: { levelDb: -6, hallDb: -5 },
    chords: { levelDb: -4, hallDb: -7, compression: 0.1 },
    arpeggio: { levelDb: -2.5, hallDb: -6, apart: 0.9, widthDb: -5, compression: 0.05, delayDb: -24 },
    pad: { levelDb: -2.5, hallDb: -7, widthDb: -2, chorus: 0.25, compression: 0.05, highPassHz: 70 },
    bass: { levelDb: -7, compression: 0.2, driveDb: 0.5, hallDb: -20 },
    drums: { levelDb: -10, hallDb: -8, compression: 0.1, driveDb: 0 },
    percussion: { levelDb: -11, hallDb: -7 },
    texture: { levelDb: -9, widthDb: -2, hallDb: -14 },
    effects: { levelDb: -9, hallDb: -5 },
  },
  hall: {
    size: 0.9,
    decaySeconds: 5,
    highDecay: 0.5,
    dampingHz: 4800,
    preDelayMs: 30,
    lowCutHz: 180,
    highCutHz: 10000,
    earlyDb: -7,
  },
  delay: { beats: 1.5, feedback: 0.4, highCutHz: 3500 },
  bus: { throws: 0.3, bloom: 0.6, glue: 0.05, driveDb: 0.4, breath: 0.6 },
  balanceDb: [-3, -0.5, 1.2, 0.6, 0.4, 0.6, -0.5, -0.6, 0.5, 1],
  widthDb: -5,
});
