import { makeRecipe } from '../base-recipe.ts';

/** Drums in front, sub beneath, everything else far behind and wide: the break must be heard in every hole of the bass. */
export const drumAndBassRecipe = makeRecipe('drum-and-bass', {
  roles: {
    lead: { levelDb: -1.5, duckDb: 2, hallDb: -8, delayDb: -11 },
    counter: { levelDb: -5, hallDb: -8, duckDb: 2 },
    chords: { levelDb: -4, duckDb: 3, hallDb: -10, delayDb: -14, widthDb: -5 },
    arpeggio: { levelDb: -6, duckDb: 2, delayDb: -11, hallDb: -10, widthDb: -4.5, airDb: -1.5 },
    pad: { levelDb: -5.5, duckDb: 4, hallDb: -9, widthDb: -2, airDb: -2 },
    bass: { levelDb: 1, duckDb: 4.5, driveDb: 5, compression: 0.6 },
    drums: { levelDb: 2.5, compression: 0.6, driveDb: 4, roomDb: -12, hallDb: -24, airDb: -3 },
    percussion: { levelDb: -12.5, duckDb: 1, apart: 0.9, airDb: -3 },
    effects: { levelDb: -5, hallDb: -6, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 1.5, attack: 0.4, sustain: -0.2, bodyDb: 2, crackDb: 3, sendDb: -22 },
    snare: { levelDb: 2, attack: 0.35, bodyDb: 2.5, crackDb: 1.2, airDb: -7.5 },
    hats: { levelDb: -14, pan: 0.2, widthDb: -9, airDb: -7.5 },
    cymbals: { levelDb: -11, airDb: -6 },
  },
  room: { size: 0.14, decaySeconds: 0.45 },
  hall: { size: 0.85, decaySeconds: 3, dampingHz: 5500, preDelayMs: 26, lowCutHz: 320 },
  delay: { beats: 1.5, feedback: 0.45, highCutHz: 5000 },
  bus: { sweeps: 0.7, throws: 0.5, bloom: 1.3, glue: 0.5, driveDb: 2.5, returnDuckDb: 3, breath: 1.2 },
  balanceDb: [3, 3.6, -0.2, -1, -0.8, 0.4, -0.2, -3, -8.4, -10.3],
  widthDb: -7,
});
