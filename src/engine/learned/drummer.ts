import { assert, at, exp } from '../kernel/index.ts';
import {
  DEVIATION_STEPS,
  DrumPast,
  INPUT_ROWS,
  readGrid,
  VELOCITY_STEPS,
  type DrummerSetting,
  type GridHit,
} from './drum-grid.ts';
import { gateTanh, multiply, stepGru } from './network.ts';
import { readWeights, tensorOf, type Tensor } from './read-weights.ts';
import { DRUMMER_WEIGHTS } from './weights/drummer.ts';

const WIDTH = 32;
const HIDDEN = 80;
const TOUCH = 16;
const SEEN = HIDDEN + WIDTH;

/** Chance for one hit, both uniform in [0, 1): equal numbers pick equal quantiles of whatever the net finds likely. */
export type HitChance = { readonly velocity: number; readonly timing: number };

/** A hit as a drummer strikes it. */
export type HumanHit = {
  /** MIDI loudness 1–127, as the corpus's pads measured it. */
  readonly loudness: number;
  /** How late against the grid with its swing, in 1/24 sixteenth; negative is early. */
  readonly late: number;
};

/**
 * Gives every hit of a planned grid a loudness and a place in time, in order, each in the light of those before it and of
 * the plan around it. `warmth` below 1 makes a drummer who takes fewer risks; default 0.9. Returns one answer a hit given.
 */
export function playGrid(
  given: readonly GridHit[],
  setting: DrummerSetting,
  options: { readonly chances: readonly HitChance[]; readonly warmth?: number },
): HumanHit[] {
  assert(options.chances.length === given.length, 'playGrid: one chance a hit');
  const grid = readGrid(given, setting);
  const net = new DrummerNet();
  const past = new DrumPast();
  const played: HumanHit[] = given.map(() => ({ loudness: 64, late: 0 }));
  const rows: number[] = [];
  for (const [index, hit] of grid.hits.entries()) {
    rows.length = 0;
    rows.push(...at(grid.rows, index));
    past.pushRows(hit, rows);
    net.step(rows);
    const chance = at(options.chances, at(grid.order, index));
    const loud = pick(net.velocity, chance.velocity, options.warmth ?? 0.9);
    const velocity = Math.floor(loud);
    const time = pick(net.deviationAfter(velocity), chance.timing, options.warmth ?? 0.9);
    const deviation = Math.floor(time);
    past.remember(hit, { step: hit.step, velocity, deviation });
    played[at(grid.order, index)] = { loudness: Math.max(1, loud * 8), late: time - 0.5 - (DEVIATION_STEPS - 1) / 2 };
  }

  return played;
}

/** The net, one hit after another: rows in, likelihoods (as logits) of each loudness and each place in time out. */
export class DrummerNet {
  /** Logits of the loudness steps after `step`. */
  readonly velocity = new Float64Array(VELOCITY_STEPS);
  readonly #deviation = new Float64Array(DEVIATION_STEPS);
  readonly #net = drummerNet();
  readonly #memory = new Float64Array(HIDDEN);
  readonly #input = new Float64Array(WIDTH);
  readonly #given = new Float64Array(3 * HIDDEN);
  readonly #recalled = new Float64Array(3 * HIDDEN);
  readonly #seen = new Float64Array(SEEN);
  readonly #touched = new Float64Array(SEEN + TOUCH);

  /** Takes in one hit. */
  step(rows: readonly number[]): void {
    const input = this.#input.fill(0);
    const table = this.#net.rows.values;
    for (const row of rows) {
      for (let i = 0; i < WIDTH; i++) {
        input[i]! += table[row * WIDTH + i]!;
      }
    }

    for (let i = 0; i < WIDTH; i++) {
      input[i] = gateTanh(input[i]!);
    }

    multiply(this.#net.inputToGates, input, this.#given);
    multiply(this.#net.memoryToGates, this.#memory, this.#recalled);
    stepGru(this.#given, this.#recalled, this.#memory);
    this.#seen.set(this.#memory);
    this.#seen.set(input, HIDDEN);
    multiply(this.#net.velocity, this.#seen, this.velocity);
  }

  /** Logits of the places in time for the last hit, once its loudness is known. */
  deviationAfter(velocity: number): Float64Array {
    const { touch, deviation } = this.#net;
    this.#touched.set(this.#seen);
    this.#touched.set(touch.values.subarray(velocity * TOUCH, (velocity + 1) * TOUCH), SEEN);
    multiply(deviation, this.#touched, this.#deviation);
    return this.#deviation;
  }
}

/** The place of the distribution at which `chance` of its weight lies below, as step and fraction within it. */
function pick(logits: Float64Array, chance: number, warmth: number): number {
  let top = -Infinity;
  for (const logit of logits) {
    top = Math.max(top, logit);
  }

  let total = 0;
  for (const logit of logits) {
    total += exp((logit - top) / warmth);
  }

  // The rarest twentieth at either end is slips, which nobody keeps in a take.
  let left = (0.03 + 0.94 * chance) * total;
  for (let step = 0; step < logits.length; step++) {
    const weight = exp((logits[step]! - top) / warmth);
    if (left < weight || step === logits.length - 1) {
      return step + Math.min(0.999, left / weight);
    }

    left -= weight;
  }

  return 0;
}

type Layer = { readonly matrix: Tensor; readonly bias: Tensor };
type Net = {
  readonly rows: Tensor;
  readonly inputToGates: Layer;
  readonly memoryToGates: Layer;
  readonly velocity: Layer;
  readonly touch: Tensor;
  readonly deviation: Layer;
};

let unpacked: Net | null = null;

/** The weights, unpacked once a process: they never change. */
function drummerNet(): Net {
  if (unpacked === null) {
    const tensors = readWeights(DRUMMER_WEIGHTS);
    const layer = (matrix: string, bias: string): Layer => ({ matrix: tensorOf(tensors, matrix), bias: tensorOf(tensors, bias) });
    unpacked = {
      rows: tensorOf(tensors, 'rows'),
      inputToGates: layer('inputGates', 'inputBias'),
      memoryToGates: layer('hiddenGates', 'hiddenBias'),
      velocity: layer('velocity', 'velocityBias'),
      touch: tensorOf(tensors, 'touch'),
      deviation: layer('deviation', 'deviationBias'),
    };
    assert(unpacked.rows.rows === INPUT_ROWS, `drummer weights have ${unpacked.rows.rows} rows, expected ${INPUT_ROWS}`);
  }

  return unpacked;
}
