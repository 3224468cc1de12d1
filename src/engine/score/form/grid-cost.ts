/** How awkward a number of bars is: 0 for none at all, about 1 for what is heard, 3 for what should not be. */
export type GridCost = (bars: number, phraseBars: number) => number;

/** How awkward a number of bars is to divide into phrases; 0 for whole phrases. */
export function gridCost(bars: number, phraseBars: number): number {
  if (bars < 4) {
    return bars === 3 ? 0.4 : 0;
  }

  // Seven bars and the chord on the eighth are a phrase too.
  const inFour = bars % 4;
  const even = bars % 8 === 0 ? 0 : inFour === 0 ? (phraseBars === 8 ? 0.5 : 0.2) : inFour === 3 ? 0.9 : inFour === 2 ? 1.2 : 2.4;
  // The longer the piece, the easier an odd phrase hides in its introduction.
  return even * (bars > 48 ? 0.5 : 1);
}
