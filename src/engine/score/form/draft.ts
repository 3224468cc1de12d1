import type { SectionKind } from '../score.ts';

/** A section while it is being fitted. */
export type Draft = {
  readonly kind: SectionKind;
  readonly material: string;
  readonly usual: number;
  readonly keep: number;
  readonly energy: number;
  readonly bars: number;
};
