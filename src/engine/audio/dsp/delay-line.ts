/** A ring of past samples for one channel. Write first, then read: a delay of 0 is the sample just written. */
export class DelayLine {
  readonly #ring: Float32Array;
  readonly #mask: number;
  #head = 0;

  /** Room for delays up to `maximumDelay` samples (plus the points interpolation needs). */
  constructor(maximumDelay: number) {
    let size = 4;
    while (size < maximumDelay + 4) {
      size *= 2;
    }

    this.#ring = new Float32Array(size);
    this.#mask = size - 1;
  }

  reset(): void {
    this.#ring.fill(0);
    this.#head = 0;
  }

  write(sample: number): void {
    this.#head = (this.#head + 1) & this.#mask;
    this.#ring[this.#head] = sample;
  }

  /** The sample `delay` whole samples ago. */
  read(delay: number): number {
    return this.#ring[(this.#head - delay) & this.#mask]!;
  }

  /** The sample `delay` samples ago (1 or more), between samples by a cubic Hermite curve. */
  readBetween(delay: number): number {
    const whole = Math.floor(delay);
    const t = delay - whole;
    const ring = this.#ring;
    const mask = this.#mask;
    const at = this.#head - whole;
    const before = ring[(at + 1) & mask]!;
    const here = ring[at & mask]!;
    const after = ring[(at - 1) & mask]!;
    const later = ring[(at - 2) & mask]!;
    const slope = 0.5 * (after - before);
    const curve = before - 2.5 * here + 2 * after - 0.5 * later;
    const bend = 0.5 * (later - before) + 1.5 * (here - after);
    return ((bend * t + curve) * t + slope) * t + here;
  }
}
