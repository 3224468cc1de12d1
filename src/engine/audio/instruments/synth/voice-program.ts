import {
  addDoubles,
  addIntegers,
  addPairs,
  both,
  type Code,
  dividePairs,
  double,
  firstOf,
  integer,
  largerPairs,
  loadInteger,
  loadPair,
  loadTwice,
  multiplyDoubles,
  multiplyPairs,
  repeat,
  secondOf,
  smallerPairs,
  storeFloats,
  storePair,
  subtractDoubles,
  subtractIntegers,
  subtractPairs,
  type Variable,
} from '../../lanes/instructions.ts';
import {
  doubleOf,
  equalIntegers,
  loadFloatsBeside,
  shiftLeft,
  shiftRight,
  storeInteger,
  when,
} from '../../lanes/integer-instructions.ts';
import { LaneProgram, type Range, type Variables } from '../../lanes/lane-program.ts';

/** Envelopes, pitch and filter move once a block. */
export const VOICE_BLOCK = 64;
/** Oscillators that one voice may have, morphing ones counted twice. */
export const MOST_OSCILLATORS = 40;

/** Bytes of an oscillator: phase, step, place of its table, and the logarithm of the table's length; then its gains, left and right. */
const OSCILLATOR_BYTES = 32;
const OSCILLATORS_AT = 0;
const PARAMETERS_AT = 1536;
const STATE_AT = 1792;
const BUFFER_AT = 2048;
const LEFT_AT = BUFFER_AT + 16 * VOICE_BLOCK;
const RIGHT_AT = LEFT_AT + 4 * VOICE_BLOCK;
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
  gain: 6,
  gainStep: 7,
  drive: 8,
  force: 9,
  k: 10,
  scale: 11,
} as const;

/** What the block is filtered by. */
export const FILTER = { onePair: 0, twoPairs: 1, ladder: 2 } as const;

let instance: VoiceProgram | null = null;

/** One block of a synthesiser voice as a program: wave tables, filter, gain and drive, left and right in one instruction. Holds the tables of the process and nothing else between calls. */
export class VoiceProgram {
  readonly parameters: Float64Array;
  /** Filter memory of the voice: eight pairs. */
  readonly state: Float64Array;
  /** Left and right in turn; what lies here at the start is added to. */
  readonly buffer: Float64Array;
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly places: Int32Array;
  readonly gains: Float64Array;
  readonly #program: LaneProgram;

  private constructor() {
    this.#program = new LaneProgram(PAGES, writeVoice);
    this.parameters = this.#program.doubles(PARAMETERS_AT, 16);
    this.state = this.#program.doubles(STATE_AT, 16);
    this.buffer = this.#program.doubles(BUFFER_AT, 2 * VOICE_BLOCK);
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

  /** Adds the first `oscillators` to the buffer, filters it, and leaves the block in `left` and `right`. */
  run(oscillators: number, filter: number): void {
    this.#program.run(filter, OSCILLATORS_AT + oscillators * OSCILLATOR_BYTES);
  }
}

function writeVoice(variables: Variables, { from: filter, to: oscillatorsEnd }: Range): Code {
  const start = integer(0);
  const place = variables.integer();
  const at = variables.integer();
  const frames = { from: integer(0), to: integer(16 * VOICE_BLOCK), step: 16 };
  const parameter = (name: keyof typeof PARAMETER): Code => loadTwice(start, PARAMETERS_AT + 8 * PARAMETER[name]);
  const pairs = (count: number): Variable[] => Array.from({ length: count }, () => variables.pair());
  const frame = variables.pair();
  const gain = variables.pair();
  const [a1, a2, a3, dry, band, low, gainStep, drive, force, k, scale] = pairs(11);
  const state = pairs(4);
  const spare = variables.pair();
  const other = variables.pair();
  const third = variables.pair();
  const tools: Tools = {
    frame,
    state,
    spare,
    other,
    third,
    settings: { a1: a1!, a2: a2!, a3: a3!, dry: dry!, band: band!, low: low!, drive: drive!, k: k!, scale: scale! },
  };
  // Gain is ramped: the pair holds gain and the step is added after every frame.
  const out = (): Code => [
    ...frame.set(multiplyPairs(frame.value, gain.value)),
    ...gain.set(addPairs(gain.value, gainStep!.value)),
    ...frame.set(multiplyPairs(soft(multiplyPairs(frame.value, drive!.value), spare), force!.value)),
    // Floats lie a quarter as far apart as pairs.
    ...place.set(shiftRight(at.value, integer(2))),
    ...storeFloats(place.value, LEFT_AT, RIGHT_AT, frame),
  ];
  const pass = (body: Code): Code => [
    ...state.flatMap((word, index) => word.set(loadPair(start, STATE_AT + 16 * index))),
    ...repeat(at, frames, [...frame.set(loadPair(at.value, BUFFER_AT)), ...body, ...out()]),
    ...state.flatMap((word, index) => storePair(start, STATE_AT + 16 * index, word.value)),
  ];
  return [
    ...repeat(
      place,
      { from: integer(OSCILLATORS_AT), to: oscillatorsEnd, step: OSCILLATOR_BYTES },
      oscillator(variables, place, at, frames),
    ),
    ...[
      ...a1!.set(parameter('a1')),
      ...a2!.set(parameter('a2')),
      ...a3!.set(parameter('a3')),
      ...dry!.set(parameter('dry')),
      ...band!.set(parameter('band')),
      ...low!.set(parameter('low')),
      ...gain.set(parameter('gain')),
      ...gainStep!.set(parameter('gainStep')),
      ...drive!.set(parameter('drive')),
      ...force!.set(parameter('force')),
      ...k!.set(parameter('k')),
      ...scale!.set(parameter('scale')),
    ],
    ...when(equalIntegers(filter, integer(FILTER.onePair)), pass(section(tools, 0, true))),
    ...when(equalIntegers(filter, integer(FILTER.twoPairs)), pass([...section(tools, 0, false), ...section(tools, 2, true)])),
    ...when(equalIntegers(filter, integer(FILTER.ladder)), pass(ladder(tools))),
    ...double(0),
  ];
}

type Tools = {
  readonly frame: Variable;
  readonly state: readonly Variable[];
  readonly spare: Variable;
  readonly other: Variable;
  readonly third: Variable;
  readonly settings: { readonly [name in 'a1' | 'a2' | 'a3' | 'dry' | 'band' | 'low' | 'drive' | 'k' | 'scale']: Variable };
};

/** Adds one oscillator to the buffer: phase is a whole number that runs over, its upper bits the place in the table. */
function oscillator(
  variables: Variables,
  place: Variable,
  at: Variable,
  frames: { readonly from: Code; readonly to: Code; readonly step: number },
): Code {
  const phase = variables.integer();
  const step = variables.integer();
  const table = variables.integer();
  const bits = variables.integer();
  const rest = variables.integer();
  const gain = variables.pair();
  const near = variables.pair();
  const y = variables.double();
  return [
    ...phase.set(loadInteger(place.value, 0)),
    ...step.set(loadInteger(place.value, 4)),
    ...table.set(loadInteger(place.value, 8)),
    ...bits.set(loadInteger(place.value, 12)),
    ...rest.set(subtractIntegers(integer(32), bits.value)),
    ...gain.set(loadPair(place.value, 16)),
    ...repeat(at, frames, [
      ...near.set(loadFloatsBeside(addIntegers(table.value, shiftLeft(shiftRight(phase.value, rest.value), integer(2))), 0)),
      ...y.set(firstOf(near.value)),
      ...y.set(
        addDoubles(
          y.value,
          multiplyDoubles(
            subtractDoubles(secondOf(near.value), y.value),
            multiplyDoubles(doubleOf(shiftLeft(phase.value, bits.value)), double(1 / 4294967296)),
          ),
        ),
      ),
      ...storePair(at.value, BUFFER_AT, addPairs(loadPair(at.value, BUFFER_AT), multiplyPairs(gain.value, both(y.value)))),
      ...phase.set(addIntegers(phase.value, step.value)),
    ]),
    ...storeInteger(place.value, 0, phase.value),
  ];
}

/** Trapezoidal state-variable filter (Simper 2013): `v1 = a1 ic1 + a2 (x − ic2)`, `v2 = ic2 + a2 ic1 + a3 (x − ic2)`; the last section mixes its outputs, others pass the lows. */
function section({ frame, state, spare, other, third, settings }: Tools, word: number, isLast: boolean): Code {
  const { a1, a2, a3, dry, band, low } = settings;
  const ic1 = state[word]!;
  const ic2 = state[word + 1]!;
  const v3 = spare;
  const v1 = other;
  const v2 = third;
  return [
    ...v3.set(subtractPairs(frame.value, ic2.value)),
    ...v1.set(addPairs(multiplyPairs(a1.value, ic1.value), multiplyPairs(a2.value, v3.value))),
    ...v2.set(addPairs(addPairs(ic2.value, multiplyPairs(a2.value, ic1.value)), multiplyPairs(a3.value, v3.value))),
    ...ic1.set(subtractPairs(addPairs(v1.value, v1.value), ic1.value)),
    ...ic2.set(subtractPairs(addPairs(v2.value, v2.value), ic2.value)),
    ...frame.set(
      isLast
        ? addPairs(
            addPairs(multiplyPairs(dry.value, frame.value), multiplyPairs(band.value, v1.value)),
            multiplyPairs(low.value, v2.value),
          )
        : v2.value,
    ),
  ];
}

/**
 * Four one-pole stages with feedback, solved without delay, and a soft curve in the loop (after Zavalishin, The Art of VA
 * Filter Design, chapter 5). `a1` is a stage's gain G = g/(1+g), `a2` is 1/(1+g), `a3` is 1/(1+k G⁴), `scale` the input's gain.
 */
function ladder({ frame, state, spare, other, settings }: Tools): Code {
  const { a1, a2, a3, k, scale } = settings;
  const sum = spare;
  const v = other;
  const feedback = state.reduce<Code>(
    (inner, word) => addPairs(multiplyPairs(a1.value, inner), multiplyPairs(a2.value, word.value)),
    multiplyPairs(a2.value, subtractPairs(state[0]!.value, state[0]!.value)),
  );
  return [
    ...sum.set(feedback),
    ...frame.set(
      multiplyPairs(subtractPairs(multiplyPairs(scale.value, frame.value), multiplyPairs(k.value, sum.value)), a3.value),
    ),
    ...frame.set(soft(frame.value, sum)),
    ...state.flatMap((word) => [
      ...v.set(multiplyPairs(a1.value, subtractPairs(frame.value, word.value))),
      ...frame.set(addPairs(v.value, word.value)),
      ...word.set(addPairs(frame.value, v.value)),
    ]),
  ];
}

/** tanh's Padé approximant, flat beyond ±3: that of `softCurve`. */
function soft(x: Code, held: Variable): Code {
  const square = multiplyPairs(held.value, held.value);
  return [
    ...held.set(smallerPairs(both(double(3)), largerPairs(both(double(-3)), x))),
    ...dividePairs(
      multiplyPairs(held.value, addPairs(both(double(27)), square)),
      addPairs(both(double(27)), multiplyPairs(both(double(9)), square)),
    ),
  ];
}
