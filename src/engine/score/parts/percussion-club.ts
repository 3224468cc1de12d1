import { loudnessOf } from '../rhythm/dynamics.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import type { PercussionBar } from './percussion-bar.ts';

/** Two bars of a programmed percussion loop, 1–9 how loud; `L` and `M` are the low drum and a muted stroke where there are such. */
type Loop = readonly [string, string];

const LOOPS: { readonly [pattern in 'club' | 'tops']: readonly Loop[] } = {
  // Hand drums and metal as club records loop them: off the kick, in threes, a low answer late.
  club: [
    ['...5..7...5..M..', '...5..7...5.L.4.'],
    ['..6..3..6..3..7.', '..6..3..6..L..L.'],
    ['.4.M.4.7.4.M..6.', '.4.M.4.7.4.ML.L.'],
    ['...7..M3..7...L.', '...7..M3..7..5L5'],
    ['6..4..6..4..6...', '6..4..6..4..L.L.'],
  ],
  // Shakers and tambourines: sixteenths with a swing of loudness, two of them left out.
  tops: [
    ['5375.375537.5375', '5375.375537.537.'],
    ['4.74.47.4.74.477', '4.74.47.4.74.47.'],
    ['37.537.537.537.5', '37.537.537.53755'],
    ['..7...7...7..57.', '..7...7...7.5.7.'],
  ],
};

/** A machine's or a cut loop's percussion: the figure stays, one stroke comes or goes, the phrase's end doubles up. */
export function clubPercussion(bar: PercussionBar, pattern: 'club' | 'tops'): Stroke[] {
  const { grid, place, busyness } = bar;
  const loop = bar.figure.fork('club').pick(LOOPS[pattern]);
  const row = loop[place.barInPhrase % 2 === 1 ? 1 : 0];
  const whim = bar.chance.fork('club');
  const level = loudnessOf(0.3, 0.74, place.energy) / 7;
  const lost = whim.chance(0.4) ? whim.integer(0, 15) : -1;
  const strokes: Stroke[] = [];
  for (const [slot, sign] of [...row].entries()) {
    const here = grid.isCompound ? Math.floor(slot / 4) * 6 + [0, 2, 3, 4][slot % 4]! : slot;
    if (sign === '.' || slot === lost || here >= grid.slots || (sign < '4' && place.section.energy < 0.45)) {
      continue;
    }

    const weight = sign === 'L' ? 6.4 : sign === 'M' ? 4.6 : Number(sign);
    strokes.push(
      stroke(place.startTick + here * 240, drumOf(bar.drum, sign), Math.min(1, level * weight * whim.between(0.94, 1.06))),
    );
  }

  if (place.isPhraseEnd && whim.chance(0.4 + 0.4 * busyness)) {
    strokes.push(...[3, 2, 1].map((back) => stroke(place.startTick + (grid.slots - back) * 240, bar.drum, level * (7.4 - back))));
  }

  return strokes;
}

function drumOf(drum: number, sign: string): number {
  if (drum === DRUM.highConga) {
    return sign === 'L' ? DRUM.lowConga : sign === 'M' ? DRUM.muteConga : drum;
  }

  return drum === DRUM.highBongo && sign === 'L' ? DRUM.lowBongo : drum;
}
