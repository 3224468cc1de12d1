import { SAMPLE_RATE } from '../../kernel/index.ts';
import type { Dip } from './duck-curve.ts';
import type { DuckingClip } from './plan-ducking.ts';

/** How one clip gives way. */
export type DuckingReport = {
  readonly clipId: string;
  readonly under: 'speech' | 'sound';
  /** How often it goes down, and for how many seconds in all. */
  readonly stretches: number;
  readonly seconds: number;
  /** The shallowest and the deepest it goes down, dB. */
  readonly leastDb: number;
  readonly mostDb: number;
  /** How far it is below what it gives way to, where it is nearest, LU; below about 9 words are hard to follow. */
  readonly leastBelowLu: number;
};

/** Tells of every clip that is set to give way, those that nothing makes give way included. */
export function describeDucking(clips: readonly DuckingClip[], plans: ReadonlyMap<string, readonly Dip[]>): DuckingReport[] {
  return clips.flatMap(({ clipId, ducking, startSample, endSample }): DuckingReport[] => {
    if (ducking === null) {
      return [];
    }

    const dips = plans.get(clipId) ?? [];
    const depths = dips.map(({ depthDb }) => depthDb);
    const samples = dips.reduce(
      (sum, dip) => sum + Math.max(0, Math.min(endSample, dip.endSample) - Math.max(startSample, dip.startSample)),
      0,
    );
    return [
      {
        clipId,
        under: ducking.under,
        stretches: dips.length,
        seconds: samples / SAMPLE_RATE,
        leastDb: dips.length === 0 ? 0 : Math.min(...depths),
        mostDb: dips.length === 0 ? 0 : Math.max(...depths),
        leastBelowLu:
          dips.length === 0 ? 0 : Math.min(...dips.map(({ keyLufs, ownLufs, depthDb }) => keyLufs - ownLufs + depthDb)),
      },
    ];
  });
}
