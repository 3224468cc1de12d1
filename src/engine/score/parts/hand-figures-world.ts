import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import type { PercussionBar } from './percussion-bar.ts';

/** Figures of one tradition's hand percussion, each told in two bars. */
export type WorldFigure = 'campana' | 'palmas' | 'compas' | 'bodhran' | 'shekere' | 'sticks' | 'sleigh';

/**
 * A bar in sixteenths: `A` accent, `b` plain, `c` light, `e` the lightest, `K` `S` `t` the bass, the slap and the fingertips of a
 * cajon or a frame drum. Light strokes come in with the music's energy. `twelve` is a bar of 12/8, `six` of 6/8.
 */
type Rows = readonly [string, string];
type FigureRows = { readonly four: Rows; readonly six: Rows; readonly twelve: Rows };

const ROWS: { readonly [name in WorldFigure]: FigureRows } = {
  // The bell of the montuno: mouth on the beats, neck between; the side of three and the side of two.
  campana: {
    four: ['A...b.c.A.c.b.c.', 'A...b.c.A...b.cc'],
    six: ['A.c.b.A.c.b.', 'A...b.A.c.b.'],
    twelve: ['A...b.A.c.b.A...b.A.c.b.', 'A...b.A.c.b.A...b.A.c.bc'],
  },
  // Hands of flamenco: twelve eighths with the weight on twelve, three, six, eight and ten; the second pair claps between.
  palmas: {
    four: ['A.cb.cA.A.cb.cA.', 'A.cb.cA.A.cb.bAc'],
    six: ['A.c.c.A.c.c.', 'A.c.c.A.cbc.'],
    twelve: ['A.c.c.A.c.c.A.c.A.c.A.c.', 'A.ccc.A.c.c.Ac.cA.ccA.cc'],
  },
  compas: {
    four: ['K..t.tS.K.t.t.S.', 'K..t.tS.K.tKt.St'],
    six: ['K.t.t.S.t.t.', 'K.t.tKS.t.t.'],
    twelve: ['K.t.t.S.t.t.K.t.S.t.S.t.', 'K.ttt.S.tKt.K.ttS.t.S.tt'],
  },
  // The tipper runs over the skin and comes down on the pulse of the dance.
  bodhran: {
    four: ['K.t.S.t.K.t.S.t.', 'K.ttS.t.K.t.S.tt'],
    six: ['K.t.t.K.t.t.', 'K.ttt.K.tKt.'],
    twelve: ['K.t.t.K.t.t.K.t.t.K.t.t.', 'K.ttt.K.t.t.K.t.t.K.tttt'],
  },
  // The gourd falls on the beat and is caught after it.
  shekere: {
    four: ['A.c.b.A.c.b.A.c.', 'b.c.A.c.b.cAb.A.'],
    six: ['A.c.b.A.c.b.', 'A.c.b.A.b.A.'],
    twelve: ['A.c.b.A.c.b.A.c.b.A.c.b.', 'A.c.b.A.b.A.c.b.A.c.b.b.'],
  },
  // Sticks on a block: the five strokes that a whole continent counts by.
  sticks: {
    four: ['A..b..A...b.A...', 'A..b..A...b.A...'],
    six: ['A.b.A.A.b.A.', 'A.b.A.A.b.A.'],
    twelve: ['A...b.A...b.A.A...b.A...', 'A...b.A...b.A.A...b.A...'],
  },
  // Bells on a harness: the trot, and the shake between its steps.
  sleigh: {
    four: ['A.c.b.c.A.c.b.c.', 'A.c.b.c.A.c.b.cc'],
    six: ['A.c.c.b.c.c.', 'A.c.c.b.c.c.'],
    twelve: ['A.c.c.b.c.c.A.c.c.b.c.c.', 'A.c.c.b.c.c.A.c.c.b.c.cc'],
  },
};

const HANDS: { readonly [sign: string]: { readonly weight: number; readonly energy: number } } = {
  A: { weight: 1, energy: 0 },
  b: { weight: 0.8, energy: 0.15 },
  c: { weight: 0.55, energy: 0.36 },
  e: { weight: 0.4, energy: 0.6 },
  K: { weight: 1, energy: 0 },
  S: { weight: 0.9, energy: 0.1 },
  t: { weight: 0.42, energy: 0.34 },
};

/** One bar of a figure; `loudness` is the bar's, 0–1. The side of three comes first, and hands rest or double a light stroke now and then. */
export function worldFigure(figure: WorldFigure, bar: PercussionBar, loudness: number): Stroke[] {
  const { place, grid, busyness } = bar;
  const rows = rowsOf(ROWS[figure], bar);
  const row = rows[bar.isThreeSide ? 0 : 1];
  const whim = bar.chance.fork(figure);
  const awake = place.energy + 0.4 * (busyness - 0.5);
  const rested = whim.chance(0.4) ? whim.integer(1, grid.slots - 1) : -1;
  return [...row].slice(0, grid.slots).flatMap((sign, slot) => {
    const hand = HANDS[sign];
    if (hand === undefined || awake < hand.energy || (slot === rested && hand.weight < 0.9)) {
      return [];
    }

    const weight = hand.weight * (slot === 0 ? 1.04 : 1) * whim.between(0.93, 1.07);
    return [stroke(place.startTick + slot * 240, drumOf(sign, bar), loudness * weight)];
  });
}

function rowsOf(rows: FigureRows, { grid }: PercussionBar): Rows {
  return grid.slots === 24 ? rows.twelve : grid.isCompound ? rows.six : rows.four;
}

/** Hand drums have their low tone, their slap and their fingertips; everything else has one sound. */
function drumOf(sign: string, bar: PercussionBar): number {
  const isCajon = bar.drum === DRUM.snare;
  switch (sign) {
    case 'K':
      return isCajon ? DRUM.kick : DRUM.lowConga;
    case 'S':
      return isCajon ? DRUM.snare : DRUM.muteConga;
    case 't':
      return isCajon ? DRUM.sideStick : DRUM.highConga;
    default:
      return bar.drum;
  }
}
