import { gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { AllPass } from './all-pass.ts';
import { Equaliser } from './equaliser.ts';
import type { ReverbSettings } from './reverb.ts';

/** Early reflections: ms at size 1, gain, and whether the wall throws the sound to the other side. */
const TAPS: readonly (readonly [leftMs: number, rightMs: number, gain: number, crosses: boolean])[] = [
  [9.7, 11.3, 0.84, false],
  [17.9, 15.1, 0.71, true],
  [25.3, 28.7, -0.6, false],
  [36.1, 33.7, 0.5, true],
  [47.9, 52.3, -0.41, false],
  [66.7, 61.9, 0.33, true],
];
/** Lengths of the diffusing all-passes in ms at size 1, left and right. */
const DIFFUSERS: readonly (readonly [leftMs: number, rightMs: number, gain: number])[] = [
  [4.77, 5.03, 0.7],
  [7.61, 7.19, 0.66],
  [12.73, 13.31, 0.6],
];

/** The way into a room: pre-delay, tone of the send, first reflections off the walls, and diffusion for the tail. */
export class ReverbInput {
  readonly #tone: Equaliser;
  readonly #ringLeft: Float32Array;
  readonly #ringRight: Float32Array;
  readonly #mask: number;
  readonly #preDelay: number;
  readonly #tapLeft: Int32Array;
  readonly #tapRight: Int32Array;
  readonly #earlyGain: number;
  readonly #diffusers: readonly (readonly [AllPass, AllPass])[];
  #head = 0;

  constructor(settings: ReverbSettings, sampleRate: number = SAMPLE_RATE) {
    this.#tone = new Equaliser(
      [
        { kind: 'high-pass', hz: settings.lowCutHz, q: 0.6, gainDb: 0 },
        { kind: 'low-pass', hz: settings.highCutHz, q: 0.6, gainDb: 0 },
      ],
      sampleRate,
    );
    const scale = (0.2 + 0.8 * settings.size) * (sampleRate / 1000);
    this.#preDelay = Math.round((settings.preDelayMs * sampleRate) / 1000);
    this.#tapLeft = Int32Array.from(TAPS, ([left]) => this.#preDelay + Math.round(left * scale));
    this.#tapRight = Int32Array.from(TAPS, ([, right]) => this.#preDelay + Math.round(right * scale));
    let size = 256;
    while (size < this.#preDelay + 70 * scale + 4) {
      size *= 2;
    }

    this.#ringLeft = new Float32Array(size);
    this.#ringRight = new Float32Array(size);
    this.#mask = size - 1;
    // The taps' energies add up to about 2.1.
    this.#earlyGain = gainFromDb(settings.earlyDb) / 1.45;
    const smear = 0.5 + 0.5 * settings.size;
    this.#diffusers = DIFFUSERS.map(([left, right, gain]) => [
      new AllPass((left * smear * sampleRate) / 1000, gain),
      new AllPass((right * smear * sampleRate) / 1000, gain),
    ]);
  }

  reset(): void {
    this.#tone.reset();
    this.#ringLeft.fill(0);
    this.#ringRight.fill(0);
    this.#head = 0;
    for (const [left, right] of this.#diffusers) {
      left.reset();
      right.reset();
    }
  }

  /** Replaces the send in `[from, to)` by the diffused sound for the tail and writes the early reflections to the start of the two `early` blocks. */
  process(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    earlyLeft: Float32Array,
    earlyRight: Float32Array,
  ): void {
    this.#tone.process(left, right, from, to);
    const ringLeft = this.#ringLeft;
    const ringRight = this.#ringRight;
    const mask = this.#mask;
    const preDelay = this.#preDelay;
    const start = this.#head;
    for (let i = from; i < to; i++) {
      const at = (start + i - from) & mask;
      ringLeft[at] = left[i]!;
      ringRight[at] = right[i]!;
    }

    const count = to - from;
    earlyLeft.fill(0, 0, count);
    earlyRight.fill(0, 0, count);
    for (let tap = 0; tap < TAPS.length; tap++) {
      const [, , gain, crosses] = TAPS[tap]!;
      const scaled = gain * this.#earlyGain;
      const fromLeft = start - this.#tapLeft[tap]!;
      const fromRight = start - this.#tapRight[tap]!;
      const near = crosses ? ringRight : ringLeft;
      const far = crosses ? ringLeft : ringRight;
      for (let i = 0; i < count; i++) {
        earlyLeft[i] = earlyLeft[i]! + scaled * near[(fromLeft + i) & mask]!;
        earlyRight[i] = earlyRight[i]! + scaled * far[(fromRight + i) & mask]!;
      }
    }

    for (let i = 0; i < count; i++) {
      const at = (start - preDelay + i) & mask;
      left[from + i] = ringLeft[at]!;
      right[from + i] = ringRight[at]!;
    }

    this.#head = (start + count) & mask;
    for (const [diffuserLeft, diffuserRight] of this.#diffusers) {
      diffuserLeft.process(left, from, to);
      diffuserRight.process(right, from, to);
    }
  }
}
