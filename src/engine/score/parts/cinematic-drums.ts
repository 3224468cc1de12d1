import type { Rng } from '../../kernel/index.ts';
import { barPlaces, type BarPlace } from '../rhythm/bar-places.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { loudnessOf } from '../rhythm/dynamics.ts';
import { gridOf, SLOT_TICKS, type MeterGrid } from '../rhythm/meter-grid.ts';
import { isInBreath } from '../rhythm/rest-in-breaths.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import { notesOfStrokes, stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import type { Generator, PartContext } from './part-context.ts';

const PARAMS = ['pattern', 'busyness'] as const;
const PATTERNS = ['ostinato', 'hits', 'heartbeat', 'gallop', 'march'] as const;
type Pattern = (typeof PATTERNS)[number];

/**
 * `cinematic-drums`: taikos and other big drums. Params (all optional):
 * - `pattern`: ostinato (default: three-three-two figures that thicken with energy), hits (only arrivals and answers), heartbeat,
 *   gallop, march.
 * - `busyness`: 0–1, default 0.5.
 *
 * Every seam into a louder section is led into by a crescendo run, and struck; `build` sections grow through all levels.
 */
export const cinematicDrums: Generator = (context) => {
  checkParams(context.plan, PARAMS);
  const pattern = wordParam(context.plan, 'pattern', PATTERNS, 'ostinato');
  const busyness = numberParam(context.plan, 'busyness', 0, 1, 0.5);
  const grid = gridOf(context.brief.meter);
  const strokes: Stroke[] = [];
  for (const place of barPlaces(context.sections, context.bars, context.barTicks, context.style.form.phraseBars)) {
    const isOver = context.finalTick !== null && place.startTick >= context.finalTick;
    if (!isOver && context.plays(place.section)) {
      strokes.push(...cinematicBar({ context, place, grid, pattern, busyness }));
    }
  }

  strokes.push(...finalBlow(context));
  const notes = notesOfStrokes(
    strokes,
    {
      twoHands: false,
      deviation: 0.06,
      isSilent: (tick) => (context.finalTick !== null && tick > context.finalTick) || isInBreath(tick, context.pulse.breaths),
      endTick: context.endTick,
    },
    context.rng.fork('hands'),
  );
  return { notes: breakRepeats(notes, context.barTicks, context.bars, context.rng.fork('repeats')) };
};

type CinematicBar = {
  readonly context: PartContext;
  readonly place: BarPlace;
  readonly grid: MeterGrid;
  readonly pattern: Pattern;
  readonly busyness: number;
};

/** Accents of a 4/4 bar in sixteenths: the figures that film drums live on. */
const FIGURES: readonly (readonly number[])[] = [
  [0, 6, 12],
  [0, 3, 6, 8, 12],
  [0, 6, 8, 14],
  [0, 3, 6, 10, 12],
  [0, 4, 6, 10, 14],
];

function cinematicBar(bar: CinematicBar): Stroke[] {
  const { context, place, grid, pattern, busyness } = bar;
  const figure = context.rng.fork(`figure/${place.section.material}`);
  const chance = context.rng.fork(`bar/${place.bar}`);
  const fill = context.pulse.fillBars.get(place.bar) ?? 0;
  const beat = grid.slots - (grid.beats[grid.beats.length - 1] ?? 0);
  const fillFrom = fill >= 0.4 && place.rise > 0 ? grid.slots - beat * (fill > 0.75 ? 2 : 1) : grid.slots;
  const strokes = accentsOf(bar, figure, chance).filter((one) => one.tick < at(place, fillFrom));
  const isArrival = place.barInSection === 0 && place.bar > 0;
  if (isArrival && place.section.energy > 0.35) {
    strokes.push(stroke(at(place, 0), DRUM.lowTaiko, loudnessOf(0.6, 1, place.energy), 'accent', 960));
    if (context.instrument.id === 'kit-cinematic' && place.section.energy > 0.55) {
      strokes.push(stroke(at(place, 0), DRUM.crash, loudnessOf(0.4, 0.8, place.energy), 'normal', 3840));
    }
  }

  if (pattern === 'ostinato' || pattern === 'gallop') {
    strokes.push(...motorOf(bar, busyness, strokes, fillFrom));
  }

  return fillFrom < grid.slots ? [...strokes, ...runUp(bar, fillFrom, chance)] : strokes;
}

function accentsOf(bar: CinematicBar, figure: Rng, chance: Rng): Stroke[] {
  const { place, grid, pattern } = bar;
  const loud = loudnessOf(0.42, 0.96, place.energy);
  const low = (slot: number, weight: number): Stroke =>
    stroke(at(place, slot), DRUM.lowTaiko, loud * weight, weight >= 1 ? 'accent' : 'normal', 480);
  switch (pattern) {
    case 'heartbeat':
      return [low(0, 1), low(grid.isCompound ? 2 : 3, 0.62)];
    case 'march':
      return grid.beats.map((slot, index) =>
        index % 2 === 0 ? low(slot, index === 0 ? 1 : 0.85) : stroke(at(place, slot), DRUM.highTaiko, loud * 0.75, 'normal', 240),
      );
    case 'hits': {
      const answers = chance.chance(0.35 + 0.4 * bar.busyness) && place.barInPhrase % 2 === 1 ? [chance.pick([6, 10, 12])] : [];
      return [
        ...(place.barInPhrase % 2 === 0 ? [low(0, 1)] : []),
        ...answers.filter((slot) => slot < grid.slots).map((slot) => low(slot, 0.8)),
      ];
    }
    default: {
      if (place.energy < 0.3) {
        return place.barInPhrase % 2 === 0 ? [low(0, 0.9)] : chance.chance(0.4) ? [low(Math.floor(grid.slots / 2), 0.6)] : [];
      }

      const figures = figure.shuffled(FIGURES);
      const chosen = (place.barInPhrase % 4 === 3 ? figures[1] : figures[0]) ?? FIGURES[0]!;
      return chosen
        .map((slot) => (grid.isCompound ? Math.floor(slot / 4) * 6 + ([0, 2, 4, 4][slot % 4] ?? 0) : slot))
        .filter((slot) => slot < grid.slots)
        .map((slot, index) => low(slot, index === 0 ? 1.02 : 0.86));
    }
  }
}

/** The motor between the accents: high drums in eighths, then sixteenths, always softer than the accents. */
function motorOf(bar: CinematicBar, busyness: number, accents: readonly Stroke[], fillFrom: number): Stroke[] {
  const { place, grid, pattern } = bar;
  const drive = place.energy * (0.6 + 0.8 * busyness);
  if (drive < 0.32) {
    return [];
  }

  const loud = loudnessOf(0.3, 0.62, place.energy);
  const taken = new Set(accents.map((one) => one.tick));
  const gallop = pattern === 'gallop' ? new Set(grid.isCompound ? [0, 2, 4] : [0, 2, 3]) : null;
  const unit = grid.isCompound ? 6 : 4;
  const strokes: Stroke[] = [];
  for (let slot = 0; slot < fillFrom; slot++) {
    const isEighth = slot % 2 === 0;
    const isOn = gallop !== null ? gallop.has(slot % unit) : isEighth || (drive > 0.62 && !grid.isCompound);
    if (isOn && !taken.has(at(place, slot))) {
      const weight = grid.beats.includes(slot) ? 1 : isEighth ? 0.76 : 0.55;
      strokes.push(stroke(at(place, slot), DRUM.highTaiko, loud * weight, weight < 0.6 ? 'ghost' : 'normal', 120));
    }
  }

  return strokes;
}

/** The run into a seam: sixteenths or triplets that grow from a murmur to a blow, low and high together at the end. */
function runUp(bar: CinematicBar, from: number, chance: Rng): Stroke[] {
  const { place, grid } = bar;
  const total = (grid.slots - from) * SLOT_TICKS;
  const spacing = chance.pick([160, 240, 240, 120]);
  const peak = loudnessOf(0.55, 1, Math.min(1, place.energy + place.rise));
  const strokes: Stroke[] = [];
  for (let offset = 0; offset < total; offset += spacing) {
    const through = offset / total;
    const tick = at(place, from) + offset;
    const velocity = peak * (0.34 + 0.62 * through);
    strokes.push(
      stroke(tick, through > 0.55 && offset % (2 * spacing) === 0 ? DRUM.lowTaiko : DRUM.highTaiko, velocity, 'normal', spacing),
    );
  }

  return strokes;
}

function finalBlow(context: PartContext): Stroke[] {
  const last = context.sections[context.sections.length - 1];
  if (context.finalTick === null || last === undefined || !context.plays(last)) {
    return [];
  }

  const loud = loudnessOf(0.5, 1, last.energy);
  const ring = Math.max(1, context.endTick - context.finalTick);
  const blow = stroke(context.finalTick, DRUM.lowTaiko, loud, 'accent', Math.min(ring, 1920));
  return context.instrument.id === 'kit-cinematic' && last.energy > 0.4
    ? [blow, stroke(context.finalTick, DRUM.crash, loud * 0.75, 'normal', ring)]
    : [blow];
}

function at(place: BarPlace, slot: number): number {
  return place.startTick + slot * SLOT_TICKS;
}
