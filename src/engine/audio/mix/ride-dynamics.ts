import { gainFromDb, type Sample } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';
import { AUTOMATION_HOP, type DynamicsCurve } from './automation.ts';

/** Multiplies a finished mix by a dynamics curve, in place: the last thing done to it, so that nothing evens it out again. */
export function rideDynamics({ left, right }: Stereo, curve: DynamicsCurve): void {
  if (curve.length === 0) {
    return;
  }

  let place = 0;
  const gainAt = (sample: Sample): number => {
    while (place + 1 < curve.length && curve[place + 1]!.sample <= sample) {
      place++;
    }

    const before = curve[place]!;
    const after = curve[place + 1];
    const through =
      after === undefined || sample <= before.sample ? 0 : (sample - before.sample) / Math.max(1, after.sample - before.sample);
    return gainFromDb(before.gainDb + (after === undefined ? 0 : (after.gainDb - before.gainDb) * through));
  };
  let gain = gainAt(0);
  for (let start = 0; start < left.length; start += AUTOMATION_HOP) {
    const end = Math.min(left.length, start + AUTOMATION_HOP);
    const step = (gainAt(start + AUTOMATION_HOP) - gain) / AUTOMATION_HOP;
    for (let i = start; i < end; i++) {
      left[i] = left[i]! * gain;
      right[i] = right[i]! * gain;
      gain += step;
    }
  }
}
