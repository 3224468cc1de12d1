import type { PatternTable } from './chordal/pattern-choice.ts';

/** Mandolin chops: short, dry, on the off-beats of a bar that is felt twice as fast; the hand adds a brushed sixteenth when it burns. */
export const CHOP: PatternTable = {
  four: [
    ['....S.......S...', '..S.......S.....', '....S.......S...'],
    ['..S...S...S...S.', '..S...S...S...S.', '..S...S...S.x.S.'],
    ['..S...S...S...S.', '..S...S.x.S...S.', '..S.x.S...S...S.', '..S...Sx..S...S.'],
    ['..S.x.S...S.x.S.', '..S..xS.x.S...S.', '..S.x.S.x.S...Ss', '.xS...S..xS.x.S.'],
  ],
  three: [['....S...S...'], ['....S...S...', '....S...S.x.'], ['....S...S.s.', '....S.x.S...'], ['....S.s.S.s.', '..s.S...S.s.']],
  six: [['....S.....S.'], ['....S.....S.', '....S...x.S.'], ['....S.....S.', '..x.S.....S.'], ['..s.S...s.S.', '....S.s...S.']],
};

/** Jangle: the pick never stops, the bright strings ring through, accents cross the beat in threes. */
export const JANGLE: PatternTable = {
  four: [
    ['S.......s.....s.', 'S.....s.....s...', 'S...s.......s.s.'],
    ['S.s.s.S.s.s.S.s.', 'S...s.S...s.S.s.', 'S.s...S.s...S.s.'],
    ['S.ssS.ssS.s.S.ss', 'S.s.ssS.s.ssS.s.', 'S.ss.sS.ss.sS.s.', 'S..sS.s.S..sS.ss'],
    ['SsssSsssSsssSsss', 'S.ssSsssS.ssSsss', 'SssSssSssSssSsSs', 'S.sSs.SssSs.SsSs'],
  ],
  three: [
    ['S...........', 'S.....s.....', 'S.......s.s.'],
    ['S.s.s.S.s.s.', 'S...s.S...s.', 'S.s...s.S.s.'],
    ['S.ssS.ssS.s.', 'S.s.S.s.S.ss', 'S..sS.ssS.s.'],
    ['SsssSsssSsss', 'S.ssSsssS.ss', 'SssSssSssSss'],
  ],
  six: [
    ['S...........', 'S.....s.....', 'S...s.....s.'],
    ['S.s.s.S.s.s.', 'S...s.S.s.s.', 'S.s.s.S...s.'],
    ['S.sss.S.sss.', 'S.s.ssS.s.ss', 'S.sss.S.s.s.'],
    ['SsssssSsssss', 'S.ssssS.ssss', 'SssSssSssSss'],
  ],
};

/** The comping guitar of a blues band: short ninth chords on two and four, and answers on the swung off-beats. */
export const BLUES_CHOP: PatternTable = {
  four: [
    ['....S.......S...', '............S...', '....S...........'],
    ['....S.......S...', '....S.......S.s.', '..s.S.......S...'],
    ['....S...s.s.S...', '..S.......S.....', '....S.s.....S.s.', '......S.....S...'],
    ['..S...S...S...S.', '....S.s.S...S.s.', 'S.....S.....S.s.', '..s.S.S...s.S.S.'],
  ],
  three: [
    ['....S.......', '........S...'],
    ['....S...S...', '....S...S.s.'],
    ['..S.....S.s.', '....S.s.S...'],
    ['..S...S...S.', '....S.s.S.s.'],
  ],
  six: [
    ['......S.....', '......S...s.'],
    ['....s.S.....', '......S...s.'],
    ['....s.S...s.', 'S...s.S.....'],
    ['....S.....S.', 'S...s.S...s.'],
  ],
};

/** Reggae's skank: the off-beats and nothing else, doubled or ghosted when the hand feels like it. */
export const OFFBEAT_SKANK: PatternTable = {
  four: [
    ['..S.......S.....', '..S...S...S...S.', '......S.......S.'],
    ['..S...S...S...S.', '..S...S...S...S.', '..S...S...S..xS.'],
    ['..S...S...S...S.', '..S..xS...S..xS.', '..Ss..S...S...S.', '..S...S...Ss..S.'],
    ['..Ss..S...Ss..S.', '..S..xS..xS..xS.', '..Ss..Ss..Ss..Ss', '..S...Ss..S...Ss'],
  ],
  three: [['..S.......S.'], ['..S...S...S.'], ['..S...S...S.', '..Ss..S...S.'], ['..Ss..S...Ss', '..S..xS..xS.']],
  six: [['....S.......'], ['....S.....S.'], ['....S.....S.', '..s.S.....S.'], ['..s.S...s.S.', '....Ss....Ss']],
};

/** Disco's sixteenths: the hand a pendulum, the strings let through on a few of its swings. */
export const DISCO_SIXTEENTHS: PatternTable = {
  four: [
    ['..x...x...x...x.', '..s.......s.....', '......s.......s.'],
    ['xxSxxxSxxxSxxxSx', 'x.S.x.Sxx.S.x.S.', 'xxS.xxS.xxS.xxSx'],
    ['xxSxSxxSxxSxxxSx', 'SxxSxxSxxxSxSxxS', 'xxSxxsSxxxSxxsSx', 'xSxxxSxxSxxSxxSx'],
    ['SxSxxSxSxxSxSxSx', 'SxxSxSxxSxxSxSxS', 'xSSxxSSxxSSxSxSx', 'SxSsxxSxSxSsxxSs'],
  ],
  three: [['..x...x...x.'], ['xxSxxxSxxxSx', 'x.S.x.S.x.S.'], ['SxxSxxSxxSxx', 'xxSxSxxSxxSx'], ['SxSxxSxSxxSx', 'SxxSxSxxSxSx']],
  six: [['....x.....x.'], ['x.x.S.x.x.S.', 'xxx.S.xxx.S.'], ['SxxxSxSxxxSx', 'x.S.SxxxS.S.'], ['SxSxSxSxSxSx', 'SxxSxSSxxSxS']],
};

/** Boom-chick felt twice as fast as written: bass strings on the beats, brushed chords between them. */
export const BOOM_CHICK: PatternTable = {
  four: [
    ['b...s...f...s...', 'b.s.....f.s.....', 'b...s...f.s.b.s.'],
    ['b.s.f.s.b.s.f.s.', 'b.S.f.s.b.S.f.s.', 'b.s.f.s.b.s.f.ss'],
    ['b.S.f.S.b.S.f.S.', 'b.S.f.Ssb.S.f.Ss', 'b.S.f.S.b.Ssf.S.', 'b.S.f.S.b.b.f.S.'],
    ['b.Ssf.Ssb.Ssf.Ss', 'b.Ssf.S.b.Ssf.Ss', 'b.SsfsS.b.SsfsSs', 'b.S.f.Ssb.Ssb.Ss'],
  ],
  three: [
    ['b...s...s...', 'b...s...f...'],
    ['b...s...s.s.', 'b.s.s...s.s.'],
    ['b...S...S.s.', 'f...S.s.S...'],
    ['b.s.S.s.S.s.', 'f...S.s.S.s.'],
  ],
  six: [
    ['b.....s.....', 'b...s.f.....'],
    ['b...s.f...s.', 'b...s.f...s.'],
    ['b...S.f...S.', 'b.s.S.f.s.S.'],
    ['b.s.S.f.s.S.', 'b.s.Ssf.s.S.'],
  ],
};
