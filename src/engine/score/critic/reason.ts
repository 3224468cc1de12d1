import { exp } from '../../kernel/index.ts';

/** One reason for a judgement: 0 bad, 1 as good as it gets. */
export type Reason = { readonly name: string; readonly mark: number; readonly weight: number };

/** The weighted mean of reasons, 0–1. */
export function totalMark(reasons: readonly Reason[]): number {
  const weight = reasons.reduce((sum, reason) => sum + reason.weight, 0);
  return weight === 0 ? 0 : reasons.reduce((sum, reason) => sum + reason.mark * reason.weight, 0) / weight;
}

/** 1 at the ideal, falling like a bell; `width` away it is 0.6. */
export function near(value: number, ideal: number, width: number): number {
  const off = (value - ideal) / width;
  return exp(-0.5 * off * off);
}
