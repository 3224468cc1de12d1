import { clamp } from '../../kernel/index.ts';
import type { Role, Score } from '../../score/index.ts';
import type { MixRecipe, RoleRecipe } from './recipe.ts';

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
  return changes.reduce((current, change) => change(current), recipe);
}

const PRODUCTION: { readonly [word in Production]: Change } = {
  vinyl: (recipe) => worn(tilt(recipe, -1), { wow: 0.22, flutter: 0.2, driveDb: 2, lowCutHz: 45, highCutHz: 13000 }),
  tape: (recipe) => worn(tilt(recipe, -0.5), { wow: 0.14, flutter: 0.3, driveDb: 3.5, lowCutHz: 30, highCutHz: 15500 }),
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
};

/** Turns the target balance about 1 kHz by `amount` dB at the top octaves, half as much the other way at the bottom. */
function tilt(recipe: MixRecipe, amount: number): MixRecipe {
  const balanceDb = recipe.tone.balanceDb.map((level, band) => level + (amount * clamp(band - 5, -4, 4)) / (band < 5 ? 8 : 4));
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
