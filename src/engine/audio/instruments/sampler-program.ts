import {
  addDoubles,
  type Code,
  double,
  integer,
  loadDouble,
  loadFloat,
  multiplyDoubles,
  repeat,
  storeDouble,
  storeFloat,
  subtractDoubles,
  type Variable,
} from '../lanes/instructions.ts';
import { when } from '../lanes/integer-instructions.ts';
import { LaneProgram, type Range, type Variables } from '../lanes/lane-program.ts';
import {
  addQuads,
  firstsOf,
  fours,
  lastsOf,
  loadQuad,
  lowerHalvesOf,
  multiplyQuads,
  oneOfFours,
  quad,
  quadOf,
  quadOfFours,
  shiftFoursLeft,
  storeQuad,
  subtractQuads,
  upperHalvesOf,
  wholesOf,
} from '../lanes/quad-instructions.ts';

/** Envelopes, pitch and filter of a sampler's voice move once a block, counted from the note's start, so that nothing depends on where the part is cut. */
export const SAMPLER_BLOCK = 64;
/** Frames of a recording that a block may be read from: eight times as many as it has, three octaves up. */
export const MOST_SOURCE = 8 * SAMPLER_BLOCK + 8;

const PARAMETERS_AT = 0;
const BLOCK_AT = 256;
const SOURCE_AT = 1024;
const BLOCK_BYTES = 4 * SAMPLER_BLOCK;

/** Places of the parameters, in doubles. `b0` to `a2` move by their steps from frame to frame; `x1` to `y2` are given back. */
export const SAMPLER = {
  place: 0,
  step: 1,
  b0: 2,
  a1: 3,
  a2: 4,
  b0Step: 5,
  a1Step: 6,
  a2Step: 7,
  x1: 8,
  x2: 9,
  y1: 10,
  y2: 11,
} as const;

type Name = keyof typeof SAMPLER;
const COEFFICIENTS = ['b0', 'a1', 'a2'] as const;
const STATE = ['x1', 'x2', 'y1', 'y2'] as const;

let instance: SamplerProgram | null = null;

/** A block of a sampler's voice as a program: reads a recording between its frames and filters what was read. Holds nothing between calls. */
export class SamplerProgram {
  readonly parameters: Float64Array;
  readonly block: Float32Array;
  readonly source: Float32Array;
  readonly #program = new LaneProgram(1, write);

  private constructor() {
    this.parameters = this.#program.doubles(PARAMETERS_AT, 16);
    this.block = this.#program.floats(BLOCK_AT, SAMPLER_BLOCK);
    this.source = this.#program.floats(SOURCE_AT, MOST_SOURCE);
  }

  /** The program of this process, made on first use. */
  static get(): SamplerProgram {
    instance ??= new SamplerProgram();
    return instance;
  }

  /** Fills the block from `source`: the first frame lies `place` (0–1) after the source's second, the others `step` apart. */
  read(place: number, step: number): void {
    this.parameters[SAMPLER.place] = place;
    this.parameters[SAMPLER.step] = step;
    this.#program.run(1, 0);
  }

  /** Filters the block in place, by and into the parameters. */
  filter(): void {
    this.#program.run(0, 1);
  }
}

function parameter(name: Name): Code {
  return loadDouble(integer(0), PARAMETERS_AT + 8 * SAMPLER[name]);
}

function write(variables: Variables, { from: isRead, to: isFiltered }: Range): Code {
  const at = variables.integer();
  return [...when(isRead, read(variables, at)), ...when(isFiltered, filter(variables, at)), ...double(0)];
}

/** Catmull–Rom, the 4-point, 3rd-order Hermite interpolator, on four frames at a time. */
function read(variables: Variables, at: Variable): Code {
  const quads = (count: number): Variable[] => Array.from({ length: count }, () => variables.pair());
  const [position, stride, whole, t, a, b, c, d] = quads(8);
  const [y0, y1, y2, y3, out] = quads(5);
  const points = (which: number): Code => loadQuad(oneOfFours(whole!.value, which), SOURCE_AT);
  const times = (factor: number, value: Code): Code => multiplyQuads(quad(factor), value);
  const horner = (next: Code): Code => out!.set(addQuads(multiplyQuads(out!.value, t!.value), next));
  return [
    ...stride!.set(quadOf(parameter('step'))),
    ...position!.set(addQuads(quadOf(parameter('place')), multiplyQuads(stride!.value, quadOfFours(fours([0, 1, 2, 3]))))),
    ...stride!.set(times(4, stride!.value)),
    ...repeat(at, { from: integer(0), to: integer(BLOCK_BYTES), step: 16 }, [
      ...whole!.set(wholesOf(position!.value)),
      ...t!.set(subtractQuads(position!.value, quadOfFours(whole!.value))),
      ...whole!.set(shiftFoursLeft(whole!.value, integer(2))),
      ...a!.set(points(0)),
      ...b!.set(points(1)),
      ...c!.set(points(2)),
      ...d!.set(points(3)),
      // Four points of each frame become each point of four frames.
      ...y0!.set(firstsOf(a!.value, b!.value)),
      ...y1!.set(firstsOf(c!.value, d!.value)),
      ...y2!.set(lastsOf(a!.value, b!.value)),
      ...y3!.set(lastsOf(c!.value, d!.value)),
      ...a!.set(lowerHalvesOf(y0!.value, y1!.value)),
      ...b!.set(upperHalvesOf(y0!.value, y1!.value)),
      ...c!.set(lowerHalvesOf(y2!.value, y3!.value)),
      ...d!.set(upperHalvesOf(y2!.value, y3!.value)),
      ...out!.set(addQuads(times(0.5, subtractQuads(d!.value, a!.value)), times(1.5, subtractQuads(b!.value, c!.value)))),
      ...horner(addQuads(subtractQuads(a!.value, times(2.5, b!.value)), subtractQuads(times(2, c!.value), times(0.5, d!.value)))),
      ...horner(times(0.5, subtractQuads(c!.value, a!.value))),
      ...horner(b!.value),
      ...storeQuad(at.value, BLOCK_AT, out!.value),
      ...position!.set(addQuads(position!.value, stride!.value)),
    ]),
  ];
}

/** Direct form I: its state is the signal itself, which does not jump when the coefficients move. */
function filter(variables: Variables, at: Variable): Code {
  const doubles = (count: number): Variable[] => Array.from({ length: count }, () => variables.double());
  const coefficients = doubles(COEFFICIENTS.length);
  const steps = doubles(COEFFICIENTS.length);
  const state = doubles(STATE.length);
  const [x, y] = doubles(2);
  const [b0, a1, a2] = coefficients;
  const [x1, x2, y1, y2] = state;
  return [
    ...coefficients.flatMap((variable, index) => variable.set(parameter(COEFFICIENTS[index]!))),
    ...steps.flatMap((variable, index) => variable.set(parameter(`${COEFFICIENTS[index]!}Step`))),
    ...state.flatMap((variable, index) => variable.set(parameter(STATE[index]!))),
    ...repeat(at, { from: integer(0), to: integer(BLOCK_BYTES), step: 4 }, [
      ...coefficients.flatMap((variable, index) => variable.set(addDoubles(variable.value, steps[index]!.value))),
      ...x!.set(loadFloat(at.value, BLOCK_AT)),
      // What waits for the frame before comes last.
      ...y!.set(
        subtractDoubles(
          subtractDoubles(
            multiplyDoubles(b0!.value, addDoubles(addDoubles(x!.value, x2!.value), addDoubles(x1!.value, x1!.value))),
            multiplyDoubles(a2!.value, y2!.value),
          ),
          multiplyDoubles(a1!.value, y1!.value),
        ),
      ),
      ...x2!.set(x1!.value),
      ...x1!.set(x!.value),
      ...y2!.set(y1!.value),
      ...y1!.set(y!.value),
      ...storeFloat(at.value, BLOCK_AT, y!.value),
    ]),
    ...state.flatMap((variable, index) => storeDouble(integer(0), PARAMETERS_AT + 8 * SAMPLER[STATE[index]!], variable.value)),
  ];
}
