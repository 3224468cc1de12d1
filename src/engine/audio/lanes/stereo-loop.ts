import {
  type Code,
  double,
  integer,
  loadFloats,
  loadPair,
  loadTwice,
  repeat,
  storeFloats,
  storePair,
  type Variable,
} from './instructions.ts';
import { LaneProgram, type Variables } from './lane-program.ts';

/** Frames that go through a program at a time. */
const FRAMES = 512;
const CONSTANTS_AT = 0;
const STATE_AT = 2048;
const LEFT_AT = 4096;
const RIGHT_AT = LEFT_AT + 4 * FRAMES;

/** What the body of a stereo loop is written with: pairs of left and right. */
export type StereoBody = {
  /** Holds the frame; what it holds at the end is the output. */
  readonly frame: Variable;
  readonly constants: readonly Code[];
  readonly state: readonly Variable[];
  readonly variables: Variables;
};

type Shape = { readonly constants: number; readonly state: number };

/** A loop over two channels in place, left and right side by side in every instruction. What it remembers belongs to its callers: one loop serves all units of a kind. */
export class StereoLoop {
  readonly #program: LaneProgram;
  readonly #constants: Float64Array;
  readonly #state: Float64Array;
  readonly #left: Float32Array;
  readonly #right: Float32Array;

  /** `constants` are the same for both channels; `state` counts pairs. */
  constructor({ constants, state }: Shape, write: (body: StereoBody) => Code) {
    const start = integer(0);
    this.#program = new LaneProgram(1, (variables, range) => {
      const factors = Array.from({ length: constants }, () => variables.pair());
      const states = Array.from({ length: state }, () => variables.pair());
      const at = variables.integer();
      const frame = variables.pair();
      return [
        ...factors.flatMap((factor, index) => factor.set(loadTwice(start, CONSTANTS_AT + 8 * index))),
        ...states.flatMap((word, index) => word.set(loadPair(start, STATE_AT + 16 * index))),
        ...repeat(at, { ...range, step: 4 }, [
          ...frame.set(loadFloats(at.value, LEFT_AT, RIGHT_AT)),
          ...write({ frame, constants: factors.map(({ value }) => value), state: states, variables }),
          ...storeFloats(at.value, LEFT_AT, RIGHT_AT, frame),
        ]),
        ...states.flatMap((word, index) => storePair(start, STATE_AT + 16 * index, word.value)),
        ...double(0),
      ];
    });
    this.#constants = this.#program.doubles(CONSTANTS_AT, constants);
    this.#state = this.#program.doubles(STATE_AT, 2 * state);
    this.#left = this.#program.floats(LEFT_AT, FRAMES);
    this.#right = this.#program.floats(RIGHT_AT, FRAMES);
  }

  /** Runs over `[from, to)` in place. `state` holds left and right of each word in turn and is carried on. */
  process(constants: Float64Array, state: Float64Array, { left, right, from, to }: StereoRange): void {
    this.#constants.set(constants);
    this.#state.set(state);
    for (let start = from; start < to; start += FRAMES) {
      const end = Math.min(to, start + FRAMES);
      this.#left.set(left.subarray(start, end));
      this.#right.set(right.subarray(start, end));
      this.#program.run(0, 4 * (end - start));
      left.set(end - start === FRAMES ? this.#left : this.#left.subarray(0, end - start), start);
      right.set(end - start === FRAMES ? this.#right : this.#right.subarray(0, end - start), start);
    }

    state.set(this.#state);
  }
}

export type StereoRange = {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly from: number;
  readonly to: number;
};
