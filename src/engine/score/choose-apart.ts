import { at } from '../kernel/index.ts';
import type { Fingerprint } from './critic/fingerprint.ts';
import { likenessOf, likenessToRecent } from './critic/likeness.ts';

/**
 * Chooses `count` pieces that are unlike one another and unlike `recent`: places in `prints`, in order of choice. With nothing
 * recent the first piece is always chosen, and first. Of fewer pieces than `count` all are chosen.
 */
export function chooseApart(
  prints: readonly Fingerprint[],
  count: number,
  recent: readonly Fingerprint[] = [],
): readonly number[] {
  const known = prints.map((print) => likenessToRecent(print, recent));
  const alike = prints.map((one) => prints.map((other) => likenessOf(one, other).total));
  const likeness = (one: number, other: number): number => at(at(alike, one), other);
  const worstOf = (place: number, others: readonly number[]): number =>
    others.reduce((most, other) => Math.max(most, likeness(place, other)), at(known, place));
  const places = prints.map((_, place) => place);
  let chosen: readonly number[] = [];
  while (chosen.length < Math.min(count, prints.length)) {
    const held = chosen;
    const left = places.filter((place) => !held.includes(place));
    chosen = [...held, left.reduce((least, place) => (worstOf(place, held) < worstOf(least, held) - 1e-12 ? place : least))];
  }

  // Going by the farthest leaves late choices crowded: whoever is nearest to another goes, as long as somebody left is farther.
  for (let round = 0; round < 4 * count; round++) {
    const held = chosen;
    const crowded = held.slice(1).reduce<number | null>((most, place) => {
      const others = held.filter((other) => other !== place);
      return most === null ||
        worstOf(place, others) >
          worstOf(
            most,
            held.filter((other) => other !== most),
          ) +
            1e-12
        ? place
        : most;
    }, null);
    const left = places.filter((place) => !held.includes(place));
    if (crowded === null || left.length === 0) {
      break;
    }

    const others = held.filter((place) => place !== crowded);
    const better = left.reduce((least, place) => (worstOf(place, others) < worstOf(least, others) - 1e-12 ? place : least));
    if (worstOf(better, others) >= worstOf(crowded, others) - 1e-12) {
      break;
    }

    chosen = held.map((place) => (place === crowded ? better : place));
  }

  return chosen;
}
