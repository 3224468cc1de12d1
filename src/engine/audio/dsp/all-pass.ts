/** Schroeder all-pass for one channel: passes every frequency, smears every moment. */
export class AllPass {
  readonly #ring: Float32Array;
  readonly #gain: number;
  #head = 0;

  /** `delay` in samples, 1 or more; `gain` −0.8 to 0.8. */
  constructor(delay: number, gain: number) {
    this.#ring = new Float32Array(Math.max(1, Math.round(delay)));
    this.#gain = gain;
  }

  reset(): void {
    this.#ring.fill(0);
    this.#head = 0;
  }

  /** Replaces `[from, to)`. */
  process(block: Float32Array, from: number, to: number): void {
    const ring = this.#ring;
    const gain = this.#gain;
    const end = ring.length;
    let head = this.#head;
    for (let i = from; i < to; i++) {
      const old = ring[head]!;
      const entering = block[i]! - gain * old;
      ring[head] = entering;
      block[i] = old + gain * entering;
      head = head + 1 === end ? 0 : head + 1;
    }

    this.#head = head;
  }
}
