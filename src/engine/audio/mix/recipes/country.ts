import { makeRecipe } from '../base-recipe.ts';

/** Nashville-clean: acoustic guitars bright and wide, the tune in front, a short slap behind the twang, a plate behind the fiddle. */
export const countryRecipe = makeRecipe('country', {
  roles: {
    lead: { levelDb: 0, hallDb: -12, delayDb: -21, compression: 0.45, presenceDb: 1.5, airDb: 1.5 },
    counter: { levelDb: -2.5, pan: 0.45, apart: 0.85, hallDb: -14, delayDb: -16 },
    chords: {
      levelDb: -3.5,
      pan: -0.5,
      apart: 0.95,
      widthDb: -5.5,
      hallDb: -20,
      bodyDb: -2,
      presenceDb: 1,
      airDb: 1.5,
      compression: 0.35,
    },
    arpeggio: { levelDb: -6.5, pan: 0.6, hallDb: -16 },
    pad: { levelDb: -7, pan: 0.15, hallDb: -8, widthDb: -4 },
    bass: { levelDb: -2, driveDb: 2, compression: 0.6 },
    drums: { levelDb: -1, compression: 0.4, roomDb: -12, hallDb: -20 },
    percussion: { levelDb: -9 },
  },
  kit: {
    kick: { levelDb: 0, attack: 0.2 },
    snare: { levelDb: 0, crackDb: 2, airDb: 2.5 },
    hats: { levelDb: -9.5 },
  },
  room: { size: 0.18, decaySeconds: 0.45, earlyDb: 1 },
  hall: { size: 0.45, decaySeconds: 1.7, highDecay: 0.6, dampingHz: 5500, preDelayMs: 28 },
  // A slap an eighth behind, once or twice.
  delay: { beats: 0.5, feedback: 0.16, lowCutHz: 350, highCutHz: 5000 },
  bus: { throws: 0.1, bloom: 0.9, glue: 0.4, driveDb: 1, breath: 1 },
  balanceDb: [-1.5, -0.3, 0, -0.2, -0.3, 0, 0.7, 0.9, 0.8, 0.6],
  widthDb: -6,
});
