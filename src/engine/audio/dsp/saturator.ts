import { gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { DcBlocker } from './dc-blocker.ts';
import { Oversampler } from './oversampler.ts';

/** How a saturator colours. */
export type SaturatorSettings = {
  /** How hot the signal meets the curve, dB; 0 leaves a signal of −20 dB nearly alone, 12 is plainly dirty. */
  readonly driveDb: number;
  /** Lean of the curve, 0–0.5: even harmonics, as of a tube or a tape with bias. */
  readonly bias: number;
  /** Twice the rate keeps the harmonics of bright sounds from folding back; not worth it for basses and pads. */
  readonly isOversampled: boolean;
  /** Part of the saturated signal in the output, 0–1. */
  readonly blend: number;
};

/** A smooth S: tanh's Padé approximant, exact to 3 % and flat beyond ±3. */
export function softCurve(x: number): number {
  if (x >= 3) {
    return 1;
  }

  if (x <= -3) {
    return -1;
  }

  const square = x * x;
  return (x * (27 + square)) / (27 + 9 * square);
}

/** Soft saturation of two channels, with unity gain for small signals. */
export class Saturator {
  readonly #drive: number;
  readonly #bias: number;
  readonly #offset: number;
  readonly #makeup: number;
  readonly #dry: number;
  readonly #oversamplers: readonly [Oversampler, Oversampler] | null;
  readonly #dcBlocker: DcBlocker | null;

  constructor(settings: SaturatorSettings, sampleRate: number = SAMPLE_RATE) {
    this.#drive = gainFromDb(settings.driveDb);
    this.#bias = settings.bias;
    this.#offset = softCurve(settings.bias);
    // Slope of the curve at the bias, by a central difference, so that small signals keep their level.
    const slope = (softCurve(settings.bias + 1e-4) - softCurve(settings.bias - 1e-4)) / 2e-4;
    this.#makeup = settings.blend / (this.#drive * slope);
    this.#dry = 1 - settings.blend;
    this.#oversamplers = settings.isOversampled ? [new Oversampler(), new Oversampler()] : null;
    this.#dcBlocker = settings.bias === 0 ? null : new DcBlocker(5, sampleRate);
  }

  reset(): void {
    this.#oversamplers?.forEach((oversampler) => oversampler.reset());
    this.#dcBlocker?.reset();
  }

  /** Saturates `[from, to)` in place. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    if (this.#oversamplers === null) {
      this.#runPlain(left, from, to);
      this.#runPlain(right, from, to);
    } else {
      this.#runOversampled(this.#oversamplers[0], left, from, to);
      this.#runOversampled(this.#oversamplers[1], right, from, to);
    }

    this.#dcBlocker?.process(left, right, from, to);
  }

  #runPlain(block: Float32Array, from: number, to: number): void {
    const drive = this.#drive;
    const bias = this.#bias;
    const offset = this.#offset;
    const makeup = this.#makeup;
    const dry = this.#dry;
    for (let i = from; i < to; i++) {
      const x = block[i]!;
      block[i] = dry * x + makeup * (softCurve(drive * x + bias) - offset);
    }
  }

  #runOversampled(oversampler: Oversampler, block: Float32Array, from: number, to: number): void {
    const drive = this.#drive;
    const bias = this.#bias;
    const offset = this.#offset;
    const makeup = this.#makeup;
    const dry = this.#dry;
    for (let i = from; i < to; i++) {
      oversampler.up(block[i]!);
      const a = oversampler.first;
      const b = oversampler.second;
      const first = dry * a + makeup * (softCurve(drive * a + bias) - offset);
      const second = dry * b + makeup * (softCurve(drive * b + bias) - offset);
      block[i] = oversampler.down(first, second);
    }
  }
}
