import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** An upright piano in a wooden parlour, the lid open, a few people listening. */
export const ragtimeRecipe = makeRecipe('ragtime', {
  roles: {
    chords: {
      levelDb: 0,
      pan: 0,
      widthDb: -8,
      roomDb: -11,
      hallDb: -17,
      compression: 0.4,
      bodyDb: 0.5,
      presenceDb: 2,
      airDb: 2.4,
      highPassHz: 35,
    },
    lead: { levelDb: -1, pan: 0.25, roomDb: -11, hallDb: -16, delayDb: OFF_DB, compression: 0.25 },
    counter: { levelDb: -4, roomDb: -11, delayDb: OFF_DB },
    arpeggio: { delayDb: OFF_DB },
    bass: { levelDb: -4, roomDb: -12, compression: 0.3, driveDb: 0.5 },
    percussion: { levelDb: -9, pan: 0.3, roomDb: -11 },
    drums: { levelDb: -6, roomDb: -11 },
    pad: { levelDb: -11 },
  },
  room: { size: 0.26, decaySeconds: 0.65, highDecay: 0.55, dampingHz: 4600, earlyDb: 2 },
  hall: { size: 0.38, decaySeconds: 1, highDecay: 0.5, dampingHz: 4200, preDelayMs: 12 },
  bus: { throws: 0, bloom: 0.3, sweeps: 0, glue: 0.15, driveDb: 1, breath: 0.5 },
  balanceDb: [-6, -2.5, 0, 0.5, 0.7, 0.6, 0.8, 1.2, 1.6, 1.6],
  widthDb: -8,
});
