import { pow, SAMPLE_RATE, tan, TAU } from '../../kernel/index.ts';
import { ReverbInput } from './reverb-input.ts';
import type { ReverbSettings } from './reverb-settings.ts';
import { SlowWave } from './slow-wave.ts';

const LINES = 8;
/** A value for each line. */
type Eight = readonly [number, number, number, number, number, number, number, number];
/** Lengths at size 1 in ms, spread evenly in the logarithm and made prime in samples, so that no two lines ring together. */
const LENGTHS_MS = [43.3, 49.1, 55.7, 63.1, 71.5, 81.1, 91.9, 104.3] as const;
/** How far the two moving taps swing, samples. */
const SWING = 7;
/** Piece worked on at a time; shorter than the shortest line is not needed, only scratch space is. */
const PIECE = 256;
/** 1/√8 keeps the matrix orthogonal. */
const HADAMARD = 0.3535533905932738;

/**
 * Feedback delay network: eight lines mixed by a Hadamard matrix (Jot and Chaigne, AES 1991), absorbing filters that set the
 * decay of middle and top apart, two slowly moving taps against ringing. The level of the tail does not depend on its decay:
 * a send of 0 dB gives reverberation with about the energy of what was sent.
 */
export class Reverb {
  readonly #input: ReverbInput;
  readonly #earlyLeft = new Float32Array(PIECE);
  readonly #earlyRight = new Float32Array(PIECE);
  /** All lines in one ring, line by line within a sample: eight writes touch one stretch of memory. */
  readonly #ring: Float32Array;
  readonly #mask: number;
  readonly #lengths: Eight;
  /** First-order shelf of each line: `y = b0 x + s`, `s = b1 x − a1 y`. */
  readonly #b0: Eight;
  readonly #b1: Eight;
  readonly #a1: number;
  #state: Eight = [0, 0, 0, 0, 0, 0, 0, 0];
  readonly #swing2 = new Float64Array(PIECE);
  readonly #swing5 = new Float64Array(PIECE);
  readonly #waves: readonly [SlowWave, SlowWave];
  readonly #tailGain: number;
  #head = 0;

  constructor(settings: ReverbSettings, sampleRate: number = SAMPLE_RATE) {
    this.#input = new ReverbInput(settings, sampleRate);
    const scale = 0.2 + 0.8 * settings.size;
    const lengths = eight((line) => primeFrom(Math.round((LENGTHS_MS[line]! * scale * sampleRate) / 1000)));
    let size = 256;
    while (size < lengths[7] + SWING + 4) {
      size *= 2;
    }

    this.#lengths = lengths;
    this.#ring = new Float32Array(size * LINES);
    this.#mask = size * LINES - 1;

    // Bilinear transform of (top s + middle w) / (s + w): one gain below the corner, another above.
    const corner = tan((TAU / 2) * Math.min(settings.dampingHz / sampleRate, 0.45));
    this.#a1 = (corner - 1) / (corner + 1);
    const middle = lengths.map((length) => pow(10, (-3 * length) / (sampleRate * settings.decaySeconds)));
    const top = lengths.map((length) => pow(10, (-3 * length) / (sampleRate * settings.decaySeconds * settings.highDecay)));
    this.#b0 = eight((line) => (top[line]! + middle[line]! * corner) / (1 + corner));
    this.#b1 = eight((line) => (middle[line]! * corner - top[line]!) / (1 + corner));
    // Sent energy comes out g² of itself after a round, g⁴ after two…: a geometric series, which this makes 1.
    const kept = middle.reduce((sum, gain) => sum + gain * gain, 0) / LINES;
    this.#tailGain = Math.sqrt((1 - kept) / kept);
    this.#waves = [new SlowWave(0.43, 0, sampleRate), new SlowWave(0.61, 0.3, sampleRate)];
  }

  reset(): void {
    this.#input.reset();
    this.#ring.fill(0);
    this.#state = [0, 0, 0, 0, 0, 0, 0, 0];
    this.#waves.forEach((wave) => wave.reset());
    this.#head = 0;
  }

  /** Replaces the send in `[from, to)` by the room's answer alone. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (let start = from; start < to; start += PIECE) {
      const end = Math.min(to, start + PIECE);
      this.#input.process(left, right, start, end, this.#earlyLeft, this.#earlyRight);
      this.#tail(left, right, start, end);
    }
  }

  #tail(left: Float32Array, right: Float32Array, from: number, to: number): void {
    // Everything the loop needs stands in locals: reads through `this` would cost more than the arithmetic.
    const ring = this.#ring;
    const mask = this.#mask;
    const swing2 = this.#swing2;
    const swing5 = this.#swing5;
    this.#waves[0].fill(swing2, to - from, SWING / 2, SWING / 2);
    this.#waves[1].fill(swing5, to - from, SWING / 2, SWING / 2);
    const [n0, n1, n2, n3, n4, n5, n6, n7] = this.#lengths;
    const [c0, c1, c2, c3, c4, c5, c6, c7] = this.#b0;
    const [d0, d1, d2, d3, d4, d5, d6, d7] = this.#b1;
    let [s0, s1, s2, s3, s4, s5, s6, s7] = this.#state;
    const a1 = this.#a1;
    const tailGain = this.#tailGain;
    const earlyLeft = this.#earlyLeft;
    const earlyRight = this.#earlyRight;
    let head = this.#head;
    for (let i = from; i < to; i++) {
      const swingA = swing2[i - from]!;
      const wholeA = Math.floor(swingA);
      const placeA = head - n2 * LINES - wholeA * LINES + 2;
      const newerA = ring[placeA & mask]!;
      const swingB = swing5[i - from]!;
      const wholeB = Math.floor(swingB);
      const placeB = head - n5 * LINES - wholeB * LINES + 5;
      const newerB = ring[placeB & mask]!;

      const x0 = ring[(head - n0 * LINES) & mask]!;
      const x1 = ring[(head - n1 * LINES + 1) & mask]!;
      const x2 = newerA + (swingA - wholeA) * (ring[(placeA - LINES) & mask]! - newerA);
      const x3 = ring[(head - n3 * LINES + 3) & mask]!;
      const x4 = ring[(head - n4 * LINES + 4) & mask]!;
      const x5 = newerB + (swingB - wholeB) * (ring[(placeB - LINES) & mask]! - newerB);
      const x6 = ring[(head - n6 * LINES + 6) & mask]!;
      const x7 = ring[(head - n7 * LINES + 7) & mask]!;

      const y0 = c0 * x0 + s0;
      const y1 = c1 * x1 + s1;
      const y2 = c2 * x2 + s2;
      const y3 = c3 * x3 + s3;
      const y4 = c4 * x4 + s4;
      const y5 = c5 * x5 + s5;
      const y6 = c6 * x6 + s6;
      const y7 = c7 * x7 + s7;
      s0 = d0 * x0 - a1 * y0;
      s1 = d1 * x1 - a1 * y1;
      s2 = d2 * x2 - a1 * y2;
      s3 = d3 * x3 - a1 * y3;
      s4 = d4 * x4 - a1 * y4;
      s5 = d5 * x5 - a1 * y5;
      s6 = d6 * x6 - a1 * y6;
      s7 = d7 * x7 - a1 * y7;

      // Orthogonal Hadamard matrix by three rounds of sums and differences.
      const p0 = y0 + y1;
      const p1 = y0 - y1;
      const p2 = y2 + y3;
      const p3 = y2 - y3;
      const p4 = y4 + y5;
      const p5 = y4 - y5;
      const p6 = y6 + y7;
      const p7 = y6 - y7;
      const q0 = HADAMARD * (p0 + p2);
      const q2 = HADAMARD * (p0 - p2);
      const q1 = HADAMARD * (p1 + p3);
      const q3 = HADAMARD * (p1 - p3);
      const q4 = HADAMARD * (p4 + p6);
      const q6 = HADAMARD * (p4 - p6);
      const q5 = HADAMARD * (p5 + p7);
      const q7 = HADAMARD * (p5 - p7);

      // The left send enters the even lines, the right one the odd: the room keeps the picture's sides at first, then mixes them.
      const l = 0.5 * left[i]!;
      const r = 0.5 * right[i]!;
      ring[head] = q0 + q4 + l;
      ring[head + 1] = q1 + q5 + r;
      ring[head + 2] = q2 + q6 - l;
      ring[head + 3] = q3 + q7 - r;
      ring[head + 4] = q0 - q4 + l;
      ring[head + 5] = q1 - q5 + r;
      ring[head + 6] = q2 - q6 - l;
      ring[head + 7] = q3 - q7 - r;
      head = (head + LINES) & mask;

      left[i] = earlyLeft[i - from]! + tailGain * (y0 - y2 + y4 - y6);
      right[i] = earlyRight[i - from]! + tailGain * (y1 - y3 + y5 - y7);
    }

    this.#head = head;
    this.#state = [s0, s1, s2, s3, s4, s5, s6, s7];
  }
}

function eight(valueOf: (line: number) => number): Eight {
  return [valueOf(0), valueOf(1), valueOf(2), valueOf(3), valueOf(4), valueOf(5), valueOf(6), valueOf(7)];
}

function primeFrom(number: number): number {
  let candidate = Math.max(3, number | 1);
  while (!isPrime(candidate)) {
    candidate += 2;
  }

  return candidate;
}

function isPrime(odd: number): boolean {
  for (let divisor = 3; divisor * divisor <= odd; divisor += 2) {
    if (odd % divisor === 0) {
      return false;
    }
  }

  return true;
}
