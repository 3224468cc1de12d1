import { assert } from '../kernel/index.ts';
import { decodeBase64 } from './decode-base64.ts';

/** A shipped tensor: `columns` is 0 for a vector of `rows` numbers. */
export type TensorShape = { readonly name: string; readonly rows: number; readonly columns: number };

/** What a module of `weights/` holds. */
export type Weights = { readonly sha256: string; readonly tensors: readonly TensorShape[]; readonly data: string };

/** A tensor ready to compute with, row by row. */
export type Tensor = { readonly rows: number; readonly columns: number; readonly values: Float32Array };

/**
 * Unpacks weights: matrices lie in int8 with a float32 scale a row before them, vectors in float32, little endian.
 * KEEP IN STEP with training/weights.py.
 */
export function readWeights(weights: Weights): ReadonlyMap<string, Tensor> {
  const bytes = decodeBase64(weights.data);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, Tensor>();
  let offset = 0;
  for (const { name, rows, columns } of weights.tensors) {
    const vector = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      vector[row] = view.getFloat32(offset + 4 * row, true);
    }

    offset += 4 * rows;
    if (columns === 0) {
      found.set(name, { rows, columns: 1, values: vector });
      continue;
    }

    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const scale = vector[row]!;
      for (let column = 0; column < columns; column++) {
        values[row * columns + column] = view.getInt8(offset + row * columns + column) * scale;
      }
    }

    offset += rows * columns;
    found.set(name, { rows, columns, values });
  }

  assert(offset === bytes.length, `Expected ${offset} bytes of weights, found ${bytes.length}.`);
  return found;
}

/** A tensor by name; an absent one is a mistake in the export. */
export function tensorOf(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) {
    throw new Error(`No tensor called ${name} among the weights.`);
  }

  return tensor;
}
