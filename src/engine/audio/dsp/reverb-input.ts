import { gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { AllPass } from './all-pass.ts';
import { Equaliser } from './equaliser.ts';
import type { ReverbSettings } from './reverb-settings.ts';

/** A value for each early reflection. */
type Six = readonly [number, number, number, number, number, number];

/** Early reflections, ms at size 1; every second one comes off the opposite wall and changes sides. */
const TAPS_LEFT_MS: Six = [9.7, 17.9, 25.3, 36.1, 47.9, 66.7];
const TAPS_RIGHT_MS: Six = [11.3, 15.1, 28.7, 33.7, 52.3, 61.9];
const TAP_GAINS: Six = [0.84, 0.71, -0.6, 0.5, -0.41, 0.33];
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
  readonly #tapLeft: Six;
  readonly #tapRight: Six;
  readonly #gains: Six;
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
    this.#tapLeft = six((tap) => this.#preDelay + Math.round(TAPS_LEFT_MS[tap]! * scale));
    this.#tapRight = six((tap) => this.#preDelay + Math.round(TAPS_RIGHT_MS[tap]! * scale));
    let size = 256;
    while (size < this.#preDelay + 70 * scale + 4) {
      size *= 2;
    }

    this.#ringLeft = new Float32Array(size);
    this.#ringRight = new Float32Array(size);
    this.#mask = size - 1;
    // The taps' energies add up to about 2.1.
    this.#gains = six((tap) => (TAP_GAINS[tap]! * gainFromDb(settings.earlyDb)) / 1.45);
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
    reflect(earlyLeft, ringLeft, ringRight, this.#tapLeft, this.#gains, start, count);
    reflect(earlyRight, ringRight, ringLeft, this.#tapRight, this.#gains, start, count);
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

/** Replaces the start of `early` by six reflections; `start` is where the newest samples begin in the rings. */
function reflect(
  early: Float32Array,
  near: Float32Array,
  far: Float32Array,
  taps: Six,
  gains: Six,
  start: number,
  count: number,
): void {
  const [g0, g1, g2, g3, g4, g5] = gains;
  const mask = near.length - 1;
  // Whole numbers as whole numbers: with doubles here, places in the ring would be worked out in floating point.
  const t0 = taps[0] | 0;
  const t1 = taps[1] | 0;
  const t2 = taps[2] | 0;
  const t3 = taps[3] | 0;
  const t4 = taps[4] | 0;
  const t5 = taps[5] | 0;
  for (let i = 0; i < count; i++) {
    const at = start + i;
    early[i] =
      g0 * near[(at - t0) & mask]! +
      g1 * far[(at - t1) & mask]! +
      g2 * near[(at - t2) & mask]! +
      g3 * far[(at - t3) & mask]! +
      g4 * near[(at - t4) & mask]! +
      g5 * far[(at - t5) & mask]!;
  }
}

function six(valueOf: (tap: number) => number): Six {
  return [valueOf(0), valueOf(1), valueOf(2), valueOf(3), valueOf(4), valueOf(5)];
}
