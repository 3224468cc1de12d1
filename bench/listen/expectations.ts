import type { StyleId } from '../../src/engine/brief/index.ts';
import type { Kind } from './human-music.ts';
import type { StatisticName } from './measure-track.ts';

/** Styles whose beat is a machine's, which is meant to be regular. */
const MACHINE_STYLES: readonly string[] = [
  'house',
  'deep-house',
  'tech-house',
  'techno',
  'trance',
  'edm',
  'synthwave',
  'synthpop',
  'trap',
  'chiptune',
  'drum-and-bass',
  'disco',
  // Its dembow comes from a drum machine.
  'latin',
];
const ELECTRONIC: readonly string[] = [
  ...MACHINE_STYLES.filter((style) => style !== 'disco' && style !== 'latin'),
  'ambient',
  'drone',
  'meditation',
  'downtempo',
  'lofi',
  'hip-hop',
  'boom-bap',
];
const ORCHESTRAL: readonly string[] = ['cinematic', 'epic', 'orchestral', 'piano', 'strings', 'chamber', 'holiday'];

/** What a style is held against. */
export function kindOf(style: StyleId): Kind {
  return ELECTRONIC.includes(style) ? 'electronic' : ORCHESTRAL.includes(style) ? 'orchestral' : 'band';
}

/** Whether onsets may be as regular as a clock. */
export function isMachineStyle(style: StyleId): boolean {
  return MACHINE_STYLES.includes(style);
}

/** Where a style is meant to lie outside what the games' music does, and why. */
const MEANT: { readonly [style: string]: { readonly [name in StatisticName]?: string } } = {
  'post-rock': {
    loudnessRangeLu: 'one guitar grows to a wall: the climb is the form',
    levelSpreadDb: 'one guitar grows to a wall: the climb is the form',
    onsetsPerSecond: 'long tones and their echoes near 90 bpm',
  },
  jazz: { onsetsPerSecond: 'a quartet near 120 bpm: two swung strokes to a beat' },
  blues: { onsetsPerSecond: 'a slow shuffle: two strokes to a beat near 100 bpm, and holes for the answers' },
  gospel: {
    onsetsPerSecond: 'near 90 bpm, chords held under a choir',
    levelSpreadDb: 'a piano begins, a full church ends: the climb is the form',
    loudnessRangeLu: 'a piano begins, a full church ends: the climb is the form',
  },
  ragtime: {
    levelSpreadDb: 'between strains one hand is left with a run, and then both come in',
    lowDb: 'an upright’s soundboard gives off little under 80 Hz: its lowest strings are heard by their overtones',
    airDb: 'a piano without a band: nobody strikes a cymbal',
    bodyDb: 'a piano without a band: nearly all of it sounds between its low and its high octaves',
  },
  acoustic: { onsetsPerSecond: 'strummed eighths near 108 bpm are 3.6 a second; what lies between them is brushed softly' },
  pop: { onsetsPerSecond: 'eighths near 112 bpm are 3.7 a second; the shaker between them is soft' },
  corporate: { onsetsPerSecond: 'muted eighths near 114 bpm are 3.8 a second, and the drums come in halfway' },
  'pop-rock': { onsetsPerSecond: 'straight eighths near 120 bpm are four a second' },
  country: { onsetsPerSecond: 'boom-chick in eighths near 110 bpm is 3.7 a second' },
  'smooth-jazz': {
    onsetsPerSecond: 'two soft sixteenths to a beat near 90 bpm',
    levelSpreadDb: 'fades out over its last bars, as its records do',
  },
  soul: {
    onsetsPerSecond: 'near 80 bpm, with soft sixteenths round a late back-beat',
    levelSpreadDb: 'verses for bass, kit and keys, refrains for everybody',
  },
  reggae: {
    onsetsPerSecond: 'near 75 bpm the skank leaves the beats to bass and kick',
    levelSpreadDb: 'fades out, as its records do',
  },
  kids: { onsetsPerSecond: 'few strokes near 110 bpm, as children clap them' },
  flamenco: { onsetsPerSecond: 'a compás of twelve near 100 bpm: beats between the accents are felt, not struck' },
  folk: { onsetsPerSecond: 'fingers on strings near 100 bpm, without a kit for half of it' },
  chiptune: {
    sideToMidDb: 'a console had one loudspeaker: hardly any width',
    onsetsPerSecond: 'chords are broken into the chip’s fast flicker',
  },
  strings: { onsetsPerSecond: 'bows that last a beat or two near 80 bpm' },
  synthwave: { onsetsPerSecond: 'a bass in eighths near 100 bpm is 3.3 a second, and the rest is held' },
  piano: {
    bodyDb: 'a piano alone: nearly all of it sounds between its low and its high octaves',
    lowDb: 'a soundboard gives off little under 80 Hz: the lowest strings are heard by their overtones',
    onsetContrast: 'every sound is a hammer’s blow, with nothing held beneath it',
  },
  chamber: { lowDb: 'the lowest string is a cello’s C at 65 Hz, and seldom the one that is bowed' },
  holiday: {
    onsetContrast: 'bells, celesta and harp are struck and plucked over held strings',
    presenceDb: 'sleigh bells, celesta and glockenspiel ring here',
  },
  epic: {
    airDb: 'a trailer’s cymbals, risers and whooshes, which an orchestra alone has not',
    sideToMidDb: 'what is loudest, drums and low brass, stands in the middle',
  },
  'drum-and-bass': { airDb: 'hats and rides at 174 bpm: the brightest of dance music' },
  ambient: {
    onsetsPerSecond: 'pads and distant notes: little begins',
    onsetContrast: 'what begins swells; nothing strikes',
  },
  drone: {
    onsetsPerSecond: 'one sound that changes: nothing needs to begin',
    onsetContrast: 'a bed without strokes',
  },
  meditation: {
    onsetsPerSecond: 'a bowl every few bars, breath between',
    onsetContrast: 'bowls ring for ten seconds over pads: soft beginnings',
  },
};

/** Why a figure of this style may stray, or null. */
export function meantDeviation(style: StyleId, name: StatisticName): string | null {
  return MEANT[style]?.[name] ?? null;
}
