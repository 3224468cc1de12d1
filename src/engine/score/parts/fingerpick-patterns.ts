import type { PatternTable } from './chordal/pattern-choice.ts';
import { JANGLE_PICKS, ROLLS } from './fingerpick-band-patterns.ts';

export const PICK_STYLES = ['travis', 'folk', 'classical', 'ballad', 'roll', 'bossa', 'scruggs', 'jangle'] as const;
export type PickStyle = (typeof PICK_STYLES)[number];

const THREE = [
  ['1...i...m...', '1.......P...', '1...m...i...'],
  ['1.i.m.a.m.i.', '1...i.m.a.m.', '1.i.m...a...', 'P...i.m.i.m.'],
  ['1.i.m.a.m.i.', 'P.i.m.i.a.i.', '1.i.2.m.a.m.', '1.m.i.a.i.m.'],
  ['1.imi.a.m.im', 'P.i.m.aim.i.', '1.i.2.mia.m.', '1.miai2.a.m.'],
];
const SIX = [
  ['1...i.m.....', '1.....a.....', '1...i.m...i.'],
  ['1.i.m.a.m.i.', '1.i.m.2.i.m.', 'P.i.m.i.m.i.', '1.m.i.2.m.a.'],
  ['1.i.m.a.m.i.', 'P.i.m.R.i.m.', '1.i.a.2.m.i.', '1.m.i.a.i.m.'],
  ['1.imi.a.m.im', 'P.i.maR.i.m.', '1.iam.2.iami', '1.m.i.a.imi.'],
];

const TRAVIS: PatternTable = {
  four: [
    ['1.......2.......', '1...2...i.......', '1...i...2...m...'],
    ['1...2.i.3...2.m.', 'P...2...3.i.2...', '1...2.m.3.i.2...', '1.m.2...3.i.2...'],
    ['P...2.i.3.m.2.i.', '1.m.2.i.3.m.2...', 'P...2.m.3.i.2.m.', '1.i.2.m.3...2.a.'],
    ['P.i.2.m.3.i.2.a.', '1.m.2.i.3.a.2.i.', 'P.m.2.i.R.m.2.i.', '1.i.2.a.3.m.2.i.'],
  ],
  three: THREE,
  six: SIX,
};

const FOLK: PatternTable = {
  four: [
    ['1.......i.m.....', '1...i...m.......', '1.....m.a.......'],
    ['1...i.m.a...m...', '1.i.m...a...i...', '1...m.i.a...m.i.', 'P.....i.m...i...'],
    ['1.i.m.a.2.i.m.i.', 'P.i.m.i.2.i.m.a.', '1.i.m.i.a.i.m.i.', '1.m.i.a.2.m.i.m.'],
    ['1.i.m.aim.i.a.m.', 'P.imi.a.2.imi.m.', '1.i.m.i.aim.i.m.', '1.miami.2.miai.m'],
  ],
  three: THREE,
  six: SIX,
};

const CLASSICAL: PatternTable = {
  four: [
    ['1.......i...m...', '1...i...m...a...', 'Q.......i.......'],
    ['1.i.m.i.a.i.m.i.', '1.i.m.a.m.i.m...', '1...i.m.a.m.i...', 'P...m.i.m...i...'],
    ['1.i.m.a.1.i.m.a.', '1.a.m.i.2.a.m.i.', '1.i.m.a.m.a.m.i.', 'P.i.m.i.R.i.m.i.'],
    ['1.imamim2.imamim', '1.ima.im2.ima.im', 'P.imimamR.imimam', '1iaim.ia2iaim.ia'],
  ],
  three: THREE,
  six: SIX,
};

const BALLAD: PatternTable = {
  four: [
    ['1...............', '1.......P.......', '1.....i.m.......'],
    ['1.....i.m...a...', '1...i...m.......', 'P.......i...m...', '1...i.m.....a...'],
    ['1...i.m.a...m...', 'P...i.m.2...i.m.', '1.i.m...a.m.i...', '1...m.i.2...a...'],
    ['1.i.m.a.2...m.i.', 'P...i.m.R...i.m.', '1.i.m.i.a...m.i.', '1.m.i.a.2.i.m...'],
  ],
  three: THREE,
  six: SIX,
};

const ROLL: PatternTable = {
  four: [
    ['1...i...m...i...', '1.....i.....m...', '1...i.m.1...i.m.'],
    ['1.i.m.1.i.m.1.m.', '1.m.i.1.m.i.a.m.', '1.i.m.i.2.i.m.i.', '1.i.a.2.i.a.1.a.'],
    ['1im1im1m2im2im2m', '1mi1mi1a2mi2mi2m', '1i.m1i.m2i.m2iam', '1.im.1im2.im.2am'],
    ['1im1im1a2im2im2a', '1ami1ami2ami2aim', '1im1im1m2mi2miam', '1iamiamia2miamia'],
  ],
  three: THREE,
  six: [
    ['1...i.m.....', '1.....i.m...', '1...i.2...m.'],
    ['1.i.m.2.i.m.', '1.m.i.2.m.a.', '1.i.a.m.i.a.'],
    ['1.imi.2.imi.', '1imi.m2imi.a', '1i.ami2i.ami'],
    ['1imiam2imiam', '1amimi2amimi', '1imamia2imam'],
  ],
};

const BOSSA: PatternTable = {
  four: [
    ['1.......C.......', '1.....C.2.......', '1...C...2.......'],
    ['1.....C.2.......', '1...C...2..C....', '1.....C.2...C...', '1..C....2.C.....'],
    ['1..C..C.2...C...', '1...C..C2.C.....', '1..C..C.2.C...C.', '1.C...C.2...C...'],
    ['1.C..C..2.C..C..', '1..C..C.2.C..C..', '1.C...C.2.C.C...', '1..C.C..2.C...C.'],
  ],
  three: [
    ['1.....C.....', '1...C.......', '1.......C...'],
    ['1...C...C...', '1...C.....C.', '1..C....C...'],
    ['1..C..C.2.C.', '1.C...C.2...', '1...C.C.2.C.'],
    ['1.C.C.2.C.C.', '1..C.C2..C..', '1.C..C2.C.C.'],
  ],
  six: SIX,
};

/**
 * Picking patterns by style. `1` `2` `3` the thumb's strings (bass, answer, other), `i` `m` `a` the third, second and first string from the top,
 * `P` bass and first string pinched, `Q` bass and second, `R` answer and first, `C` the three fingers together,
 * `d` the banjo's short fifth string: a high drone.
 */
export const PICK_TABLES: { readonly [style in PickStyle]: PatternTable } = {
  travis: TRAVIS,
  folk: FOLK,
  classical: CLASSICAL,
  ballad: BALLAD,
  roll: ROLL,
  bossa: BOSSA,
  scruggs: ROLLS,
  jangle: JANGLE_PICKS,
};
