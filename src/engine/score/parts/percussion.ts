import type { Tick } from '../../kernel/index.ts';
import { barPlaces } from '../rhythm/bar-places.ts';
import { isThreeSide } from '../rhythm/clave.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { loudnessOf } from '../rhythm/dynamics.ts';
import { gridOf, SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { isInBreath } from '../rhythm/rest-in-breaths.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import { notesOfStrokes, stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import type { Generator } from './part-context.ts';
import { PERCUSSION_PATTERNS, type PercussionPattern } from './percussion-bar.ts';
import { percussionOfBar } from './percussion-patterns.ts';

const PARAMS = ['pattern', 'busyness'] as const;

/**
 * `percussion`: one hand-percussion player; the instrument decides what is struck. Params (all optional):
 * - `pattern`: auto (default: by the instrument), sixteenths, eighths, offbeats, backbeats, beats, tumbao, martillo, cajon, clave,
 *   campana, palmas, compas, bodhran, shekere, sticks, sleigh, sparse, triangle, club (a programmed loop off the kick), tops (sixteenths of a shaken loop).
 * - `busyness`: 0–1, default 0.5.
 */
export const percussion: Generator = (context) => {
  checkParams(context.plan, PARAMS);
  const busyness = numberParam(context.plan, 'busyness', 0, 1, 0.5);
  const hand = HANDS.get(context.instrument.id) ?? { drum: DRUM.shaker, last: DRUM.shaker, pattern: 'eighths' };
  const asked = wordParam(context.plan, 'pattern', PERCUSSION_PATTERNS, 'auto');
  // Figures that need several pitches stay with the instruments that have them.
  const pattern = asked === 'auto' || NEEDS.get(asked)?.includes(context.instrument.id) === false ? hand.pattern : asked;
  const grid = gridOf(context.brief.meter);
  const strokes: Stroke[] = [];
  for (const place of barPlaces(context.sections, context.bars, context.barTicks, context.style.form.phraseBars)) {
    const isOver = context.finalTick !== null && place.startTick >= context.finalTick;
    if (isOver || !context.plays(place.section)) {
      continue;
    }

    const slotsOf = (ticks: readonly Tick[]): number[] =>
      ticks
        .filter((tick) => tick >= place.startTick && tick < place.startTick + context.barTicks)
        .map((tick) => Math.round((tick - place.startTick) / SLOT_TICKS));
    strokes.push(
      ...percussionOfBar({
        place,
        grid,
        drum: hand.drum,
        pattern,
        busyness,
        isThreeSide: isThreeSide(context.brief, place.bar),
        kicks: slotsOf(context.pulse.kickTicks),
        backbeats: slotsOf(context.pulse.backbeatTicks),
        fill: context.pulse.fillBars.get(place.bar) ?? 0,
        figure: context.rng.fork(`figure/${place.section.material}/${place.section.kind}`),
        chance: context.rng.fork(`bar/${place.bar}`),
      }),
    );
  }

  const last = context.sections[context.sections.length - 1];
  if (context.finalTick !== null && last !== undefined && context.plays(last)) {
    strokes.push(stroke(context.finalTick, hand.last, loudnessOf(0.3, 0.7, last.energy), 'normal', 480));
  }

  const notes = notesOfStrokes(
    strokes,
    {
      twoHands: true,
      deviation: 0.07,
      isSilent: (tick) => (context.finalTick !== null && tick > context.finalTick) || isInBreath(tick, context.pulse.breaths),
      endTick: context.endTick,
    },
    context.rng.fork('hands'),
  );
  return { notes: breakRepeats(notes, context.barTicks, context.bars, context.rng.fork('repeats')) };
};

type Hand = { readonly drum: number; readonly last: number; readonly pattern: PercussionPattern };

const HANDS: ReadonlyMap<string, Hand> = new Map<string, Hand>([
  ['shaker', { drum: DRUM.shaker, last: DRUM.shaker, pattern: 'sixteenths' }],
  ['tambourine', { drum: DRUM.tambourine, last: DRUM.tambourine, pattern: 'eighths' }],
  ['claps', { drum: DRUM.clap, last: DRUM.clap, pattern: 'backbeats' }],
  ['snaps', { drum: DRUM.snap, last: DRUM.snap, pattern: 'backbeats' }],
  ['congas', { drum: DRUM.highConga, last: DRUM.lowConga, pattern: 'tumbao' }],
  ['bongos', { drum: DRUM.highBongo, last: DRUM.lowBongo, pattern: 'martillo' }],
  ['cajon', { drum: DRUM.snare, last: DRUM.kick, pattern: 'cajon' }],
  ['triangle', { drum: DRUM.triangle, last: DRUM.triangle, pattern: 'triangle' }],
  ['cowbell', { drum: DRUM.cowbell, last: DRUM.cowbell, pattern: 'beats' }],
  ['djembe', { drum: DRUM.highConga, last: DRUM.lowConga, pattern: 'hand-drum' }],
  ['tabla', { drum: DRUM.highConga, last: DRUM.lowConga, pattern: 'hand-drum' }],
  ['frame-drum', { drum: DRUM.highConga, last: DRUM.lowConga, pattern: 'frame-drum' }],
  ['timbales', { drum: DRUM.muteConga, last: DRUM.lowConga, pattern: 'cascara' }],
  ['surdo', { drum: DRUM.lowConga, last: DRUM.lowConga, pattern: 'surdo' }],
  ['agogo', { drum: DRUM.highBongo, last: DRUM.lowBongo, pattern: 'agogo' }],
  ['castanets', { drum: DRUM.woodBlock, last: DRUM.woodBlock, pattern: 'backbeats' }],
  ['claves', { drum: DRUM.woodBlock, last: DRUM.woodBlock, pattern: 'clave' }],
  ['guiro', { drum: DRUM.shaker, last: DRUM.openHat, pattern: 'guiro' }],
  ['wood-block', { drum: DRUM.woodBlock, last: DRUM.woodBlock, pattern: 'offbeats' }],
  ['sleigh-bells', { drum: DRUM.tambourine, last: DRUM.tambourine, pattern: 'eighths' }],
  ['wind-chimes', { drum: DRUM.triangle, last: DRUM.triangle, pattern: 'ring' }],
  ['gong', { drum: DRUM.triangle, last: DRUM.triangle, pattern: 'ring' }],
  ['stomps', { drum: DRUM.kick, last: DRUM.kick, pattern: 'stomps' }],
]);

const NEEDS: ReadonlyMap<PercussionPattern, readonly string[]> = new Map<PercussionPattern, readonly string[]>([
  ['tumbao', ['congas']],
  ['martillo', ['bongos']],
  ['cajon', ['cajon']],
  ['hand-drum', ['djembe', 'tabla', 'frame-drum', 'congas']],
  ['frame-drum', ['frame-drum', 'djembe']],
  ['cascara', ['timbales']],
  ['surdo', ['surdo']],
  ['agogo', ['agogo']],
  ['guiro', ['guiro']],
  ['stomps', ['stomps']],
  ['triangle', ['triangle']],
  ['campana', ['cowbell']],
  ['compas', ['cajon']],
  ['bodhran', ['frame-drum', 'cajon', 'djembe']],
]);
