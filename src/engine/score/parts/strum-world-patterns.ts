import type { PatternTable } from './chordal/pattern-choice.ts';

/** Four to the bar: the rhythm guitar of a big band, short down-strokes on every beat, two and four a little drier. */
export const FOUR_BEAT: PatternTable = {
  four: [
    ['S...s...S...s...', 's...s...s...s...'],
    ['S...s...S...s...', 'S...s...S...s...'],
    ['S...S...S...S...', 'S...s...S...S...', 'S...S...S...s.x.'],
    ['S...S...S...S...', 'S...S...S...S.s.', 'S...S.x.S...S...', 'S.x.S...S...S...'],
  ],
  three: [['s...s...s...'], ['S...s...s...'], ['S...s...S...', 'S...s...s.x.'], ['S...S...S...', 'S...S...S.x.']],
  six: [['s.....s.....'], ['S.....s.....', 'S.....s...x.'], ['S...x.S.....', 'S.....S...s.'], ['S...s.S...s.', 'S...x.S...s.']],
};

/** Rasgueado: the fingers open one after another into the accent (three quick strokes and a strong one), slaps on the lid between. */
export const RASGUEADO: PatternTable = {
  // The rumba of the Gypsies: three, three, two.
  four: [
    ['S...........s...', 'S.....s.........', 'b.....S.....s...'],
    ['S.....S.....S...', 'b..s..S..s..x.s.', 'S..x..S..x..S...'],
    ['S.ssS.s.x.s.S.s.', 'S..sx.sSS..sx.s.', 'sssSx.s.sssSx.s.'],
    ['S.ssx.sSS.ssx.sS', 'sssSx.ssS.ssx.sS', 'S.sSx.ssSsssx.sS', 'sssSxsssSxssx.sS'],
  ],
  three: [
    ['S...........', 'S.......s...'],
    ['b...S...S...', 'S...s.s.S...'],
    ['b...S.s.sssS', 'S.s.x.s.S.s.'],
    ['sssSx.sssssS', 'S.ssS.ssx.sS', 'S.ssx.ssSsss'],
  ],
  six: [
    ['S...........', 'S.....s.....'],
    ['S.....S.....', 'S...s.S...s.'],
    ['S.s.s.S.s.s.', 'sssSs.x.s.s.', 'S.x.s.S.x.s.'],
    ['SsssS.SsssS.', 'S.sssSx.s.sS', 'sssSs.SsssS.'],
  ],
  // Twelve eighths: the first half in two, the second in three.
  twelve: [
    ['S.....S.....S...S...S...', 'S...........S...s...S...', 'b.....s.....S...s...S...'],
    ['S...s.S...s.S...S...S.s.', 'b...s.S.....S.s.S.s.S...', 'S..x..S..x..S...S...S...'],
    ['S.s.s.S.s.s.S.s.S.s.S.s.', 'sssSs.S.s.s.S.s.S.s.S...', 'S.x.s.S.x.s.SsssS.s.S.x.'],
    ['sssSs.S.sssSS.s.S.s.S.ss', 'S.sssSS.s.s.SsssSsssS.s.', 'SsssS.SsssS.S.s.SsssS.x.', 'sssSx.S.sssSSsssS.ssS.x.'],
  ],
};

/** Jigs and reels on a guitar in an open tuning: the hand swings with the dance, the low strings drone. */
export const LILT: PatternTable = {
  four: [
    ['b.......s.......', 'b.......f.......'],
    ['b...s...f...s...', 'S...s...b...s.s.'],
    ['b.s.S.s.f.s.S.s.', 'b...S.s.b.s.S.s.', 'S.s.s.S.s.s.S.s.'],
    ['S.s.s.S.s.s.S.s.', 'b.s.S.s.S.s.S.s.', 'S.s.S.s.s.S.s.S.', 'b.s.S.s.b.S.s.S.'],
  ],
  three: [['b...........'], ['b...s...s...', 'b...s...s.s.'], ['b...S.s.s.s.', 'S.s.s.s.S.s.'], ['S.s.S.s.S.s.', 'b.s.S.s.S.s.']],
  six: [
    ['b...........', 'b.....s.....'],
    ['b...s.f...s.', 'S...s.s...s.', 'b.....S...s.'],
    ['S...s.S.s.s.', 'b.s.s.S...s.', 'S.s.s.S...s.'],
    ['S.s.s.S.s.s.', 'b.s.S.f.s.S.', 'S.s.S.s.s.S.', 'S...s.S.s.S.'],
  ],
};
