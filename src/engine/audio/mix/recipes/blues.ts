import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** A small club: the band in one warm room, guitars and harmonica close to the tubes, nothing polished. */
export const bluesRecipe = makeRecipe('blues', {
  roles: {
    lead: { levelDb: 0, driveDb: 2.5, roomDb: -11, hallDb: -17, delayDb: -24, bodyDb: 1, presenceDb: 0.5 },
    counter: { levelDb: -1.5, pan: 0.4, driveDb: 2, roomDb: -11, hallDb: -18, delayDb: OFF_DB },
    chords: { levelDb: -4, pan: -0.5, apart: 0.9, driveDb: 1.5, roomDb: -12, hallDb: OFF_DB },
    pad: { levelDb: -8.5, pan: 0.2, roomDb: -12, hallDb: -20, driveDb: 2, bodyDb: 0 },
    bass: { levelDb: -1.5, driveDb: 3.5, compression: 0.55, bodyDb: 1 },
    drums: { levelDb: -0.5, compression: 0.4, driveDb: 2, roomDb: -8, hallDb: OFF_DB },
    percussion: { levelDb: -9, roomDb: -10 },
  },
  kit: {
    kick: { levelDb: -0.5, attack: 0.1, bodyDb: 2, crackDb: 0.5 },
    snare: { levelDb: 0, bodyDb: 1.5, sustain: 0.15 },
    hats: { levelDb: -8.5, pan: 0.3 },
    cymbals: { levelDb: -6.5 },
  },
  room: { size: 0.24, decaySeconds: 0.6, highDecay: 0.6, dampingHz: 5200, earlyDb: 2.5 },
  hall: { size: 0.4, decaySeconds: 1.3, dampingHz: 3600 },
  bus: { throws: 0, bloom: 0.8, glue: 0.4, driveDb: 2.4, breath: 1 },
  balanceDb: [-2, 0, 0.8, 0.8, 0.6, 0.2, -0.3, -0.6, -1.2, -2],
  widthDb: -8.5,
});
