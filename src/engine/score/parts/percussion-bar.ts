import type { Rng } from '../../kernel/index.ts';
import type { BarPlace } from '../rhythm/bar-places.ts';
import type { MeterGrid } from '../rhythm/meter-grid.ts';

/** What a hand-percussion player may be asked to play. */
export const PERCUSSION_PATTERNS = [
  'auto',
  'sixteenths',
  'eighths',
  'offbeats',
  'backbeats',
  'beats',
  'tumbao',
  'martillo',
  'cajon',
  'clave',
  'sparse',
  'triangle',
  'club',
  'tops',
  'hand-drum',
  'frame-drum',
  'cascara',
  'surdo',
  'agogo',
  'guiro',
  'ring',
  'stomps',
  'campana',
  'palmas',
  'compas',
  'bodhran',
  'shekere',
  'sticks',
  'sleigh',
] as const;
export type PercussionPattern = (typeof PERCUSSION_PATTERNS)[number];

/** One bar as a hand-percussion player sees it. */
export type PercussionBar = {
  readonly place: BarPlace;
  readonly grid: MeterGrid;
  readonly drum: number;
  readonly pattern: PercussionPattern;
  readonly busyness: number;
  /** The clave's side of three strokes falls into this bar. */
  readonly isThreeSide: boolean;
  readonly kicks: readonly number[];
  readonly backbeats: readonly number[];
  readonly fill: number;
  readonly figure: Rng;
  readonly chance: Rng;
};
