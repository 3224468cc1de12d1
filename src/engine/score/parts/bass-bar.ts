import type { Key } from '../../brief/index.ts';
import type { Pitch, PitchClass, Rng } from '../../kernel/index.ts';
import type { BarPlace } from '../rhythm/bar-places.ts';
import { accentOf, loudnessOf } from '../rhythm/dynamics.ts';
import type { MeterGrid } from '../rhythm/meter-grid.ts';
import type { Articulation, ChordSpan } from '../score.ts';
import { chordScale, fifthOf } from '../theory/chord.ts';
import { foldPitchClass, nearestPitchWithin } from '../theory/pitch.ts';

export const BASS_LINES = [
  'roots',
  'held',
  'root-fifth',
  'walking',
  'octaves',
  'disco',
  'syncopated',
  'eighths',
  'gallop',
  'offbeat',
  'bossa',
  '808',
  'sub',
  'pedal',
  'arpeggio',
  'reggae',
  'rumble',
  'rolling',
  'deep',
  'bounce',
  'roller',
  'reese',
  'dub',
  'boogie',
  'two-beat',
  'cut-time',
  'one-drop',
  'soul',
  'upright',
  'tumbao',
  'afro',
  'dembow',
  'continuo',
] as const;
export type BassLine = (typeof BASS_LINES)[number];

export type BassSettings = {
  readonly line: BassLine;
  readonly lift: BassLine;
  readonly busyness: number;
  readonly ghosts: number;
  readonly approach: number;
  readonly fills: number;
  readonly glides: number;
  readonly two: number;
  readonly low: Pitch;
  readonly high: Pitch;
};

/** A chord as far as it sounds in one bar. */
export type ChordHere = {
  readonly chord: ChordSpan;
  /** In sixteenths of the bar. */
  readonly from: number;
  readonly to: number;
  /** The chord's lowest note, in the player's register. */
  readonly root: Pitch;
  /** Where the line goes next, and whether that is another note. */
  readonly nextRoot: Pitch;
  readonly isChange: boolean;
};

/** One bar as the bass player sees it. */
export type BassBar = {
  readonly place: BarPlace;
  readonly grid: MeterGrid;
  readonly settings: BassSettings;
  readonly line: BassLine;
  readonly chords: readonly ChordHere[];
  readonly kicks: readonly number[];
  readonly backbeats: readonly number[];
  readonly fill: number;
  readonly key: Key;
  readonly tonic: PitchClass;
  readonly figure: Rng;
  readonly chance: Rng;
};

/** A note of the line inside a bar; `length` in sixteenths, `weight` a factor on the section's loudness. */
export type BassNote = {
  readonly slot: number;
  readonly length: number;
  readonly pitch: Pitch;
  readonly weight: number;
  readonly articulation: Articulation;
};

export type BassWriter = (bar: BassBar) => BassNote[];

/** A plain note of the line. */
export function bassNote(
  slot: number,
  length: number,
  pitch: Pitch,
  weight = 1,
  articulation: Articulation = 'normal',
): BassNote {
  return { slot, length, pitch, weight, articulation };
}

/** A dead note: the string stopped, only its thump heard. */
export function deadNote(slot: number, pitch: Pitch): BassNote {
  return bassNote(slot, 0.75, pitch, 0.55, 'ghost');
}

/** The chord that sounds at a place of the bar. */
export function chordHere(bar: BassBar, slot: number): ChordHere {
  const here = bar.chords.findLast((one) => slot >= one.from) ?? bar.chords[0];
  if (here === undefined) {
    throw new Error(`No chord in bar ${bar.place.bar}.`);
  }

  return here;
}

/** The pitch of this class nearest to `near` in the player's register. */
export function toneNear(bar: BassBar, pitchClass: PitchClass, near: Pitch): Pitch {
  return nearestPitchWithin(foldPitchClass(pitchClass), near, [bar.settings.low, bar.settings.high]);
}

/** The fifth above the root if the register has it, else below; over an inversion's bass, the chord's root. */
export function fifthNear(bar: BassBar, here: ChordHere): Pitch {
  const isInverted = here.chord.bass !== here.chord.root;
  const up = toneNear(bar, isInverted ? here.chord.root : fifthOf(here.chord), here.root + 6);
  return up === here.root ? toneNear(bar, fifthOf(here.chord), here.root + 6) : up;
}

/** The octave above where the register has it, else the root itself. */
export function octaveOf(bar: BassBar, here: ChordHere): Pitch {
  return here.root + 12 <= bar.settings.high ? here.root + 12 : here.root;
}

/** A step on the way into the next root: a semitone or scale step from the side the line comes from, or its dominant. */
export function approachTo(bar: BassBar, here: ChordHere, rng: Rng): Pitch {
  const { nextRoot } = here;
  const scale = chordScale(here.chord, bar.key);
  const isRising = nextRoot > here.root || (nextRoot === here.root && rng.chance(0.5));
  const side = rng.chance(0.75) === isRising ? -1 : 1;
  const chromatic = nextRoot + side;
  const diatonic = [nextRoot + side, nextRoot + 2 * side].find((pitch) => scale.includes(foldPitchClass(pitch))) ?? chromatic;
  const dominant = toneNear(bar, nextRoot + 7, nextRoot);
  const chosen = rng.weighted(
    [
      { pitch: chromatic, weight: bar.settings.approach },
      { pitch: diatonic, weight: 1 },
      { pitch: dominant, weight: 0.45 },
    ],
    (item) => item.weight,
  ).pitch;
  return chosen >= bar.settings.low && chosen <= bar.settings.high ? chosen : toneNear(bar, chosen, here.root);
}

/** Weight of a place for a plucked line: the bar line first, then beats. */
export function placeWeight(bar: BassBar, slot: number): number {
  return accentOf(bar.grid, { barLine: 1.04, beat: 0.98, backbeat: 0.95, eighth: 0.89, sixteenth: 0.8 }, slot, bar.backbeats);
}

/** Velocity of a full-weight note in this bar. */
export function bassLoudness(bar: BassBar): number {
  return loudnessOf(0.44, 0.88, bar.place.energy);
}
