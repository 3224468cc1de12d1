import { playChords } from './chordal/chord-player.ts';
import { Params } from './chordal/params.ts';
import type { PatternTable } from './chordal/pattern-choice.ts';
import type { Generator } from './part-context.ts';

const STAB_STYLES = [
  'brass',
  'house',
  'funk',
  'synth',
  'disco',
  'trailer',
  'deep',
  'tech',
  'techno',
  'dub',
  'anthem',
  'swing',
] as const;
type StabStyle = (typeof STAB_STYLES)[number];

const THREE = [
  ['............', 'S...........', '........S...'],
  ['S.....S.....', '....S.......', '......S...s.'],
  ['S.....S...S.', '..S...S.....', 'S..S....S...'],
  ['S..S..S...S.', 'S.S...S.S...', '..S.S...S.S.'],
];
const SIX = [
  ['............', 'S...........', '..........S.'],
  ['S.........S.', '....S.......', '......S...s.'],
  ['S...S.....S.', '..S...S.....', 'S..S..S.....'],
  ['S..S..S...S.', 'S.S...S.S...', '....S.S.S.S.'],
];

const TABLES: { readonly [style in StabStyle]: PatternTable } = {
  brass: {
    four: [
      ['................', '............S...', '................', 'S...............'],
      ['......S.........', '............S.S.', 'S.....S.........', '..............S.'],
      ['S.....S.......S.', '..S..S......L...', '......S...S.S...', 'S..S............'],
      ['S..S..S.....S.S.', 'S.....S.S..S....', '..S..S..L.....S.', 'S..S....S..S..S.'],
    ],
    three: THREE,
    six: SIX,
  },
  house: {
    four: [
      ['................', '......S.........', 'S..S............'],
      ['S.....S.........', '..S..S..........', '......S..S......', 'S..S......S.....'],
      ['S..S..S...S.....', '..S..S....S..S..', 'S..S....S.....S.', '......S..S..S...'],
      ['S..S..S..S..S...', '..S..S..S.S..S..', 'S..S..S...S.S.S.', 'S.S..S..S..S..s.'],
    ],
    three: THREE,
    six: SIX,
  },
  funk: {
    four: [
      ['................', '..........S.....', '......s.........'],
      ['S.........s.....', '...S..S.........', '..........S..S..'],
      ['S..S......S..s..', '...S..S....S....', 's..S..S.......S.', '.S..S.....S..S..'],
      ['S..S.sS...S..Ss.', '.sS..S.s.S.S..S.', 'S..S..S..sS..S..', 'SsS...S..S.S..S.'],
    ],
    three: THREE,
    six: SIX,
  },
  synth: {
    four: [
      ['L...............', 'L.......s.......', 'L...............'],
      ['L.....S.........', 'S.....L.........', 'L..........S....'],
      ['S..S..L.........', 'S..S..S...L.....', 'L.....S..S......', 'S..S....S..L....'],
      ['S..S..S..S..S.S.', 'S.S..S.SS.S..S.S', 'S..S..L...S.S...', 'S..S..S...L...S.'],
    ],
    three: THREE,
    six: SIX,
  },
  disco: {
    four: [
      ['................', '..........S.S...', '................'],
      ['..S...S.........', '......S...S.....', 'S..S............'],
      ['..S...S...S...S.', 'S..S..S.......S.', '..S..S....S.S...'],
      ['..S.S.S...S.S.S.', 'S..S..S.S.S...S.', '..SsS.S...SsS.S.'],
    ],
    three: THREE,
    six: SIX,
  },
  // Deep house: an organ or electric piano that speaks on off-beats and lets its last chord of the figure breathe.
  deep: {
    four: [
      ['......L.........', '...S......L.....', 'L...............'],
      ['..S...S...L.....', '...S..L.........', '......S..S......', '...S..S...L.....'],
      ['...S..S..S..L...', '..S...S..S...S..', '...S..L...S..S..', 'S..S..L......S..'],
      ['...S..S..S..S..S', '..S..SS...S..S..', '...S..L..S..S.s.', 'S..S..S...S..L..'],
    ],
    three: THREE,
    six: SIX,
  },
  // Tech house: one or two dry stabs that sit in the holes of the percussion.
  tech: {
    four: [
      ['................', '...S............', '..........S.....'],
      ['...S............', '..........S..S..', '......S.........', '...S......s.....'],
      ['...S......S.....', '..S..S..........', '...S..s......S..', '......S..S......'],
      ['...S..S...S.....', '..S..S....S..S..', '...S..S..s...S..', 'S..S......S..s..'],
    ],
    three: THREE,
    six: SIX,
  },
  // Techno: one chord, always in the same place, thrown into the echo.
  techno: {
    four: [
      ['................', '...S............', '................'],
      ['...S............', '......S.........', '..........S.....'],
      ['...S......S.....', '......S......S..', '..S.............', '...S..S.........'],
      ['...S..S...S.....', '..S..S....S.....', '...S..S...S..S..', '......S..S..S...'],
    ],
    three: THREE,
    six: SIX,
  },
  // Dub and trip hop: off-beat chops, and one that is left to its echo.
  dub: {
    four: [
      ['................', '....s...........', '............s...'],
      ['....S...........', '............S...', '......S.........', '....s.......S...'],
      ['....S.......S...', '..S...S.........', '....S..s....S...', '......S.....S...'],
      ['..S...S...S...S.', '....S..s....S..s', '..S.s.S.....S...', '....S...S...S.s.'],
    ],
    three: THREE,
    six: SIX,
  },
  // Trance and synth anthems: full chords, held into one another, with the push of three against four.
  anthem: {
    four: [
      ['L...............', 'L.......L.......', 'L...............'],
      ['L.....L.........', 'L.......L...S...', 'L..........L....'],
      ['L.....L.....S...', 'L..L..L.....L...', 'S..S..L...S.L...'],
      ['S..S..S..S..S.S.', 'L..L..L..L..L.L.', 'S..S..L..S..S.S.', 'L.S.S.L.S.S.L.S.'],
    ],
    three: THREE,
    six: SIX,
  },
  // A big band's brass behind a soloist: short figures that answer, pushed over the bar line, and one fall of long chords.
  swing: {
    four: [
      ['................', '............L...', '................'],
      ['......S.L.......', '..............S.', '....S.....S.....'],
      ['......S.S.....S.', '..S.S...L.......', 'S.....S...L.....', '....S...S.S...S.'],
      ['S.S...S.S.S...S.', '..S.S.L...S.S.S.', 'S...S.S...S.L...', 'S.S.S...L.....S.'],
    ],
    three: THREE,
    six: SIX,
  },
  trailer: {
    four: [
      ['L...............', '................', 'L...............'],
      ['L...............', 'L.......L.......', 'L...........S.S.'],
      ['L.....S.L.......', 'L..S..S.L.......', 'L.......S.S.S...'],
      ['S..S..S.S..S..S.', 'L..S..S.L..S.SS.', 'S..S..S.S.S.S.S.'],
    ],
    three: THREE,
    six: SIX,
  },
};

/**
 * Short accented chords off and on the beat: horn section, house piano, synth stabs.
 *
 * params
 *  style    'brass' (default; rests much, answers the theme) | 'house' | 'funk' | 'synth' | 'disco' | 'trailer' (long hits) | 'deep' | 'tech' | 'techno' | 'dub' | 'anthem' (held) | 'swing' (a big band's answers)
 *  voices   most notes of a chord, 2–6, default 4
 *  density  −1–1 added to the section's energy when the pattern is chosen, default 0
 *  slots    length of a stab in sixteenths, 0.4–4, default 1.1
 *  rootless 0 | 1, default 1 (0 for 'trailer')
 *  room     0 | 1: stay below the theme, default 0
 */
export const stabs: Generator = (context) => {
  const params = new Params(context);
  const style = params.choice('style', STAB_STYLES, 'brass');
  const voices = params.number('voices', 2, 6, 4);
  const player = {
    density: params.number('density', -1, 1, 0),
    shortSlots: params.number('slots', 0.4, 4, 1.1),
    isRootless: params.flag('rootless', style !== 'trailer'),
    leavesRoom: params.flag('room', false),
  };
  params.finish();
  return playChords(context, {
    ...player,
    table: TABLES[style],
    voices: [Math.max(2, voices - 1), voices],
    spacing: 'close',
    leftHandTop: null,
    anticipation: style === 'trailer' ? 0 : 0.2,
    gate: 0.8,
    hasPedal: false,
    roll: 0,
    touch: 1.08,
  });
};
