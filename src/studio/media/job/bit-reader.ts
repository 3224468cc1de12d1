/** Reads the bits of an H.264 unit (ISO 14496-10 §7.2, §9.1); past its end come zeros. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  /** `byte` is where reading begins. */
  constructor(unit: Uint8Array, byte: number) {
    // §7.4.1: a 3 after two zeros only keeps the zeros from looking like a start code.
    this.#bytes = unit.filter((value, place) => !(value === 3 && place >= 2 && unit[place - 1] === 0 && unit[place - 2] === 0));
    this.#at = 8 * byte;
  }

  bit(): number {
    const value = ((this.#bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return value;
  }

  /** An Exp-Golomb number of at most 32 bits. */
  number(): number {
    let zeros = 0;
    while (zeros < 32 && this.bit() === 0) {
      zeros += 1;
    }

    let value = 1;
    for (let place = 0; place < zeros; place++) {
      value = 2 * value + this.bit();
    }

    return value - 1;
  }
}
