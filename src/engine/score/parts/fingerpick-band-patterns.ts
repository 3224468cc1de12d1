import type { PatternTable } from './chordal/pattern-choice.ts';

/** Banjo rolls: eight sixteenths a half bar, forward, backward, alternating and mixed, the drone string between the fingers. */
export const ROLLS: PatternTable = {
  four: [
    ['1...i...d...m...', '1...i.m.d...m...', '1.i.d.m.1.i.d.m.'],
    ['1.imd.im1.imd.im', '1imd1.m.2imd2.m.', '1.i.dim.2.i.dim.'],
    ['1imdimda2imdimda', '1i2mdi2mda2mdi2a', 'imdimd1aimdimd2a', '1im.dim12im.dima'],
    ['1imdimda2imdimam', 'adimadi1adimadi2', '1i2mdima2i1mdiam', 'imdimdia2mdimd1a'],
  ],
  three: [
    ['1...i...m...', '1...d...m...'],
    ['1.imd.im1.m.', '1.i.dim.d.m.'],
    ['1imdimda2imd', '1i2mdi2m1a2m'],
    ['1imdimda2ima', 'adimadi2adim'],
  ],
  six: [
    ['1...i.d...m.', '1.....d...m.'],
    ['1.i.m.d.i.m.', '1.i.d.2.i.d.'],
    ['1imdim2imdia', '1i.mdi2i.mda'],
    ['1imdima2dima', 'adimad1dimad'],
  ],
};

/** A clean guitar with a plectrum: open strings let ring, threes across the beat, the bass string only where the chord is told. */
export const JANGLE_PICKS: PatternTable = {
  four: [
    ['1.......a...m...', '1...i...a.......', '1.....a.....m...'],
    ['1.i.a...m.i.a...', '1...m.i.a...m.i.', '1.i.m...a.i.m...'],
    ['1.i.m.a.i.m.a.m.', '1.m.a.i.m.a.i.m.', 'P.i.m.i.a.i.m.i.', '1.a.m.a.i.a.m.a.'],
    ['1.i.maimaim.a.m.', 'P.imaim.aimai.m.', '1.a.m.aiaim.a.ma', '1.imaimaima.i.ma'],
  ],
  three: [
    ['1.......a...', '1...m...a...'],
    ['1.i.a...m.i.', '1...m.i.a...'],
    ['1.i.m.a.i.m.', '1.m.a.i.m.a.', 'P.i.m.i.a.i.'],
    ['1.imaim.aima', 'P.i.maimai.m'],
  ],
  six: [
    ['1.....a.....', '1...m.a.....'],
    ['1.i.a.m.i.a.', '1...m.a.i.m.'],
    ['1.i.m.a.i.m.', '1.m.a.i.m.a.'],
    ['1.imaia.imam', 'P.i.maima.im'],
  ],
};
