import { addPairs, type Code, multiplyPairs, roundToFloats, subtractPairs } from '../lanes/instructions.ts';
import { type StereoBody, StereoLoop } from '../lanes/stereo-loop.ts';
import { designBiquad, type EqBand, responseDb } from './biquad.ts';
import { SAMPLE_RATE } from '../../kernel/index.ts';

/** Numbers of state a stereo section needs: two a channel. */
const STATE_WORDS = 4;

/** A chain of second-order sections over two channels. */
export class Equaliser {
  readonly #loop: StereoLoop;
  readonly #coefficients: Float64Array;
  readonly #state: Float64Array;

  constructor(bands: readonly EqBand[], sampleRate: number = SAMPLE_RATE) {
    this.#loop = loopOf(bands.length);
    this.#coefficients = Float64Array.from(
      bands.flatMap((band) => {
        const { b0, b1, b2, a1, a2 } = designBiquad(band, sampleRate);
        return [b0, b1, b2, a1, a2];
      }),
    );
    this.#state = new Float64Array(bands.length * STATE_WORDS);
  }

  reset(): void {
    this.#state.fill(0);
  }

  /** Filters `[from, to)` of both channels in place. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    if (this.#state.length > 0) {
      this.#loop.process(this.#coefficients, this.#state, { left, right, from, to });
    }
  }
}

/** Gain of a whole equaliser at a frequency, dB. */
export function equaliserResponseDb(bands: readonly EqBand[], hz: number, sampleRate: number = SAMPLE_RATE): number {
  return bands.reduce((sum, band) => sum + responseDb(designBiquad(band, sampleRate), hz, sampleRate), 0);
}

// Programs by their number of sections, made once a process: they hold nothing between calls.
const LOOPS = new Map<number, StereoLoop>();

function loopOf(sections: number): StereoLoop {
  const known = LOOPS.get(sections);
  if (known !== undefined) {
    return known;
  }

  const loop = new StereoLoop({ constants: 5 * sections, state: 2 * sections }, (body) =>
    Array.from({ length: sections }, (_, index) => sectionOf(body, index, sections)).flat(),
  );
  LOOPS.set(sections, loop);
  return loop;
}

/** Transposed direct form II: `y = b0 x + s1`, `s1 = b1 x − a1 y + s2`, `s2 = b2 x − a2 y`. */
function sectionOf({ frame, constants, state, variables }: StereoBody, index: number, sections: number): Code {
  const [b0, b1, b2, a1, a2] = constants.slice(5 * index);
  const s1 = state[2 * index]!;
  const s2 = state[2 * index + 1]!;
  const y = variables.pair();
  // Between pairs of sections the signal is as coarse as audio in memory, as it was when each pair was a pass of its own.
  const isRounded = index % 2 === 1 && index + 1 < sections;
  return [
    ...y.set(addPairs(multiplyPairs(b0!, frame.value), s1.value)),
    ...s1.set(addPairs(subtractPairs(multiplyPairs(b1!, frame.value), multiplyPairs(a1!, y.value)), s2.value)),
    ...s2.set(subtractPairs(multiplyPairs(b2!, frame.value), multiplyPairs(a2!, y.value))),
    ...frame.set(isRounded ? roundToFloats(y.value) : y.value),
  ];
}
