import { at, type Rng } from '../../kernel/index.ts';
import type { MeterGrid } from '../rhythm/meter-grid.ts';
import type { Beat } from './theme-bar.ts';

/** Another ending for a figure that has been heard: its second half held, broken up or pushed, its head as it was. */
export function turnTail(beats: readonly Beat[], wish: { readonly grid: MeterGrid; readonly rng: Rng }): readonly Beat[] {
  const { grid, rng } = wish;
  const half = grid.isCompound || grid.beats.length % 2 === 0 ? grid.slots / 2 : (grid.beats[1] ?? 4);
  const head = beats.filter((beat) => beat.slot < half);
  const tail = beats.filter((beat) => beat.slot >= half);
  const last = tail.at(-1);
  if (last === undefined) {
    const end = head.at(-1);
    const free = end === undefined ? half : Math.max(half, end.slot + end.length);
    return grid.slots - free >= 4 && end !== undefined ? [...beats, { slot: free, length: grid.slots - free }] : beats;
  }

  const first = at(tail, 0);
  const kind = tail.length === 1 ? rng.pick(['break', 'push'] as const) : rng.pick(['hold', 'hold', 'break'] as const);
  switch (kind) {
    case 'hold':
      return [...head, { slot: first.slot, length: Math.max(2, last.slot + last.length - first.slot) }];
    case 'break': {
      const longest = tail.reduce((best, beat) => (beat.length > best.length ? beat : best), first);
      const cut = longest.length >= 4 ? longest.length - (longest.length % 4 === 0 ? longest.length / 2 : 2) : 0;
      return cut === 0
        ? beats
        : beats.flatMap((beat) =>
            beat === longest
              ? [
                  { slot: beat.slot, length: cut },
                  { slot: beat.slot + cut, length: beat.length - cut },
                ]
              : [beat],
          );
    }
    case 'push':
      return first.slot - 2 > (head.at(-1)?.slot ?? -2) && !grid.isCompound
        ? [
            ...head.map((beat) => ({ slot: beat.slot, length: Math.min(beat.length, first.slot - 2 - beat.slot) })),
            { slot: first.slot - 2, length: first.length + 2 },
          ]
        : beats;
  }
}
