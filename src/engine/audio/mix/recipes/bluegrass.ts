import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Five players round one microphone: close, dry, wooden, the soloist a step nearer. */
export const bluegrassRecipe = makeRecipe('bluegrass', {
  roles: {
    lead: { levelDb: 0, roomDb: -11, hallDb: -20, delayDb: OFF_DB, compression: 0.3, presenceDb: 0.5, airDb: 1.5 },
    counter: { levelDb: -1, pan: -0.25, apart: 0.75, roomDb: -11, hallDb: -20, delayDb: OFF_DB, compression: 0.3 },
    chords: { levelDb: -4, pan: -0.42, apart: 0.9, widthDb: -9, roomDb: -11, hallDb: OFF_DB, compression: 0.3, airDb: 2 },
    arpeggio: {
      levelDb: -3,
      pan: 0.42,
      widthDb: -10,
      roomDb: -11,
      hallDb: OFF_DB,
      delayDb: OFF_DB,
      bodyDb: 0.5,
      presenceDb: -0.5,
    },
    bass: { levelDb: -1, driveDb: 0.8, compression: 0.45, roomDb: -18, bodyDb: 1 },
    drums: { levelDb: -4, roomDb: -9, hallDb: OFF_DB },
    percussion: { levelDb: -8, roomDb: -10, hallDb: OFF_DB },
  },
  room: { size: 0.22, decaySeconds: 0.5, highDecay: 0.65, dampingHz: 5800, earlyDb: 4 },
  hall: { size: 0.35, decaySeconds: 1.1, dampingHz: 4200 },
  bus: { throws: 0, bloom: 0.7, glue: 0.28, driveDb: 0.8, breath: 0.9 },
  balanceDb: [-6, -1.5, 0.5, 0.6, 0, 0.4, 1, 1.6, 1.8, 1.2],
  widthDb: -9,
});
