import { clamp, log10 } from '../../kernel/index.ts';
import type { Role, Score } from '../../score/index.ts';
import { equaliserResponseDb } from '../dsp/equaliser.ts';
import { OCTAVE_CENTRES_HZ } from '../meters/spectral-balance.ts';
import { busBands } from './medium.ts';
import { type BusRecipe, type MediumRecipe, type MixRecipe, OFF_DB, type RoleRecipe } from './recipe.ts';

type Change = (recipe: MixRecipe) => MixRecipe;
type Production = Score['colour']['production'][number];

/** A recipe as the brief's feeling and production words would have it: brighter or darker, nearer or farther, cleaner or dirtier. */
export function colourRecipe(recipe: MixRecipe, colour: Score['colour']): MixRecipe {
  const changes: readonly Change[] = [
    (current) => tilt(current, (colour.brightness - 0.5) * 3),
    (current) => distance(current, (colour.space - 0.5) * 5, 1 + (colour.space - 0.5) * 0.5),
    (current) => squeeze(current, (colour.energy - 0.5) * 0.25),
    ...colour.production.map((word) => PRODUCTION[word]),
  ];
  return throughMedium(
    changes.reduce((current, change) => change(current), recipe),
    recipe.bus,
  );
}

const PRODUCTION: { readonly [word in Production]: Change } = {
  vinyl: (recipe) => worn(tilt(recipe, -1), { wow: 0.22, flutter: 0.2, driveDb: 2, lowCutHz: 45, highCutHz: 13000 }),
  tape: (recipe) =>
    heardThrough(worn(tilt(recipe, -0.5), { wow: 0.14, flutter: 0.3, driveDb: 3.5, lowCutHz: 30, highCutHz: 15500 }), {
      // The gap of the head lifts what is as long as it is wide, and cuts what is longer.
      bands: [{ kind: 'peak', hz: 85, q: 1.1, gainDb: 2 }],
      hissDb: -42,
    }),
  warm: (recipe) => everyRole(worn(tilt(recipe, -1.2), { driveDb: 1.5 }), (role) => ({ ...role, bodyDb: role.bodyDb + 0.8 })),
  bright: (recipe) => everyRole(tilt(recipe, 1.5), (role) => ({ ...role, presenceDb: role.presenceDb + 0.5 })),
  airy: (recipe) =>
    everyRole(distance(tilt(recipe, 0.8), 1.5, 1.1), (role) => ({ ...role, airDb: role.airDb + 1.5, bodyDb: role.bodyDb - 0.5 })),
  punchy: (recipe) => punch(squeeze(distance(recipe, -2, 0.9), 0.08)),
  wide: (recipe) => ({
    ...everyRole(recipe, (role, name) =>
      name === 'bass' ? role : { ...role, widthDb: role.widthDb + 2, apart: Math.min(1, role.apart + 0.2) },
    ),
    tone: { ...recipe.tone, widthDb: recipe.tone.widthDb + 1.5 },
  }),
  dry: (recipe) => distance(recipe, -9, 0.65),
  reverb: (recipe) => distance(recipe, 4.5, 1.3),
  gritty: (recipe) => everyRole(worn(recipe, { driveDb: 3 }), (role) => ({ ...role, driveDb: role.driveDb + 3 })),
  clean: (recipe) => ({
    ...everyRole(recipe, (role) => ({ ...role, driveDb: 0, crushHz: 48000, crushBits: 16 })),
    bus: { ...recipe.bus, driveDb: 0, wow: 0, flutter: 0 },
  }),
  vintage: (recipe) => worn(tilt(recipe, -1), { wow: 0.08, flutter: 0.12, driveDb: 3, lowCutHz: 50, highCutHz: 12500 }),
  dark: (recipe) => tilt(recipe, -2.2),
  soft: (recipe) => ({
    ...everyRole(tilt(recipe, -0.8), (role) => ({
      ...role,
      driveDb: Math.max(0, role.driveDb - 2),
      presenceDb: role.presenceDb - 0.8,
    })),
    bus: { ...recipe.bus, glue: recipe.bus.glue * 0.7 },
  }),
  radio: (recipe) =>
    heardThrough(worn(recipe, { driveDb: 7, lowCutHz: 320, highCutHz: 3400 }), {
      bands: [
        { kind: 'high-pass', hz: 320, q: 0.9, gainDb: 0 },
        { kind: 'low-pass', hz: 3600, q: 0.9, gainDb: 0 },
        { kind: 'peak', hz: 1700, q: 0.9, gainDb: 4 },
      ],
      hissDb: -38,
      width: 0.1,
    }),
  vhs: (recipe) =>
    heardThrough(worn(tilt(recipe, -0.8), { wow: 0.5, flutter: 0.45, driveDb: 3.5, lowCutHz: 60, highCutHz: 9500 }), {
      bands: [{ kind: 'low-pass', hz: 11000, q: 0.8, gainDb: 0 }],
      hissDb: -35,
      dropouts: 0.6,
      width: 0.7,
    }),
  underwater: (recipe) =>
    heardThrough(worn(distance(recipe, 3, 1.2), { wow: 0.35, highCutHz: 620 }), {
      bands: [
        { kind: 'low-pass', hz: 700, q: 1.3, gainDb: 0 },
        { kind: 'peak', hz: 240, q: 0.8, gainDb: 3 },
      ],
    }),
  distant: (recipe) =>
    heardThrough(worn(distance(recipe, 4, 0.9), { highCutHz: 1500, lowCutHz: 40 }), {
      bands: [
        { kind: 'low-shelf', hz: 140, q: 0.7, gainDb: 2.5 },
        { kind: 'high-shelf', hz: 2500, q: 0.7, gainDb: -6 },
      ],
      width: 0.45,
    }),
  crushed: (recipe) => heardThrough(worn(recipe, { driveDb: 3 }), { crushHz: 13000, crushBits: 9 }),
  plate: (recipe) =>
    distance(
      {
        ...recipe,
        hall: { ...recipe.hall, size: 0.28, highDecay: 0.75, dampingHz: 7500, preDelayMs: 8, highCutHz: 11500, earlyDb: -14 },
      },
      2.5,
      1.05,
    ),
  spring: (recipe) =>
    distance(
      {
        ...recipe,
        hall: { ...recipe.hall, kind: 'spring', decaySeconds: Math.min(2.4, recipe.hall.decaySeconds), highCutHz: 5200 },
      },
      3.5,
      1,
    ),
  chamber: (recipe) =>
    distance(
      { ...recipe, hall: { ...recipe.hall, size: 0.3, decaySeconds: 1.1, highDecay: 0.6, preDelayMs: 8, earlyDb: 1 } },
      2.5,
      1,
    ),
  cathedral: (recipe) =>
    distance(
      {
        ...recipe,
        hall: { ...recipe.hall, size: 1, decaySeconds: Math.max(5, recipe.hall.decaySeconds), preDelayMs: 40, earlyDb: -9 },
      },
      4.5,
      1.2,
    ),
  pumping: (recipe) => ({
    ...everyRole(recipe, (role, name) =>
      UNPUMPED.has(name) ? role : { ...role, duckDb: Math.min(12, Math.max(role.duckDb + 3, PUMP_DB[name])) },
    ),
    bus: { ...recipe.bus, returnDuckDb: Math.max(8, recipe.bus.returnDuckDb) },
  }),
};

const UNPUMPED: ReadonlySet<Role> = new Set(['drums', 'percussion', 'effects', 'texture']);
/** How far a kick presses each role where pumping is asked for, dB at least. */
const PUMP_DB: { readonly [role in Role]: number } = {
  lead: 4,
  counter: 4,
  chords: 8,
  arpeggio: 6,
  pad: 10,
  bass: 8,
  drums: 0,
  percussion: 0,
  texture: 0,
  effects: 0,
};

/**
 * Turns the target balance about 1 kHz: darker takes up to `amount` dB off the top octaves, brighter lifts from 4 kHz on by half of it, for what
 * is called bright is presence, and air that every hat has already would only hiss. At the bottom half of it the other way.
 */
function tilt(recipe: MixRecipe, amount: number): MixRecipe {
  const most = amount > 0 ? 2 : 4;
  const balanceDb = recipe.tone.balanceDb.map((level, band) => level + (amount * clamp(band - 5, -4, most)) / (band < 5 ? 8 : 4));
  return { ...recipe, tone: { ...recipe.tone, balanceDb } };
}

/** Moves everything away by `sendDb` more in the spaces and stretches the hall's decay. */
function distance(recipe: MixRecipe, sendDb: number, stretch: number): MixRecipe {
  const farther = everyRole(recipe, (role) => ({
    ...role,
    roomDb: role.roomDb + sendDb * 0.6,
    hallDb: role.hallDb + sendDb,
    delayDb: role.delayDb + sendDb * 0.4,
  }));
  return {
    ...farther,
    hall: {
      ...recipe.hall,
      decaySeconds: recipe.hall.decaySeconds * stretch,
      size: clamp(recipe.hall.size * (0.5 + 0.5 * stretch), 0, 1),
    },
  };
}

function squeeze(recipe: MixRecipe, amount: number): MixRecipe {
  const firmer = everyRole(recipe, (role) => ({
    ...role,
    compression: clamp(role.compression + (role.compression > 0 ? amount : 0), 0, 1),
  }));
  return { ...firmer, bus: { ...recipe.bus, glue: clamp(recipe.bus.glue + amount, 0, 1) } };
}

function punch(recipe: MixRecipe): MixRecipe {
  const { kick, snare } = recipe.kit;
  return {
    ...recipe,
    kit: {
      ...recipe.kit,
      kick: { ...kick, attack: clamp(kick.attack + 0.25, -1, 1), crackDb: kick.crackDb + 1 },
      snare: { ...snare, attack: clamp(snare.attack + 0.25, -1, 1) },
    },
    roles: { ...recipe.roles, drums: { ...recipe.roles.drums, levelDb: recipe.roles.drums.levelDb + 1 } },
  };
}

/** Adds wear to the sum: the more of each is kept, except that band limits close in. */
function worn(
  recipe: MixRecipe,
  wear: { wow?: number; flutter?: number; driveDb?: number; lowCutHz?: number; highCutHz?: number },
): MixRecipe {
  const { bus } = recipe;
  return {
    ...recipe,
    bus: {
      ...bus,
      wow: Math.max(bus.wow, wear.wow ?? 0),
      flutter: Math.max(bus.flutter, wear.flutter ?? 0),
      driveDb: Math.max(bus.driveDb, wear.driveDb ?? 0),
      lowCutHz: Math.max(bus.lowCutHz, wear.lowCutHz ?? 0),
      highCutHz: Math.min(bus.highCutHz, wear.highCutHz ?? 20000),
    },
  };
}

function everyRole(recipe: MixRecipe, change: (role: RoleRecipe, name: Role) => RoleRecipe): MixRecipe {
  const { lead, counter, chords, arpeggio, pad, bass, drums, percussion, texture, effects } = recipe.roles;
  return {
    ...recipe,
    roles: {
      lead: change(lead, 'lead'),
      counter: change(counter, 'counter'),
      chords: change(chords, 'chords'),
      arpeggio: change(arpeggio, 'arpeggio'),
      pad: change(pad, 'pad'),
      bass: change(bass, 'bass'),
      drums: change(drums, 'drums'),
      percussion: change(percussion, 'percussion'),
      texture: change(texture, 'texture'),
      effects: change(effects, 'effects'),
    },
  };
}

/** Puts a medium before the sum: tones follow one another, of the rest the more of each is kept. */
function heardThrough(recipe: MixRecipe, change: Partial<MediumRecipe>): MixRecipe {
  const { medium } = recipe.bus;
  return {
    ...recipe,
    bus: {
      ...recipe.bus,
      medium: {
        bands: [...medium.bands, ...(change.bands ?? [])],
        hissDb: Math.max(medium.hissDb, change.hissDb ?? OFF_DB),
        dropouts: Math.max(medium.dropouts, change.dropouts ?? 0),
        crushHz: Math.min(medium.crushHz, change.crushHz ?? medium.crushHz),
        crushBits: Math.min(medium.crushBits, change.crushBits ?? medium.crushBits),
        width: Math.min(medium.width, change.width ?? 1),
      },
    },
  };
}

/** Has the master aim at the tone as it is heard through the medium, or it would take back what the medium took. */
function throughMedium(recipe: MixRecipe, before: BusRecipe): MixRecipe {
  const asked = busBands(recipe.bus);
  const usual = busBands(before);
  // The first decibels of a loss are left to the master: a worn record is dark, not dead.
  const shift = OCTAVE_CENTRES_HZ.map((hz) => {
    const away = clamp(equaliserResponseDb(asked, hz) - equaliserResponseDb(usual, hz), -60, 12);
    return away < 0 ? Math.min(0, away + 3) : away;
  });
  return {
    ...recipe,
    tone: {
      balanceDb: recipe.tone.balanceDb.map((level, band) => level + shift[band]!),
      widthDb: recipe.tone.widthDb + 20 * log10(Math.max(0.05, recipe.bus.medium.width)),
    },
  };
}
