import { clamp } from '../../../kernel/index.ts';
import type { ChordSpan } from '../../score.ts';
import type { PartContext } from '../part-context.ts';
import { type Bar, themeBusyness } from './bars.ts';
import { type ByShape, forShape, piecesOf, SIXTEENTH } from './metre.ts';

/** Patterns by metre shape and by tier from calm to busy; a character a sixteenth, `.` for nothing. `twelve` serves bars of 12/8 that are one whole; without it they are twice `six`. */
export type PatternTable = ByShape<readonly (readonly string[])[]> & { readonly twelve?: readonly (readonly string[])[] };

/**
 * The pattern of a bar as a list of characters: sections with the same material remember the same patterns, a phrase goes
 * a a b a′ with its own last bar, and later visits bring other patterns forward.
 */
export function choosePattern(
  context: PartContext,
  bar: Bar,
  choice: { readonly table: PatternTable; readonly density: number },
): string[] {
  const room = 0.12 * themeBusyness(context, bar.startTick, bar.endTick);
  const wish = clamp(bar.energy + choice.density - room, 0, 0.999);
  const memory = context.rng.fork(`song/${bar.section.material}`);
  const strokes: string[] = [];
  for (const piece of piecesIn(context, choice.table)) {
    const tiers = piece.tiers;
    const level = Math.floor(wish * tiers.length);
    const tier = tiers[level] ?? [];
    const order = memory.fork(`${level}/${bar.phrase % 2}/${piece.firstSlot}`).shuffled(tier.map((_, index) => index));
    const turn = bar.isPhraseEnd ? 2 : bar.phraseBar % 4 === 2 ? 1 : 0;
    const later = bar.visit > 0 && bar.phraseBar % 2 === 1 ? 1 : 0;
    const pattern = tier[order[(turn + later) % Math.max(1, order.length)] ?? 0] ?? '';
    strokes.push(...pattern.slice(0, piece.slots).padEnd(piece.slots, '.'));
  }

  return strokes;
}

/** The bar's parts with the patterns that serve them. */
function piecesIn(
  { brief }: PartContext,
  table: PatternTable,
): readonly { readonly firstSlot: number; readonly slots: number; readonly tiers: readonly (readonly string[])[] }[] {
  return brief.meter === '12/8' && table.twelve !== undefined
    ? [{ firstSlot: 0, slots: 24, tiers: table.twelve }]
    : piecesOf(brief.meter).map(({ firstSlot, slots, shape }) => ({ firstSlot, slots, tiers: forShape(table, shape) }));
}

/** How the next section's energy compares with this one's, in the last bar of a section; 0 elsewhere, −1 before the end. */
export function riseAhead(context: PartContext, bar: Bar): number {
  if (!bar.isSectionEnd) {
    return 0;
  }

  const next = context.sections[context.sections.indexOf(bar.section) + 1];
  return next === undefined ? -1 : next.energy - bar.section.energy;
}

/** Empties a pattern from a slot on. */
export function clearFrom(strokes: string[], from: number): void {
  strokes.fill('.', Math.max(0, Math.floor(from)));
}

/** Sixteenths in a bar (the final part of a section may be cut short). */
export function barSlots(bar: Bar): number {
  return Math.round((bar.endTick - bar.startTick) / SIXTEENTH);
}

/** Whether the next bar's new chord is struck early, on this bar's last off-beat, and tied over the bar line; never of one's own accord where the band pushes together. */
export function anticipates({ pulse }: PartContext, bar: Bar, chance: number): boolean {
  if (pulse.pushes.length > 0) {
    return false;
  }

  const last = bar.chords[bar.chords.length - 1];
  const changes = bar.nextChord !== null && last !== undefined && !isSameChord(bar.nextChord, last.chord);
  return changes && !bar.isSectionEnd && barSlots(bar) >= 8 && bar.rng.fork('early').chance(chance * (0.35 + 0.65 * bar.energy));
}

function isSameChord(left: ChordSpan, right: ChordSpan): boolean {
  return left.root === right.root && left.quality === right.quality && left.bass === right.bass;
}
