/** One note's place in a bar, in sixteenths. */
export type Beat = { readonly slot: number; readonly length: number };

/** How a bar of a theme comes from an earlier bar of it. */
export type Relation = 'free' | 'repeat' | 'sequence' | 'invert';

/** How a bar ends: `open` leaves a question, `closed` comes home. */
export type Close = 'none' | 'open' | 'closed';

/** What happens in one bar of a theme before it has pitches. */
export type ThemeBar = {
  readonly beats: readonly Beat[];
  /** The bar it imitates, null for a new one. */
  readonly model: number | null;
  readonly relation: Relation;
  readonly close: Close;
  /** True where the motif is stated or restated: what a listener should remember. */
  readonly isMotif: boolean;
};
