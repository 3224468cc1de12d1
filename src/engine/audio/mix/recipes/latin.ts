import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Radio Latin pop: the beat and the bass in front, a guitar one can touch, brass that leaps out and is gone. */
export const latinRecipe = makeRecipe('latin', {
  roles: {
    lead: { levelDb: 0.4, hallDb: -13, delayDb: -16, compression: 0.45, presenceDb: 1, airDb: 1 },
    counter: { levelDb: -4, pan: 0.4 },
    chords: { levelDb: -3.4, pan: -0.28, apart: 0.85, widthDb: -7, roomDb: -16, presenceDb: 0.8, airDb: 1, highPassHz: 110 },
    arpeggio: { levelDb: -6, pan: 0.36, delayDb: -15 },
    bass: { levelDb: -0.6, compression: 0.65, driveDb: 2.5, duckDb: 1.5 },
    drums: { levelDb: 0.4, roomDb: -16, hallDb: OFF_DB, compression: 0.45, driveDb: 1.4 },
    percussion: { levelDb: -7, pan: 0.4, apart: 0.9, roomDb: -14 },
    pad: { levelDb: -9.5, duckDb: 2 },
  },
  kit: {
    kick: { levelDb: 0.8, attack: 0.3, bodyDb: 2, crackDb: 2 },
    snare: { levelDb: -0.5, attack: 0.3, crackDb: 2, airDb: 1 },
  },
  room: { size: 0.18, decaySeconds: 0.45, highDecay: 0.6, dampingHz: 6500 },
  hall: { size: 0.5, decaySeconds: 1.5, highDecay: 0.6, dampingHz: 6200, preDelayMs: 24 },
  delay: { beats: 0.75, feedback: 0.28, lowCutHz: 300, highCutHz: 5200 },
  bus: { throws: 0.5, bloom: 1.1, sweeps: 0.5, glue: 0.45, driveDb: 1.4, breath: 1 },
  balanceDb: [0, 1.2, 0.8, -0.2, -0.2, -0.2, 0.2, 0.4, 0.6, 0.2],
  widthDb: -6.4,
});
