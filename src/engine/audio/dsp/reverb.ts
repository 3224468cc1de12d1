import { pow, SAMPLE_RATE, tan, TAU } from '../../kernel/index.ts';
import { ReverbInput } from './reverb-input.ts';
import { SlowWave } from './slow-wave.ts';

/** A room as an engineer describes it. */
export type ReverbSettings = {
  /** 0 a booth, 0.5 a chamber, 1 a cathedral: how far the walls are. */
  readonly size: number;
  /** Seconds until the middle has fallen by 60 dB. */
  readonly decaySeconds: number;
  /** The same for the top, as a part of the middle's (0.1–1): soft walls swallow highs. */
  readonly highDecay: number;
  /** Where highs begin to decay faster. */
  readonly dampingHz: number;
  readonly preDelayMs: number;
  /** Nothing below enters the room: mud is made of reverberated bass. */
  readonly lowCutHz: number;
  /** Highs above this do not enter. */
  readonly highCutHz: number;
  /** Early reflections against what was sent, dB. */
  readonly earlyDb: number;
};

const LINES = 8;
/** Lengths at size 1 in ms, spread evenly in the logarithm and made prime in samples, so that no two lines ring together. */
const LENGTHS_MS = [43.3, 49.1, 55.7, 63.1, 71.5, 81.1, 91.9, 104.3] as const;
/** How far the two moving taps swing, samples. */
const SWING = 7;
/** Piece worked on at a time; shorter than the shortest line is not needed, only scratch space is. */
const PIECE = 256;
/** Orthogonal 8 × 8 Hadamard matrix by three rounds of sums and differences. */
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
  readonly #lengths: Int32Array;
  /** First-order shelf of each line: `y = b0 x + s`, `s = b1 x − a1 y`. */
  readonly #b0 = new Float64Array(LINES);
  readonly #b1 = new Float64Array(LINES);
  readonly #a1: number;
  readonly #state = new Float64Array(LINES);
  readonly #waves: readonly [SlowWave, SlowWave];
  readonly #tailGain: number;
  #head = 0;

  constructor(settings: ReverbSettings, sampleRate: number = SAMPLE_RATE) {
    this.#input = new ReverbInput(settings, sampleRate);
    const scale = 0.2 + 0.8 * settings.size;
    this.#lengths = Int32Array.from(LENGTHS_MS, (length) => primeFrom(Math.round((length * scale * sampleRate) / 1000)));
    let size = 256;
    while (size < this.#lengths[LINES - 1]! + SWING + 4) {
      size *= 2;
    }

    this.#ring = new Float32Array(size * LINES);
    this.#mask = size - 1;

    // Bilinear transform of (top s + middle w) / (s + w): one gain below the corner, another above.
    const corner = tan((TAU / 2) * Math.min(settings.dampingHz / sampleRate, 0.45));
    this.#a1 = (corner - 1) / (corner + 1);
    let loss = 0;
    for (let line = 0; line < LINES; line++) {
      const seconds = this.#lengths[line]! / sampleRate;
      const middle = pow(10, (-3 * seconds) / settings.decaySeconds);
      const top = pow(10, (-3 * seconds) / (settings.decaySeconds * settings.highDecay));
      this.#b0[line] = (top + middle * corner) / (1 + corner);
      this.#b1[line] = (middle * corner - top) / (1 + corner);
      loss += 1 - middle * middle;
    }

    // Sent energy circulates with a mean loss a round; what leaves is its geometric series.
    this.#tailGain = Math.sqrt(loss / LINES);
    this.#waves = [new SlowWave(0.43, 0, sampleRate), new SlowWave(0.61, 0.3, sampleRate)];
  }

  reset(): void {
    this.#input.reset();
    this.#ring.fill(0);
    this.#state.fill(0);
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
    const ring = this.#ring;
    const mask = this.#mask;
    const lengths = this.#lengths;
    const b0 = this.#b0;
    const b1 = this.#b1;
    const a1 = this.#a1;
    const state = this.#state;
    const [firstWave, secondWave] = this.#waves;
    const tailGain = this.#tailGain;
    const earlyLeft = this.#earlyLeft;
    const earlyRight = this.#earlyRight;
    let head = this.#head;
    for (let i = from; i < to; i++) {
      const x0 = ring[((head - lengths[0]!) & mask) * 8]!;
      const x1 = ring[((head - lengths[1]!) & mask) * 8 + 1]!;
      const x2 = this.#between(2, head - lengths[2]!, SWING * (1 + firstWave.next()) * 0.5);
      const x3 = ring[((head - lengths[3]!) & mask) * 8 + 3]!;
      const x4 = ring[((head - lengths[4]!) & mask) * 8 + 4]!;
      const x5 = this.#between(5, head - lengths[5]!, SWING * (1 + secondWave.next()) * 0.5);
      const x6 = ring[((head - lengths[6]!) & mask) * 8 + 6]!;
      const x7 = ring[((head - lengths[7]!) & mask) * 8 + 7]!;

      const y0 = b0[0]! * x0 + state[0]!;
      const y1 = b0[1]! * x1 + state[1]!;
      const y2 = b0[2]! * x2 + state[2]!;
      const y3 = b0[3]! * x3 + state[3]!;
      const y4 = b0[4]! * x4 + state[4]!;
      const y5 = b0[5]! * x5 + state[5]!;
      const y6 = b0[6]! * x6 + state[6]!;
      const y7 = b0[7]! * x7 + state[7]!;
      state[0] = b1[0]! * x0 - a1 * y0;
      state[1] = b1[1]! * x1 - a1 * y1;
      state[2] = b1[2]! * x2 - a1 * y2;
      state[3] = b1[3]! * x3 - a1 * y3;
      state[4] = b1[4]! * x4 - a1 * y4;
      state[5] = b1[5]! * x5 - a1 * y5;
      state[6] = b1[6]! * x6 - a1 * y6;
      state[7] = b1[7]! * x7 - a1 * y7;

      const p0 = y0 + y1;
      const p1 = y0 - y1;
      const p2 = y2 + y3;
      const p3 = y2 - y3;
      const p4 = y4 + y5;
      const p5 = y4 - y5;
      const p6 = y6 + y7;
      const p7 = y6 - y7;
      const q0 = p0 + p2;
      const q2 = p0 - p2;
      const q1 = p1 + p3;
      const q3 = p1 - p3;
      const q4 = p4 + p6;
      const q6 = p4 - p6;
      const q5 = p5 + p7;
      const q7 = p5 - p7;

      // The left send enters the even lines, the right one the odd: the room keeps the picture's sides at first, then mixes them.
      const l = 0.5 * left[i]!;
      const r = 0.5 * right[i]!;
      const at = (head & mask) * 8;
      ring[at] = HADAMARD * (q0 + q4) + l;
      ring[at + 1] = HADAMARD * (q1 + q5) + r;
      ring[at + 2] = HADAMARD * (q2 + q6) - l;
      ring[at + 3] = HADAMARD * (q3 + q7) - r;
      ring[at + 4] = HADAMARD * (q0 - q4) + l;
      ring[at + 5] = HADAMARD * (q1 - q5) + r;
      ring[at + 6] = HADAMARD * (q2 - q6) - l;
      ring[at + 7] = HADAMARD * (q3 - q7) - r;
      head = (head + 1) & mask;

      left[i] = earlyLeft[i - from]! + tailGain * (y0 - y2 + y4 - y6);
      right[i] = earlyRight[i - from]! + tailGain * (y1 - y3 + y5 - y7);
    }

    this.#head = head;
  }

  /** Line `line` read `swing` samples before `at`, between samples by a straight line. */
  #between(line: number, at: number, swing: number): number {
    const whole = Math.floor(swing);
    const part = swing - whole;
    const newer = this.#ring[((at - whole) & this.#mask) * 8 + line]!;
    const older = this.#ring[((at - whole - 1) & this.#mask) * 8 + line]!;
    return newer + part * (older - newer);
  }
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
