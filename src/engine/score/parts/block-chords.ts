import { playChords } from './chordal/chord-player.ts';
import { Params } from './chordal/params.ts';
import type { PatternTable } from './chordal/pattern-choice.ts';
import type { Generator } from './part-context.ts';

const HELD: PatternTable = {
  four: [
    ['L...............'],
    ['L...............', 'L...............', 'L...........p...'],
    ['L.......l.......', 'L...............', 'L.......p...p...'],
    ['L.......L.......', 'L.......l...l...', 'L...l...L.......'],
  ],
  three: [
    ['L...........'],
    ['L...........', 'L.......p...'],
    ['L.......l...', 'L...........', 'L...p...p...'],
    ['L...l...l...', 'L.......L...', 'L...L.......'],
  ],
  six: [
    ['L...........'],
    ['L...........', 'L.........p.'],
    ['L.....l.....', 'L...........', 'L.....p...p.'],
    ['L.....L.....', 'L.....l...l.', 'L...l.L.....'],
  ],
};

const RESTRUCK: PatternTable = {
  four: [
    ['L...............', 'L.......l.......'],
    ['L.......l.......', 'L.......l...p...'],
    ['L...l...L...l...', 'L...l...l...l...', 'L.....l.l...l...'],
    ['L...L...L...L...', 'L...L...L.l.L...', 'L.l.L...L.l.L...'],
  ],
  three: [['L...........'], ['L...l...l...', 'L.......l...'], ['L...l...l...', 'L...L...l.p.'], ['L...L...L...', 'L...L.l.L...']],
  six: [['L...........'], ['L.....l.....', 'L.....l...p.'], ['L.....L.....', 'L...l.L...l.'], ['L.l.l.L.l.l.', 'L...L.L...L.']],
};

/**
 * Sustained chords, held and now and then struck again: slow piano, organ, bell or synth chords.
 *
 * params
 *  voices    most notes of a chord, 2–6, default 4
 *  spread    'close' | 'open' (default)
 *  restrike  0–1: 0 holds each chord, above 0.5 strikes it again on the beats, default 0.3
 *  left      0 | 1: a left hand with roots (octaves when loud) below the register, default 0
 *  roll      0–1 chance of a rolled chord, default 0.15
 *  pedal     0 | 1, default 1 for pianos and keys
 *  room      0 | 1: stay below the theme, default 1
 */
export const blockChords: Generator = (context) => {
  const params = new Params(context);
  const voices = params.number('voices', 2, 6, 4);
  const restrike = params.number('restrike', 0, 1, 0.3);
  const hasLeft = params.flag('left', false);
  const player = {
    spacing: params.choice('spread', ['close', 'open'] as const, 'open'),
    roll: params.number('roll', 0, 1, 0.15),
    hasPedal: params.flag('pedal', context.instrument.family === 'piano' || context.instrument.family === 'keys'),
    leavesRoom: params.flag('room', true),
  };
  params.finish();
  return playChords(context, {
    ...player,
    table: restrike > 0.5 ? RESTRUCK : HELD,
    density: restrike - 0.5,
    voices: [Math.max(2, voices - 1), voices],
    isRootless: false,
    leftHandTop: hasLeft ? Math.max(context.instrument.low + 12, context.plan.register[0] - 1) : null,
    anticipation: 0.08,
    gate: 0.98,
    shortSlots: 2,
    touch: 0.9,
  });
};
