import { makeRecipe } from '../base-recipe.ts';

/** A band in a rehearsal room with good reverb: chiming guitars on both sides, drums with their room left in, a little tape. */
export const indieRecipe = makeRecipe('indie', {
  roles: {
    lead: { levelDb: -0.5, hallDb: -11, delayDb: -16, driveDb: 1.5, presenceDb: 0.5 },
    counter: { levelDb: -4, pan: -0.45, hallDb: -11, delayDb: -15 },
    chords: { levelDb: -3.5, pan: -0.6, apart: 0.95, widthDb: -6, driveDb: 2, roomDb: -12, hallDb: -17, chorus: 0.1 },
    arpeggio: { levelDb: -3, pan: 0.6, apart: 0.9, widthDb: -7, hallDb: -13, delayDb: -14, chorus: 0.18, airDb: 1 },
    pad: { levelDb: -9.5, hallDb: -9 },
    bass: { levelDb: -1.2, driveDb: 5.5, compression: 0.65, presenceDb: 2 },
    drums: { levelDb: 0.2, compression: 0.55, driveDb: 2.5, roomDb: -6.5, hallDb: -22 },
    percussion: { levelDb: -7.5, roomDb: -9, hallDb: -16 },
  },
  kit: {
    kick: { levelDb: 0, attack: 0.15 },
    snare: { levelDb: 0.2, bodyDb: 1, sustain: 0.1 },
    toms: { levelDb: 0.5, widthDb: -5, bodyDb: 2 },
    hats: { levelDb: -9 },
    cymbals: { levelDb: -6 },
  },
  room: { size: 0.32, decaySeconds: 0.8, highDecay: 0.7, dampingHz: 6000, earlyDb: 2 },
  hall: { size: 0.55, decaySeconds: 2.1, highDecay: 0.55, dampingHz: 5000, preDelayMs: 18 },
  delay: { beats: 0.75, feedback: 0.3, lowCutHz: 350, highCutHz: 4200 },
  bus: { throws: 0.4, bloom: 1.1, glue: 0.42, driveDb: 2.2, wow: 0.02, flutter: 0.02, breath: 1 },
  balanceDb: [-2, -0.6, 0.3, 0.4, 0.2, 0.3, 0.5, 0.3, -0.2, -0.8],
  widthDb: -6.5,
});
