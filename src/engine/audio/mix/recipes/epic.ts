import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Trailer size: drums like buildings, brass and choir at the front, everything pressed against the ceiling. */
export const epicRecipe = makeRecipe('epic', {
  roles: {
    lead: { levelDb: 0, roomDb: OFF_DB, hallDb: -10, delayDb: OFF_DB, compression: 0.4, driveDb: 1.5 },
    counter: { levelDb: -2.5, hallDb: -10, delayDb: OFF_DB },
    chords: { levelDb: -2.5, hallDb: -10, roomDb: OFF_DB, widthDb: -3.5, driveDb: 1.5 },
    arpeggio: { levelDb: -3.5, hallDb: -12, delayDb: OFF_DB, presenceDb: 1.5, widthDb: -5 },
    pad: { levelDb: -5.5, hallDb: -9, widthDb: -2 },
    bass: { levelDb: -2, hallDb: -18, driveDb: 4 },
    drums: { levelDb: 2, roomDb: -10, hallDb: -10, compression: 0.55, driveDb: 3 },
    percussion: { levelDb: -1.5, roomDb: -12, hallDb: -10, compression: 0.4 },
    effects: { levelDb: -2, hallDb: -8, widthDb: -3 },
  },
  kit: {
    kick: { levelDb: 1.5, attack: 0.25, bodyDb: 3, sendDb: -3 },
    snare: { sendDb: 1 },
    toms: { levelDb: 1.5, bodyDb: 3, crackDb: 2, widthDb: -5 },
    hats: { levelDb: -13 },
  },
  room: { size: 0.4, decaySeconds: 0.9, earlyDb: 2 },
  hall: { size: 0.9, decaySeconds: 2.8, highDecay: 0.55, dampingHz: 5500, preDelayMs: 28, lowCutHz: 150, earlyDb: -4 },
  bus: { throws: 0, bloom: 1.4, glue: 0.45, driveDb: 2.5, breath: 1.3 },
  balanceDb: [3, 2, 0.8, 0, -0.3, -0.3, -0.3, -0.5, -2.8, -4.2],
  widthDb: -1.6,
  isSeated: true,
});
