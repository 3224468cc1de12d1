import { makeRecipe } from '../base-recipe.ts';
import { OFF_DB } from '../recipe.ts';

/** Seventies dance floor: a dry kick and bass in front, strings high and wide on a plate, guitars ticking left and right. */
export const discoRecipe = makeRecipe('disco', {
  roles: {
    lead: { levelDb: -0.5, hallDb: -13, delayDb: -20, compression: 0.45 },
    counter: { levelDb: -2, pan: 0.15, widthDb: -4, hallDb: -9, delayDb: OFF_DB, presenceDb: 0.5, airDb: 2 },
    chords: { levelDb: -4, pan: -0.55, apart: 0.95, compression: 0.45, roomDb: -16, hallDb: -22, bodyDb: -2.5, presenceDb: 1.5 },
    arpeggio: { levelDb: -6.5, pan: 0.6, hallDb: OFF_DB, delayDb: -22, bodyDb: -2 },
    pad: { levelDb: -5, widthDb: -2.5, hallDb: -8.5, airDb: 2, highPassHz: 160 },
    bass: { levelDb: -0.8, driveDb: 3, compression: 0.7, duckDb: 1, presenceDb: 1.5 },
    drums: { levelDb: 0.8, compression: 0.55, driveDb: 1.5, roomDb: -15, hallDb: -26 },
    percussion: { levelDb: -6.5, pan: 0.4, apart: 0.9 },
  },
  kit: {
    kick: { levelDb: 1.5, attack: 0.3, sustain: -0.3, bodyDb: 2 },
    snare: { levelDb: 0, attack: 0.25, sustain: -0.25 },
    hats: { levelDb: -5.5, pan: 0.25, airDb: 3 },
    toms: { levelDb: -1.5, sustain: -0.2 },
  },
  room: { size: 0.12, decaySeconds: 0.35 },
  hall: { size: 0.5, decaySeconds: 1.9, highDecay: 0.7, dampingHz: 7500, preDelayMs: 16, highCutHz: 11500 },
  bus: { sweeps: 0.4, throws: 0.3, bloom: 1.1, glue: 0.5, driveDb: 1.6, breath: 0.9 },
  balanceDb: [-1, 0.8, 0.8, -0.2, -0.6, -0.2, 0.4, 0.8, 1.2, 1],
  widthDb: -6,
});
