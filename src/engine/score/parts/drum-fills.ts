import { clamp, type Rng } from '../../kernel/index.ts';
import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS, type MeterGrid } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { backbeatAt } from './drum-backbeat.ts';
import { fillEnergy, tickOf, type DrumBar } from './drum-bar.ts';
import { chopFill, cutFill } from './drum-breaks.ts';
import { gatedFill, machineFill, trapFill } from './drum-machine-fills.ts';

/** Fills smaller than this decorate the groove; larger ones take it over from `fillFromOf` on. */
export const SMALL_FILL = 0.32;

/** Where a fill of this size takes over, in sixteenths; the bar's length when the groove goes on beneath it. */
export function fillFromOf(grid: MeterGrid, size: number, rise: number): number {
  if (size < SMALL_FILL) {
    return grid.slots;
  }

  const beats = size < 0.52 ? 1 : size < 0.74 ? 2 : size < 0.9 ? 3 : 4;
  const wanted = rise < -0.05 ? Math.min(beats, 1) : beats;
  const index = Math.max(0, grid.beats.length - Math.max(1, Math.min(wanted, grid.isCompound ? Math.ceil(wanted / 2) : wanted)));
  return grid.beats[index] ?? 0;
}

/** The fill that ends a bar, by its size, where it leads and the player's manner. */
export function fillOfBar(bar: DrumBar): Stroke[] {
  const { fills } = bar.settings;
  if (bar.fill <= 0 || fills === 'none' || (!bar.layers.snare && bar.fill < SMALL_FILL)) {
    return [];
  }

  if (bar.fillFrom >= bar.grid.slots) {
    return fills === 'brush' || fills === 'jazz' ? jazzTurn(bar) : pickUp(bar);
  }

  if (bar.place.rise < -0.05) {
    return retreat(bar);
  }

  switch (fills) {
    case 'machine':
      return machineFill(bar);
    case 'gated':
      return gatedFill(bar);
    case 'trap':
      return trapFill(bar);
    case 'jazz':
    case 'brush':
      return jazzFill(bar);
    case 'march':
      return rollFill(bar);
    case 'chop':
      return chopFill(bar);
    case 'cut':
      return cutFill(bar);
    default:
      return liveFill(bar);
  }
}

/** A turn of the wrist at the end of a phrase: a stroke or two before the bar line. */
function pickUp(bar: DrumBar): Stroke[] {
  const { grid } = bar;
  const rng = bar.chance.fork('pick-up');
  const level = loudnessOf(0.38, 0.68, fillEnergy(bar));
  const end = grid.slots;
  const step = grid.isCompound ? 2 : 1;
  const isMachine = !bar.settings.feel.isLive;
  const voice = bar.settings.snare === 'stick' ? DRUM.sideStick : bar.settings.snare === 'clap' ? DRUM.clap : DRUM.snare;
  const figures: readonly (readonly (readonly [back: number, weight: number])[])[] =
    bar.fill < 0.2
      ? [
          [[1, 0.7]],
          [[2, 0.6]],
          [
            [1, 0.5],
            [3, 0.8],
          ],
          [[2, 0.8]],
        ]
      : [
          [
            [1, 0.9],
            [2, 0.6],
          ],
          [
            [1, 0.9],
            [3, 0.7],
          ],
          [
            [1, 1],
            [2, 0.7],
            [3, 0.5],
          ],
          [
            [2, 1],
            [3, 0.5],
          ],
          [
            [1, 0.6],
            [2, 0.9],
            [4, 0.9],
          ],
        ];
  const strokes = rng
    .pick(figures)
    .map(([back, weight]) => stroke(tickOf(bar, end - back * step), voice, level * weight, weight < 0.6 ? 'ghost' : 'normal'));
  // Over half of a drummer's small turns end on a tom or a kick rather than the snare.
  if (!isMachine && bar.fill >= 0.2 && bar.settings.snare !== 'stick' && rng.chance(0.4)) {
    const last = strokes[0];
    return last === undefined ? strokes : [...strokes.slice(1), { ...last, drum: rng.pick([DRUM.lowTom, DRUM.midTom]) }];
  }

  return strokes;
}

/** Into a quieter section: the groove lets go instead of driving on. */
function retreat(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const rng = bar.chance.fork('retreat');
  const level = loudnessOf(0.3, 0.62, fillEnergy(bar));
  const middle = Math.floor((fillFrom + grid.slots) / 2);
  const isMachine = !bar.settings.feel.isLive;
  const closing = bar.backbeats
    .filter((slot) => slot >= fillFrom)
    .flatMap((slot) => backbeatAt(bar, slot).map((one) => ({ ...one, velocity: one.velocity * 0.85 })));
  switch (isMachine ? rng.pick(['ring', 'stop'] as const) : rng.pick(['ring', 'toms', 'stop', 'toms'] as const)) {
    case 'ring':
      return [...closing, stroke(tickOf(bar, middle), DRUM.openHat, level, 'normal', (grid.slots - middle) * SLOT_TICKS)];
    case 'toms':
      return [
        stroke(tickOf(bar, fillFrom), DRUM.midTom, level),
        stroke(tickOf(bar, middle), DRUM.lowTom, level * 0.82),
        ...(rng.chance(0.5) ? [stroke(tickOf(bar, grid.slots - 1), DRUM.lowTom, level * 0.6)] : []),
      ];
    case 'stop':
      return closing.length > 0 ? closing : [stroke(tickOf(bar, fillFrom), DRUM.kick, level)];
  }
}

type Path = 'down' | 'pairs' | 'snare' | 'split' | 'linear' | 'shout' | 'late-toms';

/** Rhythms of one beat in sixteenths by how dense they are; 1 is a stroke, 2 an accent. */
const CELLS: readonly (readonly (readonly number[])[])[] = [
  [
    [2, 0, 0, 0],
    [0, 0, 2, 0],
    [2, 0, 1, 0],
  ],
  [
    [2, 0, 1, 1],
    [2, 1, 0, 1],
    [2, 0, 1, 0],
    [0, 1, 2, 1],
    [2, 0, 0, 1],
  ],
  [
    [2, 1, 1, 1],
    [2, 1, 1, 1],
    [2, 0, 1, 1],
    [2, 1, 0, 1],
    [1, 2, 1, 1],
    [0, 2, 1, 1],
  ],
];

/** A drummer's fill: a rhythm that thickens, a path over the drums, kicks in its holes, and a dynamic that leads to the bar line. */
function liveFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom, place, settings } = bar;
  const rng = bar.chance.fork('fill');
  const isSoft = settings.fills === 'soft';
  const isFunk = settings.fills === 'funk';
  const level = loudnessOf(0.48, isSoft ? 0.72 : 0.94, fillEnergy(bar));
  const beats = grid.beats.filter((beat) => beat >= fillFrom);
  const paths: readonly Path[] = isFunk
    ? ['snare', 'linear', 'snare', 'pairs', 'split', 'late-toms']
    : isSoft
      ? ['late-toms', 'down', 'snare']
      : ['down', 'pairs', 'down', 'split', 'linear', 'shout', 'late-toms', 'snare'];
  const path = rng.pick(paths);
  const density = clamp(bar.fill + 0.3 * settings.busyness - (isSoft ? 0.5 : 0.1), 0, 1);
  const strokes: Stroke[] = [];
  let struck = 0;
  for (const [index, beat] of beats.entries()) {
    const nextBeat = grid.beats[grid.beats.indexOf(beat) + 1] ?? grid.slots;
    const through = beats.length > 1 ? index / (beats.length - 1) : 1;
    const cell = cellOf(rng, density * (0.6 + 0.5 * through), nextBeat - beat);
    for (const [offset, weight] of cell.entries()) {
      const slot = beat + offset;
      const progress = (slot - fillFrom) / Math.max(1, grid.slots - fillFrom);
      const swell = place.rise > 0.05 ? 0.78 + 0.26 * progress : 0.94 + 0.06 * progress;
      if (weight === 0) {
        // The foot speaks in the holes of the hands.
        if (!isSoft && offset > 0 && rng.chance(0.35)) {
          strokes.push(stroke(tickOf(bar, slot), DRUM.kick, level * 0.78));
        }

        continue;
      }

      const drum = drumOnPath(path, progress, struck, weight, rng);
      const force = weight === 2 ? 1 : drum === DRUM.snare ? (isFunk ? 0.48 : 0.62) : 0.8;
      strokes.push(stroke(tickOf(bar, slot), drum, level * swell * force, weight === 2 ? 'accent' : 'normal', 240));
      if (path === 'shout' && weight === 2) {
        strokes.push(
          stroke(tickOf(bar, slot), DRUM.crash, level * 0.8, 'normal', 960),
          stroke(tickOf(bar, slot), DRUM.kick, level * 0.9),
        );
      } else if (path === 'split' && weight === 2) {
        strokes.push(stroke(tickOf(bar, slot), DRUM.lowTom, level * swell * 0.85));
      }

      struck++;
    }

    if (!isSoft && rng.chance(0.5)) {
      strokes.push(stroke(tickOf(bar, beat), DRUM.kick, level * 0.82));
    }

    strokes.push(stroke(tickOf(bar, beat), DRUM.pedalHat, level * 0.4));
  }

  return [...strokes, ...flourish(bar, rng, level)];
}

/** The last touch before a loud arrival: thirty-seconds, or a flam on the last accent. */
function flourish(bar: DrumBar, rng: Rng, level: number): Stroke[] {
  if (bar.place.rise < 0.12 || bar.settings.fills === 'soft' || bar.fill < 0.6) {
    return [];
  }

  const end = bar.grid.slots;
  if (rng.chance(0.3)) {
    return [0.5, 1, 1.5, 2].map((back, index) => stroke(tickOf(bar, end - back), DRUM.snare, level * (0.95 - 0.14 * index)));
  }

  return rng.chance(0.4)
    ? [
        stroke(tickOf(bar, end - 1) - 46, DRUM.snare, level * 0.4, 'ghost'),
        stroke(tickOf(bar, end - 1), DRUM.snare, level, 'accent'),
      ]
    : [];
}

function cellOf(rng: Rng, density: number, length: number): number[] {
  const pool = CELLS[density < 0.3 ? 0 : density < 0.62 ? 1 : 2]!;
  if (length === 6) {
    // A compound beat: three eighths, now and then all six sixteenths.
    return density > 0.7 && rng.chance(0.5)
      ? [2, 1, 1, 1, 2, 1]
      : rng.pick([
          [2, 0, 1, 0, 1, 0],
          [2, 0, 1, 0, 1, 1],
          [2, 0, 0, 0, 2, 0],
          [2, 0, 2, 1, 1, 0],
        ]);
  }

  const cell = rng.pick(pool);
  return Array.from({ length }, (_, index) => cell[index] ?? (index % 2 === 0 ? 1 : 0));
}

function drumOnPath(path: Path, progress: number, struck: number, weight: number, rng: Rng): number {
  const down = [DRUM.snare, DRUM.highTom, DRUM.midTom, DRUM.lowTom] as const;
  const stepped = down[Math.min(3, Math.floor(progress * 4))]!;
  switch (path) {
    case 'down':
      return stepped;
    case 'pairs':
      return down[Math.min(3, Math.floor(struck / 2))]!;
    case 'snare':
    case 'shout':
      return DRUM.snare;
    case 'split':
      return weight === 2 || rng.chance(0.7) ? DRUM.snare : DRUM.lowTom;
    case 'linear':
      return [DRUM.snare, DRUM.lowTom, DRUM.kick][struck % 3]!;
    case 'late-toms':
      return progress < 0.55 ? DRUM.snare : progress < 0.8 ? DRUM.midTom : DRUM.lowTom;
  }
}

/** Snare roll that grows to the bar line: sixteenths, then thirty-seconds. */
function rollFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const level = loudnessOf(0.46, 0.92, fillEnergy(bar));
  const total = grid.slots - fillFrom;
  const strokes: Stroke[] = [];
  for (let half = 0; half < total * 2; half++) {
    const through = half / (total * 2);
    if (half % 2 === 0 || through >= 0.4) {
      strokes.push(
        stroke(
          tickOf(bar, fillFrom) + (half * SLOT_TICKS) / 2,
          DRUM.snare,
          level * (0.42 + 0.58 * through) * (half % 4 === 0 ? 1 : 0.84),
        ),
      );
    }
  }

  return strokes;
}

/** Jazz at a phrase's end: time goes on, the left hand and foot turn the corner. */
function jazzTurn(bar: DrumBar): Stroke[] {
  const rng = bar.chance.fork('turn');
  const level = loudnessOf(0.3, 0.6, fillEnergy(bar));
  const end = bar.grid.slots;
  const and = bar.grid.isCompound ? 2 : 2;
  const drum = bar.settings.fills === 'brush' ? DRUM.snare : rng.pick([DRUM.snare, DRUM.snare, DRUM.lowTom]);
  return rng.chance(0.5)
    ? [stroke(tickOf(bar, end - and), DRUM.kick, level * 0.9), stroke(tickOf(bar, end - 4), drum, level * 0.8)]
    : [stroke(tickOf(bar, end - and), drum, level, 'accent')];
}

/** Jazz fill: swung eighths and triplets round the kit, the ride let go only at the end. */
function jazzFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom, settings } = bar;
  const rng = bar.chance.fork('fill');
  const isBrush = settings.fills === 'brush';
  const level = loudnessOf(0.36, isBrush ? 0.55 : 0.76, fillEnergy(bar));
  const strokes: Stroke[] = [];
  const beats = grid.beats.filter((beat) => beat >= fillFrom);
  const drums = isBrush
    ? [DRUM.snare]
    : rng.pick([
        [DRUM.snare, DRUM.midTom, DRUM.lowTom],
        [DRUM.snare, DRUM.snare, DRUM.highTom, DRUM.lowTom],
        [DRUM.highTom, DRUM.snare, DRUM.lowTom],
      ]);
  let struck = 0;
  for (const [index, beat] of beats.entries()) {
    const nextBeat = grid.beats[grid.beats.indexOf(beat) + 1] ?? grid.slots;
    const length = (nextBeat - beat) * SLOT_TICKS;
    const thirds = rng.pick([[0, 1, 2], [0, 2], [1, 2], [0, 1, 2], [2]]);
    for (const third of thirds) {
      const isLead = third === 0 || (third === 2 && index === beats.length - 1);
      const drum = drums[Math.min(drums.length - 1, Math.floor((struck * drums.length) / (beats.length * 2.5)))]!;
      strokes.push(
        stroke(
          tickOf(bar, beat) + Math.round((third * length) / 3),
          drum,
          level * (isLead ? 1 : 0.66) * (0.85 + 0.06 * struck),
          isLead ? 'normal' : 'ghost',
        ),
      );
      struck++;
    }

    if (rng.chance(0.45)) {
      strokes.push(stroke(tickOf(bar, beat), DRUM.kick, level * 0.7));
    }
  }

  return strokes;
}
