import type { Sample } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

/** Lays what rings past the end of a loop over its start, so that the seam is heard as music going on. The result is `durationSamples` long. */
export function foldLoop(audio: Stereo, durationSamples: Sample): Stereo {
  return { left: foldChannel(audio.left, durationSamples), right: foldChannel(audio.right, durationSamples) };
}

function foldChannel(channel: Float32Array, length: Sample): Float32Array {
  const folded = channel.slice(0, length);
  for (let i = length; i < channel.length; i++) {
    const place = i % length;
    folded[place] = folded[place]! + channel[i]!;
  }

  return folded;
}
