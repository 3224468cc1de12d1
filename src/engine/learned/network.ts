import { assert } from '../kernel/index.ts';
import type { Tensor } from './read-weights.ts';

/** Lines that are computed together, so that each weight is read once for all of them. */
export const LINES = 8;

/**
 * `output = matrix × input + bias` for one line, or for `LINES` lines at once (cell `i` of line `l` lies at
 * `i * lines + l`). Replaces `output`. Sums run over the columns in order, so that a result never hangs on the machine.
 */
export function multiply(
  layer: { readonly matrix: Tensor; readonly bias: Tensor },
  input: Float64Array,
  output: Float64Array,
  lines: number,
): void {
  const { rows, columns, values } = layer.matrix;
  const bias = layer.bias.values;
  assert(lines === 1 || lines === LINES, `lines are computed alone or by ${LINES}, not by ${lines}`);
  if (lines === 1) {
    for (let row = 0; row < rows; row++) {
      let sum = bias[row]!;
      const start = row * columns;
      for (let column = 0; column < columns; column++) {
        sum += values[start + column]! * input[column]!;
      }

      output[row] = sum;
    }

    return;
  }

  for (let row = 0; row < rows; row++) {
    const first = bias[row]!;
    let sum0 = first;
    let sum1 = first;
    let sum2 = first;
    let sum3 = first;
    let sum4 = first;
    let sum5 = first;
    let sum6 = first;
    let sum7 = first;
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      const weight = values[start + column]!;
      const cell = column * LINES;
      sum0 += weight * input[cell]!;
      sum1 += weight * input[cell + 1]!;
      sum2 += weight * input[cell + 2]!;
      sum3 += weight * input[cell + 3]!;
      sum4 += weight * input[cell + 4]!;
      sum5 += weight * input[cell + 5]!;
      sum6 += weight * input[cell + 6]!;
      sum7 += weight * input[cell + 7]!;
    }

    const cell = row * LINES;
    output[cell] = sum0;
    output[cell + 1] = sum1;
    output[cell + 2] = sum2;
    output[cell + 3] = sum3;
    output[cell + 4] = sum4;
    output[cell + 5] = sum5;
    output[cell + 6] = sum6;
    output[cell + 7] = sum7;
  }
}

/**
 * One step of a gated recurrent unit (Cho et al. 2014, as PyTorch computes it: gates in the order reset, update, new).
 * `given` and `recalled` are what input and memory say to the gates, biases included; `memory` is replaced by the next one.
 */
export function stepGru(given: Float64Array, recalled: Float64Array, memory: Float64Array): void {
  const size = memory.length;
  for (let i = 0; i < size; i++) {
    const reset = sigmoid(given[i]! + recalled[i]!);
    const update = sigmoid(given[size + i]! + recalled[size + i]!);
    const fresh = gateTanh(given[2 * size + i]! + reset * recalled[2 * size + i]!);
    memory[i] = fresh + update * (memory[i]! - fresh);
  }
}

/** Rounds what is below zero up to it, in place. */
export function rectify(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0) {
      values[i] = 0;
    }
  }
}

/** The logistic function, to 1e-7. */
export function sigmoid(x: number): number {
  return 0.5 + 0.5 * gateTanh(0.5 * x);
}

/**
 * Hyperbolic tangent to 1e-7, at a tenth of the cost of the kernel's: Lambert's continued fraction cut at its seventh
 * step for half the argument, then tanh 2y = 2 tanh y / (1 + tanh² y), which squares away the error near ±1.
 */
export function gateTanh(x: number): number {
  if (x > 9.5) {
    return 1;
  }

  if (x < -9.5) {
    return -1;
  }

  const y = 0.5 * x;
  const square = y * y;
  const t =
    (y * (135135 + square * (17325 + square * (378 + square)))) / (135135 + square * (62370 + square * (3150 + 28 * square)));
  return (2 * t) / (1 + t * t);
}
