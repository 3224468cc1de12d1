import type { Sample } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

/** A loop may begin this much before its downbeat: 2 ms, far less than a player's own looseness. */
const REACH: Sample = 96;

/** Turns a loop by up to 2 ms to where the sound moves least, so that the step over its seam is smaller than most steps inside it. */
export function turnLoop({ left, right }: Stereo): Stereo {
  const count = left.length;
  let best = 0;
  let least = Infinity;
  for (let back = 0; back <= Math.min(REACH, count - 1); back++) {
    const step = Math.max(stepAt(left, count - back), stepAt(right, count - back));
    if (step < least) {
      least = step;
      best = back;
    }
  }

  return { left: turned(left, best), right: turned(right, best) };
}

/** How far the wave moves into a place, and how far that differs from the movement before it. */
function stepAt(channel: Float32Array, place: Sample): number {
  const count = channel.length;
  const at = (i: number): number => channel[((i % count) + count) % count]!;
  const step = at(place) - at(place - 1);
  return Math.abs(step) + Math.abs(step - (at(place - 1) - at(place - 2)));
}

function turned(channel: Float32Array, back: Sample): Float32Array {
  const out = new Float32Array(channel.length);
  out.set(channel.subarray(channel.length - back), 0);
  out.set(channel.subarray(0, channel.length - back), back);
  return out;
}
