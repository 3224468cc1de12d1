import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Warm and near: a round bass, a soft-cornered snare, keys across the middle, everything through one good console. */
export const soulRecipe = makeRecipe('soul', {
  roles: {
    lead: { levelDb: 0, hallDb: -12.5, delayDb: -19, compression: 0.4, bodyDb: 0.5, airDb: 1 },
    counter: { levelDb: -4, pan: 0.5, hallDb: -16, delayDb: -20, driveDb: 1 },
    chords: {
      levelDb: -3,
      pan: -0.22,
      apart: 0.85,
      widthDb: -5.5,
      roomDb: -15,
      hallDb: -20,
      driveDb: 1.5,
      chorus: 0.12,
      bodyDb: 0,
    },
    arpeggio: { levelDb: -6, pan: 0.5 },
    pad: { levelDb: -8.5, hallDb: -11, widthDb: -3 },
    bass: { levelDb: -0.3, driveDb: 3, compression: 0.65, bodyDb: 1.2, presenceDb: 0.5 },
    drums: { levelDb: -0.2, compression: 0.5, driveDb: 2.2, roomDb: -11, hallDb: OFF_DB },
    percussion: { levelDb: -8, pan: 0.4, apart: 0.85 },
  },
  kit: {
    kick: { levelDb: 0.8, attack: 0.1, bodyDb: 2.5, crackDb: 0.5 },
    snare: { levelDb: 0.2, bodyDb: 2, crackDb: 0.5, airDb: 0.5, sustain: -0.1 },
    hats: { levelDb: -8.5, airDb: 0.5 },
    cymbals: { levelDb: -8.5, airDb: 0.5 },
  },
  room: { size: 0.15, decaySeconds: 0.42, dampingHz: 5000 },
  hall: { size: 0.42, decaySeconds: 1.6, highDecay: 0.5, dampingHz: 4200, preDelayMs: 24 },
  bus: { throws: 0.3, glue: 0.45, driveDb: 2.2, breath: 0.6 },
  balanceDb: [0.5, 1.2, 1, 0.5, 0.2, -0.2, -0.5, -0.7, -0.8, -1],
  widthDb: -7.5,
});
