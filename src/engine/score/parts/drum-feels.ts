/** How a kit is played, as data. The pulse (kicks and back-beats) comes from the style; a feel says what goes around it. */
export type DrumFeel = {
  /** What the right hand does in the verse; choruses move it on (see `lift`). */
  readonly hats: HatPattern;
  /** Where the timekeeping goes when the music opens up. */
  readonly lift: 'ride' | 'open' | 'bell' | 'same' | 'busier' | 'wash';
  readonly snare: SnareVoice;
  /** A feel of its own instead of kick–snare–hat: jazz, bossa, march… */
  readonly groove: 'pulse' | 'swing' | 'brushes' | 'bossa' | 'train' | 'march' | 'one-drop' | 'break';
  /** The break that `groove: 'break'` plays; others ignore it. */
  readonly breaks: BreakName;
  /** Amount of ghost notes, 0–1. */
  readonly ghosts: number;
  /** Amount of hat openings, 0–1. */
  readonly openHats: number;
  /** Crashes at seams and within choruses, 0–1. */
  readonly cymbals: number;
  readonly fills: FillStyle;
  /** Ticks that the back-beat lies behind the beat: the pocket. */
  readonly backbeatLag: number;
  /** Relative deviation of velocities. */
  readonly deviation: number;
  /** Played by a person with two hands. */
  readonly isLive: boolean;
};

/** Hats of machines on a floor, in layers that come in one after another. */
export const CLUB_HATS = ['driving', 'shuffled', 'airy'] as const;
export type ClubHats = (typeof CLUB_HATS)[number];
export const BREAKS = ['two-step', 'rolling', 'dusty', 'tripped', 'afro'] as const;
export type BreakName = (typeof BREAKS)[number];
export const HAT_PATTERNS = [
  'eighths',
  'sixteenths',
  'quarters',
  'offbeat-open',
  'pushed',
  'trap',
  'sparse',
  'shuffle',
  'none',
  'floor-tom',
  ...CLUB_HATS,
] as const;
export type HatPattern = (typeof HAT_PATTERNS)[number];
export const SNARE_VOICES = ['snare', 'stick', 'stick-then-snare', 'clap', 'snare-clap', 'alt'] as const;
export type SnareVoice = (typeof SNARE_VOICES)[number];
export const FILL_STYLES = [
  'live',
  'soft',
  'funk',
  'jazz',
  'brush',
  'machine',
  'gated',
  'trap',
  'march',
  'chop',
  'cut',
  'none',
] as const;
export type FillStyle = (typeof FILL_STYLES)[number];
export const FEELS = [
  'backbeat',
  'half-time',
  'four-floor',
  'disco',
  'boom-bap',
  'trap',
  'swing-ride',
  'brushes',
  'bossa',
  'funk',
  'train',
  'march',
  'breakbeat',
  'rock',
  'shuffle',
  'one-drop',
  'electro',
  'soft',
  'country',
  'indie',
  'post-rock',
  'pocket',
  'dusty',
  'two-step',
  'jungle',
  'trip-hop',
  'techno',
  'tech-house',
  'deep-house',
  'trance',
  'chip',
  'afrobeat',
  'dembow',
  'big-band',
] as const;
export type FeelName = (typeof FEELS)[number];

const LIVE: DrumFeel = {
  hats: 'eighths',
  lift: 'ride',
  snare: 'stick-then-snare',
  groove: 'pulse',
  breaks: 'two-step',
  ghosts: 0.3,
  openHats: 0.35,
  cymbals: 0.7,
  fills: 'live',
  backbeatLag: 0,
  deviation: 0.06,
  isLive: true,
};
const MACHINE: DrumFeel = {
  ...LIVE,
  snare: 'snare',
  lift: 'busier',
  ghosts: 0.05,
  fills: 'machine',
  deviation: 0.025,
  isLive: false,
};

const TABLE: Readonly<Record<FeelName, DrumFeel>> = {
  backbeat: LIVE,
  'half-time': { ...LIVE, lift: 'ride', ghosts: 0.35, openHats: 0.25 },
  'four-floor': { ...MACHINE, hats: 'offbeat-open', snare: 'clap', cymbals: 0.55, openHats: 0.5 },
  disco: { ...LIVE, hats: 'offbeat-open', lift: 'same', snare: 'snare', ghosts: 0.15, openHats: 0.9 },
  'boom-bap': {
    ...LIVE,
    hats: 'pushed',
    lift: 'busier',
    snare: 'snare',
    ghosts: 0.4,
    openHats: 0.3,
    cymbals: 0.3,
    fills: 'funk',
    deviation: 0.075,
  },
  trap: {
    ...MACHINE,
    hats: 'trap',
    lift: 'busier',
    snare: 'snare-clap',
    openHats: 0.4,
    cymbals: 0.35,
    fills: 'trap',
    deviation: 0.03,
  },
  'swing-ride': {
    ...LIVE,
    hats: 'shuffle',
    snare: 'snare',
    groove: 'swing',
    ghosts: 0.5,
    cymbals: 0.35,
    fills: 'jazz',
    deviation: 0.08,
  },
  brushes: { ...LIVE, hats: 'none', snare: 'alt', groove: 'brushes', ghosts: 0.4, cymbals: 0.2, fills: 'brush', deviation: 0.08 },
  bossa: {
    ...LIVE,
    hats: 'eighths',
    lift: 'ride',
    snare: 'stick',
    groove: 'bossa',
    ghosts: 0.2,
    openHats: 0.15,
    cymbals: 0.3,
    fills: 'soft',
    deviation: 0.07,
  },
  funk: {
    ...LIVE,
    hats: 'sixteenths',
    lift: 'same',
    snare: 'snare',
    ghosts: 0.8,
    openHats: 0.6,
    cymbals: 0.5,
    fills: 'funk',
    deviation: 0.07,
  },
  train: { ...LIVE, hats: 'none', lift: 'same', groove: 'train', snare: 'snare', ghosts: 0.8, fills: 'live' },
  march: { ...LIVE, hats: 'none', lift: 'same', groove: 'march', snare: 'snare', ghosts: 0.5, fills: 'march' },
  breakbeat: { ...LIVE, hats: 'eighths', lift: 'ride', snare: 'snare', ghosts: 0.7, openHats: 0.4, fills: 'funk' },
  rock: {
    ...LIVE,
    hats: 'eighths',
    lift: 'open',
    snare: 'snare',
    ghosts: 0.2,
    openHats: 0.4,
    cymbals: 0.9,
    fills: 'live',
    deviation: 0.05,
  },
  shuffle: { ...LIVE, hats: 'shuffle', lift: 'ride', snare: 'snare', ghosts: 0.45, openHats: 0.2 },
  'one-drop': {
    ...LIVE,
    hats: 'eighths',
    lift: 'same',
    snare: 'stick',
    groove: 'one-drop',
    ghosts: 0.1,
    openHats: 0.35,
    fills: 'soft',
  },
  electro: { ...MACHINE, hats: 'sixteenths', lift: 'busier', snare: 'snare', cymbals: 0.8, openHats: 0.3, fills: 'gated' },
  soft: {
    ...LIVE,
    hats: 'quarters',
    lift: 'busier',
    snare: 'stick-then-snare',
    ghosts: 0.15,
    openHats: 0.1,
    cymbals: 0.4,
    fills: 'soft',
  },
  country: { ...LIVE, hats: 'eighths', lift: 'ride', groove: 'train', snare: 'snare', ghosts: 0.5, openHats: 0.15, cymbals: 0.5 },
  indie: {
    ...LIVE,
    hats: 'floor-tom',
    lift: 'open',
    snare: 'snare',
    ghosts: 0.15,
    openHats: 0.5,
    cymbals: 0.85,
    deviation: 0.055,
  },
  'post-rock': { ...LIVE, hats: 'floor-tom', lift: 'wash', snare: 'snare', ghosts: 0.1, openHats: 0.2, cymbals: 1 },
  pocket: {
    ...LIVE,
    hats: 'pushed',
    lift: 'same',
    snare: 'stick-then-snare',
    ghosts: 0.6,
    openHats: 0.35,
    cymbals: 0.35,
    fills: 'soft',
    backbeatLag: 22,
    deviation: 0.07,
  },
  dusty: {
    ...LIVE,
    hats: 'pushed',
    lift: 'same',
    snare: 'snare',
    ghosts: 0.3,
    openHats: 0.25,
    cymbals: 0.08,
    fills: 'cut',
    backbeatLag: 10,
    deviation: 0.05,
  },
  'two-step': {
    ...MACHINE,
    groove: 'break',
    ghosts: 0.6,
    openHats: 0.4,
    cymbals: 0.8,
    fills: 'chop',
    deviation: 0.045,
  },
  jungle: {
    ...MACHINE,
    groove: 'break',
    breaks: 'rolling',
    ghosts: 0.9,
    openHats: 0.5,
    cymbals: 0.6,
    fills: 'chop',
    deviation: 0.06,
  },
  'trip-hop': {
    ...LIVE,
    lift: 'same',
    snare: 'snare',
    groove: 'break',
    breaks: 'dusty',
    ghosts: 0.6,
    openHats: 0.3,
    cymbals: 0.25,
    fills: 'funk',
    deviation: 0.08,
  },
  techno: { ...MACHINE, hats: 'driving', lift: 'same', snare: 'clap', cymbals: 0.3, fills: 'cut', deviation: 0.03 },
  'tech-house': { ...MACHINE, hats: 'shuffled', lift: 'same', snare: 'snare-clap', cymbals: 0.45, deviation: 0.035 },
  'deep-house': { ...MACHINE, hats: 'airy', lift: 'same', snare: 'clap', cymbals: 0.25, fills: 'cut', deviation: 0.04 },
  trance: { ...MACHINE, hats: 'offbeat-open', lift: 'busier', snare: 'snare-clap', cymbals: 0.95, openHats: 0.6 },
  afrobeat: {
    ...LIVE,
    lift: 'same',
    snare: 'snare',
    groove: 'break',
    breaks: 'afro',
    ghosts: 0.8,
    openHats: 0.7,
    cymbals: 0.3,
    fills: 'funk',
    deviation: 0.08,
  },
  dembow: { ...MACHINE, hats: 'sparse', snare: 'snare', ghosts: 0, cymbals: 0.3, openHats: 0.2, fills: 'cut', deviation: 0.035 },
  'big-band': {
    ...LIVE,
    hats: 'shuffle',
    snare: 'snare',
    groove: 'swing',
    ghosts: 0.6,
    cymbals: 0.7,
    fills: 'jazz',
    deviation: 0.07,
  },
  chip: { ...MACHINE, hats: 'eighths', lift: 'busier', snare: 'snare', ghosts: 0, openHats: 0.3, cymbals: 0.5, deviation: 0 },
};

/** The feel of this name. */
export function feelOf(name: FeelName): DrumFeel {
  return TABLE[name];
}
