import type { Part } from '../score.ts';
import type { ThemeNote } from '../parts/part-context.ts';
import { foldPitchClass } from '../theory/pitch.ts';

type Line = readonly Pick<ThemeNote, 'startTick' | 'pitch'>[];

/** How different two lines are, 0–1: the share of their notes that the other has not got at that place. Octaves do not count. */
export function differenceOf(left: Line, right: Line): number {
  const name = ({ startTick, pitch }: Line[number]): string => `${startTick}/${foldPitchClass(pitch)}`;
  return shareApart(new Set(left.map(name)), new Set(right.map(name)));
}

/** How different two drummers play, 0–1, stroke by stroke. */
export function differenceOfStrokes(left: Part, right: Part): number {
  const name = ({ startTick, pitch }: Line[number]): string => `${startTick}/${pitch}`;
  return shareApart(new Set(left.notes.map(name)), new Set(right.notes.map(name)));
}

function shareApart(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const shared = [...left].filter((name) => right.has(name)).length;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : 1 - shared / all;
}
