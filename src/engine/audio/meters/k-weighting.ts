import {
  addDoubles,
  addPairs,
  both,
  type Code,
  double,
  firstOf,
  integer,
  loadFloats,
  loadPair,
  multiplyPairs,
  repeat,
  secondOf,
  storePair,
  subtractPairs,
} from '../lanes/instructions.ts';
import { LaneProgram, type Range, type Variables } from '../lanes/lane-program.ts';
import type { Stereo } from '../stereo.ts';

// BS.1770-4, tables 1 and 2: the head's shelf and the revised low-frequency B curve, for 48 kHz, which is our only rate.
const SHELF = {
  b0: 1.53512485958697,
  b1: -2.69169618940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585,
} as const;
const LOW_CUT = { a1: -1.99004745483398, a2: 0.99007225036621 } as const;

/** Frames handed to the filter at a time, and where they stand in its memory. */
const FRAMES = 4800;
const STATE_AT = 0;
const LEFT_AT = 64;
const RIGHT_AT = LEFT_AT + 4 * FRAMES;

/**
 * Energy of the K-weighted signal for every `hop` samples: the sum of squares of both channels (a last, shorter hop
 * included). All loudness figures are sums of these.
 */
export function weightedEnergies(audio: Stereo, hop: number): Float64Array {
  const { program, state, left, right } = weighting();
  const length = audio.left.length;
  const energies = new Float64Array(Math.ceil(length / hop));
  // Whole hops, as many as fit; a longer hop than that goes through in pieces.
  const piece = hop < FRAMES ? FRAMES - (FRAMES % hop) : FRAMES;
  state.fill(0);
  for (let start = 0; start < length; start += piece) {
    const end = Math.min(length, start + piece);
    left.set(audio.left.subarray(start, end));
    right.set(audio.right.subarray(start, end));
    for (let from = start; from < end;) {
      const index = Math.floor(from / hop);
      const to = Math.min(end, (index + 1) * hop);
      energies[index] = energies[index]! + program.run(4 * (from - start), 4 * (to - start));
      from = to;
    }
  }

  return energies;
}

type Weighting = {
  readonly program: LaneProgram;
  readonly state: Float64Array;
  readonly left: Float32Array;
  readonly right: Float32Array;
};

let known: Weighting | null = null;

function weighting(): Weighting {
  if (known === null) {
    const program = new LaneProgram(1, weigh);
    known = {
      program,
      state: program.doubles(STATE_AT, 8),
      left: program.floats(LEFT_AT, FRAMES),
      right: program.floats(RIGHT_AT, FRAMES),
    };
  }

  return known;
}

/** Both filters, transposed direct form II, left and right side by side; gives the sum of squares. */
function weigh(variables: Variables, range: Range): Code {
  const start = integer(0);
  const constant = (value: number): { readonly pair: Code; readonly code: Code } => {
    const variable = variables.pair();
    return { pair: variable.value, code: variable.set(both(double(value))) };
  };
  const b0 = constant(SHELF.b0);
  const b1 = constant(SHELF.b1);
  const b2 = constant(SHELF.b2);
  const a1 = constant(SHELF.a1);
  const a2 = constant(SHELF.a2);
  const minusTwo = constant(-2);
  const c1 = constant(LOW_CUT.a1);
  const c2 = constant(LOW_CUT.a2);
  const state = Array.from({ length: 4 }, () => variables.pair());
  const [s1, s2, s3, s4] = state;
  const at = variables.integer();
  const x = variables.pair();
  const y = variables.pair();
  const z = variables.pair();
  const sum = variables.double();
  return [
    ...[b0, b1, b2, a1, a2, minusTwo, c1, c2].flatMap(({ code }) => code),
    ...state.flatMap((word, index) => word.set(loadPair(start, STATE_AT + 16 * index))),
    ...repeat(at, { ...range, step: 4 }, [
      ...x.set(loadFloats(at.value, LEFT_AT, RIGHT_AT)),
      ...y.set(addPairs(multiplyPairs(b0.pair, x.value), s1!.value)),
      ...s1!.set(addPairs(subtractPairs(multiplyPairs(b1.pair, x.value), multiplyPairs(a1.pair, y.value)), s2!.value)),
      ...s2!.set(subtractPairs(multiplyPairs(b2.pair, x.value), multiplyPairs(a2.pair, y.value))),
      // The low cut's numerator is 1, −2, 1.
      ...z.set(addPairs(y.value, s3!.value)),
      ...s3!.set(addPairs(subtractPairs(multiplyPairs(minusTwo.pair, y.value), multiplyPairs(c1.pair, z.value)), s4!.value)),
      ...s4!.set(subtractPairs(y.value, multiplyPairs(c2.pair, z.value))),
      ...z.set(multiplyPairs(z.value, z.value)),
      ...sum.set(addDoubles(sum.value, addDoubles(firstOf(z.value), secondOf(z.value)))),
    ]),
    ...state.flatMap((word, index) => storePair(start, STATE_AT + 16 * index, word.value)),
    ...sum.value,
  ];
}
