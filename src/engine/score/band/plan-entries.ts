import type { Brief } from '../../brief/index.ts';
import type { Tick } from '../../kernel/index.ts';
import { entryInto, type Opening } from '../form/plan-opening.ts';
import type { Role, Section } from '../score.ts';
import { type Player, playsIn } from './player.ts';

/** Players whose coming in the middle of a section is an event rather than a gap. */
const LATECOMERS: readonly Role[] = ['pad', 'counter', 'arpeggio', 'percussion'];
/** How close to a player's own threshold a section must be for the player to wait, in energy. */
const HESITATION = 0.22;

/**
 * Where a player comes in late: in a long section it is new in and only just joins, it waits for the second phrase, so
 * that the music grows by steps; and at the beginning it waits for its turn in the piece's opening. Returns the tick of
 * the entry by section id. It depends on nobody else's plan.
 */
export function planEntries(
  player: Player,
  sections: readonly Section[],
  wish: { readonly barTicks: Tick; readonly brief: Brief; readonly opening: Opening | null },
): ReadonlyMap<string, Tick> {
  const entries = new Map<string, Tick>();
  const { opening, brief } = wish;
  const first = sections[0];
  const entry = opening === null ? 0 : entryInto(opening, player.plan.role, { isAsked: player.isAsked, brief });
  if (first !== undefined && entry > 0) {
    entries.set(first.id, entry);
  }

  if (!LATECOMERS.includes(player.plan.role) || player.isAsked) {
    return entries;
  }

  sections.forEach((section, i) => {
    const before = sections[i - 1];
    const isNew = before === undefined || !playsIn(player, before);
    const isLong = section.bars >= 7;
    const isJust = section.energy - player.plan.energy[0] < HESITATION;
    const isArrival = section.kind === 'drop' && before !== undefined;
    if (isNew && isLong && isJust && !isArrival && playsIn(player, section) && !(i === 0 && opening !== null)) {
      entries.set(section.id, section.startTick + 4 * wish.barTicks);
    }
  });
  return entries;
}
