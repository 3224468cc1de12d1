import { type Sample, SAMPLE_RATE } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

/** Over this long the end of a loop becomes what runs into its start, seconds. */
const JOIN_SECONDS = 0.08;

/**
 * The loop of a mix that begins with a run-in: its last `durationSamples`, whose end is joined to the end of the run-in. The run-in
 * goes on into the loop's first sample without a break, whatever was done to the mix, so that the seam is a place like any other. In what
 * repeats exactly the two are the same; in noise, echoes that waver and worn tape one is faded into the other at constant power.
 */
export function closeLoop(mix: Stereo, durationSamples: Sample): Stereo {
  const runIn = Math.max(0, mix.left.length - durationSamples);
  const loop = { left: mix.left.slice(runIn, runIn + durationSamples), right: mix.right.slice(runIn, runIn + durationSamples) };
  const join = Math.min(Math.round(JOIN_SECONDS * SAMPLE_RATE), runIn, durationSamples >> 1);
  if (join === 0) {
    return loop;
  }

  const likeness = likenessOf(mix, { runIn, join, durationSamples });
  for (const [before, channel] of [
    [mix.left, loop.left],
    [mix.right, loop.right],
  ] as const) {
    for (let i = 0; i < join; i++) {
      const into = (i + 1) / join;
      const from = 1 - into;
      const power = into * into + from * from + 2 * into * from * likeness;
      const place = durationSamples - join + i;
      channel[place] = (from * channel[place]! + into * before[runIn - join + i]!) / Math.sqrt(power);
    }
  }

  return loop;
}

/** How far the end of the loop and the end of the run-in move together: 1 when they are the same, 0 when they know nothing of each other. */
function likenessOf(
  mix: Stereo,
  { runIn, join, durationSamples }: { readonly runIn: Sample; readonly join: Sample; readonly durationSamples: Sample },
): number {
  let together = 0;
  let one = 0;
  let other = 0;
  for (const channel of [mix.left, mix.right]) {
    for (let i = runIn - join; i < runIn; i++) {
      const x = channel[i]!;
      const y = channel[i + durationSamples]!;
      together += x * y;
      one += x * x;
      other += y * y;
    }
  }

  const power = Math.sqrt(one * other);
  return power < 1e-12 ? 1 : Math.min(1, Math.max(0, together / power));
}
