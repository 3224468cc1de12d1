import { makeRecipe } from '../base-recipe.ts';

/** Bass is the lead instrument; skank and snare fly off into a tape echo and a spring. */
export const reggaeRecipe = makeRecipe('reggae', {
  roles: {
    lead: { levelDb: -0.5, hallDb: -14, delayDb: -13, compression: 0.35, airDb: -0.5 },
    counter: { levelDb: -3.5, pan: 0.4, hallDb: -13, delayDb: -9 },
    chords: {
      levelDb: -4.5,
      pan: -0.45,
      apart: 0.9,
      widthDb: -10,
      roomDb: -13,
      hallDb: -18,
      delayDb: -15,
      bodyDb: -3,
      highPassHz: 180,
    },
    arpeggio: { levelDb: -4.5, pan: 0.5, hallDb: -20, delayDb: -14, bodyDb: 0.5 },
    pad: { levelDb: -10, delayDb: -18 },
    bass: { levelDb: 1.8, driveDb: 3, compression: 0.7, bodyDb: 1.5, presenceDb: -2, airDb: -3 },
    drums: { levelDb: 0, compression: 0.45, driveDb: 2.5, roomDb: -12, hallDb: -20, delayDb: -24 },
    percussion: { levelDb: -7, pan: 0.45, apart: 0.9, hallDb: -14, delayDb: -12 },
  },
  kit: {
    kick: { levelDb: 1.2, attack: 0.05, bodyDb: 3, crackDb: -1 },
    snare: { levelDb: 0.5, attack: 0.25, sustain: -0.2, crackDb: 2.5 },
    hats: { levelDb: -8, pan: 0.3 },
    toms: { levelDb: 0, bodyDb: 2 },
    cymbals: { levelDb: -8.5 },
  },
  room: { size: 0.14, decaySeconds: 0.4, dampingHz: 4500 },
  // A spring: small, narrow and boingy in the middle of the spectrum.
  hall: {
    size: 0.3,
    decaySeconds: 2,
    highDecay: 0.45,
    dampingHz: 3400,
    preDelayMs: 32,
    lowCutHz: 380,
    highCutHz: 5200,
    earlyDb: -8,
  },
  // Dotted-eighth tape echo that darkens as it comes back.
  delay: { beats: 0.75, feedback: 0.52, lowCutHz: 450, highCutHz: 2800 },
  bus: { throws: 0.9, glue: 0.4, driveDb: 2.4, wow: 0.05, flutter: 0.05, breath: 0.7 },
  balanceDb: [2.5, 3, 1.8, 0.2, -0.4, -0.6, -0.9, -1, -1.2, -1.6],
  widthDb: -7.5,
});
