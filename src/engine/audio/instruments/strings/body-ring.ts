import { designBiquad } from '../../dsp/biquad.ts';
import {
  addDoubles,
  addPairs,
  both,
  type Code,
  double,
  firstOf,
  integer,
  loadDouble,
  loadFloat,
  loadPair,
  multiplyDoubles,
  multiplyPairs,
  repeat,
  secondOf,
  storeFloat,
  storePair,
  subtractDoubles,
  subtractPairs,
} from '../../lanes/instructions.ts';
import { LaneProgram, type Range, type Variables } from '../../lanes/lane-program.ts';

/** One resonance of a box, heard differently by two microphones. */
export type BodyMode = { readonly hz: number; readonly q: number; readonly left: number; readonly right: number };

/** Most frames of a stretch. */
export const MOST_FRAMES = 512;
/** What rings softer than this is over: −140 dB. */
const QUIET = 1e-7;
const FLOAT_BYTES = 4;
const PAIR_BYTES = 16;
/** The strings, after the two frames that came before them. */
const STRINGS_AT = 0;
const LEFT_AT = STRINGS_AT + FLOAT_BYTES * (MOST_FRAMES + 2);
const RIGHT_AT = LEFT_AT + FLOAT_BYTES * MOST_FRAMES;
const DIRECT_AT = 8192;
/** For each two resonances their input gain, two feedbacks and what the ears hear of them. */
const FACTORS_AT = DIRECT_AT + PAIR_BYTES;
const FACTORS = 5;
const NO_MODE: BodyMode = { hz: 1000, q: 1, left: 0, right: 0 };

/** Resonances that ring in parallel: band-passes that share the difference of their input, two in every instruction. */
export class BodyRing {
  readonly #bench: Bench;
  readonly #factors: Float64Array;
  readonly #state: Float64Array;
  readonly #direct: number;
  readonly #before = new Float32Array(2);

  /** `direct` is the strings' own level. */
  constructor(modes: readonly BodyMode[], direct: number) {
    const twos = Array.from({ length: Math.ceil(modes.length / 2) }, (_, i) => [modes[2 * i]!, modes[2 * i + 1] ?? NO_MODE]);
    this.#bench = benchOf(twos.length);
    this.#direct = direct;
    this.#state = new Float64Array(4 * twos.length);
    this.#factors = Float64Array.from(
      twos.flatMap((two) => {
        const filters = two.map(({ hz, q }) => designBiquad({ kind: 'band-pass', hz, q, gainDb: 0 }));
        return [
          ...filters.map(({ b0 }) => b0),
          ...filters.map(({ a1 }) => a1),
          ...filters.map(({ a2 }) => a2),
          ...two.map(({ left }) => left),
          ...two.map(({ right }) => right),
        ];
      }),
    );
  }

  get rings(): boolean {
    return this.#state.some((y) => y > QUIET || y < -QUIET);
  }

  /** What both microphones hear of at most `MOST_FRAMES` frames, which follow those of the call before. */
  process(strings: Float32Array, left: Float32Array, right: Float32Array): void {
    const { program, input, factors, state, direct, leftEar, rightEar } = this.#bench;
    const count = strings.length;
    input.set(this.#before);
    input.set(strings, 2);
    factors.set(this.#factors);
    state.set(this.#state);
    direct[0] = this.#direct;
    program.run(0, FLOAT_BYTES * count);
    this.#state.set(state);
    this.#before.set(input.subarray(count, count + 2));
    left.set(leftEar.subarray(0, count));
    right.set(rightEar.subarray(0, count));
  }
}

type Bench = {
  readonly program: LaneProgram;
  readonly input: Float32Array;
  readonly direct: Float64Array;
  readonly factors: Float64Array;
  readonly state: Float64Array;
  readonly leftEar: Float32Array;
  readonly rightEar: Float32Array;
};

// Programs by their number of pairs, made once a process: they hold nothing between calls.
const BENCHES = new Map<number, Bench>();

function benchOf(twos: number): Bench {
  const known = BENCHES.get(twos);
  if (known !== undefined) {
    return known;
  }

  const program = new LaneProgram(1, (variables, range) => ringOf(twos, variables, range));
  const bench: Bench = {
    program,
    input: program.floats(STRINGS_AT, MOST_FRAMES + 2),
    direct: program.doubles(DIRECT_AT, 1),
    factors: program.doubles(FACTORS_AT, 2 * FACTORS * twos),
    state: program.doubles(stateAt(twos), 4 * twos),
    leftEar: program.floats(LEFT_AT, MOST_FRAMES),
    rightEar: program.floats(RIGHT_AT, MOST_FRAMES),
  };
  BENCHES.set(twos, bench);
  return bench;
}

function stateAt(twos: number): number {
  return FACTORS_AT + FACTORS * PAIR_BYTES * twos;
}

/** The loop: `y = b₀ (x − x₋₂) − a₁ y₋₁ − a₂ y₋₂` for every resonance, summed for each ear over the strings' own sound. */
function ringOf(twos: number, variables: Variables, { from, to }: Range): Code {
  const start = integer(0);
  const at = variables.integer();
  const x = variables.double();
  const slope = variables.pair();
  const left = variables.pair();
  const right = variables.pair();
  const next = variables.pair();
  const direct = variables.double();
  const modes = Array.from({ length: twos }, (_, two) => ({
    factor: (index: number): Code => loadPair(start, FACTORS_AT + PAIR_BYTES * (FACTORS * two + index)),
    last: variables.pair(),
    older: variables.pair(),
    lastAt: stateAt(twos) + 2 * PAIR_BYTES * two,
  }));
  const ear = (sum: Code): Code => addDoubles(multiplyDoubles(x.value, direct.value), addDoubles(firstOf(sum), secondOf(sum)));
  return [
    ...direct.set(loadDouble(start, DIRECT_AT)),
    ...modes.flatMap(({ last, older, lastAt }) => [
      ...last.set(loadPair(start, lastAt)),
      ...older.set(loadPair(start, lastAt + PAIR_BYTES)),
    ]),
    ...repeat(at, { from, to, step: FLOAT_BYTES }, [
      ...x.set(loadFloat(at.value, STRINGS_AT + 2 * FLOAT_BYTES)),
      ...slope.set(both(subtractDoubles(x.value, loadFloat(at.value, STRINGS_AT)))),
      ...left.set(both(double(0))),
      ...right.set(both(double(0))),
      ...modes.flatMap(({ factor, last, older }) => [
        ...next.set(
          subtractPairs(
            subtractPairs(multiplyPairs(factor(0), slope.value), multiplyPairs(factor(2), older.value)),
            multiplyPairs(factor(1), last.value),
          ),
        ),
        ...older.set(last.value),
        ...last.set(next.value),
        ...left.set(addPairs(left.value, multiplyPairs(factor(3), next.value))),
        ...right.set(addPairs(right.value, multiplyPairs(factor(4), next.value))),
      ]),
      ...storeFloat(at.value, LEFT_AT, ear(left.value)),
      ...storeFloat(at.value, RIGHT_AT, ear(right.value)),
    ]),
    ...modes.flatMap(({ last, older, lastAt }) => [
      ...storePair(start, lastAt, last.value),
      ...storePair(start, lastAt + PAIR_BYTES, older.value),
    ]),
    ...double(0),
  ];
}
