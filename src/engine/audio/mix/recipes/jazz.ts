import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A club, the band as it stands on the little stage; nothing squeezed. */
export const jazzRecipe = makeRecipe('jazz', {
  roles: {
    lead: { levelDb: 0.5, roomDb: -12, hallDb: -15, delayDb: OFF_DB, compression: 0.25, presenceDb: 0.5 },
    counter: { levelDb: -3, roomDb: -12, hallDb: -15, delayDb: OFF_DB },
    chords: { levelDb: -3.5, pan: -0.35, roomDb: -12, hallDb: -17, compression: 0.2, widthDb: -9 },
    arpeggio: { delayDb: OFF_DB, roomDb: -12 },
    bass: { levelDb: -2, roomDb: -18, compression: 0.4, driveDb: 1, presenceDb: 1 },
    drums: { levelDb: -3, pan: 0.1, roomDb: -10, compression: 0.15, driveDb: 0, widthDb: -8 },
    percussion: { levelDb: -9, roomDb: -12 },
    pad: { levelDb: -10 },
  },
  kit: {
    kick: { levelDb: -4, attack: 0, crackDb: 0, bodyDb: 0, sendDb: -4 },
    snare: { levelDb: -1, attack: 0, bodyDb: 0.5 },
    hats: { levelDb: -7, pan: 0.35 },
    cymbals: { levelDb: -3, pan: -0.3, widthDb: -7 },
  },
  room: { size: 0.24, decaySeconds: 0.7, highDecay: 0.6, dampingHz: 5000, earlyDb: 1 },
  hall: { size: 0.42, decaySeconds: 1.2, highDecay: 0.5, dampingHz: 4200, preDelayMs: 14 },
  bus: { throws: 0, bloom: 0.6, glue: 0.15, driveDb: 0.8, breath: 0.7 },
  balanceDb: [-3, -0.5, 0.8, 0.8, 0.5, 0.3, 0, -0.3, -0.5, -1],
  widthDb: -8,
});
