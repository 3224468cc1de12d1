import type { PatternTable } from './chordal/pattern-choice.ts';
import { BUBBLE, CHOPPED, HONKY, SHUFFLE } from './comp-band-patterns.ts';

export const COMP_STYLES = [
  'pop',
  'ballad',
  'jazz',
  'bossa',
  'soul',
  'lofi',
  'house',
  'reggae',
  'gospel',
  'funk',
  'rock',
  'waltz',
  'pulse',
  'bubble',
  'shuffle',
  'chopped',
  'honky',
] as const;
export type CompStyle = (typeof COMP_STYLES)[number];

/** What a comping hand of one style does besides its rhythm; each is the default of the `comp` parameter with that name. */
export type CompHabit = {
  readonly table: PatternTable;
  readonly isRootless: boolean;
  readonly anticipation: number;
  readonly gate: number;
  readonly shortSlots: number;
  readonly hasPedal: boolean;
  readonly roll: number;
  readonly touch: number;
};

const POP_THREE = [
  ['L...........', 'L.......p...', 'L...l.......'],
  ['L...l...l...', 'L.......l.p.', 'L...p.p.l...'],
  ['L...L...L...', 'L...l.p.L...', 'L.p.L...l.p.'],
  ['L.l.L.l.L.l.', 'L...L.l.L.l.', 'L.l.L...L.l.'],
];
const POP_SIX = [
  ['L...........', 'L.....p.....', 'L.........p.'],
  ['L.....l.....', 'L.....l...p.', 'L...p.l.....'],
  ['L...p.L...p.', 'L...l.L.....', 'L.....L.p.p.'],
  ['L.p.l.L.p.l.', 'L...l.L...l.', 'L.l.l.L.l.l.'],
];

const POP: PatternTable = {
  four: [
    ['L...............', 'L...........p...', 'L.......p.......'],
    ['L.......l.......', 'L.......l...p...', 'L.....l.....p...'],
    ['L...l...L...l...', 'L.....l...l.....', 'L...l...l.p.l...', 'L.....L.....l...'],
    ['L...L...L...L...', 'L..L..L.L...L...', 'L.p.L...L.p.L.p.', 'L..L..L...L...p.'],
  ],
  three: POP_THREE,
  six: POP_SIX,
};

const BALLAD: PatternTable = {
  four: [
    ['L...............', 'L.......p.......', 'L...............'],
    ['L.......p...p...', 'L.......l.......', 'L.....p...p.....'],
    ['L...l...l...l...', 'L.......l...l.p.', 'L...p...l...p...'],
    ['L...l.p.L...l...', 'L.p.l...L.p.l...', 'L...l...L...l.p.'],
  ],
  three: POP_THREE,
  six: POP_SIX,
};

const JAZZ: PatternTable = {
  four: [
    ['L.....S.........', '......L.........', 'L...............', '..........S.....'],
    ['L.....S.........', '......S...L.....', 'S.....L.........', '..S.......S.....', '..........S...s.'],
    ['L.....S...s.....', '..S...S.......S.', 'S.....S.......L.', '......S...S.....', '..L.......S...s.'],
    ['S..S..S...S...S.', '..S...S.S.....S.', 'S.....S.S.....L.', '..S.S.....S.S...', 'S...S.L.....S.S.'],
  ],
  three: [
    ['L...........', '....L.......', 'L.....S.....'],
    ['L.....S.....', '....S.....S.', '..L.....S...', '....S...S...'],
    ['S.....S...S.', '....S.S.....', '..S...L.....', 'S.....S.....'],
    ['S.....S...S.', '..S.S.....S.', '....S.S...S.', 'S...S.S.....'],
  ],
  six: [
    ['L...........', '....L.......', 'L.........s.'],
    ['L.........S.', '....S.....S.', 'L...S.......', '......L.....'],
    ['S...S.....S.', '....S.L.....', 'S.....S...S.', '..S...S.....'],
    ['S...S.S...S.', '..S.S...S.S.', 'S.S...L...S.', '....S.S.S...'],
  ],
};

const BOSSA: PatternTable = {
  four: [
    ['L.....L.........', 'L...........L...', 'L.....S...L.....'],
    ['S.....L...S.....', 'S.....S...L...s.', '..S...L...S.....', 'S.....L.....S...'],
    ['S.....S...S.L...', 'S..s..S...S.S...', '..S...S...L...S.', 'S.....S.S...L...'],
    ['S.S...S...S.S.s.', 'S..S..S...S..S..', '..S..S..S...L.s.', 'S.S...S.S...S.S.'],
  ],
  three: JAZZ.three,
  six: JAZZ.six,
};

const SOUL: PatternTable = {
  four: [
    ['L...............', 'L.........p.....', 'L......p........'],
    ['L......l....p...', 'L.....l...l.....', 'L......l.....p..'],
    ['L..l..l.....p.p.', 'L......l..l.....', 'L...l..l....l..p', 'L..l......l..p..'],
    ['L..L..l...L..l..', 'L...S..L..S.l..s', 'L..l..L...l.S..s', 'L..S...L..l.S...'],
  ],
  three: POP_THREE,
  six: POP_SIX,
};

const LOFI: PatternTable = {
  four: [
    ['L...............', 'L.........p.....', 'L...............'],
    ['L.........l.....', 'L......l........', 'L...........l..p', 'L.....l.........'],
    ['L......l..l.....', 'L.....l...p.....', 'L......l.....l..', 'L..l......l.....'],
    ['L..l...l..l...p.', 'L......l..l..p..', 'L..l..l...l.....', 'L.....l..l..l...'],
  ],
  three: POP_THREE,
  six: POP_SIX,
};

const HOUSE: PatternTable = {
  four: [
    ['L...............', '......L.........', 'L.....L.........'],
    ['S.....S.....S...', '..S.....S.....S.', 'S..S......S.....', '..S...S.....S...'],
    ['S..S..S.....S.S.', '..S..S....S..S..', 'S.....S..S....S.', 'S..S....S..S..s.'],
    ['S..S..S..S..S.S.', '..S..S.S..S..S.s', 'S..S..S...S.S.S.', 'S.S..S..S.S..S..'],
  ],
  three: POP_THREE,
  six: POP_SIX,
};

const REGGAE: PatternTable = {
  four: [
    ['....S.......S...', '....S.......S...', '............S...'],
    ['....S.......S...', '....S.......S.s.', '....S.s.....S...'],
    ['....S.......S...', '..s.S...s...S.s.', '....S..s....S..s', '..S...S...S...S.'],
    ['..S...S...S...S.', '..S..sS...S..sS.', '..S.s.S...S...Ss', '..S...S.s.S...S.'],
  ],
  three: [
    ['....S...S...', '....S.......'],
    ['....S...S...', '....S...S.s.'],
    ['..S...S...S.', '....S.s.S...'],
    ['..S..sS...S.', '..S.s.S...S.'],
  ],
  six: [
    ['....S.....S.', '....S.......'],
    ['....S.....S.', '....S...s.S.'],
    ['..s.S...s.S.', '....S.....S.'],
    ['..S.S...S.S.', '..s.S...S.S.'],
  ],
};

const GOSPEL: PatternTable = {
  four: [
    ['L...............', 'L.......l...p...', 'L...........l.p.'],
    ['L...l...L...l...', 'L.......l.l.l...', 'L...l.p.L.......'],
    ['L.l.L...l.l.L...', 'L..lL...L..lL.l.', 'L...L.l.L.l.L...'],
    ['L.lLL.l.L.lLL.l.', 'L..LL.l.L..LS.S.', 'L.l.L.lLL.l.L.S.'],
  ],
  three: POP_THREE,
  six: [
    ['L...........', 'L.....l.....', 'L.....l...p.'],
    ['L.p.l.L.....', 'L.....l.l.l.', 'L...l.L...l.'],
    ['L.l.l.L.l.l.', 'L.l.L.L.l.l.', 'L...l.L.l.l.'],
    ['L.l.L.L.l.L.', 'L.lll.L.l.l.', 'L.l.l.L.lll.'],
  ],
};

const FUNK: PatternTable = {
  four: [
    ['S.........s.....', '......S.......s.', 'S..s............'],
    ['S..s......S..s..', '..S..s....S.....', 'S.....s..S......', '...S..S.....s...'],
    ['S..sS..s..S..s..', '.sS..s.S..s..S..', 'S.s..S.s..S.s...', 'S..S..s.s..S..s.'],
    ['SssS.sS.s.sS.sS.', 'S.sS.s.S.sS.s.Ss', 's.S.sS.sS.s.S.sS', 'S.sSs.S.S.sS.sS.'],
  ],
  three: [
    ['S...........', '......S.....', 'S..s........'],
    ['S..s....S...', '..S..s..S...', 'S.....s..S..'],
    ['S..sS..s..S.', '.sS..s.S..s.', 'S.s..S.s..S.'],
    ['S.sS.sS.s.sS', 'S.sS.s.S.sS.', 's.S.sS.sS.s.'],
  ],
  six: [
    ['S...........', '......S.....', 'S...s.......'],
    ['S...s.S.....', '..S...s...S.', 'S.....s.S...'],
    ['S.s.S.s.S.s.', '..S.s.S...s.', 'S..s..S..s..'],
    ['S.sSs.S.sSs.', 'S.s.SsS.s.Ss', 's.S.S.s.S.S.'],
  ],
};

const ROCK: PatternTable = {
  four: [
    ['L...............', 'L...............', 'L.......L.......'],
    ['L...L...L...L...', 'L.......L.......', 'L...S...L...S...'],
    ['S.S.S.S.S.S.S.S.', 'L...S.S.L...S.S.', 'S.S.L...S.S.L...', 'L..S..S.L...S...'],
    ['S.S.S.S.S.S.S.S.', 'SsSsS.S.S.S.SsS.', 'L..S..S.S..S..S.', 'S.S.S.SsS.S.S.S.'],
  ],
  three: POP_THREE,
  six: POP_SIX,
};

const WALTZ: PatternTable = {
  four: [
    ['B...l...........', 'B.......l.......'],
    ['B...l...B...l...', 'B...l...l.......'],
    ['B...S...B...S...', 'B...S.s.B...S...'],
    ['B...S.s.B...S.s.', 'B...S...B.s.S...'],
  ],
  three: [
    ['B...........', 'B...l.......', 'B.......p...'],
    ['B...s...s...', 'B...l.......', 'B...s...s...'],
    ['B...S...s...', 'B...S...S...', 'B...S.s.s...'],
    ['B...S...S...', 'B...S.s.S...', 'B...S...S.s.'],
  ],
  six: [
    ['B...........', 'B.....l.....'],
    ['B...s.B...s.', 'B.....l.....'],
    ['B.s.s.B.s.s.', 'B...S.B...S.'],
    ['B.S.s.B.S.s.', 'B.s.S.B.s.S.'],
  ],
};

const PULSE: PatternTable = {
  four: [
    ['L...............', 'L.......l.......'],
    ['L...l...l...l...', 'L...l...l...l.p.', 'L...l.p.l...l...'],
    ['S.s.S.s.S.s.S.s.', 'S.s.s.s.S.s.s.s.', 'S.s.S.s.s.s.S.s.'],
    ['S.S.S.s.S.S.S.s.', 'S.s.S.S.S.s.S.S.', 'S.S.s.S.S.s.S.S.'],
  ],
  three: [
    ['L...........', 'L.......l...'],
    ['L...l...l...', 'L...l...l.p.'],
    ['S.s.S.s.s.s.', 'S.s.s.s.S.s.'],
    ['S.S.S.s.S.s.', 'S.s.S.S.S.s.'],
  ],
  six: [
    ['L...........', 'L.....l.....'],
    ['L...l.L...l.', 'L.p.l.l...l.'],
    ['S.s.s.S.s.s.', 'S.s.s.s.s.s.'],
    ['S.S.s.S.S.s.', 'S.s.S.S.s.S.'],
  ],
};

/** The habits of all comping styles. */
export const COMP_HABITS: { readonly [style in CompStyle]: CompHabit } = {
  pop: { table: POP, isRootless: false, anticipation: 0.4, gate: 0.97, shortSlots: 1.5, hasPedal: true, roll: 0.04, touch: 0.95 },
  ballad: {
    table: BALLAD,
    isRootless: false,
    anticipation: 0.12,
    gate: 1,
    shortSlots: 2,
    hasPedal: true,
    roll: 0.2,
    touch: 0.88,
  },
  jazz: {
    table: JAZZ,
    isRootless: true,
    anticipation: 0.5,
    gate: 0.7,
    shortSlots: 1.3,
    hasPedal: false,
    roll: 0.03,
    touch: 0.86,
  },
  bossa: {
    table: BOSSA,
    isRootless: true,
    anticipation: 0.55,
    gate: 0.85,
    shortSlots: 1.6,
    hasPedal: false,
    roll: 0.05,
    touch: 0.86,
  },
  soul: {
    table: SOUL,
    isRootless: true,
    anticipation: 0.4,
    gate: 0.95,
    shortSlots: 1.5,
    hasPedal: false,
    roll: 0.08,
    touch: 0.9,
  },
  lofi: { table: LOFI, isRootless: true, anticipation: 0.25, gate: 0.97, shortSlots: 2, hasPedal: true, roll: 0.25, touch: 0.84 },
  house: { table: HOUSE, isRootless: true, anticipation: 0.1, gate: 0.8, shortSlots: 1.4, hasPedal: false, roll: 0, touch: 0.98 },
  reggae: { table: REGGAE, isRootless: true, anticipation: 0, gate: 0.6, shortSlots: 1, hasPedal: false, roll: 0, touch: 0.92 },
  gospel: {
    table: GOSPEL,
    isRootless: false,
    anticipation: 0.3,
    gate: 0.96,
    shortSlots: 1.4,
    hasPedal: true,
    roll: 0.06,
    touch: 0.98,
  },
  funk: { table: FUNK, isRootless: true, anticipation: 0.15, gate: 0.6, shortSlots: 0.9, hasPedal: false, roll: 0, touch: 0.96 },
  rock: { table: ROCK, isRootless: false, anticipation: 0.4, gate: 0.93, shortSlots: 1.7, hasPedal: false, roll: 0, touch: 1 },
  waltz: {
    table: WALTZ,
    isRootless: false,
    anticipation: 0,
    gate: 0.9,
    shortSlots: 2.4,
    hasPedal: true,
    roll: 0.05,
    touch: 0.88,
  },
  bubble: { table: BUBBLE, isRootless: true, anticipation: 0, gate: 0.5, shortSlots: 0.7, hasPedal: false, roll: 0, touch: 0.9 },
  shuffle: {
    table: SHUFFLE,
    isRootless: true,
    anticipation: 0.2,
    gate: 0.8,
    shortSlots: 1.3,
    hasPedal: false,
    roll: 0.06,
    touch: 0.94,
  },
  chopped: {
    table: CHOPPED,
    isRootless: true,
    anticipation: 0.1,
    gate: 0.9,
    shortSlots: 1.9,
    hasPedal: false,
    roll: 0,
    touch: 0.94,
  },
  honky: {
    table: HONKY,
    isRootless: false,
    anticipation: 0.1,
    gate: 0.85,
    shortSlots: 1.3,
    hasPedal: false,
    roll: 0.05,
    touch: 0.94,
  },
  pulse: {
    table: PULSE,
    isRootless: false,
    anticipation: 0.15,
    gate: 0.96,
    shortSlots: 1.7,
    hasPedal: true,
    roll: 0,
    touch: 0.9,
  },
};
