import type { MetreShape } from './chordal/metre.ts';
import type { PatternTable } from './chordal/pattern-choice.ts';
import { FOUR_BEAT, LILT, RASGUEADO } from './strum-world-patterns.ts';
import { BLUES_CHOP, BOOM_CHICK, CHOP, DISCO_SIXTEENTHS, JANGLE, OFFBEAT_SKANK } from './strum-band-patterns.ts';

export const STRUM_FEELS = [
  'folk',
  'pop-eighths',
  'percussive',
  'sixteenths',
  'waltz',
  'island',
  'ballad',
  'funk-chop',
  'train',
  'skank',
  'power-eighths',
  'diamonds',
  'chop',
  'boom-chick',
  'jangle',
  'blues-chop',
  'disco-sixteenths',
  'offbeat-skank',
  'four-beat',
  'rasgueado',
  'lilt',
] as const;
export type StrumFeel = (typeof STRUM_FEELS)[number];

/** How the hand swings: down on beats and up between (`eighth`), twice as fast (`sixteenth`), or down on every stroke (`down`). */
export type HandMotion = 'eighth' | 'sixteenth' | 'down';

export type StrumFamily = {
  readonly hand: HandMotion;
  /**
   * Strokes by sixteenth: `S` strong, `s` soft, `x` muted, `m` palm-muted, `b` the bass string, `f` the answering bass string, `.` the hand passes.
   * From calm to busy, about four patterns a tier; the direction is the hand's, never the pattern's.
   */
  readonly tiers: PatternTable;
  /** Chance at full energy that the next bar's chord is struck early on the last off-beat and tied over. */
  readonly anticipation: number;
  /** Part of a note's length that sounds: 1 rings on, small values are chopped by the fretting hand. */
  readonly gate: number;
};

/** Whether the hand moves down at this slot of a metre's shape. */
export function isDownstroke(hand: HandMotion, shape: MetreShape, slot: number): boolean {
  if (hand === 'down') {
    return true;
  }

  // Eighths in threes are all struck down, the hand coming up between them, so that each dotted beat starts alike.
  const isCompound = shape === 'six' || shape === 'half-six';
  return isCompound || hand === 'sixteenth' ? slot % 2 === 0 : Math.floor(slot / 2) % 2 === 0;
}

const FOLK: PatternTable = {
  four: [
    ['S...........s...', 'S.......s.......', 'b...s.......s...', 'S.......s...s.s.'],
    ['b...s...f...s...', 'S...s...f...s.s.', 'b...S.s.....s.s.', 'S.....s.s...s.s.'],
    ['S...S.s...s.S.s.', 'b...S.s.f...S.s.', 'S...s.s.S...s.s.', 'b...S.s...s.S...'],
    ['S.s.S.s...s.S.s.', 'S...S.s.s.s.S.s.', 'b.s.S.s.f.s.S.s.', 'S.s.S.s.S.s.S.s.'],
  ],
  three: [
    ['S...........', 'b...s.......', 'S.......s...', 'b.......s.s.'],
    ['b...s...s...', 'b...s...s.s.', 'S...s...s...', 'b...S.s.....'],
    ['b...S.s.s...', 'S...s.s.s.s.', 'b...S...S.s.', 'S...S.s.s...'],
    ['S.s.S.s.S.s.', 'b.s.S.s.S.s.', 'S...S.s.S.s.', 'S.s.s.s.S.s.'],
  ],
  six: [
    ['S...........', 'S.....s.....', 'b.....s.....', 'S.........s.'],
    ['S.....s...s.', 'b...s.f...s.', 'S...s.s.....', 'b.....s...s.'],
    ['S...s.S...s.', 'S...s.s.s.s.', 'b...s.S.s.s.', 'S.s...S...s.'],
    ['S.s.s.S.s.s.', 'S...s.S.s.ss', 'S..ss.S..ss.', 'S.s.s.S.s.ss'],
  ],
};

const POP: PatternTable = {
  four: [
    ['S...............', 'S.......S.......', 'S...........s.s.', 'S.....S.........'],
    ['S...S...s...S...', 'S...s...S...s.s.', 'S...S.s.....S.s.', 'S.....S...s.S...'],
    ['S...S.s...s.S.s.', 'S.s.S.s...s.S.s.', 'S.s.S...s.s.S.s.', 'S...S.s.s.s.S.s.'],
    ['S.s.S.s.S.s.S.s.', 'S.s.S.s.s.s.S.s.', 'S.s.x.s.S.s.S.s.', 'S.s.S.s...S.S.s.'],
  ],
  three: FOLK.three,
  six: FOLK.six,
};

const PERCUSSIVE: PatternTable = {
  four: [
    ['S.......x.......', 'S...x.......x...', 'b...x...s...x...', 'S...x...s.s.x...'],
    ['S...x..s.s..x...', 'b...x...s.s.x..s', 'S...x.s...s.x...', 'S..sx.....s.x.s.'],
    ['S...x..s.ss.x.s.', 'S..sx.s.s.s.x..s', 'b.s.x..s.ss.x.ss', 'S...x.ss..s.x.s.'],
    ['S.ssx.s.s.ssx.ss', 'S.s.x.ss.ss.x.ss', 'S.ssx..s.sssx.s.', 'S..sx.sss.s.x.ss'],
  ],
  three: [
    ['S...........', 'b...x.......', 'S...x...s...', 'b...x...x...'],
    ['S...x...s.s.', 'b...x.s.x...', 'S...x..s.s..', 'b.s.x...x.s.'],
    ['S..sx.s.x.s.', 'b.s.x..sx.s.', 'S...x.s.x.ss', 'S..sx..sx.s.'],
    ['S.ssx.s.x.ss', 'b.ssx.ssx.s.', 'S.s.x.ssx.ss', 'S..sx.ssx.ss'],
  ],
  six: [
    ['S.....x.....', 'S.....x...s.', 'b.....x.....', 'S...s.x.....'],
    ['S...s.x...s.', 'b...s.x...s.', 'S.....x.s.s.', 'S.s...x...s.'],
    ['S.s.s.x.s.s.', 'S..ss.x...s.', 'b.s.s.x.s.s.', 'S...s.x.ss..'],
    ['S.sss.x.s.ss', 'S.s.s.x.ssss', 'S..ss.x..sss', 'S.s.ssx.s.ss'],
  ],
};

const SIXTEENTHS: PatternTable = {
  four: [
    ['S...........s...', 'S.......s.......', 'S.....s.........', 'S...........s.ss'],
    ['S...s.....s.s...', 'S...s..s....s.s.', 'S.....s..ss.....', 'S...s.....ss....'],
    ['S...s.ss.ss.s.s.', 'S.s.s..s.ss.s...', 'S...S.ss..s.S.ss', 'S..ss.s.s..ss.s.'],
    ['S.s.S.ss.ss.S.ss', 'S.ssS.s..sssS.s.', 'S..sS.ssS.ssS.ss', 'S.ssS.sss.ssS.ss'],
  ],
  three: [
    ['S...........', 'S.......s...', 'S...s.......', 'S.....s.....'],
    ['S...s...s.s.', 'S...s.s.s...', 'S..ss...s...', 'S...s..ss...'],
    ['S..sS.s.s.s.', 'S...S.sss.s.', 'S.s.S..ss.s.', 'S..ss.s.S.ss'],
    ['S.ssS.ssS.s.', 'S..sS.ssS.ss', 'S.s.S.ssS.ss', 'S.ssS.s.S.ss'],
  ],
  six: FOLK.six,
};

const WALTZ: PatternTable = {
  four: [
    ['b.......s.......', 'b...s...s.......', 'b...........s...', 'S.......s.......'],
    ['b...s...s...s...', 'b...s...f...s...', 'b...s...s...s.s.', 'b...s.s.f...s...'],
    ['b...S...f...S...', 'b...S.s.f...S...', 'b...S...f...S.s.', 'b...S.s.f...S.s.'],
    ['b...S.s.f...S.s.', 'b.s.S.s.f...S.s.', 'b...S.s.f.s.S.s.', 'b.s.S.s.f.s.S.s.'],
  ],
  three: [
    ['b...........', 'b.......s...', 'b...s.......', 'S...........'],
    ['b...s...s...', 'b...s...s...', 'f...s...s...', 'b...s.......'],
    ['b...S...s...', 'b...S.s.s...', 'f...S...s.s.', 'b...S...S...'],
    ['b...S.s.S...', 'b...S.s.S.s.', 'f...S.s.S...', 'b.s.S.s.S.s.'],
  ],
  six: FOLK.six,
};

const ISLAND: PatternTable = {
  four: [
    ['S...s...S...s...', 'S...s...s...s...', 'S...s.s.....s...', 'S...x...S...x...'],
    ['S...s.s...s.s...', 'S...x.s...s.x...', 'S...s.s.S...s.s.', 'S...s...S...s.s.'],
    ['S...S.s...s.S.s.', 'S...x.s...s.x.s.', 'S.s.x.s...s.x.s.', 'S...S.s.s.s.S.s.'],
    ['S.s.x.s.S.s.x.s.', 'S.s.S.s...s.S.s.', 'S.s.x.s.s.s.x.s.', 'S.s.S.s.S.s.S.s.'],
  ],
  three: FOLK.three,
  six: FOLK.six,
};

const BALLAD: PatternTable = {
  four: [
    ['S...............', 'S...............', 'b...s...........', 'S...........s...'],
    ['S.......s...s...', 'b...s...s.......', 'S.....s.s.......', 'S.......s.....s.'],
    ['S...s...s.s.s...', 'b...s.s.f...s.s.', 'S.....s.s...s.s.', 'S...s.s.s...s...'],
    ['S...s.s.S...s.s.', 'S.s.s.s.S...s.s.', 'b...S.s.f...S.s.', 'S...S.s.s.s.S.s.'],
  ],
  three: FOLK.three,
  six: FOLK.six,
};

const FUNK: PatternTable = {
  four: [
    ['S.........x.....', 'S.....x...s.....', '....x..s....x...', 'S..x............'],
    ['S..x..s.....x...', 'x..s..x.S...x..s', 'S.x...xs....x.s.', '..s.x..s..x.s...'],
    ['S.xx.xs.x.sx.xs.', 'Sxx.sx.x.xsx.xs.', 'xxS.xxs.xxS.xsx.', 'S.xsx.x.Sxx.x.sx'],
    ['SxxsxxSxxsxxSxsx', 'xxSxxsxxSxxsxxSs', 'SxsxxxSxxxsxSxxs', 'SxxSxxSxxxsxsxSx'],
  ],
  three: [
    ['S.....x.....', '....x..s....', 'S..x........', '..s.....x...'],
    ['S..x..s.x...', 'x..s..x.S..x', 'S.x...xs..x.', '..s.x..s..x.'],
    ['S.xx.xs.x.sx', 'Sxx.sx.x.xs.', 'xxS.xxs.xxs.', 'S.xsx.x.Sxx.'],
    ['SxxsxxSxxsxx', 'xxSxxsxxSxxs', 'SxsxxxSxxxsx', 'SxxSxxSxxxsx'],
  ],
  six: [
    ['S.....x.....', 'S.........x.', '......s.x...', 'S...x.......'],
    ['S..x..s...x.', 'S.x...s.x...', 'x...s.x...s.', 'S...x.x.s...'],
    ['S.x.s.S.x.s.', 'Sxx.s.x.s.xs', 'S.xxs.x.sxx.', 'x.s.xxS.x.s.'],
    ['SxxsxxSxxsxx', 'SxsxxsSxsxxs', 'xxSxsxxxSxsx', 'SxxxsxSxsxxx'],
  ],
};

const TRAIN: PatternTable = {
  four: [
    ['b.......f.......', 'b...s...f...s...', 'b.......f...s...', 'b...s...f.......'],
    ['b...S...f...S...', 'b...S...f...S.s.', 'b...S.s.f...S...', 'b...S...f.b.S...'],
    ['b...S.s.f...S.s.', 'b...S.s.f.b.S.s.', 'b...S.s.f...S...', 'b.b.S.s.f...S.s.'],
    ['b.s.S.s.f.s.S.s.', 'b...S.s.f.s.S.s.', 'b.s.S.s.f...S.s.', 'b.s.S.s.f.b.S.s.'],
  ],
  three: WALTZ.three,
  six: FOLK.six,
};

const SKANK: PatternTable = {
  four: [
    ['....S.......S...', '............S...', '....S...........', '....S.......S...'],
    ['....S.......S...', '....S.s.....S...', '....S.......S.s.', '....S.......S...'],
    ['..S...S...S...S.', '..S...S...S...s.', '..S...Sx..S...S.', '..S..xS...S...S.'],
    ['..S.x.S...S.x.S.', '..Sx..S.x.S...Sx', '..S.x.S...S.x.Ss', '..S...Sx..Sx..S.'],
  ],
  three: [
    ['....S...S...', '....S.......', '........S...', '....S...S...'],
    ['....S...S...', '....S...S.s.', '....S.s.S...', '....S...S...'],
    ['..S...S...S.', '..S...S...s.', '..S...Sx..S.', '..S..xS...S.'],
    ['..S.x.S...S.', '..Sx..S.x.S.', '..S.x.S...Ss', '..S...Sx..S.'],
  ],
  six: [
    ['....S.....S.', '....S.......', '....S.....S.', '....S.....S.'],
    ['....S.....S.', '....S.....S.', '....S...s.S.', '....S.....S.'],
    ['..s.S...s.S.', '....S...s.S.', '..s.S.....S.', '..s.S..xs.S.'],
    ['..s.S.x.s.S.', '..s.Sx..s.S.', '..s.S.x.s.S.', '..s.S..xs.S.'],
  ],
};

const POWER: PatternTable = {
  four: [
    ['S...............', 'S...............', 'S.......m...m...', 'S...........m.m.'],
    ['S.m.m.m.m.m.m.m.', 'S.m.m.m.S.m.m.m.', 'm.m.m.m.m.m.m.m.', 'S.m.m.m.m.m.S.m.'],
    ['S.m.S.m.m.m.S.m.', 'S.m.m.S.m.m.S.m.', 'S.S.m.m.S.m.S.m.', 'S.m.m.S.m.m.S.S.'],
    ['S.S.S.S.S.S.S.S.', 'S.s.S.s.S.s.S.s.', 'S.s.S.S.s.S.S.s.', 'S.S.S.s.S.S.S.S.'],
  ],
  three: [
    ['S...........', 'S.......m...', 'S...........', 'S.....m.m.m.'],
    ['S.m.m.m.m.m.', 'S.m.m.m.S.m.', 'm.m.m.m.m.m.', 'S.m.S.m.m.m.'],
    ['S.m.S.m.S.m.', 'S.m.m.S.m.m.', 'S.S.m.m.S.m.', 'S.m.m.S.S.S.'],
    ['S.S.S.S.S.S.', 'S.s.S.s.S.s.', 'S.s.S.S.s.S.', 'S.S.S.s.S.S.'],
  ],
  six: [
    ['S...........', 'S.....S.....', 'S.........m.', 'S.....m.m.m.'],
    ['S.m.m.m.m.m.', 'S.m.m.S.m.m.', 'm.m.m.m.m.m.', 'S.m.m.m.m.S.'],
    ['S.m.m.S.m.m.', 'S.m.S.S.m.m.', 'S.m.m.S.m.S.', 'S.m.m.S.S.S.'],
    ['S.s.s.S.s.s.', 'S.S.S.S.S.S.', 'S.s.S.S.s.s.', 'S.S.s.S.S.S.'],
  ],
};

const DIAMONDS: PatternTable = {
  four: [
    ['S...............'],
    ['S...............', 'S...............', 'S.............s.'],
    ['S.......s.......', 'S...............', 'S...........s...'],
    ['S.......S.......', 'S.......S.....s.', 'S.....S.........'],
  ],
  three: [['S...........'], ['S...........', 'S.........s.'], ['S.......s...', 'S...........'], ['S.......S...', 'S...S.......']],
  six: [['S...........'], ['S...........', 'S.........s.'], ['S.....s.....', 'S...........'], ['S.....S.....', 'S.....S...s.']],
};

/** The pattern families of all feels. */
export const STRUM_FAMILIES: { readonly [feel in StrumFeel]: StrumFamily } = {
  folk: { hand: 'eighth', tiers: FOLK, anticipation: 0.25, gate: 1 },
  'pop-eighths': { hand: 'eighth', tiers: POP, anticipation: 0.45, gate: 1 },
  percussive: { hand: 'sixteenth', tiers: PERCUSSIVE, anticipation: 0.35, gate: 1 },
  sixteenths: { hand: 'sixteenth', tiers: SIXTEENTHS, anticipation: 0.45, gate: 1 },
  waltz: { hand: 'eighth', tiers: WALTZ, anticipation: 0, gate: 0.95 },
  island: { hand: 'eighth', tiers: ISLAND, anticipation: 0.3, gate: 0.95 },
  ballad: { hand: 'eighth', tiers: BALLAD, anticipation: 0.15, gate: 1 },
  'funk-chop': { hand: 'sixteenth', tiers: FUNK, anticipation: 0.2, gate: 0.55 },
  train: { hand: 'eighth', tiers: TRAIN, anticipation: 0.1, gate: 0.9 },
  skank: { hand: 'sixteenth', tiers: SKANK, anticipation: 0, gate: 0.4 },
  'power-eighths': { hand: 'down', tiers: POWER, anticipation: 0.4, gate: 0.95 },
  diamonds: { hand: 'down', tiers: DIAMONDS, anticipation: 0, gate: 1 },
  'boom-chick': { hand: 'sixteenth', tiers: BOOM_CHICK, anticipation: 0, gate: 0.9 },
  chop: { hand: 'down', tiers: CHOP, anticipation: 0, gate: 0.28 },
  jangle: { hand: 'sixteenth', tiers: JANGLE, anticipation: 0.35, gate: 1 },
  'blues-chop': { hand: 'eighth', tiers: BLUES_CHOP, anticipation: 0.1, gate: 0.6 },
  'offbeat-skank': { hand: 'sixteenth', tiers: OFFBEAT_SKANK, anticipation: 0, gate: 0.36 },
  'four-beat': { hand: 'down', tiers: FOUR_BEAT, anticipation: 0, gate: 0.42 },
  rasgueado: { hand: 'sixteenth', tiers: RASGUEADO, anticipation: 0, gate: 0.9 },
  lilt: { hand: 'eighth', tiers: LILT, anticipation: 0.15, gate: 0.95 },
  'disco-sixteenths': { hand: 'sixteenth', tiers: DISCO_SIXTEENTHS, anticipation: 0.1, gate: 0.42 },
};
