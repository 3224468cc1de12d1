import { makeRecipe } from '../base-recipe.ts';

/** Smoke: heavy lows, drums off worn tape, echoes that darken as they go, a hall behind the strings. */
export const downtempoRecipe = makeRecipe('downtempo', {
  roles: {
    lead: { levelDb: -1, hallDb: -11, delayDb: -11, airDb: -0.5 },
    counter: { hallDb: -10, delayDb: -15 },
    chords: { levelDb: -2.5, hallDb: -13, delayDb: -15, driveDb: 2.5, chorus: 0.2, airDb: -1.5 },
    arpeggio: { levelDb: -7, delayDb: -9, hallDb: -11 },
    pad: { levelDb: -7, hallDb: -10, airDb: -1.5, widthDb: -3 },
    bass: { levelDb: 0.5, driveDb: 4, compression: 0.6, duckDb: 2 },
    drums: { levelDb: 1, compression: 0.6, driveDb: 4.5, roomDb: -10, hallDb: -22, crushHz: 26000, crushBits: 12, airDb: -2 },
    percussion: { levelDb: -8.8, delayDb: -18, hallDb: -15, airDb: -2 },
    texture: { levelDb: -14 },
    effects: { levelDb: -7, hallDb: -8, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 1, bodyDb: 3, crackDb: 0, sendDb: -12 },
    snare: { levelDb: 0.5, bodyDb: 2, crackDb: 0.5, airDb: -3.46, sendDb: 1 },
    hats: { levelDb: -9.5, airDb: -3.8 },
  },
  room: { size: 0.2, decaySeconds: 0.6, dampingHz: 4500 },
  hall: { size: 0.75, decaySeconds: 2.8, dampingHz: 3400, preDelayMs: 28, lowCutHz: 240 },
  delay: { beats: 0.75, feedback: 0.56, lowCutHz: 280, highCutHz: 2600 },
  bus: { sweeps: 0.3, throws: 0.6, glue: 0.45, driveDb: 2, wow: 0.12, flutter: 0.06, breath: 1 },
  balanceDb: [1.5, 2.4, 0.8, 0.3, 0.2, 0, -1, -2.7, -5.6, -7],
  widthDb: -7,
});
