import { SAMPLE_RATE, tan, TAU } from '../../../kernel/index.ts';

/** A band-pass whose middle moves; state-variable, so that moving it is smooth. */
export class MovingBand {
  #ic1 = 0;
  #ic2 = 0;
  #k = 1;
  #a1 = 0;
  #a2 = 0;
  #a3 = 0;

  tune(hz: number, q: number): void {
    const g = tan((TAU / 2) * (Math.min(hz, 18000) / SAMPLE_RATE));
    this.#k = 1 / q;
    this.#a1 = 1 / (1 + g * (g + this.#k));
    this.#a2 = g * this.#a1;
    this.#a3 = g * this.#a2;
  }

  next(x: number): number {
    const v3 = x - this.#ic2;
    const v1 = this.#a1 * this.#ic1 + this.#a2 * v3;
    const v2 = this.#ic2 + this.#a2 * this.#ic1 + this.#a3 * v3;
    this.#ic1 = 2 * v1 - this.#ic1;
    this.#ic2 = 2 * v2 - this.#ic2;
    return this.#k * v1;
  }
}
