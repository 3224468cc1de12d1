import type { Role, Section } from '../score.ts';
import { type Player, playsIn } from './player.ts';

/** Roles that can hold a piece up alone, the best first. */
const CARRYING: readonly Role[] = ['chords', 'arpeggio', 'pad', 'lead', 'counter', 'bass', 'drums'];

/**
 * For sections that would fall silent because they are quieter (or louder) than anyone's range: the player of the band
 * who carries them. Returns section ids by plan id.
 */
export function findCarriers(band: readonly Player[], sections: readonly Section[]): ReadonlyMap<string, ReadonlySet<string>> {
  const carried = new Map<string, Set<string>>();
  for (const section of sections) {
    const isAlive = band.some(
      (player) => CARRYING.includes(player.plan.role) && player.plan.role !== 'drums' && playsIn(player, section),
    );
    if (isAlive) {
      continue;
    }

    const ranked = band
      .filter((player) => CARRYING.includes(player.plan.role))
      .sort((left, right) => distance(left, section) - distance(right, section));
    const carrier = ranked[0];
    if (carrier !== undefined) {
      carried.set(carrier.plan.id, (carried.get(carrier.plan.id) ?? new Set()).add(section.id));
    }
  }

  return carried;
}

function distance(player: Player, section: Section): number {
  const [from, to] = player.plan.energy;
  const off = Math.max(0, from - section.energy, section.energy - to);
  return CARRYING.indexOf(player.plan.role) + off * 4 + (player.plan.tacet.includes(section.kind) ? 3 : 0);
}
