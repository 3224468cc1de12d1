import { makeRecipe } from '../base-recipe.ts';

/** A polished late-night record: silky top, a plate on the saxophone, bass and kick close and round. */
export const smoothJazzRecipe = makeRecipe('smooth-jazz', {
  roles: {
    lead: { levelDb: 0.8, hallDb: -10.5, roomDb: -17, delayDb: -17, compression: 0.4, presenceDb: 0.6, airDb: 1 },
    counter: { levelDb: -4, pan: 0.4, hallDb: -12, delayDb: -20 },
    chords: { levelDb: -4.2, pan: -0.25, apart: 0.85, widthDb: -5, hallDb: -15, chorus: 0.2, bodyDb: -0.6, airDb: 0.6 },
    arpeggio: { levelDb: -7 },
    bass: { levelDb: -1.8, compression: 0.75, driveDb: 1.5, presenceDb: 0.6 },
    drums: { levelDb: -1.6, roomDb: -15, hallDb: -24, compression: 0.4, driveDb: 0.6 },
    percussion: { levelDb: -10, pan: 0.45, hallDb: -17 },
    pad: { levelDb: -9.5, widthDb: -2.5, hallDb: -10 },
  },
  kit: {
    kick: { levelDb: 0, attack: 0.1, bodyDb: 1.5, crackDb: 0.8 },
    snare: { levelDb: -0.8, attack: 0.1, bodyDb: 0.5, airDb: 1.5 },
    hats: { levelDb: -8.5, airDb: 1.5 },
  },
  room: { size: 0.22, decaySeconds: 0.55, highDecay: 0.65, dampingHz: 6500 },
  hall: { size: 0.6, decaySeconds: 2, highDecay: 0.65, dampingHz: 6800, preDelayMs: 30 },
  delay: { beats: 0.75, feedback: 0.22, lowCutHz: 320, highCutHz: 4500 },
  bus: { throws: 0.35, bloom: 0.6, sweeps: 0.15, glue: 0.45, driveDb: 0.8, breath: 0.6 },
  balanceDb: [-1.5, 0.4, 0.8, 0.2, 0, 0, 0, 0.2, 0.6, 0.4],
  widthDb: -6.2,
});
