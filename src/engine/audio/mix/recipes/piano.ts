import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A grand in a good hall, close enough to hear the hammers. */
export const pianoRecipe = makeRecipe('piano', {
  roles: {
    lead: {
      levelDb: 0,
      roomDb: -18,
      hallDb: -12,
      delayDb: OFF_DB,
      compression: 0.2,
      widthDb: -6,
      presenceDb: 0.5,
      highPassHz: 30,
    },
    counter: { levelDb: -3, hallDb: -11, delayDb: OFF_DB, widthDb: -8 },
    chords: {
      levelDb: -2,
      pan: 0,
      apart: 0.25,
      roomDb: -18,
      hallDb: -12,
      compression: 0.2,
      widthDb: -5,
      bodyDb: -1,
      highPassHz: 30,
    },
    arpeggio: {
      levelDb: -2,
      pan: 0,
      apart: 0.25,
      roomDb: -18,
      hallDb: -12,
      delayDb: OFF_DB,
      compression: 0.2,
      widthDb: -7,
      highPassHz: 30,
    },
    pad: { levelDb: -9, hallDb: -9 },
    bass: { levelDb: -4.5, compression: 0.3, driveDb: 0, hallDb: -18, widthDb: -14 },
    drums: { levelDb: -7, compression: 0.2, driveDb: 0, hallDb: -14 },
    percussion: { levelDb: -10, hallDb: -12 },
  },
  hall: { size: 0.62, decaySeconds: 2.2, highDecay: 0.5, dampingHz: 4800, preDelayMs: 18, lowCutHz: 130, earlyDb: -2 },
  bus: { throws: 0, bloom: 0.6, glue: 0.12, driveDb: 0, breath: 0.7 },
  balanceDb: [-5, -0.5, 1, 0, 0, 0.8, 0.5, -1.2, -2.5, -4],
  widthDb: -3.8,
});
