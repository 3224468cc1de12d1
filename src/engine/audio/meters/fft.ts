import { cos, sin, TAU } from '../../kernel/index.ts';

/** Complex fast Fourier transform of one size, radix 2, in place. */
export class Fft {
  readonly size: number;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #order: Uint32Array;

  /** `size` is a power of two, 2 or more. */
  constructor(size: number) {
    this.size = size;
    this.#cosines = Float64Array.from({ length: size / 2 }, (_, k) => cos((TAU * k) / size));
    this.#sines = Float64Array.from({ length: size / 2 }, (_, k) => sin((-TAU * k) / size));
    this.#order = new Uint32Array(size);
    for (let i = 1; i < size; i++) {
      this.#order[i] = (this.#order[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
    }
  }

  /** Transforms `real + i imaginary` in place, without scaling. */
  transform(real: Float64Array, imaginary: Float64Array): void {
    const size = this.size;
    const order = this.#order;
    for (let i = 0; i < size; i++) {
      const j = order[i]!;
      if (j > i) {
        const heldReal = real[i]!;
        real[i] = real[j]!;
        real[j] = heldReal;
        const heldImaginary = imaginary[i]!;
        imaginary[i] = imaginary[j]!;
        imaginary[j] = heldImaginary;
      }
    }

    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const c = this.#cosines[k * stride]!;
          const s = this.#sines[k * stride]!;
          const a = start + k;
          const b = a + half;
          const turnedReal = real[b]! * c - imaginary[b]! * s;
          const turnedImaginary = real[b]! * s + imaginary[b]! * c;
          real[b] = real[a]! - turnedReal;
          imaginary[b] = imaginary[a]! - turnedImaginary;
          real[a] = real[a]! + turnedReal;
          imaginary[a] = imaginary[a]! + turnedImaginary;
        }
      }
    }
  }
}
