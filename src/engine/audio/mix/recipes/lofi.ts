import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A tired sampler through a tape machine: dark, round, swaying, drums dusty and near. */
export const lofiRecipe = makeRecipe('lofi', {
  roles: {
    lead: { levelDb: -1, presenceDb: -1, airDb: -2, crushHz: 26000, crushBits: 12, hallDb: -14, delayDb: -17, duckDb: 1 },
    counter: { airDb: -2, crushHz: 26000, crushBits: 12 },
    chords: {
      levelDb: -2.5,
      pan: 0,
      widthDb: -6.5,
      crushHz: 26000,
      crushBits: 12,
      driveDb: 3,
      chorus: 0.3,
      duckDb: 2.5,
      airDb: -2,
    },
    arpeggio: { crushHz: 24000, crushBits: 12, duckDb: 1.5 },
    pad: { duckDb: 2.5, driveDb: 2, chorus: 0.3 },
    bass: { levelDb: -1.5, duckDb: 2, driveDb: 4, airDb: -2 },
    drums: { levelDb: 0, crushHz: 30000, crushBits: 11, driveDb: 5, compression: 0.65, roomDb: -14 },
    percussion: { crushHz: 24000, crushBits: 12 },
    texture: { levelDb: -12, hallDb: OFF_DB, airDb: 2 },
  },
  kit: {
    kick: { levelDb: 1, attack: -0.05, bodyDb: 2.5, crackDb: -2 },
    snare: { levelDb: -0.5, bodyDb: 2, crackDb: -0.5, airDb: -2 },
    hats: { levelDb: -10.5, airDb: -1 },
    cymbals: { levelDb: -10, airDb: -2 },
  },
  room: { size: 0.14, decaySeconds: 0.45, highDecay: 0.5, dampingHz: 3500, highCutHz: 7000 },
  hall: { size: 0.4, decaySeconds: 1.5, highDecay: 0.4, dampingHz: 3000, highCutHz: 6000 },
  delay: { beats: 0.75, feedback: 0.38, highCutHz: 2800 },
  bus: {
    sweeps: 0.25,
    throws: 0.5,
    bloom: 0.7,
    glue: 0.5,
    driveDb: 4,
    wow: 0.2,
    flutter: 0.22,
    lowCutHz: 32,
    highCutHz: 13500,
    breath: 0.7,
  },
  balanceDb: [0, 2, 1.2, 0.8, 0.5, 0, -1.2, -2.2, -3, -5],
  widthDb: -8.5,
});
