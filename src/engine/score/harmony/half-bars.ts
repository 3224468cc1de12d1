import type { Tick } from '../../kernel/index.ts';
import type { Harmony } from '../theory/chord.ts';

/** The harmony of half a bar; a section is a run of these until the spans are joined. */
export type HalfBars = readonly Harmony[];

/** Half a bar's harmony at its place. `section` names the stretch that spans may be joined in. */
export type PlacedHarmony = { readonly startTick: Tick; readonly section: string; readonly harmony: Harmony };
