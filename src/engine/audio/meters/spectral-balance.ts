import { cos, log10, SAMPLE_RATE, TAU } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';
import { Fft } from './fft.ts';
import { SILENCE_DB } from './true-peak.ts';

/** Centres of the octave bands of a spectral balance, Hz. */
export const OCTAVE_CENTRES_HZ = [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000] as const;

const SIZE = 4096;
/** Longer pieces are looked at in this many places, evenly spread: the average stands still long before. */
const MOST_FRAMES = 120;

/** Energy of each octave band relative to the whole, dB, both channels together; `SILENCE_DB` for an empty band. */
export function measureOctaveBalance(audio: Stereo): readonly number[] {
  const powers = averageSpectrum(audio);
  const bands = OCTAVE_CENTRES_HZ.map((centre) => bandPower(powers, centre * Math.SQRT1_2, centre * Math.SQRT2));
  const total = bands.reduce((sum, power) => sum + power, 0);
  return bands.map((power) => (power > total * 1e-12 && total > 0 ? 10 * log10(power / total) : SILENCE_DB));
}

/** Energy between two frequencies relative to the whole, dB. */
export function measureBandDb(audio: Stereo, lowHz: number, highHz: number): number {
  const powers = averageSpectrum(audio);
  const total = bandPower(powers, 0, SAMPLE_RATE / 2);
  const power = bandPower(powers, lowHz, highHz);
  return power > total * 1e-12 && total > 0 ? 10 * log10(power / total) : SILENCE_DB;
}

/** Mean power of each bin, left and right added (Welch, Hann window). */
function averageSpectrum(audio: Stereo): Float64Array {
  const fft = new Fft(SIZE);
  const window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * cos((TAU * i) / SIZE));
  const real = new Float64Array(SIZE);
  const imaginary = new Float64Array(SIZE);
  const powers = new Float64Array(SIZE / 2 + 1);
  const length = audio.left.length;
  const frames = Math.max(1, Math.min(MOST_FRAMES, Math.floor(length / (SIZE / 2)) - 1));
  const spacing = frames > 1 ? (length - SIZE) / (frames - 1) : 0;
  for (let frame = 0; frame < frames; frame++) {
    const start = Math.round(frame * spacing);
    for (let i = 0; i < SIZE; i++) {
      const inside = start + i < length;
      real[i] = inside ? window[i]! * audio.left[start + i]! : 0;
      imaginary[i] = inside ? window[i]! * audio.right[start + i]! : 0;
    }

    // Two real signals ride one complex transform; |X(k)|² + |X(N−k)|² is twice the sum of their powers.
    fft.transform(real, imaginary);
    for (let k = 0; k <= SIZE / 2; k++) {
      const mirror = (SIZE - k) % SIZE;
      powers[k] =
        powers[k]! +
        real[k]! * real[k]! +
        imaginary[k]! * imaginary[k]! +
        real[mirror]! * real[mirror]! +
        imaginary[mirror]! * imaginary[mirror]!;
    }
  }

  return powers;
}

function bandPower(powers: Float64Array, lowHz: number, highHz: number): number {
  const width = SAMPLE_RATE / SIZE;
  let sum = 0;
  for (let k = 1; k < powers.length; k++) {
    // A bin belongs to a band by the part of it that lies inside: low octaves are only a few bins wide.
    const inside = Math.min(highHz, (k + 0.5) * width) - Math.max(lowHz, (k - 0.5) * width);
    if (inside > 0) {
      sum += powers[k]! * Math.min(1, inside / width);
    }
  }

  return sum;
}
