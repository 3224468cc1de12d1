import type { StyleId } from '../../brief.ts';

/** A purpose as a line of data: the ways to say it, the styles and moods it suggests, a usual length, and whether someone speaks over it. */
export type UseRow = readonly [
  words: string,
  styles: { readonly [id in StyleId]?: number },
  moods: string,
  more?: { readonly seconds?: number; readonly speech?: true },
];
