import { fadeToEnd, type MasterSettings } from './master.ts';
import type { MixContext } from './mix/automation.ts';
import { closeLoop } from './mix/close-loop.ts';
import { rideDynamics } from './mix/ride-dynamics.ts';
import type { Stereo } from './stereo.ts';

/** What becomes of the whole piece that one of its stems can share; plain data, so that it crosses to workers. */
export type StemSettings = {
  readonly dynamics: MixContext['dynamics'];
  readonly ending: Pick<MasterSettings, 'durationSamples' | 'isLoop' | 'fadeSeconds'>;
};

/**
 * A strip as a stem of the finished piece: with its dynamics, exactly its length, and ending as it ends. All of this only multiplies and
 * moves, so stems still add up. The strip is left as it is.
 */
export function finishStem({ left, right }: Stereo, { dynamics, ending }: StemSettings): Stereo {
  const { durationSamples, isLoop } = ending;
  // What is played ahead of a loop's start is needed to close it.
  const end = isLoop ? left.length : durationSamples;
  const stem = { left: left.slice(0, end), right: right.slice(0, end) };
  rideDynamics(stem, dynamics);
  if (isLoop) {
    return closeLoop(stem, durationSamples);
  }

  fadeToEnd(stem, ending);
  return stem;
}
