import { cos, SAMPLE_RATE, sin, TAU } from '../../engine/kernel/index.ts';

/** Zero crossings of the windowed sinc on each side. */
const REACH = 16;

/** The samples at `SAMPLE_RATE`: windowed-sinc interpolation, low-passed when the source is faster. */
export function resample(samples: Float32Array, sampleRate: number): Float32Array {
  if (sampleRate === SAMPLE_RATE) {
    return samples;
  }

  const ratio = sampleRate / SAMPLE_RATE;
  const cutoff = Math.min(1, 1 / ratio) * 0.97;
  const half = Math.ceil(REACH / cutoff);
  const output = new Float32Array(Math.round(samples.length / ratio));
  const kernels = new Map<number, Float64Array>();

  for (let i = 0; i < output.length; i++) {
    const position = i * ratio;
    const centre = Math.floor(position);
    // Rates are whole numbers, so the fractions recur: 160 of them for 44.1 kHz.
    const phase = Math.round((position - centre) * SAMPLE_RATE);
    let kernel = kernels.get(phase);
    if (kernel === undefined) {
      kernel = kernelOf(phase / SAMPLE_RATE, half, cutoff);
      kernels.set(phase, kernel);
    }

    let sum = 0;
    const first = centre - half + 1;
    for (let j = Math.max(0, -first); j < kernel.length && first + j < samples.length; j++) {
      sum += kernel[j]! * samples[first + j]!;
    }

    output[i] = sum;
  }

  return output;
}

function kernelOf(fraction: number, half: number, cutoff: number): Float64Array {
  const kernel = new Float64Array(2 * half);
  let total = 0;
  for (let j = 0; j < kernel.length; j++) {
    const x = j - half + 1 - fraction;
    const turn = (x * TAU * cutoff) / 2;
    const window = 0.42 + 0.5 * cos((x * TAU) / (2 * half)) + 0.08 * cos((2 * x * TAU) / (2 * half));
    kernel[j] = Math.abs(x) > half ? 0 : (Math.abs(turn) < 1e-9 ? 1 : sin(turn) / turn) * window;
    total += kernel[j]!;
  }

  for (let j = 0; j < kernel.length; j++) {
    kernel[j] = kernel[j]! / total;
  }

  return kernel;
}
