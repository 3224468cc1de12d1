import type { PatternTable } from './chordal/pattern-choice.ts';

/** Reggae's organ: the right hand on the off-beats, soft sixteenths bubbling on both sides of it. */
export const BUBBLE: PatternTable = {
  four: [
    ['..s...s...s...s.', '..S.......S.....', '..s...s...s...s.'],
    ['..S...S...S...S.', '..S..sS...S..sS.', '..S...S..sS...S.'],
    ['.sS..sS..sS..sS.', '..Ss..Ss..Ss..Ss', '.sS..sS...S..sS.'],
    ['.sSs.sSs.sSs.sSs', '.sSs.sS..sSs.sS.', '.sS..sSs.sS..sSs'],
  ],
  three: [['..s...s...s.'], ['..S...S...S.', '..S..sS...S.'], ['.sS..sS..sS.', '..Ss..Ss..S.'], ['.sSs.sSs.sSs']],
  six: [['....s.....s.'], ['....S.....S.', '..s.S.....S.'], ['..s.S...s.S.', '..s.Ss..s.S.'], ['..s.Ss..s.Ss']],
};

/** A barrelhouse piano behind a shuffle: charleston pushes, off-beat chords, triplet-like answers on the swung eighths. */
export const SHUFFLE: PatternTable = {
  four: [
    ['L.......l.......', 'L.........l.....', '......L.........'],
    ['....S.......S...', 'L.....l.........', '..S...S.....S...', '......L...s.S...'],
    ['..S...S...S...S.', 'L.....S.....S.s.', '..S...s.S.s.S...', 'S.....S...S.S...'],
    ['S.s.S.s.S.s.S.s.', '..S.s.S...S.s.S.', 'L.S...S.L.S...S.', 'S.S...S.S.S.S...'],
  ],
  three: [
    ['L...........', '....l.......'],
    ['....S...S...', 'L...s...s...'],
    ['..S...S...S.', '....S.s.S...'],
    ['S.s.S.s.S.s.', '..S.s.S.S.S.'],
  ],
  six: [
    ['L...........', '......l.....'],
    ['L...s.L...s.', '......S...s.'],
    ['S.s.s.S.s.s.', 'L...s.S...s.', 's.s.s.S...s.'],
    ['S.s.s.S.s.s.', 'S.S.S.L.....', 'S...S.S.s.s.'],
  ],
};

/** A sampler's chops: a chord cut off, struck again from its middle, left to ring where the loop turns. */
export const CHOPPED: PatternTable = {
  four: [
    ['L...............', 'L.....S.........', 'L.........S.....'],
    ['L.....S...L.....', 'S..S......L.....', 'L..S......S.....', 'S.....L.........'],
    ['S..S..L...S.....', 'S..S....S..S..L.', 'L.....SS..L.....', 'S.....S...S..S..'],
    ['S..S..S.S..S..S.', 'SS.S....S..S.L..', 'S..SS...L..S..S.', 'S..S..SS..S.S...'],
  ],
  three: [['L...........'], ['L.....S.....', 'S..S..L.....'], ['S..S..S..S..', 'L..S..S.....'], ['S..SS.S..S..', 'S..S..S.SS..']],
  six: [['L...........'], ['L.....S.....', 'S...S.L.....'], ['S...S.S...S.', 'L.....S.S...'], ['S.S.S.S...S.', 'S...S.S.S.S.']],
};

/** Country piano: chords on the after-beats, slip notes and octaves when the room is full. */
export const HONKY: PatternTable = {
  four: [
    ['....l.......l...', 'L...............', '....l...........'],
    ['....S.......S...', '....S.......S.s.', '....S...s.s.S...'],
    ['....S.s.....S.s.', '..s.S...s.s.S...', 'S...S.s.S...S...'],
    ['S.s.S.s.S.s.S.s.', '..s.S.s.s.s.S.s.', 'S...S.s.S.s.S.S.'],
  ],
  three: [['....s...s...'], ['....S...S...', '....S...S.s.'], ['....S.s.S.s.', 's...S...S.s.'], ['S.s.S.s.S.s.', '....S.s.S.S.']],
  six: [['....s.....s.'], ['....S.....S.', '....S...s.S.'], ['s...S.s...S.', '....S.s.s.S.'], ['S.s.S.S.s.S.', 's.s.S.s.s.S.']],
};
