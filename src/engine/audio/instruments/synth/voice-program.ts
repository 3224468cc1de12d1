import {
  addPairs,
  both,
  type Code,
  dividePairs,
  double,
  integer,
  largerPairs,
  loadDouble,
  loadFloats,
  loadPair,
  loadTwice,
  multiplyPairs,
  repeat,
  smallerPairs,
  storeFloats,
  storePair,
  subtractPairs,
  type Variable,
} from '../../lanes/instructions.ts';
import { equalIntegers, when } from '../../lanes/integer-instructions.ts';
import { LaneProgram, type Range, type Variables } from '../../lanes/lane-program.ts';
import {
  addQuads,
  divideQuads,
  fours,
  largerQuads,
  loadQuad,
  multiplyQuads,
  quad,
  quadOf,
  quadOfFours,
  smallerQuads,
  storeQuad,
} from '../../lanes/quad-instructions.ts';
import { addOscillator, OSCILLATOR_BYTES } from './oscillator-program.ts';

/** Envelopes, pitch and filter move once a block. */
export const VOICE_BLOCK = 64;
/** Oscillators that one voice may have, morphing ones counted twice. */
export const MOST_OSCILLATORS = 40;

const OSCILLATORS_AT = 0;
const PARAMETERS_AT = 1536;
const STATE_AT = 1792;
const BLOCK_BYTES = 4 * VOICE_BLOCK;
const LEFT_AT = 2048;
const RIGHT_AT = LEFT_AT + BLOCK_BYTES;
/** Where wave tables may lie. */
export const TABLES_AT = 4096;
/** 16 MB of address space; only what is written to is ever taken from the machine. */
const PAGES = 256;
export const TABLES_END = PAGES * 65536;

/** Places of the parameters, in doubles from their start. */
export const PARAMETER = {
  a1: 0,
  a2: 1,
  a3: 2,
  dry: 3,
  band: 4,
  low: 5,
  /** Gain into the soft curve at the block's start, and what it grows by from frame to frame. */
  gain: 6,
  gainStep: 7,
  force: 8,
  k: 9,
  scale: 10,
} as const;

/** What the block is filtered by. */
export const FILTER = { onePair: 0, twoPairs: 1, ladder: 2 } as const;

let instance: VoiceProgram | null = null;

/** One block of a synthesiser voice as a program: wave tables, filter, gain and drive, left and right in one instruction. Holds the tables of the process and nothing else between calls. */
export class VoiceProgram {
  readonly parameters: Float64Array;
  /** Filter memory of the voice: eight pairs. */
  readonly state: Float64Array;
  /** The block. What lies here at the start is added to. */
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly places: Int32Array;
  readonly gains: Float64Array;
  readonly #program: LaneProgram;

  private constructor() {
    this.#program = new LaneProgram(PAGES, writeVoice);
    this.parameters = this.#program.doubles(PARAMETERS_AT, 16);
    this.state = this.#program.doubles(STATE_AT, 16);
    this.left = this.#program.floats(LEFT_AT, VOICE_BLOCK);
    this.right = this.#program.floats(RIGHT_AT, VOICE_BLOCK);
    this.places = this.#program.integers(OSCILLATORS_AT, (MOST_OSCILLATORS * OSCILLATOR_BYTES) / 4);
    this.gains = this.#program.doubles(OSCILLATORS_AT, (MOST_OSCILLATORS * OSCILLATOR_BYTES) / 8);
  }

  /** The program of this process, made on first use. */
  static get(): VoiceProgram {
    instance ??= new VoiceProgram();
    return instance;
  }

  /** Memory for tables from a place on. */
  floats(at: number, count: number): Float32Array {
    return this.#program.floats(at, count);
  }

  /** Adds the first `oscillators` to `left` and `right`, filters, and shapes them by gain and the soft curve. */
  run(oscillators: number, filter: number): void {
    this.#program.run(filter, OSCILLATORS_AT + oscillators * OSCILLATOR_BYTES);
  }
}

function writeVoice(variables: Variables, { from: kind, to: oscillatorsEnd }: Range): Code {
  const place = variables.integer();
  const at = variables.integer();
  return [
    ...repeat(
      place,
      { from: integer(OSCILLATORS_AT), to: oscillatorsEnd, step: OSCILLATOR_BYTES },
      addOscillator(variables, place, at, { leftAt: LEFT_AT, rightAt: RIGHT_AT, blockBytes: BLOCK_BYTES }),
    ),
    ...filter(variables, kind, at),
    ...shape(variables, at),
    ...double(0),
  ];
}

function parameter(name: keyof typeof PARAMETER): Code {
  return loadTwice(integer(0), PARAMETERS_AT + 8 * PARAMETER[name]);
}

function filter(variables: Variables, kind: Code, at: Variable): Code {
  const start = integer(0);
  const frame = variables.pair();
  const state = [variables.pair(), variables.pair(), variables.pair(), variables.pair()] as const;
  const pass = ({ design, run }: Filter): Code => [
    ...design,
    ...state.flatMap((word, index) => word.set(loadPair(start, STATE_AT + 16 * index))),
    ...repeat(at, { from: start, to: integer(BLOCK_BYTES), step: 4 }, [
      ...frame.set(loadFloats(at.value, LEFT_AT, RIGHT_AT)),
      ...run,
      ...storeFloats(at.value, LEFT_AT, RIGHT_AT, frame),
    ]),
    ...state.flatMap((word, index) => storePair(start, STATE_AT + 16 * index, word.value)),
  ];
  const a1 = parameter('a1');
  const a2 = parameter('a2');
  const a3 = parameter('a3');
  const band = parameter('band');
  const low = parameter('low');
  const lows: Taps = { x: a3, first: a2, second: subtractPairs(both(double(1)), a3) };
  const mixed: Taps = {
    x: addPairs(addPairs(parameter('dry'), multiplyPairs(band, a2)), multiplyPairs(low, a3)),
    first: addPairs(multiplyPairs(band, a1), multiplyPairs(low, a2)),
    second: subtractPairs(multiplyPairs(low, subtractPairs(both(double(1)), a3)), multiplyPairs(band, a2)),
  };
  const [s0, s1, s2, s3] = state;
  const one = section(variables, frame, [s0, s1], mixed);
  const before = section(variables, frame, [s0, s1], lows);
  const after = section(variables, frame, [s2, s3], mixed);
  const two = { design: [...before.design, ...after.design], run: [...before.run, ...after.run] };
  return [
    ...when(equalIntegers(kind, integer(FILTER.onePair)), pass(one)),
    ...when(equalIntegers(kind, integer(FILTER.twoPairs)), pass(two)),
    ...when(equalIntegers(kind, integer(FILTER.ladder)), pass(ladder(variables, frame, state))),
  ];
}

/** What is worked out once a block, and what is done to every frame. */
type Filter = { readonly design: Code; readonly run: Code };

/** What a section's output is made of: its input and its two words. */
type Taps = { readonly x: Code; readonly first: Code; readonly second: Code };

/**
 * Trapezoidal state-variable filter (Simper 2013), `v1 = a1 ic1 + a2 (x − ic2)`, `v2 = ic2 + a2 ic1 + a3 (x − ic2)`, with its words'
 * new values `2 v − ic` and its output written out in `x` and the words: from frame to frame only three operations wait for one another.
 */
function section(variables: Variables, frame: Variable, [ic1, ic2]: readonly [Variable, Variable], taps: Taps): Filter {
  const [own, across, other, toSecond, x, first, second, input, product] = Array.from({ length: 9 }, () => variables.pair());
  const one = both(double(1));
  const twice = (value: Code): Code => addPairs(value, value);
  return {
    design: [
      ...own!.set(subtractPairs(twice(parameter('a1')), one)),
      ...across!.set(twice(parameter('a2'))),
      ...toSecond!.set(twice(parameter('a3'))),
      ...other!.set(subtractPairs(one, toSecond!.value)),
      ...x!.set(taps.x),
      ...first!.set(taps.first),
      ...second!.set(taps.second),
    ],
    run: [
      ...input!.set(frame.value),
      ...frame.set(
        addPairs(
          addPairs(multiplyPairs(first!.value, ic1.value), multiplyPairs(second!.value, ic2.value)),
          multiplyPairs(x!.value, input!.value),
        ),
      ),
      ...product!.set(multiplyPairs(across!.value, ic1.value)),
      ...ic1.set(
        addPairs(
          subtractPairs(multiplyPairs(own!.value, ic1.value), multiplyPairs(across!.value, ic2.value)),
          multiplyPairs(across!.value, input!.value),
        ),
      ),
      ...ic2.set(
        addPairs(addPairs(product!.value, multiplyPairs(other!.value, ic2.value)), multiplyPairs(toSecond!.value, input!.value)),
      ),
    ],
  };
}

/**
 * Four one-pole stages with feedback, solved without delay, and a soft curve in the loop (after Zavalishin, The Art of VA
 * Filter Design, chapter 5). `a1` is a stage's gain G = g/(1+g), `a2` is 1/(1+g), `a3` is 1/(1+k G⁴), `scale` the input's gain.
 * Stage n gives `Gⁿ x + rₙ`, where rₙ is known before x is: so no stage waits for the one before it.
 */
function ladder(variables: Variables, frame: Variable, state: readonly Variable[]): Filter {
  const gains = state.map(() => variables.pair());
  const rests = state.map(() => variables.pair());
  const [into, back, held] = [variables.pair(), variables.pair(), variables.pair()];
  const stage = parameter('a1');
  const rest = (n: number): Code =>
    state
      .slice(0, n + 1)
      .map((word, index) => multiplyPairs(rests[n - index]!.value, word.value))
      .reduce(addPairs);
  const known = state.map(() => variables.pair());
  return {
    design: [
      ...gains.flatMap((gain, n) => gain.set(n === 0 ? stage : multiplyPairs(gains[n - 1]!.value, stage))),
      ...rests.flatMap((value, n) => value.set(n === 0 ? parameter('a2') : multiplyPairs(rests[n - 1]!.value, stage))),
      ...into.set(multiplyPairs(parameter('scale'), parameter('a3'))),
      ...back.set(multiplyPairs(parameter('k'), parameter('a3'))),
    ],
    run: [
      ...known.flatMap((value, n) => value.set(rest(n))),
      ...frame.set(subtractPairs(multiplyPairs(into.value, frame.value), multiplyPairs(back.value, known[3]!.value))),
      ...frame.set(softPair(frame.value, held)),
      ...state.flatMap((word, n) => [
        ...held.set(addPairs(multiplyPairs(gains[n]!.value, frame.value), known[n]!.value)),
        ...word.set(subtractPairs(addPairs(held.value, held.value), word.value)),
      ]),
      ...frame.set(held.value),
    ],
  };
}

/** tanh's Padé approximant, flat beyond ±3: that of `softCurve`. */
function softPair(x: Code, held: Variable): Code {
  const square = multiplyPairs(held.value, held.value);
  return [
    ...held.set(smallerPairs(both(double(3)), largerPairs(both(double(-3)), x))),
    ...dividePairs(
      multiplyPairs(held.value, addPairs(both(double(27)), square)),
      addPairs(both(double(27)), multiplyPairs(both(double(9)), square)),
    ),
  ];
}

/** Gain, ramped, and the soft curve, on four frames of each channel at a time. */
function shape(variables: Variables, at: Variable): Code {
  const [gain, stride, force, held, square] = Array.from({ length: 5 }, () => variables.pair());
  const scalar = (name: keyof typeof PARAMETER): Code => loadDouble(integer(0), PARAMETERS_AT + 8 * PARAMETER[name]);
  const soft = (offset: number): Code => [
    ...held!.set(smallerQuads(quad(3), largerQuads(quad(-3), multiplyQuads(loadQuad(at.value, offset), gain!.value)))),
    ...square!.set(multiplyQuads(held!.value, held!.value)),
    ...storeQuad(
      at.value,
      offset,
      divideQuads(
        multiplyQuads(multiplyQuads(held!.value, addQuads(quad(27), square!.value)), force!.value),
        addQuads(quad(27), multiplyQuads(quad(9), square!.value)),
      ),
    ),
  ];
  return [
    ...stride!.set(quadOf(scalar('gainStep'))),
    ...gain!.set(addQuads(quadOf(scalar('gain')), multiplyQuads(stride!.value, quadOfFours(fours([0, 1, 2, 3]))))),
    ...stride!.set(multiplyQuads(stride!.value, quad(4))),
    ...force!.set(quadOf(scalar('force'))),
    ...repeat(at, { from: integer(0), to: integer(BLOCK_BYTES), step: 16 }, [
      ...soft(LEFT_AT),
      ...soft(RIGHT_AT),
      ...gain!.set(addQuads(gain!.value, stride!.value)),
    ]),
  ];
}
