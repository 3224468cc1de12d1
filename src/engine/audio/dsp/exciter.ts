import { gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { Equaliser } from './equaliser.ts';
import { softCurve } from './saturator.ts';

/** How an exciter works. */
export type ExciterSettings = {
  /** Where the overtones are taken from. */
  readonly fromHz: number;
  /** Level of the band above that, dB RMS: heat is measured against it, so soft pieces gain as much as loud ones. */
  readonly bandDb: number;
  /** How much of what is made is added, 0–2.2. */
  readonly amount: number;
};

const PIECE = 256;
/** RMS at which the band meets the curve. */
const HEATED_RMS = 0.5;
/** A little lean: even harmonics lie an octave up, where the samples have nothing. */
const LEAN = 0.3;

/**
 * Gives dull recordings a top they never had: overtones of the presence band, made by saturating it, thinned to what lies
 * above it, added beneath the original. Samples cut off at 11 kHz sound open again.
 */
export class Exciter {
  readonly #pick: Equaliser;
  readonly #thin: Equaliser;
  readonly #drive: number;
  readonly #amount: number;
  readonly #left = new Float32Array(PIECE);
  readonly #right = new Float32Array(PIECE);

  constructor(settings: ExciterSettings, sampleRate: number = SAMPLE_RATE) {
    this.#drive = HEATED_RMS / gainFromDb(settings.bandDb);
    this.#amount = settings.amount / this.#drive;
    this.#pick = new Equaliser(
      [
        { kind: 'high-pass', hz: settings.fromHz, q: 0.7, gainDb: 0 },
        // Overtones of what lies higher would fold back below half the rate.
        { kind: 'low-pass', hz: 9000, q: 0.7, gainDb: 0 },
      ],
      sampleRate,
    );
    this.#thin = new Equaliser(
      [
        { kind: 'high-pass', hz: settings.fromHz * 1.7, q: 0.7, gainDb: 0 },
        { kind: 'low-pass', hz: 18500, q: 0.6, gainDb: 0 },
      ],
      sampleRate,
    );
  }

  reset(): void {
    this.#pick.reset();
    this.#thin.reset();
  }

  /** Adds overtones to `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (let start = from; start < to; start += PIECE) {
      const count = Math.min(to, start + PIECE) - start;
      this.#left.set(left.subarray(start, start + count));
      this.#right.set(right.subarray(start, start + count));
      this.#pick.process(this.#left, this.#right, 0, count);
      heat(this.#left, count, this.#drive);
      heat(this.#right, count, this.#drive);
      this.#thin.process(this.#left, this.#right, 0, count);
      addTo(left, this.#left, start, count, this.#amount);
      addTo(right, this.#right, start, count, this.#amount);
    }
  }
}

function heat(block: Float32Array, count: number, drive: number): void {
  const rest = softCurve(LEAN);
  for (let i = 0; i < count; i++) {
    block[i] = softCurve(drive * block[i]! + LEAN) - rest;
  }
}

function addTo(block: Float32Array, added: Float32Array, at: number, count: number, gain: number): void {
  for (let i = 0; i < count; i++) {
    block[at + i] = block[at + i]! + gain * added[i]!;
  }
}
