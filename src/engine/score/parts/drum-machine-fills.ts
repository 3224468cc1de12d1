import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { fillEnergy, tickOf, type DrumBar } from './drum-bar.ts';

/** Programmed fills: a stutter that doubles, a clap figure against the grid, or toms in threes, over a lifted kick. */
export function machineFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const rng = bar.chance.fork('fill');
  const level = loudnessOf(0.46, 0.9, fillEnergy(bar));
  const total = grid.slots - fillFrom;
  switch (rng.pick(['stutter', 'claps', 'threes', 'stutter', 'hats'] as const)) {
    case 'stutter':
      return stutter(bar, fillFrom, grid.slots, DRUM.snare, level);
    case 'claps': {
      const figure = rng.pick([
        [3, 1],
        [6, 3, 1],
        [4, 2, 1],
        [5, 3, 2, 1],
      ]);
      return figure
        .filter((back) => back <= total)
        .map((back) => stroke(tickOf(bar, grid.slots - back), DRUM.clap, level * (back === 1 ? 1 : 0.72)));
    }
    case 'threes': {
      const toms = [DRUM.highTom, DRUM.highTom, DRUM.midTom, DRUM.midTom, DRUM.lowTom, DRUM.lowTom];
      const places = Array.from({ length: Math.ceil(total / 3) }, (_, index) => fillFrom + index * 3);
      return places
        .filter((slot) => slot < grid.slots)
        .map((slot, index) =>
          stroke(
            tickOf(bar, slot),
            toms[Math.floor((index * toms.length) / places.length)]!,
            level * (0.8 + (0.2 * index) / places.length),
          ),
        );
    }
    case 'hats': {
      const strokes = Array.from({ length: total }, (_, index) =>
        stroke(
          tickOf(bar, fillFrom + index),
          DRUM.closedHat,
          level * (0.3 + (0.4 * index) / total) * (index % 2 === 0 ? 1 : 0.75),
          'normal',
          90,
        ),
      );
      return [
        ...strokes,
        stroke(tickOf(bar, grid.slots - 2), DRUM.clap, level),
        stroke(tickOf(bar, grid.slots - 1), DRUM.snare, level * 0.8),
      ];
    }
  }
}

/** Repeats of one drum that double in speed towards the bar line and swell. */
function stutter(bar: DrumBar, from: number, to: number, drum: number, level: number): Stroke[] {
  const strokes: Stroke[] = [];
  const total = (to - from) * SLOT_TICKS;
  let offset = 0;
  while (offset < total) {
    const through = offset / total;
    strokes.push(stroke(tickOf(bar, from) + offset, drum, level * (0.45 + 0.55 * through), 'normal', 90));
    offset +=
      through < 0.5 ? (total > 4 * SLOT_TICKS ? 2 * SLOT_TICKS : SLOT_TICKS) : through < 0.8 ? SLOT_TICKS : SLOT_TICKS / 2;
  }

  return strokes;
}

/** Eighties: big toms tumbling in sixteenths, each struck twice, the snare shouting before the bar line. */
export function gatedFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const rng = bar.chance.fork('fill');
  const level = loudnessOf(0.52, 0.94, fillEnergy(bar));
  const total = grid.slots - fillFrom;
  const toms = [DRUM.highTom, DRUM.midTom, DRUM.lowTom];
  const rhythm = rng.pick([
    [1, 1, 1, 1],
    [1, 0, 1, 1],
    [1, 1, 0, 1],
    [1, 0, 0, 1],
  ]);
  const isShout = rng.chance(0.4) && total >= 8;
  const end = isShout ? grid.slots - 2 : grid.slots;
  const strokes: Stroke[] = [];
  for (let slot = fillFrom; slot < end; slot++) {
    if (rhythm[(slot - fillFrom) % 4] === 1) {
      const drum = toms[Math.min(2, Math.floor(((slot - fillFrom) * 3) / (end - fillFrom)))]!;
      strokes.push(stroke(tickOf(bar, slot), drum, level * ((slot - fillFrom) % 4 === 0 ? 1 : 0.8), 'normal', 240));
    }
  }

  if (isShout) {
    strokes.push(
      stroke(tickOf(bar, grid.slots - 2), DRUM.snare, level),
      stroke(tickOf(bar, grid.slots - 1), DRUM.snare, level * 0.85),
    );
  }

  return [
    ...strokes,
    ...grid.beats.filter((beat) => beat >= fillFrom).map((beat) => stroke(tickOf(bar, beat), DRUM.kick, level * 0.9)),
  ];
}

/** Trap: the bottom drops out, a snare roll in sixteenths or triplets climbs, hats burst at the end. */
export function trapFill(bar: DrumBar): Stroke[] {
  const { grid, fillFrom } = bar;
  const rng = bar.chance.fork('fill');
  const level = loudnessOf(0.44, 0.84, fillEnergy(bar));
  const totalTicks = (grid.slots - fillFrom) * SLOT_TICKS;
  const spacing = rng.pick([160, 240, 320]);
  const strokes: Stroke[] = [];
  for (let offset = 0; offset < totalTicks; offset += spacing) {
    const through = offset / totalTicks;
    strokes.push(stroke(tickOf(bar, fillFrom) + offset, DRUM.snare, level * (0.42 + 0.55 * through), 'normal', 90));
  }

  const hats = Math.min(2, grid.slots - fillFrom);
  const burst = rng.pick([4, 6]);
  for (let index = 0; index < burst; index++) {
    const tick = tickOf(bar, grid.slots - hats) + Math.round((index * hats * SLOT_TICKS) / burst);
    strokes.push(stroke(tick, DRUM.closedHat, level * (0.35 + (0.3 * index) / burst), 'normal', 50));
  }

  return strokes;
}

/**
 * A build: the snare (and clap) climbs from quarters to eighths, sixteenths and thirty-seconds over the section while the
 * hats thin out. `through` is the bar's place in the build, 0–1, `share` the part of the build that one bar is.
 */
export function buildRoll(bar: DrumBar, through: number, share: number): Stroke[] {
  const { grid, place } = bar;
  const peak = loudnessOf(0.6, 0.95, Math.max(place.energy, 0.6));
  const strokes: Stroke[] = [];
  const half = SLOT_TICKS / 2;
  const total = grid.slots * 2;
  for (let index = 0; index < total; index++) {
    const now = through + (share * index) / total;
    const every = now < 0.34 ? 8 : now < 0.62 ? 4 : now < 0.88 ? 2 : 1;
    if (index % every === 0) {
      const isOn = index % 8 === 0;
      const velocity = peak * (0.34 + 0.66 * now * now) * (isOn ? 1 : 0.88);
      strokes.push(stroke(place.startTick + index * half, DRUM.snare, velocity, 'normal', 90));
      if (isOn && now > 0.3 && !bar.settings.feel.isLive) {
        strokes.push(stroke(place.startTick + index * half, DRUM.clap, velocity * 0.8));
      }
    }
  }

  return strokes;
}
