import type { EqBand } from '../../dsp/biquad.ts';
import { Equaliser } from '../../dsp/equaliser.ts';
import { type BodyMode, BodyRing, MOST_FRAMES } from './body-ring.ts';

/** A wooden box: resonances that ring in parallel with the strings' own sound, heard by two microphones. */
export type Body = {
  /** Own level of the strings against the box. */
  readonly direct: number;
  readonly modes: readonly BodyMode[];
  /** Voicing of the whole. */
  readonly bands: readonly EqBand[];
};

/** What is softer than this is silence: −140 dB. */
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
  const ring = new BodyRing(body.modes, body.direct);
  const bands = new Equaliser(body.bands);
  const leftEar = new Float32Array(MOST_FRAMES);
  const rightEar = new Float32Array(MOST_FRAMES);
  let isRinging = false;

  for (let from = 0; from < strings.length; from += MOST_FRAMES) {
    const block = strings.subarray(from, Math.min(from + MOST_FRAMES, strings.length));
    const isSounding = block.some((x) => x >= QUIET || x <= -QUIET);
    if (!isSounding && !isRinging) {
      continue;
    }

    ring.process(block, leftEar, rightEar);
    bands.process(leftEar, rightEar, 0, block.length);
    for (let i = 0; i < block.length; i++) {
      left[from + i]! += leftEar[i]! * leftGain;
      right[from + i]! += rightEar[i]! * rightGain;
    }

    isRinging = isSounding || ring.rings;
  }
}
