import { makeRecipe } from '../base-recipe.ts';

/** A hall that the band fills slowly: echoes on every guitar, drums far and enormous, a wide dynamic range kept. */
export const postRockRecipe = makeRecipe('post-rock', {
  roles: {
    lead: { levelDb: -1, hallDb: -8, delayDb: -11, compression: 0.2, airDb: 1 },
    counter: { levelDb: -2, pan: 0.35, apart: 0.9, widthDb: -5, hallDb: -7.5, delayDb: -11, driveDb: 2.5, compression: 0.3 },
    chords: { levelDb: -2, pan: -0.5, apart: 0.95, widthDb: -4, hallDb: -12, roomDb: -14, driveDb: 3 },
    arpeggio: { levelDb: -2.5, pan: -0.4, apart: 0.9, widthDb: -4.5, hallDb: -8, delayDb: -8, chorus: 0.12, airDb: 0.5 },
    pad: { levelDb: -7.5, hallDb: -7, widthDb: -2 },
    bass: { levelDb: -1.5, driveDb: 6, compression: 0.55 },
    drums: { levelDb: 0.8, compression: 0.5, driveDb: 2.5, roomDb: -6, hallDb: -13 },
    percussion: { levelDb: -9, hallDb: -10 },
    effects: { levelDb: -7, hallDb: -7 },
  },
  kit: {
    kick: { levelDb: 0.8, attack: 0.2, bodyDb: 2.5, sendDb: -8 },
    snare: { levelDb: 1, attack: 0.2, bodyDb: 3, sustain: 0.3 },
    toms: { levelDb: 1.5, widthDb: -4, bodyDb: 3, sustain: 0.2 },
    hats: { levelDb: -10 },
    cymbals: { levelDb: -5, widthDb: -3, sendDb: -1 },
  },
  room: { size: 0.42, decaySeconds: 1.1, highDecay: 0.75, dampingHz: 6500, earlyDb: 2 },
  hall: { size: 0.85, decaySeconds: 3.6, highDecay: 0.5, dampingHz: 4800, preDelayMs: 34, highCutHz: 9000 },
  delay: { beats: 0.75, feedback: 0.46, lowCutHz: 320, highCutHz: 3800 },
  bus: { throws: 0.4, bloom: 1.5, glue: 0.3, driveDb: 2, breath: 1.3 },
  balanceDb: [0, 0.2, 0.4, 0.3, 0.2, 0.4, 0.4, 0, -0.4, -0.8],
  widthDb: -5,
});
