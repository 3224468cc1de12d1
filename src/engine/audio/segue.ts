import { clamp, cos, gainFromDb, type Sample, SAMPLE_RATE, sin, TAU } from '../kernel/index.ts';
import { applyCurve, LIMITER_HOP, limiterCurve } from './dsp/limiter.ts';
import { onePolePull } from './dsp/one-pole.ts';
import { truePeakEnvelope } from './meters/true-peak.ts';
import type { Stereo } from './stereo.ts';

/** Basses change over below this, Hz: two at once are mud. */
const LOW_HZ = 160;
/** Where the bass is handed over, as a share of the overlap, and over how much of it. */
const HAND_OVER = 0.5;
const HAND_OVER_SHARE = 0.06;
/** The overlap of two masters is held to their ceiling, with a margin for other meters. */
const CEILING_DBTP = -1.3;
/** After the overlap the limiter has this long to let go. */
const LET_GO: Sample = SAMPLE_RATE;

/**
 * Lays what goes on of one piece under the start of the next, in place: `next` is changed in its first `going.left.length` samples and,
 * where the sum is held to the ceiling, up to a second after. `mixed`: the one goes and the other comes at constant power, and the bass is
 * handed over in the middle, as a disc jockey does. `rung`: what goes on is a tail that ends by itself, and is only added.
 */
export function segueInto(next: Stereo, going: Stereo, kind: 'mixed' | 'rung'): void {
  const count = Math.min(going.left.length, next.left.length);
  for (const [from, into] of [
    [going.left, next.left],
    [going.right, next.right],
  ] as const) {
    if (kind === 'rung') {
      for (let i = 0; i < count; i++) {
        into[i] = into[i]! + from[i]!;
      }
    } else {
      mixChannel(from, into, count);
    }
  }

  const end = Math.min(next.left.length, count + LET_GO);
  const stretch = { left: next.left.subarray(0, end), right: next.right.subarray(0, end) };
  const ceiling = gainFromDb(CEILING_DBTP);
  const peaks = truePeakEnvelope(stretch, LIMITER_HOP, 0.5 * ceiling);
  const curve = limiterCurve(peaks, 1, { ceiling, ratio: Infinity, fastMs: 60, slowMs: 200, isLoop: false });
  // The stretch is left as it was entered: at full level.
  const release = Math.ceil((0.3 * SAMPLE_RATE) / LIMITER_HOP);
  for (let index = Math.max(0, curve.length - release); index < curve.length; index++) {
    const left = (curve.length - 1 - index) / release;
    curve[index] = 1 + (curve[index]! - 1) * left;
  }

  applyCurve(stretch, curve, { gain: 1, isLoop: false });
}

function mixChannel(from: Float32Array, into: Float32Array, count: Sample): void {
  const pull = onePolePull(LOW_HZ);
  let lowFrom = 0;
  let lowInto = 0;
  for (let i = 0; i < count; i++) {
    const through = i / count;
    const bass = clamp((through - HAND_OVER) / HAND_OVER_SHARE + 0.5, 0, 1);
    const x = from[i]!;
    const y = into[i]!;
    lowFrom = x + pull * (lowFrom - x);
    lowInto = y + pull * (lowInto - y);
    // The next piece is there from its first beat on, and has its full level half-way.
    const coming = sin((TAU / 4) * clamp(0.35 + 1.3 * through, 0, 1));
    const leaving = cos((TAU / 4) * through);
    into[i] =
      leaving * (x - lowFrom) + coming * (y - lowInto) + cos((TAU / 4) * bass) * lowFrom + sin((TAU / 4) * bass) * lowInto;
  }
}
