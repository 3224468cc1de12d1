import { exp, LN2, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { Adsr } from './synth-patch.ts';
import { VOICE_BLOCK } from './voice-program.ts';

/** A released level heads for this far below nothing, as an analogue envelope does: its end is near enough to be heard out. */
const BELOW_NOTHING = 0.03;

/** Rises in a straight line, falls by halves. */
export class Envelope {
  readonly #rise: number;
  readonly #decay: number;
  readonly #release: number;
  readonly #sustain: number;
  level = 0;
  isRising = false;

  constructor({ attack, decay, sustain, release }: Adsr) {
    this.#rise = VOICE_BLOCK / (Math.max(attack, 0.001) * SAMPLE_RATE);
    this.#decay = halving(decay);
    this.#release = halving(release);
    this.#sustain = sustain;
  }

  strike(): void {
    this.isRising = true;
  }

  next(isHeld: boolean): number {
    if (!isHeld) {
      this.isRising = false;
      this.level = Math.max(0, (this.level + BELOW_NOTHING) * this.#release - BELOW_NOTHING);
    } else if (this.isRising) {
      this.level = Math.min(1, this.level + this.#rise);
      this.isRising = this.level < 1;
    } else {
      this.level = this.#sustain + (this.level - this.#sustain) * this.#decay;
    }

    return this.level;
  }
}

/** Factor of one block for a level that falls by half in `seconds`. */
export function halving(seconds: number): number {
  return seconds <= 0 ? 0 : exp((-LN2 * VOICE_BLOCK) / (seconds * SAMPLE_RATE));
}
