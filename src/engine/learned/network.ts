import type { Tensor } from './read-weights.ts';

/** `output = matrix × input + bias`. Replaces `output`. Sums run over the columns in order, so that a result never hangs on the machine. */
export function multiply(
  layer: { readonly matrix: Tensor; readonly bias: Tensor },
  input: Float64Array,
  output: Float64Array,
): void {
  const { rows, columns, values } = layer.matrix;
  const bias = layer.bias.values;
  for (let row = 0; row < rows; row++) {
    let sum = bias[row]!;
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      sum += values[start + column]! * input[column]!;
    }

    output[row] = sum;
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
