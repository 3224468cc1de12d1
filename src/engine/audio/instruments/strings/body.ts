import { clamp, pow } from '../../../kernel/index.ts';
import { Biquad, designBiquad, type EqBand } from '../../dsp/biquad.ts';
import { Oversampler } from '../../dsp/oversampler.ts';
import { softCurve } from '../../dsp/saturator.ts';

/** A wooden box: resonances that ring in parallel with the strings' own sound, heard by two microphones. */
export type Body = {
  /** Own level of the strings against the box. */
  readonly direct: number;
  readonly modes: readonly { readonly hz: number; readonly q: number; readonly left: number; readonly right: number }[];
  /** Voicing of the whole. */
  readonly bands: readonly EqBand[];
};

/** What a pickup feeds: a preamplifier that may overdrive, and a loudspeaker in a box. */
export type Amplifier = {
  /** Gain into the valve's curve; 1 is clean. */
  readonly drive: number;
  /** Level after it. */
  readonly level: number;
  /** Before the drive: what the guitar's own electronics and the input stage let through. */
  readonly before: readonly EqBand[];
  /** The loudspeaker. */
  readonly after: readonly EqBand[];
};

/** Plays a string signal through a box into two channels, adding to them. `leftGain` and `rightGain` place the take. */
export function addThroughBody(
  strings: Float32Array,
  body: Body,
  left: Float32Array,
  right: Float32Array,
  leftGain: number,
  rightGain: number,
): void {
  const length = strings.length;
  const leftEar = new Float32Array(length);
  const rightEar = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const x = strings[i]! * body.direct;
    leftEar[i] = x;
    rightEar[i] = x;
  }

  const mode = new Float32Array(length);
  for (const { hz, q, left: toLeft, right: toRight } of body.modes) {
    mode.set(strings);
    new Biquad(designBiquad({ kind: 'band-pass', hz, q, gainDb: 0 })).process(mode, 0, length);
    for (let i = 0; i < length; i++) {
      leftEar[i]! += mode[i]! * toLeft;
      rightEar[i]! += mode[i]! * toRight;
    }
  }

  for (const ear of [leftEar, rightEar]) {
    for (const band of body.bands) {
      new Biquad(designBiquad(band)).process(ear, 0, length);
    }
  }

  // A take that is placed to one side is heard by both microphones there.
  for (let i = 0; i < length; i++) {
    left[i]! += leftEar[i]! * leftGain;
    right[i]! += rightEar[i]! * rightGain;
  }
}

/** Plays a string signal through an amplifier, in place. */
export function amplify(strings: Float32Array, amplifier: Amplifier): void {
  for (const band of amplifier.before) {
    new Biquad(designBiquad(band)).process(strings, 0, strings.length);
  }

  const { drive, level } = amplifier;
  if (drive > 1) {
    // Two stages, each at twice the rate: one curve alone at this gain would be a square wave.
    const stage = Math.sqrt(drive);
    overdrive(strings, stage, 0.12);
    new Biquad(designBiquad({ kind: 'high-pass', hz: 95, q: 0.7, gainDb: 0 })).process(strings, 0, strings.length);
    overdrive(strings, stage, 0);
  }

  for (const band of amplifier.after) {
    new Biquad(designBiquad(band)).process(strings, 0, strings.length);
  }

  const makeUp = level / pow(clamp(drive, 1, 100), 0.25);
  for (let i = 0; i < strings.length; i++) {
    strings[i]! *= makeUp;
  }
}

function overdrive(block: Float32Array, gain: number, bias: number): void {
  const oversampler = new Oversampler();
  const rest = softCurve(bias);
  for (let i = 0; i < block.length; i++) {
    oversampler.up(block[i]! * gain);
    block[i] = oversampler.down(softCurve(oversampler.first + bias) - rest, softCurve(oversampler.second + bias) - rest);
  }
}
