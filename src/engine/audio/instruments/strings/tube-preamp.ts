import { exp, SAMPLE_RATE, TAU } from '../../../kernel/index.ts';
import { designHalfBand } from '../../dsp/oversampler.ts';
import {
  addPairs,
  type Code,
  largerPairs,
  multiplyPairs,
  smallerPairs,
  subtractPairs,
  type Variable,
} from '../../lanes/instructions.ts';
import { type StereoBody, StereoLoop } from '../../lanes/stereo-loop.ts';

/** A valve: gain into its curve and where on the curve it rests, −1 to 1; off the middle the halves of a wave are cut unlike, which makes even harmonics. */
export type Valve = { readonly gain: number; readonly bias: number };

/** Two valves with what couples them. */
export type PreampSettings = {
  readonly first: Valve;
  readonly second: Valve;
  /** Lows that the coupling capacitors take away, Hz: high keeps chords tight. */
  readonly couplingHz: number;
  /** Highs that do not reach the second valve, Hz. */
  readonly darkHz: number;
};

/** Ends of the curve, then its factors of x, x³ and x⁵. */
export const CURVE: readonly number[] = [1, -1, 1.875, -1.25, 0.375];
/** The rate of the second valve and of what couples it. */
const COUPLED_RATE = 2 * SAMPLE_RATE;
/** What comes in ends at 8 kHz and the loudspeaker at 6: images and folds have three octaves to die away in, so two all-passes do (−64 dB). */
const HALF_BAND = designHalfBand(2, 0.25);
/** The numbers of the curve and of the all-passes follow the settings: held in variables they cost a load, written into the code they cost three instructions each time. */
const FIXED: readonly number[] = [...CURVE, HALF_BAND[0]!, HALF_BAND[1]!, 0.5];
const CONSTANTS = 8 + FIXED.length;
/** Up 2 + 2 × 2 all-passes with two words each, couplings 2 × 1, dark 1, down the same as up. */
const STATES = 2 * 2 + 2 * 2 + 2 + 1 + 2 * 2 + 2 * 2;

/**
 * The preamplifier of two takes at once. The first valve works at four times the rate, the second, which hears nothing above
 * `darkHz`, at twice: harmonics would otherwise fold back as a rattle below the notes.
 */
export class TubePreamp {
  readonly #constants: Float64Array;
  readonly #state = new Float64Array(2 * STATES);

  constructor({ first, second, couplingHz, darkHz }: PreampSettings) {
    this.#constants = Float64Array.of(
      first.gain,
      first.bias,
      valveCurve(first.bias),
      second.gain,
      second.bias,
      valveCurve(second.bias),
      pullOf(couplingHz),
      pullOf(darkHz),
      ...FIXED,
    );
  }

  reset(): void {
    this.#state.fill(0);
  }

  /** Replaces `[from, to)` of both takes. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    loop().process(this.#constants, this.#state, { left, right, from, to });
  }
}

/** The curve of a valve: the fifth-order S that meets its ends with neither slope nor bend, so that harmonics fall off fast. */
export function valveCurve(x: number): number {
  const held = Math.min(1, Math.max(-1, x));
  const square = held * held;
  return held * (1.875 + square * (-1.25 + 0.375 * square));
}

function pullOf(hz: number): number {
  return 1 - exp((-TAU * hz) / COUPLED_RATE);
}

let known: StereoLoop | null = null;

function loop(): StereoLoop {
  known ??= new StereoLoop({ constants: CONSTANTS, state: STATES }, preamp);
  return known;
}

/** Sets `x` to the valve curve of itself; `curve` holds `CURVE`. */
export function curvePair(x: Variable, square: Variable, curve: readonly Code[]): Code {
  const [most, least, first, third, fifth] = curve;
  return [
    ...x.set(largerPairs(smallerPairs(x.value, most!), least!)),
    ...square.set(multiplyPairs(x.value, x.value)),
    ...x.set(
      multiplyPairs(
        x.value,
        addPairs(first!, multiplyPairs(square.value, addPairs(third!, multiplyPairs(fifth!, square.value)))),
      ),
    ),
  ];
}

function preamp({ frame, constants, state, variables }: StereoBody): Code {
  const [gain1, bias1, rest1, gain2, bias2, rest2, couple, dark] = constants;
  const curve = constants.slice(8, 8 + CURVE.length);
  const [c0, c1, half] = constants.slice(8 + CURVE.length);
  const words = [...state];
  const next = (): Variable => words.shift()!;
  const square = variables.pair();
  // An all-pass: `y = x₋₁ + c (x − y₋₁)`.
  const allPass = (x: Code, c: Code, out: Variable): Code => {
    const before = next();
    const last = next();
    return [
      ...out.set(addPairs(before.value, multiplyPairs(c, subtractPairs(x, last.value)))),
      ...before.set(x),
      ...last.set(out.value),
    ];
  };
  const middle = [variables.pair(), variables.pair()];
  const fast = [variables.pair(), variables.pair(), variables.pair(), variables.pair()];
  const up = [...allPass(frame.value, c0!, middle[0]!), ...allPass(frame.value, c1!, middle[1]!)];
  // The faster pair of all-passes runs twice with the same memory.
  const inner = [next(), next(), next(), next()];
  const innerPass = (x: Code, c: Code, at: number, out: Variable): Code => [
    ...out.set(addPairs(inner[at]!.value, multiplyPairs(c, subtractPairs(x, inner[at + 1]!.value)))),
    ...inner[at]!.set(x),
    ...inner[at + 1]!.set(out.value),
  ];
  const upAgain = [0, 1].flatMap((part) => [
    ...innerPass(middle[part]!.value, c0!, 0, fast[2 * part]!),
    ...innerPass(middle[part]!.value, c1!, 2, fast[2 * part + 1]!),
  ]);

  const coupled1 = next();
  const coupled2 = next();
  const dulled = next();
  const coupling = (x: Variable, mean: Variable, pull: Code): Code => [
    ...mean.set(addPairs(mean.value, multiplyPairs(pull, subtractPairs(x.value, mean.value)))),
    ...x.set(subtractPairs(x.value, mean.value)),
  ];
  const firstValve = fast.flatMap((x) => [
    ...x.set(addPairs(multiplyPairs(gain1!, x.value), bias1!)),
    ...curvePair(x, square, curve),
    ...x.set(subtractPairs(x.value, rest1!)),
  ]);

  const outer = [next(), next(), next(), next()];
  const even = variables.pair();
  const odd = variables.pair();
  const downOnce = (first: Code, second: Code, into: Variable): Code => [
    ...even.set(addPairs(outer[0]!.value, multiplyPairs(c0!, subtractPairs(second, outer[1]!.value)))),
    ...outer[0]!.set(second),
    ...outer[1]!.set(even.value),
    ...odd.set(addPairs(outer[2]!.value, multiplyPairs(c1!, subtractPairs(first, outer[3]!.value)))),
    ...outer[2]!.set(first),
    ...outer[3]!.set(odd.value),
    ...into.set(multiplyPairs(half!, addPairs(even.value, odd.value))),
  ];
  const secondValve = middle.flatMap((x) => [
    ...coupling(x, coupled1, couple!),
    ...dulled.set(addPairs(dulled.value, multiplyPairs(dark!, subtractPairs(x.value, dulled.value)))),
    ...x.set(addPairs(multiplyPairs(gain2!, dulled.value), bias2!)),
    ...curvePair(x, square, curve),
    ...x.set(subtractPairs(x.value, rest2!)),
    ...coupling(x, coupled2, couple!),
  ]);
  const down = [
    ...allPass(middle[1]!.value, c0!, even),
    ...allPass(middle[0]!.value, c1!, odd),
    ...frame.set(multiplyPairs(half!, addPairs(even.value, odd.value))),
  ];
  return [
    ...up,
    ...upAgain,
    ...firstValve,
    ...downOnce(fast[0]!.value, fast[1]!.value, middle[0]!),
    ...downOnce(fast[2]!.value, fast[3]!.value, middle[1]!),
    ...secondValve,
    ...down,
  ];
}
