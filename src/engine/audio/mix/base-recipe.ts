import type { StyleId } from '../../brief/index.ts';
import type { Role } from '../../score/index.ts';
import type { ReverbSettings } from '../dsp/reverb-settings.ts';
import type { KitPiece } from '../stem.ts';
import { type BusRecipe, type DelayRecipe, type KitPieceRecipe, type MixRecipe, OFF_DB, type RoleRecipe } from './recipe.ts';

/** What a style changes; the rest is the base below. */
export type RecipeChanges = {
  readonly roles?: { readonly [role in Role]?: Partial<RoleRecipe> };
  readonly kit?: { readonly [piece in KitPiece]?: Partial<KitPieceRecipe> };
  readonly room?: Partial<ReverbSettings>;
  readonly hall?: Partial<ReverbSettings>;
  readonly delay?: Partial<DelayRecipe>;
  readonly bus?: Partial<BusRecipe>;
  /** Added to the base balance, band by band from 31.5 Hz to 16 kHz. */
  readonly balanceDb?: readonly number[];
  readonly widthDb?: number;
  readonly isSeated?: boolean;
};

/** A style's recipe: the base with its changes. */
export function makeRecipe(id: StyleId, changes: RecipeChanges): MixRecipe {
  const roles = changes.roles ?? {};
  const kit = changes.kit ?? {};
  return {
    id,
    roles: {
      lead: { ...ROLES.lead, ...roles.lead },
      counter: { ...ROLES.counter, ...roles.counter },
      chords: { ...ROLES.chords, ...roles.chords },
      arpeggio: { ...ROLES.arpeggio, ...roles.arpeggio },
      pad: { ...ROLES.pad, ...roles.pad },
      bass: { ...ROLES.bass, ...roles.bass },
      drums: { ...ROLES.drums, ...roles.drums },
      percussion: { ...ROLES.percussion, ...roles.percussion },
      texture: { ...ROLES.texture, ...roles.texture },
      effects: { ...ROLES.effects, ...roles.effects },
    },
    kit: {
      kick: { ...KIT.kick, ...kit.kick },
      snare: { ...KIT.snare, ...kit.snare },
      hats: { ...KIT.hats, ...kit.hats },
      toms: { ...KIT.toms, ...kit.toms },
      cymbals: { ...KIT.cymbals, ...kit.cymbals },
      percussion: { ...KIT.percussion, ...kit.percussion },
    },
    room: { ...ROOM, ...changes.room },
    hall: { ...HALL, ...changes.hall },
    delay: { ...DELAY, ...changes.delay },
    bus: { ...BUS, ...changes.bus },
    tone: {
      balanceDb: BALANCE_DB.map((level, band) => level + (changes.balanceDb?.[band] ?? 0)),
      widthDb: changes.widthDb ?? TONE_WIDTH_DB,
    },
    isSeated: changes.isSeated ?? false,
  };
}

const PLAIN: RoleRecipe = {
  levelDb: -4,
  pan: 0,
  apart: 0.6,
  widthDb: -9,
  roomDb: -16,
  hallDb: -16,
  delayDb: OFF_DB,
  compression: 0.25,
  driveDb: 0,
  duckDb: 0,
  highPassHz: 50,
  bodyDb: 0,
  presenceDb: 0,
  airDb: 0,
  chorus: 0,
  crushHz: 48000,
  crushBits: 16,
};

const ROLES: MixRecipe['roles'] = {
  lead: { ...PLAIN, levelDb: 0, widthDb: -13, apart: 0.35, hallDb: -13, delayDb: -20, compression: 0.4, presenceDb: 1, airDb: 1 },
  counter: { ...PLAIN, levelDb: -4, pan: 0.35, apart: 0.7, hallDb: -13, delayDb: -22, compression: 0.3 },
  chords: { ...PLAIN, levelDb: -4.5, pan: -0.2, apart: 0.7, widthDb: -7, bodyDb: -1 },
  arpeggio: { ...PLAIN, levelDb: -5.5, pan: 0.35, apart: 0.7, widthDb: -7, delayDb: -18 },
  pad: { ...PLAIN, levelDb: -8, apart: 0.3, widthDb: -3.5, hallDb: -11, compression: 0.1, bodyDb: -1.5, highPassHz: 90 },
  bass: {
    ...PLAIN,
    levelDb: -2.5,
    apart: 0,
    widthDb: -26,
    roomDb: OFF_DB,
    hallDb: OFF_DB,
    compression: 0.6,
    driveDb: 3,
    highPassHz: 30,
  },
  drums: {
    ...PLAIN,
    levelDb: -0.5,
    apart: 0,
    widthDb: -10,
    roomDb: -11,
    hallDb: -22,
    compression: 0.4,
    driveDb: 1,
    highPassHz: 25,
  },
  percussion: { ...PLAIN, levelDb: -8, pan: 0.3, apart: 0.8, roomDb: -13, hallDb: -18, compression: 0.2, highPassHz: 90 },
  texture: { ...PLAIN, levelDb: -15, apart: 0.2, widthDb: -3, roomDb: OFF_DB, hallDb: -20, compression: 0, highPassHz: 80 },
  effects: {
    ...PLAIN,
    levelDb: -6,
    apart: 0.3,
    widthDb: -4,
    roomDb: OFF_DB,
    hallDb: -10,
    delayDb: -18,
    compression: 0,
    highPassHz: 28,
  },
};

const PIECE: KitPieceRecipe = {
  levelDb: 0,
  pan: 0,
  widthDb: -30,
  sendDb: 0,
  attack: 0,
  sustain: 0,
  highPassHz: 30,
  bodyDb: 0,
  crackDb: 0,
  airDb: 0,
};

const KIT: MixRecipe['kit'] = {
  kick: { ...PIECE, levelDb: 0.5, sendDb: -12, attack: 0.25, bodyDb: 1.5, crackDb: 2, highPassHz: 28 },
  snare: { ...PIECE, levelDb: 0, widthDb: -18, attack: 0.2, bodyDb: 1, crackDb: 1.5, airDb: 2, highPassHz: 90 },
  hats: { ...PIECE, levelDb: -9, pan: 0.3, widthDb: -14, sendDb: -5, airDb: 2, highPassHz: 300 },
  toms: { ...PIECE, levelDb: -2, widthDb: -7, bodyDb: 1.5, crackDb: 1, highPassHz: 55 },
  cymbals: { ...PIECE, levelDb: -7, pan: -0.15, widthDb: -5, sendDb: -3, airDb: 2, highPassHz: 250 },
  percussion: { ...PIECE, levelDb: -6, pan: -0.35, widthDb: -10, airDb: 1, highPassHz: 150 },
};

const ROOM: ReverbSettings = {
  kind: 'room',
  size: 0.16,
  decaySeconds: 0.55,
  highDecay: 0.7,
  dampingHz: 6500,
  preDelayMs: 2,
  lowCutHz: 180,
  highCutHz: 11000,
  earlyDb: 0,
};

const HALL: ReverbSettings = {
  kind: 'room',
  size: 0.55,
  decaySeconds: 1.9,
  highDecay: 0.5,
  dampingHz: 4500,
  preDelayMs: 22,
  lowCutHz: 220,
  highCutHz: 9500,
  earlyDb: -4,
};

const DELAY: DelayRecipe = { beats: 0.75, feedback: 0.32, lowCutHz: 300, highCutHz: 4500 };

const BUS: BusRecipe = {
  medium: { bands: [], hissDb: OFF_DB, dropouts: 0, crushHz: 48000, crushBits: 16, width: 1 },
  glue: 0.35,
  driveDb: 1,
  wow: 0,
  flutter: 0,
  lowCutHz: 22,
  highCutHz: 20000,
  breath: 1,
  returnDuckDb: 0,
  bloom: 1,
  sweeps: 0,
  throws: 0.3,
};

/** The long-time average of released popular music: level to 125 Hz, then falling by 2 to 3 dB an octave, faster above 8 kHz. */
const BALANCE_DB = [-17, -8.5, -7, -7.5, -8.5, -10.5, -13.5, -16, -19.5, -26] as const;
const TONE_WIDTH_DB = -7;
