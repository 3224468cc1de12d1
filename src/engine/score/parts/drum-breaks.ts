import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { kicksOfBar } from './drum-backbeat.ts';
import { fillEnergy, isLifted, tickOf, type DrumBar } from './drum-bar.ts';
import type { BreakName } from './drum-feels.ts';

/**
 * A break in sixteenths, four bars long: what the snare hand and the time hand play round the pulse's kicks.
 * Snare: `S` back-beat, `s` half as hard, `g` ghost. Hats: `X` accent, `x` closed, `h` a touch, `o` open, `R` ride accent, `r` ride.
 */
type Break = {
  readonly snare: readonly string[];
  /** In calm, moving and full sections. */
  readonly hats: readonly [calm: string, moving: string, full: string];
  /** Snare rows of sections that walk at half the speed. */
  readonly half: readonly string[];
};

const TABLE: Readonly<Record<BreakName, readonly Break[]>> = {
  // Drum and bass: snares on two and four, ghosts that roll into and away from them, the hand on eighths or sixteenths.
  'two-step': [
    {
      snare: ['....S..g.g..S...', '....S..g.g..S..g', '....S..g....S..g', '....S..g.g..S.gg'],
      hats: ['x...x...x...x...', 'x.X.x.X.x.X.x.X.', 'xhXhxhXhxhXhxhXo'],
      half: ['........S.......', '........S.....g.', '........S.......', '........S..g..g.'],
    },
    {
      snare: ['....S..g.g..S...', '....S....g..S.g.', '....S..g.g..S...', '....S..g.g.gS..s'],
      hats: ['..x...x...x...x.', 'x.x.X.x.x.x.X.x.', 'R.r.R.r.R.r.R.r.'],
      half: ['........S.......', '........S...g...', '........S......g', '......g.S..g....'],
    },
    {
      snare: ['....S..g....S..g', '....S..g.g..S...', '....S..g..g.S..g', '....S..g.g..S.gs'],
      hats: ['x.......x.......', '..X...X...X...X.', 'x.Xhx.Xhx.Xhx.Xo'],
      half: ['........S.......', '........S.......', '........S.....g.', '........S..g..gg'],
    },
  ],
  // The old break driven fast: the second back-beat leans, late in the sentence it comes early or twice.
  rolling: [
    {
      snare: ['....S..g.g..S..g', '....S..g.g..S..g', '....S..g.g....S.', '.g..S..g.g....S.'],
      hats: ['x...x...x...x...', 'x.x.x.x.x.x.x.x.', 'r.r.R.r.r.r.R.r.'],
      half: ['........S..g....', '........S.....g.', '....g...S..g....', '........S..g..s.'],
    },
    {
      snare: ['....S..g.gg.S...', '....S..g.g..S.gg', '....S..g.gg.S...', '..g.S..g.s..S.gs'],
      hats: ['x...x...x...x...', 'xhx.xhx.xhx.xhx.', 'xhXhxhXoxhXhxhXh'],
      half: ['........S.......', '........S..g....', '........S.......', '...g....S..g..gs'],
    },
  ],
  // Trip hop: a slow break with air; ghosts fall off the back-beat, the hat drags.
  dusty: [
    {
      snare: ['....S.......S..g', '....S..g....S...', '....S.......S..g', '....S..g.g..S...'],
      hats: ['x...x...x...x...', 'x.x.x.x.x.x.x.x.', 'X.xhX.x.X.xhX.xo'],
      half: ['........S.......', '........S..g....', '........S.......', '........S.....g.'],
    },
    {
      snare: ['....S....g..S...', '....S..g.g..S.g.', '....S....g..S...', '.g..S..g....S..s'],
      hats: ['x.......x...x...', 'x.x.xhx.x.x.x.x.', 'X.x.X.xhX.x.X.o.'],
      half: ['........S.......', '........S......g', '....g...S.......', '........S..g.g..'],
    },
  ],
  // A break with its feet crossed: the first back-beat stays away or comes late, as sampled drums put together anew.
  tripped: [
    {
      snare: ['....S.....s...S.', '....S..g....S...', '....S.....s...S.', '..g.S..g..S..g..'],
      hats: ['x...x...x...x...', 'x.x.x.xhx.x.x.x.', 'X.xhx.X.x.xhx.Xo'],
      half: ['........S.......', '........S....g..', '......g.S.......', '........S..g..s.'],
    },
    {
      snare: ['....S..g...gS...', '....S..g..s...S.', '....S..g...gS...', '....S.g...s..gS.'],
      hats: ['..x...x...x...x.', 'x..xx..xx..xx.x.', 'X.xxX.x.X.xxX.xo'],
      half: ['........S.......', '........S..g....', '........S.......', '..g.....S..g.g..'],
    },
  ],
  // Lagos: no back-beat, a hand that talks with the foot across the bar line, the hat opened where nobody else is.
  afro: [
    {
      snare: ['......S..g..g..S', '..g...S...g.S...', '......S..g..g..S', '..gS..g..s..S.g.'],
      hats: ['x...x...x...x...', 'x.x.x.xhx.x.x.o.', 'x.Xhx.X.xhX.x.Xo'],
      half: ['......S.........', '............S...', '......S.........', '......g.....S...'],
    },
    {
      snare: ['...S..g...S..g..', '...S..g...S...g.', '...S..g.g.S..g..', '.g.S..s...S..gS.'],
      hats: ['x.....x...x.....', 'x.xxx.x.x.xxx.o.', 'X.xxX.xhX.xxX.xo'],
      half: ['...S............', '..........S.....', '...S............', '..........S..g..'],
    },
    {
      snare: ['....g.S...gg..S.', '....g.S..g..g.S.', '....g.S...gg..S.', '..g.S..g..S..gs.'],
      hats: ['..x...x...x...x.', 'h.X.h.X.h.X.h.Xo', 'xhXhxhXoxhXhxhXo'],
      half: ['......S.........', '......S.......g.', '..............S.', '......S.....g.S.'],
    },
  ],
};

/** One bar of a break: kicks of the pulse, and the hands by the material's figure; half-time where the section stands back. */
export function breakBar(bar: DrumBar): Stroke[] {
  const { grid, place, layers, settings } = bar;
  const figure = bar.figure.fork('break').pick(TABLE[settings.breaks]);
  const isHalf = isHalfTime(bar);
  const rows = isHalf ? figure.half : figure.snare;
  // A sentence is told as a b a c; the second half of a long phrase tells it with its middle bars changed about.
  const isTurned = Math.floor(place.barInPhrase / 4) % 2 === 1;
  const order = isTurned ? [1, 0, 2, 3] : [0, 1, 2, 3];
  const snare = stretched(rows[order[place.barInPhrase % 4] ?? 0] ?? '', grid.slots);
  const energy = place.section.energy;
  const hats = stretched(figure.hats[energy < 0.35 ? 0 : energy < 0.66 && !isLifted(bar) ? 1 : 2], grid.slots);
  const kicks = isHalf ? kicksOfBar({ ...bar, kicks: bar.kicks.filter((slot) => slot < grid.slots / 2) }) : kicksOfBar(bar);
  return [...kicks, ...(layers.snare ? snareHand(bar, snare, isHalf) : []), ...(layers.hats ? timeHand(bar, hats) : [])].filter(
    (one) => one.tick < tickOf(bar, bar.fillFrom) || bar.fill <= 0,
  );
}

/** Breakdowns and bridges walk; so does what stays quiet. */
function isHalfTime({ place, settings }: DrumBar): boolean {
  const { kind, energy } = place.section;
  return settings.breaks !== 'dusty' && (kind === 'break' || kind === 'bridge' || energy < 0.3);
}

function snareHand(bar: DrumBar, row: string, isHalf: boolean): Stroke[] {
  const { settings, place } = bar;
  const level = loudnessOf(0.58, 0.95, place.energy);
  const ghost = loudnessOf(0.24, 0.4, place.energy);
  const whim = bar.chance.fork('snare');
  return [...row].flatMap((sign, slot) => {
    const tick = tickOf(bar, slot);
    switch (sign) {
      case 'S':
        return [
          stroke(tick, DRUM.snare, level * (isHalf ? 1.04 : 1), isLifted(bar) ? 'accent' : 'normal'),
          ...(settings.snare === 'snare-clap' && place.section.energy > 0.55 ? [stroke(tick, DRUM.clap, level * 0.7)] : []),
        ];
      case 's':
        return [stroke(tick, DRUM.snare, level * 0.68)];
      case 'g':
        return bar.layers.extras && !bar.kicks.includes(slot) && whim.chance(0.5 + 0.5 * settings.ghosts)
          ? [stroke(tick, DRUM.snare, ghost * whim.between(0.75, 1.1), 'ghost')]
          : [];
      default:
        return [];
    }
  });
}

function timeHand(bar: DrumBar, row: string): Stroke[] {
  const level = loudnessOf(0.32, 0.66, bar.place.energy);
  const whim = bar.chance.fork('hats');
  const lost = whim.chance(0.3) ? whim.integer(1, bar.grid.slots - 1) : -1;
  const barked = whim.chance(bar.settings.openHats * 0.4) ? whim.pick([6, 10, 14]) : -1;
  return [...row].flatMap((sign, slot) => {
    const tick = tickOf(bar, slot);
    if (sign === '.' || (slot === lost && slot % 4 !== 0)) {
      return [];
    }

    if (sign === 'o' || (slot === barked && sign !== 'R' && sign !== 'r')) {
      return [stroke(tick, DRUM.openHat, level * 1.08, 'accent', 2 * SLOT_TICKS)];
    }

    const isRide = sign === 'R' || sign === 'r';
    const weight = sign === 'X' || sign === 'R' ? 1 : sign === 'h' ? 0.52 : 0.76;
    return [
      stroke(
        tick,
        isRide ? DRUM.ride : DRUM.closedHat,
        level * weight * whim.between(0.94, 1.05),
        'normal',
        isRide ? 480 : SLOT_TICKS / 2,
      ),
    ];
  });
}

/** Rows written for sixteen sixteenths, cut or begun again for other metres. */
function stretched(row: string, slots: number): string {
  return slots <= row.length ? row.slice(0, slots) : row + row.slice(0, slots - row.length);
}

/** Pieces of two beats that a break is chopped into: `K` kick, `S` snare, `g` ghost, `x` hat, `o` open hat. */
const CHOPS = ['K.SgK.Sg', 'S.gSS.g.', 'K..SK..S', 'SgSgSSSS', 'K.S.gKS.', 'S..S..SS', 'KxSxSgSg', 'S.S.SSSS'] as const;

/** A break's fill is made of the break: its pieces begin again too soon, the last one stutters in thirty-seconds or stops dead. */
export function chopFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const rng = bar.chance.fork('chop');
  const level = loudnessOf(0.5, 0.92, fillEnergy(bar));
  const strokes: Stroke[] = [];
  for (let from = fillFrom; from < grid.slots; from += 8) {
    const chop = rng.pick(CHOPS);
    [...chop].slice(0, grid.slots - from).forEach((sign, offset) => {
      const tick = tickOf(bar, from + offset);
      const swell = 0.86 + (0.16 * (from + offset - fillFrom)) / Math.max(1, grid.slots - fillFrom);
      if (sign === 'K') {
        strokes.push(stroke(tick, DRUM.kick, level * swell));
      } else if (sign === 'S' || sign === 'g') {
        strokes.push(stroke(tick, DRUM.snare, level * swell * (sign === 'g' ? 0.42 : 0.92), sign === 'g' ? 'ghost' : 'normal'));
      } else if (sign === 'x' || sign === 'o') {
        strokes.push(stroke(tick, sign === 'x' ? DRUM.closedHat : DRUM.openHat, level * 0.6, 'normal', SLOT_TICKS));
      }
    });
  }

  const close = rng.pick(['none', 'burst', 'stop'] as const);
  if (close === 'burst') {
    const from = tickOf(bar, grid.slots - 2);
    return [
      ...strokes.filter((one) => one.tick < from),
      ...[0, 1, 2, 3].map((index) =>
        stroke(from + (index * SLOT_TICKS) / 2, DRUM.snare, level * (0.62 + 0.11 * index), 'normal', 90),
      ),
    ];
  }

  return close === 'stop' && grid.slots - fillFrom >= 8
    ? strokes.filter((one) => one.tick < tickOf(bar, grid.slots - 2))
    : strokes;
}

/**
 * Techno and minimal turn a phrase by taking away: the kick is cut for a beat or two (the pulse lifts it) while one voice
 * speaks alone: hats that swell, a tom in threes, a clap thrown late.
 */
export function cutFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const rng = bar.chance.fork('cut');
  const level = loudnessOf(0.4, 0.82, fillEnergy(bar));
  const total = grid.slots - fillFrom;
  switch (rng.pick(['hats', 'tom', 'clap', 'open'] as const)) {
    case 'hats':
      return Array.from({ length: total }, (_, index) =>
        stroke(
          tickOf(bar, fillFrom + index),
          DRUM.closedHat,
          level * (0.4 + (0.5 * index) / total) * (index % 2 === 0 ? 1 : 0.72),
          'normal',
          90,
        ),
      );
    case 'tom':
      return Array.from({ length: Math.ceil(total / 3) }, (_, index) => fillFrom + index * 3)
        .filter((slot) => slot < grid.slots)
        .map((slot, index) =>
          stroke(tickOf(bar, slot), rng.chance(0.6) ? DRUM.lowTom : DRUM.midTom, level * (0.8 + 0.05 * index)),
        );
    case 'clap':
      return rng
        .pick([[3], [2], [6, 3], [5, 2]])
        .filter((back) => back <= total)
        .map((back) => stroke(tickOf(bar, grid.slots - back), DRUM.clap, level));
    case 'open':
      return [stroke(tickOf(bar, grid.slots - Math.min(total, 2)), DRUM.openHat, level * 1.05, 'accent', 2 * SLOT_TICKS)];
  }
}
