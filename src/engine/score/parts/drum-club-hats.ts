import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { isLifted, tickOf, type DrumBar } from './drum-bar.ts';
import type { ClubHats } from './drum-feels.ts';

/** Rows of one bar in sixteenths, 0–9 how loud; closed hats, open hats, and a ride that joins at the height. */
type Layers = { readonly closed: readonly string[]; readonly open: readonly string[]; readonly ride: readonly string[] };

const ROWS: Readonly<Record<ClubHats, Layers>> = {
  // Techno: a loom of sixteenths that leans on the off-beat, an open hat over it, the ride on eighths when all is in.
  driving: {
    closed: ['4374437443744374', '5476547654765476', '3.743.743.743.74', '4474447444744475'],
    open: ['..8...8...8...8.', '..8...8...8...8.', '......8.......8.'],
    ride: ['4.3.4.3.4.3.4.3.', '5...4...5...4...', '..4...4...4...4.'],
  },
  // Tech house: the sixteenths before the beat are late and light, two of them are missing, the open hat is short.
  shuffled: {
    closed: ['5.375.3.5.375.37', '4.35..354.35..36', '..36..3...36..35', '5.3.5.375.3.5.36'],
    open: ['..8...8...8...8.', '..8...8...8..58.', '..8...8...8...8.'],
    ride: ['......4.......4.', '4..4..4..4..4...', '................'],
  },
  // Deep house: little, and soft; the open hat breathes, the shaker has the rest.
  airy: {
    closed: ['3...4...3...4...', '3..24...3..24..2', '..3...3...3...3.', '3...4..23...4...'],
    open: ['..7...7...7...7.', '......7.......7.', '..7...6...7...6.'],
    ride: ['................', '4...3...4...3...', '................'],
  },
};

/** The hats of machines on a floor: layers come in one after another as a section fills, and a phrase's last bar opens up. */
export function clubHats(bar: DrumBar, pattern: ClubHats): Stroke[] {
  const { place, grid, settings, figure } = bar;
  const { section } = place;
  const rows = ROWS[pattern];
  const habit = figure.fork('club-hats');
  const closed = habit.pick(rows.closed);
  const open = habit.pick(rows.open);
  const ride = habit.pick(rows.ride);
  const level = loudnessOf(0.34, 0.7, place.energy) / 7.5;
  const whim = bar.chance.fork('club-hats');
  // In long sections a layer waits for its phrase, so that the section grows without a new part.
  const grown = section.energy + 0.14 * Math.floor(place.barInSection / 8) - (place.barInSection < 4 ? 0.06 : 0);
  const hasOpen = grown >= 0.4 || section.kind === 'drop';
  const strokes = [
    ...layer(bar, grown >= 0.3 || !hasOpen ? closed : '', DRUM.closedHat, level, SLOT_TICKS / 2),
    ...layer(bar, hasOpen ? open : '', DRUM.openHat, level, 1.2 * SLOT_TICKS),
    ...layer(bar, isLifted(bar) && grown >= 0.72 ? ride : '', DRUM.ride, level, 2 * SLOT_TICKS),
  ];
  const lost = whim.chance(0.25 + 0.3 * settings.busyness) ? whim.integer(1, grid.slots - 1) : -1;
  const isTurn = place.isPhraseEnd || (place.barInPhrase % 4 === 3 && whim.chance(0.5));
  return [
    ...strokes.filter((one) => one.tick !== tickOf(bar, lost) || one.drum === DRUM.openHat),
    ...(isTurn && hasOpen
      ? [stroke(tickOf(bar, grid.slots - whim.pick([1, 3])), DRUM.openHat, level * 5.6, 'normal', SLOT_TICKS)]
      : []),
  ];
}

function layer(bar: DrumBar, row: string, drum: number, level: number, durationTicks: number): Stroke[] {
  const { grid } = bar;
  const whim = bar.chance.fork(`layer/${drum}`);
  return Array.from({ length: row === '' ? 0 : grid.slots }, (_, slot) => {
    // Compound beats have six sixteenths: the row's four are set on its eighths.
    const beat = grid.isCompound ? Math.floor(slot / 6) : Math.floor(slot / 4);
    const offset = grid.isCompound ? ([0, -1, 2, -1, 3, -1][slot % 6] ?? -1) : slot % 4;
    const sign = offset < 0 ? '.' : (row[(beat * 4 + offset) % row.length] ?? '.');
    return sign === '.'
      ? []
      : [stroke(tickOf(bar, slot), drum, level * Number(sign) * whim.between(0.95, 1.05), 'normal', durationTicks)];
  }).flat();
}
