import { makeRecipe } from '../base-recipe.ts';

/** Bright and clean, a pop balance made of machines: tune first, snare in a gated plate, chorus on the keys. */
export const synthpopRecipe = makeRecipe('synthpop', {
  roles: {
    lead: { levelDb: 0.5, delayDb: -16, hallDb: -13, presenceDb: 1.5, widthDb: -11 },
    counter: { delayDb: -17, hallDb: -13 },
    chords: { levelDb: -2.5, chorus: 0.35, widthDb: -5, hallDb: -15 },
    arpeggio: { levelDb: -4.5, delayDb: -15, widthDb: -5 },
    pad: { levelDb: -7, chorus: 0.4, widthDb: -2.5, duckDb: 1.5 },
    bass: { levelDb: -1, driveDb: 3.5, compression: 0.65, duckDb: 2.5, presenceDb: 1, chorus: 0.1 },
    drums: { levelDb: 1, compression: 0.5, driveDb: 2, roomDb: -9, hallDb: -24, airDb: -3 },
    percussion: { levelDb: -8.8, apart: 0.9, airDb: -3 },
    effects: { levelDb: -7, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 1, attack: 0.3, bodyDb: 1.5, crackDb: 2.5, sendDb: -14 },
    snare: { levelDb: 1.5, attack: 0.25, bodyDb: 2, airDb: -4.46, sendDb: 4, crackDb: 0.5 },
    toms: { levelDb: 0, sendDb: 3, widthDb: -4 },
    hats: { levelDb: -13.7, airDb: -4.3 },
    cymbals: { levelDb: -10, airDb: -2 },
  },
  room: { size: 0.32, decaySeconds: 0.62, highDecay: 0.9, dampingHz: 9000, preDelayMs: 1, earlyDb: 3 },
  hall: { size: 0.6, decaySeconds: 2, dampingHz: 6500, preDelayMs: 26, lowCutHz: 280 },
  delay: { beats: 0.5, feedback: 0.3, highCutHz: 6000 },
  bus: { sweeps: 0.2, throws: 0.6, bloom: 1.2, glue: 0.4, driveDb: 1.2, breath: 1 },
  balanceDb: [0, 1.5, -0.2, -0.6, -0.5, 0, -0.5, -2.2, -5.5, -7.5],
  widthDb: -6,
});
