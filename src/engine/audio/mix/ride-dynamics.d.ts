import { type Sample } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';
/** The score's hand on the whole level: gain in dB, linear between points, held before the first and after the last. */
export type DynamicsCurve = readonly {
  readonly sample: Sample;
  readonly gainDb: number;
}[];
/** Multiplies a finished mix by a dynamics curve, in place: the last thing done to it, so that nothing evens it out again. */
export declare function rideDynamics({ left, right }: Stereo, curve: DynamicsCurve): void;
