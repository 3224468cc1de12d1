import { makeRecipe } from '../base-recipe.ts';

/** A dark hall with the kick at its centre: the rumble swells between kicks, the sequence cuts, stabs go into a long echo. */
export const technoRecipe = makeRecipe('techno', {
  roles: {
    lead: { levelDb: -2, duckDb: 4, delayDb: -12, hallDb: -9, driveDb: 4 },
    counter: { duckDb: 4 },
    chords: { levelDb: -2.5, duckDb: 5, hallDb: -9, delayDb: -9, driveDb: 3, widthDb: -5, airDb: -1 },
    arpeggio: { levelDb: -1, duckDb: 4, delayDb: -14, hallDb: -15, driveDb: 5, apart: 0.5, pan: 0.1 },
    pad: { levelDb: -8, duckDb: 8, hallDb: -8, widthDb: -2.5 },
    bass: { levelDb: 0, duckDb: 12, driveDb: 7, compression: 0.5, roomDb: -22 },
    drums: { levelDb: 2.5, compression: 0.55, driveDb: 4.5, roomDb: -15, hallDb: -24, airDb: -3 },
    percussion: { levelDb: -8.8, duckDb: 2, apart: 1, hallDb: -14, delayDb: -18, airDb: -3 },
    texture: { levelDb: -13, duckDb: 4, hallDb: -12 },
    effects: { levelDb: -6, hallDb: -6, airDb: -3 },
  },
  kit: {
    kick: { levelDb: 3.5, attack: 0.4, sustain: 0.1, bodyDb: 3, crackDb: 2, sendDb: -20 },
    snare: { levelDb: -2.5, sendDb: 3, airDb: -4.96, crackDb: 0.5 },
    hats: { levelDb: -13.2, pan: 0.1, widthDb: -9, airDb: -5.3 },
    cymbals: { levelDb: -13, airDb: -2 },
  },
  room: { size: 0.22, decaySeconds: 0.7, dampingHz: 4500 },
  hall: { size: 0.9, decaySeconds: 3.4, dampingHz: 3200, highDecay: 0.4, preDelayMs: 28, lowCutHz: 240 },
  delay: { beats: 0.75, feedback: 0.58, lowCutHz: 250, highCutHz: 3200 },
  bus: { sweeps: 0.8, throws: 0.3, bloom: 1.2, glue: 0.5, driveDb: 3, returnDuckDb: 9, breath: 1 },
  balanceDb: [3.5, 3.2, 0.2, -0.6, -0.6, -0.2, 0, -1.2, -4.6, -7.1],
  widthDb: -8,
});
