import { cos, gainFromDb, type Rng, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

/** A stereo sine of the same level and phase in both channels; `peakDb` is its amplitude. */
export function stereoSine(hz: number, peakDb: number, seconds: number): Stereo {
  const samples = Math.round(seconds * SAMPLE_RATE);
  const left = new Float32Array(samples);
  // y(n) = 2 cos w · y(n−1) − y(n−2): a sine without calling one for each sample.
  const w = (TAU * hz) / SAMPLE_RATE;
  const turn = 2 * cos(w);
  let before = 0;
  let value = gainFromDb(peakDb) * sin(w);
  for (let i = 1; i < samples; i++) {
    left[i] = value;
    const next = turn * value - before;
    before = value;
    value = next;
  }

  return { left, right: left.slice() };
}

/** One signal after another. */
export function concatenated(pieces: readonly Stereo[]): Stereo {
  const samples = pieces.reduce((sum, piece) => sum + piece.left.length, 0);
  const whole = { left: new Float32Array(samples), right: new Float32Array(samples) };
  let place = 0;
  for (const piece of pieces) {
    whole.left.set(piece.left, place);
    whole.right.set(piece.right, place);
    place += piece.left.length;
  }

  return whole;
}

/** White noise, channels unrelated, uniform with the given amplitude. */
export function whiteNoise(samples: number, amplitude: number, rng: Rng): Stereo {
  const left = rng.fork('left');
  const right = rng.fork('right');
  return {
    left: Float32Array.from({ length: samples }, () => left.between(-amplitude, amplitude)),
    right: Float32Array.from({ length: samples }, () => right.between(-amplitude, amplitude)),
  };
}

/** Pink noise (Voss and McCartney's sum of held values), channels unrelated. */
export function pinkNoise(samples: number, amplitude: number, rng: Rng): Stereo {
  return { left: pinkChannel(samples, amplitude, rng.fork('left')), right: pinkChannel(samples, amplitude, rng.fork('right')) };
}

function pinkChannel(samples: number, amplitude: number, rng: Rng): Float32Array {
  const rows = Array.from({ length: 12 }, () => rng.between(-1, 1));
  let sum = rows.reduce((total, row) => total + row, 0);
  return Float32Array.from({ length: samples }, (_, i) => {
    const row = Math.min(11, Math.clz32(i + 1 === 0 ? 1 : (i + 1) & -(i + 1)) ^ 31);
    const fresh = rng.between(-1, 1);
    sum += fresh - rows[row]!;
    rows[row] = fresh;
    return (amplitude * sum) / 12;
  });
}

/** A wood block every half second: a decaying sine of 20 ms, silence between. */
export function sparseHits(seconds: number, amplitude: number): Stereo {
  const left = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  for (let start = 0; start < left.length; start += SAMPLE_RATE / 2) {
    let gain = amplitude;
    for (let i = start; i < Math.min(left.length, start + 9600); i++) {
      left[i] = gain * sin((TAU * 900 * (i - start)) / SAMPLE_RATE);
      gain *= 0.99895;
    }
  }

  return { left, right: left.slice() };
}
