import { DRUM } from '../score.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import type { PercussionBar } from './percussion-bar.ts';

/** Figures of one hand-percussion player, written out for 4/4. */
export type HandFigure = 'hand-drum' | 'frame-drum' | 'cascara' | 'surdo' | 'agogo' | 'guiro' | 'ring' | 'stomps';

const LOW = DRUM.lowConga;
const OPEN = DRUM.highConga;
const SLAP = DRUM.muteConga;
const TAP = DRUM.snareAlt;

/** A stroke of a figure: the sixteenth, the drum, its weight, and the energy from which it is played. */
type Step = readonly [slot: number, drum: number, weight: number, energy: number];

/** Two bars of each figure: what is asked and what is answered. */
const FIGURES: { readonly [name in Exclude<HandFigure, 'ring'>]: readonly [readonly Step[], readonly Step[]] } = {
  'hand-drum': [
    [
      [0, LOW, 1, 0],
      [2, TAP, 0.4, 0.55],
      [3, OPEN, 0.72, 0.3],
      [4, SLAP, 0.9, 0.2],
      [6, OPEN, 0.7, 0],
      [7, TAP, 0.42, 0.5],
      [8, LOW, 0.85, 0.1],
      [10, OPEN, 0.78, 0.2],
      [11, TAP, 0.4, 0.6],
      [12, SLAP, 0.95, 0],
      [14, OPEN, 0.62, 0.35],
      [15, TAP, 0.4, 0.65],
    ],
    [
      [0, LOW, 0.95, 0],
      [3, OPEN, 0.72, 0.25],
      [4, SLAP, 0.88, 0.2],
      [6, LOW, 0.7, 0.45],
      [7, OPEN, 0.6, 0.3],
      [8, TAP, 0.45, 0.5],
      [10, LOW, 0.82, 0],
      [12, SLAP, 0.95, 0],
      [13, OPEN, 0.62, 0.55],
      [14, OPEN, 0.74, 0.2],
      [15, SLAP, 0.55, 0.6],
    ],
  ],
  'frame-drum': [
    [
      [0, LOW, 1, 0],
      [4, SLAP, 0.7, 0.35],
      [6, OPEN, 0.62, 0.15],
      [8, LOW, 0.8, 0.1],
      [11, SLAP, 0.48, 0.5],
      [12, SLAP, 0.78, 0.25],
      [14, OPEN, 0.55, 0.4],
    ],
    [
      [0, LOW, 0.95, 0],
      [3, SLAP, 0.5, 0.45],
      [6, LOW, 0.75, 0.15],
      [8, OPEN, 0.66, 0.2],
      [10, SLAP, 0.52, 0.4],
      [12, OPEN, 0.72, 0],
      [14, SLAP, 0.62, 0.3],
      [15, SLAP, 0.5, 0.55],
    ],
  ],
  // The shell of the timbales over two bars of son clave, the side of three first.
  cascara: [
    [0, 4, 8, 10, 14].map((slot): Step => [slot, SLAP, slot % 4 === 0 ? 0.95 : 0.78, slot === 14 ? 0.3 : 0]),
    [2, 4, 8, 12].map((slot): Step => [slot, SLAP, slot % 4 === 0 ? 0.95 : 0.78, slot === 2 ? 0.3 : 0]),
  ],
  // The answer on two is the open one: a samba leans on it.
  surdo: [
    [
      [0, OPEN, 0.62, 0.2],
      [8, LOW, 1, 0],
      [14, OPEN, 0.5, 0.6],
    ],
    [
      [0, OPEN, 0.6, 0.2],
      [7, LOW, 0.55, 0.65],
      [8, LOW, 1, 0],
      [12, LOW, 0.55, 0.7],
    ],
  ],
  agogo: [
    [
      [0, DRUM.highBongo, 0.95, 0],
      [4, DRUM.lowBongo, 0.85, 0],
      [6, DRUM.lowBongo, 0.8, 0.2],
      [10, DRUM.highBongo, 0.85, 0],
      [12, DRUM.lowBongo, 0.85, 0.1],
    ],
    [
      [0, DRUM.highBongo, 0.9, 0.1],
      [2, DRUM.highBongo, 0.75, 0.3],
      [6, DRUM.lowBongo, 0.9, 0],
      [8, DRUM.highBongo, 0.75, 0.4],
      [10, DRUM.highBongo, 0.85, 0],
      [14, DRUM.lowBongo, 0.8, 0.2],
    ],
  ],
  // One long scrape, two short.
  guiro: [
    [
      [0, DRUM.openHat, 0.95, 0],
      [4, DRUM.shaker, 0.7, 0],
      [6, DRUM.shaker, 0.78, 0.2],
      [8, DRUM.openHat, 0.88, 0],
      [12, DRUM.shaker, 0.7, 0],
      [14, DRUM.shaker, 0.78, 0.2],
    ],
    [
      [0, DRUM.openHat, 0.92, 0],
      [4, DRUM.shaker, 0.68, 0],
      [6, DRUM.shaker, 0.75, 0.3],
      [8, DRUM.openHat, 0.9, 0],
      [10, DRUM.shaker, 0.6, 0.5],
      [11, DRUM.shaker, 0.52, 0.65],
      [12, DRUM.shaker, 0.82, 0],
    ],
  ],
  stomps: [
    [
      [0, DRUM.kick, 1, 0],
      [4, DRUM.snare, 0.8, 0.5],
      [8, DRUM.kick, 0.92, 0],
      [12, DRUM.snare, 0.85, 0.5],
    ],
    [
      [0, DRUM.kick, 1, 0],
      [4, DRUM.snare, 0.8, 0.5],
      [8, DRUM.kick, 0.9, 0],
      [10, DRUM.kick, 0.72, 0.35],
      [12, DRUM.snare, 0.85, 0.5],
    ],
  ],
};

/**
 * One bar of a figure: the answer follows what was asked, light strokes come with energy, one is left out or moved as hands do, and the
 * end of a phrase runs into the next one. `loudness` is the bar's, 0–1.
 */
export function handFigure(figure: HandFigure, bar: PercussionBar, loudness: number): Stroke[] {
  const { place, grid, busyness } = bar;
  if (figure === 'ring') {
    return place.barInSection === 0 ? [stroke(place.startTick, bar.drum, loudness * 0.85, 'normal', 3840)] : [];
  }

  const whim = bar.chance.fork(figure);
  const isAsking = figure === 'cascara' ? bar.isThreeSide : place.barInPhrase % 2 === 0;
  const steps = FIGURES[figure][isAsking ? 0 : 1];
  const awake = place.energy + 0.4 * (busyness - 0.5);
  const rested = whim.chance(0.3) ? whim.integer(2, 15) : -1;
  const strokes = steps
    .filter(([slot, , weight, energy]) => awake >= energy && (slot !== rested || weight > 0.8))
    .flatMap(([slot, drum, weight]) => placed(bar, slot, drum, loudness * weight * whim.between(0.93, 1.07)));
  if (figure === 'cascara' && bar.fill >= 0.3 && place.rise > 0.1 && !grid.isCompound) {
    // The abanico: a rimshot, and a roll that opens like a fan into the louder section.
    return [
      ...strokes.filter(({ tick }) => tick < place.startTick + 10 * 240),
      ...[10, 12, 13, 14, 15].flatMap((slot, i) => placed(bar, slot, OPEN, loudness * (i === 0 ? 1.05 : 0.46 + 0.15 * i))),
    ];
  }

  const isHands = figure === 'hand-drum' || figure === 'frame-drum';
  if (isHands && place.isPhraseEnd && !grid.isCompound && whim.chance(0.65)) {
    // Three strokes that climb into the bar line.
    return [
      ...strokes.filter(({ tick }) => tick < place.startTick + 13 * 240),
      ...[13, 14, 15].flatMap((slot) => placed(bar, slot, slot === 15 ? SLAP : OPEN, loudness * (0.62 + 0.12 * (slot - 13)))),
    ];
  }

  return strokes;
}

/** A place written for 4/4 as this metre has it; nothing where it has none. */
function placed({ grid, place }: PercussionBar, slot: number, drum: number, velocity: number): Stroke[] {
  const here = grid.isCompound ? Math.floor(slot / 4) * 6 + (slot % 4 === 0 ? 0 : 4) : slot;
  return here < grid.slots ? [stroke(place.startTick + here * 240, drum, velocity)] : [];
}
