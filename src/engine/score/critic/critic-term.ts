import type { Study } from './study.ts';

/** What one critic says of a piece: its mark, 0 bad to 1 as good as human music gets, and why in a sentence's worth of figures. */
export type Remark = { readonly mark: number; readonly says: string };

/** One critic. It is silent (null) where there is nothing for it to judge. */
export type CriticTerm = {
  readonly name: string;
  /** How much it counts among the others. */
  readonly weight: number;
  readonly listen: (study: Study) => Remark | null;
};

/** 1 inside the usual range, falling outside like a resonance; `slack` beyond its edge it is 0.6. */
export function within(value: number, [low, high]: readonly [number, number], slack: number): number {
  const off = Math.max(0, low - value, value - high) / slack;
  return 1 / (1 + 0.65 * off * off);
}

/** A share as a person reads it. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
