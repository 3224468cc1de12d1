import { OFF_DB } from '../recipe.ts';
import { makeRecipe } from '../base-recipe.ts';

/** Straight from the chip: no rooms, no echoes, hardly any width, no warmth added; voices a little apart, as a late console had them. */
export const chiptuneRecipe = makeRecipe('chiptune', {
  roles: {
    lead: {
      levelDb: 0,
      pan: 0.08,
      widthDb: -40,
      roomDb: OFF_DB,
      hallDb: OFF_DB,
      delayDb: OFF_DB,
      compression: 0,
      presenceDb: 0,
      airDb: -3,
    },
    counter: { pan: -0.3, widthDb: -40, roomDb: OFF_DB, hallDb: OFF_DB, delayDb: OFF_DB, compression: 0 },
    chords: { pan: -0.25, widthDb: -40, roomDb: OFF_DB, hallDb: OFF_DB, compression: 0, bodyDb: 0 },
    arpeggio: {
      levelDb: -5,
      pan: -0.28,
      widthDb: -40,
      roomDb: OFF_DB,
      hallDb: OFF_DB,
      delayDb: OFF_DB,
      compression: 0,
      airDb: -3,
    },
    pad: { widthDb: -40, roomDb: OFF_DB, hallDb: OFF_DB, compression: 0 },
    bass: { levelDb: -1, compression: 0.2, driveDb: 0, widthDb: -60 },
    drums: {
      levelDb: -3,
      roomDb: OFF_DB,
      hallDb: OFF_DB,
      compression: 0.1,
      driveDb: 0,
      widthDb: -24,
      airDb: -3,
    },
    percussion: { roomDb: OFF_DB, hallDb: OFF_DB, compression: 0, crushHz: 16000, crushBits: 7 },
    effects: { roomDb: OFF_DB, hallDb: OFF_DB, delayDb: OFF_DB, crushHz: 16000, crushBits: 7 },
  },
  kit: {
    kick: { levelDb: 0, bodyDb: 0, crackDb: 1 },
    snare: { levelDb: 0, bodyDb: 0 },
    hats: { levelDb: -10, pan: 0, airDb: 0 },
  },
  bus: { sweeps: 0.2, throws: 0.2, glue: 0.1, driveDb: 0, breath: 0.35 },
  balanceDb: [-9, -5, 0, 0.5, 0.5, 0.8, 1.6, 0.1, -3.7, -7],
  widthDb: -16,
});
