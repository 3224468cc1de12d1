import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A cave with a few chairs: guitars close enough to hear the nails, hands and heels on stone. */
export const flamencoRecipe = makeRecipe('flamenco', {
  roles: {
    lead: { levelDb: 0.6, roomDb: -12, hallDb: -13, delayDb: OFF_DB, compression: 0.3, presenceDb: 1.2, airDb: 0.6 },
    counter: { levelDb: -3, pan: 0.45, roomDb: -12, hallDb: -13, delayDb: OFF_DB },
    chords: {
      levelDb: -1.6,
      pan: -0.35,
      apart: 0.8,
      widthDb: -9,
      roomDb: -12,
      hallDb: -15,
      compression: 0.3,
      presenceDb: 1.2,
      airDb: 0.5,
    },
    arpeggio: { levelDb: -3, pan: -0.1, roomDb: -12, hallDb: -13, delayDb: OFF_DB },
    bass: { levelDb: -3, compression: 0.4, driveDb: 1, roomDb: -17 },
    percussion: { levelDb: -4.4, pan: 0.2, apart: 1, roomDb: -9.5, hallDb: -16, presenceDb: 0.5 },
    drums: { levelDb: -4 },
    pad: { levelDb: -11 },
  },
  room: { size: 0.26, decaySeconds: 0.8, highDecay: 0.7, dampingHz: 6000, earlyDb: 2 },
  hall: { size: 0.46, decaySeconds: 1.4, highDecay: 0.6, dampingHz: 5600, preDelayMs: 16 },
  bus: { throws: 0, bloom: 0.6, sweeps: 0, glue: 0.2, driveDb: 0.8, breath: 0.8 },
  balanceDb: [-6, -2.5, 0.2, 0.8, 0.6, 0.3, 0.2, 0.2, 0.2, -0.4],
  widthDb: -7,
});
