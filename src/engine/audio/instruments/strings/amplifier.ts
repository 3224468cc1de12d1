import { exp, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { EqBand } from '../../dsp/biquad.ts';
import { Equaliser } from '../../dsp/equaliser.ts';
import { addPairs, type Code, dividePairs, magnitudes, multiplyPairs, subtractPairs } from '../../lanes/instructions.ts';
import { type StereoBody, StereoLoop } from '../../lanes/stereo-loop.ts';
import { CURVE, curvePair, type PreampSettings, TubePreamp } from './tube-preamp.ts';

/** What a pickup feeds: an amplifier with its loudspeaker, and the microphone before it. */
export type Amplifier = {
  /** The pickup's own resonance and the input. */
  readonly before: readonly EqBand[];
  /** The valves before the tone controls; null for an amplifier that stays clean. */
  readonly preamp: PreampSettings | null;
  readonly tone: readonly EqBand[];
  /** The power stage: gain into its curve, and how far a loud chord pulls the supply down (0–1), which gives way and comes back. */
  readonly power: { readonly gain: number; readonly sag: number };
  /** The loudspeaker in its box. */
  readonly cabinet: readonly EqBand[];
  /** The path by way of the floor: how much later, ms, and how loud, 0–1. It combs the sound as distance does. */
  readonly reflection: { readonly ms: number; readonly gain: number };
  /** Level after all. */
  readonly level: number;
};

/** Frames after which silence is looked for. */
const PIECE = 4096;
/** What is softer than this is over: −140 dB. */
const QUIET = 1e-7;
/** The supply follows the load this slowly, seconds. */
const SAG_SECONDS = 0.07;

const POWER = new StereoLoop({ constants: 3 + CURVE.length, state: 1 }, power);

/** `load` follows the level; `y = curve(gain x / (1 + sag load))`, with unity slope at rest. */
function power({ frame, constants: [gain, sag, pull, ...curve], state: [load], variables }: StereoBody): Code {
  const square = variables.pair();
  return [
    ...load!.set(addPairs(load!.value, multiplyPairs(pull!, subtractPairs(magnitudes(frame.value), load!.value)))),
    ...frame.set(dividePairs(multiplyPairs(gain!, frame.value), addPairs(curve[0]!, multiplyPairs(sag!, load!.value)))),
    ...curvePair(frame, square, curve),
  ];
}

/** Plays two takes through an amplifier each, in place. What both hands play into one amplifier is driven together, as it is in the room. */
export function amplify(left: Float32Array, right: Float32Array, amplifier: Amplifier): void {
  const before = new Equaliser(amplifier.before);
  const preamp = amplifier.preamp === null ? null : new TubePreamp(amplifier.preamp);
  const after = new Equaliser(amplifier.tone);
  const cabinet = new Equaliser(amplifier.cabinet);
  const { gain, sag } = amplifier.power;
  const constants = Float64Array.of(gain, sag * 4, 1 - exp(-1 / (SAG_SECONDS * SAMPLE_RATE)), ...CURVE);
  const load = new Float64Array(2);
  let isResting = true;

  for (let from = 0; from < left.length; from += PIECE) {
    const to = Math.min(left.length, from + PIECE);
    const isFed = peakOf(left, from, to) >= QUIET || peakOf(right, from, to) >= QUIET;
    if (isResting && !isFed) {
      continue;
    }

    before.process(left, right, from, to);
    preamp?.process(left, right, from, to);
    after.process(left, right, from, to);
    POWER.process(constants, load, { left, right, from, to });
    cabinet.process(left, right, from, to);
    isResting = !isFed && peakOf(left, from, to) < QUIET && peakOf(right, from, to) < QUIET;
    if (isResting) {
      [before, after, cabinet].forEach((unit) => unit.reset());
      preamp?.reset();
      load.fill(0);
    }
  }

  reflect(left, amplifier);
  reflect(right, amplifier);
}

function peakOf(block: Float32Array, from: number, to: number): number {
  let peak = 0;
  for (let i = from; i < to; i++) {
    peak = Math.max(peak, Math.abs(block[i]!));
  }

  return peak;
}

/** From the end to the beginning, so that what is added has not been changed yet. */
function reflect(block: Float32Array, { reflection, level }: Amplifier): void {
  const delay = Math.round((reflection.ms / 1000) * SAMPLE_RATE);
  const gain = reflection.gain * level;
  for (let i = block.length - 1; i >= 0; i--) {
    block[i] = level * block[i]! + (i >= delay ? gain * block[i - delay]! : 0);
  }
}
