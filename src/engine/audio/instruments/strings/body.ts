import { Biquad, designBiquad, type EqBand } from '../../dsp/biquad.ts';

/** A wooden box: resonances that ring in parallel with the strings' own sound, heard by two microphones. */
export type Body = {
  /** Own level of the strings against the box. */
  readonly direct: number;
  readonly modes: readonly { readonly hz: number; readonly q: number; readonly left: number; readonly right: number }[];
  /** Voicing of the whole. */
  readonly bands: readonly EqBand[];
};

/** Frames that are worked on while they are in the processor's nearest memory. */
const BLOCK = 512;
/** What rings softer than this is over: −140 dB. */
const QUIET = 1e-7;

/** Plays a string signal through a box into two channels, adding to them. `leftGain` and `rightGain` place the take. */
export function addThroughBody(
  strings: Float32Array,
  body: Body,
  left: Float32Array,
  right: Float32Array,
  leftGain: number,
  rightGain: number,
): void {
  const modes = modesOf(body);
  const leftBands = body.bands.map((band) => new Biquad(designBiquad(band)));
  const rightBands = body.bands.map((band) => new Biquad(designBiquad(band)));
  const slopes = new Float64Array(BLOCK);
  const leftEar = new Float32Array(BLOCK);
  const rightEar = new Float32Array(BLOCK);
  let isRinging = false;

  for (let from = 0; from < strings.length; from += BLOCK) {
    const count = Math.min(BLOCK, strings.length - from);
    let peak = 0;
    for (let i = 0; i < count; i++) {
      const x = strings[from + i]!;
      peak = Math.max(peak, Math.abs(x));
      slopes[i] = x - (from + i < 2 ? 0 : strings[from + i - 2]!);
      leftEar[i] = x * body.direct;
      rightEar[i] = leftEar[i]!;
    }

    if (peak < QUIET && !isRinging) {
      continue;
    }

    for (const mode of modes) {
      mode.add(slopes, leftEar, rightEar, count);
    }

    leftBands.forEach((band) => band.process(leftEar, 0, count));
    rightBands.forEach((band) => band.process(rightEar, 0, count));
    for (let i = 0; i < count; i++) {
      left[from + i]! += leftEar[i]! * leftGain;
      right[from + i]! += rightEar[i]! * rightGain;
    }

    isRinging = peak >= QUIET || modes.some((mode) => mode.rings);
  }
}

/** Resonances are worked on four at a time: each waits for its own last output, and four waits fit into one. */
const TOGETHER = 4;
type Mode = Body['modes'][number];
const NO_MODE: Mode = { hz: 1000, q: 1, left: 0, right: 0 };

/** Four resonances of the box, each heard differently by two microphones: band-passes that share the difference of their input. */
class BodyModes {
  readonly #b0 = new Float64Array(TOGETHER);
  readonly #a1 = new Float64Array(TOGETHER);
  readonly #a2 = new Float64Array(TOGETHER);
  readonly #left = new Float64Array(TOGETHER);
  readonly #right = new Float64Array(TOGETHER);
  /** Last and last but one output of each. */
  readonly #state = new Float64Array(2 * TOGETHER);

  constructor(modes: readonly Mode[]) {
    for (let place = 0; place < TOGETHER; place++) {
      const { hz, q, left, right } = modes[place] ?? NO_MODE;
      const { b0, a1, a2 } = designBiquad({ kind: 'band-pass', hz, q, gainDb: 0 });
      this.#b0[place] = b0;
      this.#a1[place] = a1;
      this.#a2[place] = a2;
      this.#left[place] = left;
      this.#right[place] = right;
    }
  }

  get rings(): boolean {
    return this.#state.some((y) => y > QUIET || y < -QUIET);
  }

  /** Adds the ring to both ears; `slopes` are the input less itself two frames ago. */
  add(slopes: Float64Array, leftEar: Float32Array, rightEar: Float32Array, count: number): void {
    const b0 = this.#b0[0]!;
    const b1 = this.#b0[1]!;
    const b2 = this.#b0[2]!;
    const b3 = this.#b0[3]!;
    const c0 = this.#a1[0]!;
    const c1 = this.#a1[1]!;
    const c2 = this.#a1[2]!;
    const c3 = this.#a1[3]!;
    const d0 = this.#a2[0]!;
    const d1 = this.#a2[1]!;
    const d2 = this.#a2[2]!;
    const d3 = this.#a2[3]!;
    const l0 = this.#left[0]!;
    const l1 = this.#left[1]!;
    const l2 = this.#left[2]!;
    const l3 = this.#left[3]!;
    const r0 = this.#right[0]!;
    const r1 = this.#right[1]!;
    const r2 = this.#right[2]!;
    const r3 = this.#right[3]!;
    const state = this.#state;
    let u0 = state[0]!;
    let u1 = state[1]!;
    let u2 = state[2]!;
    let u3 = state[3]!;
    let v0 = state[4]!;
    let v1 = state[5]!;
    let v2 = state[6]!;
    let v3 = state[7]!;
    for (let i = 0; i < count; i++) {
      const x = slopes[i]!;
      const y0 = b0 * x - c0 * u0 - d0 * v0;
      const y1 = b1 * x - c1 * u1 - d1 * v1;
      const y2 = b2 * x - c2 * u2 - d2 * v2;
      const y3 = b3 * x - c3 * u3 - d3 * v3;
      v0 = u0;
      v1 = u1;
      v2 = u2;
      v3 = u3;
      u0 = y0;
      u1 = y1;
      u2 = y2;
      u3 = y3;
      leftEar[i]! += y0 * l0 + y1 * l1 + y2 * l2 + y3 * l3;
      rightEar[i]! += y0 * r0 + y1 * r1 + y2 * r2 + y3 * r3;
    }

    state[0] = u0;
    state[1] = u1;
    state[2] = u2;
    state[3] = u3;
    state[4] = v0;
    state[5] = v1;
    state[6] = v2;
    state[7] = v3;
  }
}

function modesOf(body: Body): readonly BodyModes[] {
  const groups: BodyModes[] = [];
  for (let from = 0; from < body.modes.length; from += TOGETHER) {
    groups.push(new BodyModes(body.modes.slice(from, from + TOGETHER)));
  }

  return groups;
}
