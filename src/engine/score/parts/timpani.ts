import { barPlaces, type BarPlace } from '../rhythm/bar-places.ts';
import { humanVelocity, loudnessOf } from '../rhythm/dynamics.ts';
import { gridOf } from '../rhythm/meter-grid.ts';
import { restInBreaths } from '../rhythm/rest-in-breaths.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import type { Note } from '../score.ts';
import { chordAt, fifthOf } from '../theory/chord.ts';
import { nearestPitchWithin } from '../theory/pitch.ts';
import type { Generator, PartContext } from './part-context.ts';

const PARAMS = ['pattern', 'busyness'] as const;
const PATTERNS = ['cadences', 'roots', 'march'] as const;

/** Ticks between the strokes of a roll: thirty-seconds. */
const ROLL_TICKS = 120;

/**
 * `timpani`: kettledrums. Params (all optional):
 * - `pattern`: cadences (default: strokes at arrivals, rolls into seams and the final chord), roots (also each new chord), march
 *   (root and fifth on the beats).
 * - `busyness`: 0–1, default 0.5.
 */
export const timpani: Generator = (context) => {
  checkParams(context.plan, PARAMS);
  const pattern = wordParam(context.plan, 'pattern', PATTERNS, 'cadences');
  const busyness = numberParam(context.plan, 'busyness', 0, 1, 0.5);
  const grid = gridOf(context.brief.meter);
  const notes: Note[] = [];
  for (const place of barPlaces(context.sections, context.bars, context.barTicks, context.style.form.phraseBars)) {
    const isOver = context.finalTick !== null && place.startTick >= context.finalTick;
    if (isOver || !context.plays(place.section)) {
      continue;
    }

    const barEnd = place.startTick + context.barTicks;
    const isToFinal = context.finalTick === barEnd;
    const chance = context.rng.fork(`bar/${place.bar}`);
    const isRoll =
      (place.isSectionEnd && place.rise > 0.08 && chance.chance(0.75)) ||
      (isToFinal && place.energy > 0.35) ||
      (place.section.kind === 'build' && place.barInSection >= place.section.bars - 2);
    const beat = barEnd - place.startTick - (grid.beats[Math.floor(grid.beats.length / 2)] ?? 0) * 240;
    const isWholeBar = place.section.kind === 'build' || place.rise > 0.3;
    const rollFrom = isRoll ? (isWholeBar ? place.startTick : barEnd - beat) : barEnd;
    notes.push(...strokesOf(context, place, pattern, busyness).filter((note) => note.startTick < rollFrom));
    if (isRoll) {
      notes.push(...rollOf(context, place, rollFrom, barEnd));
    }
  }

  return {
    notes: [...restInBreaths(notes, context.pulse.breaths), ...finalStroke(context)].sort(
      (left, right) => left.startTick - right.startTick,
    ),
  };
};

function strokesOf(context: PartContext, place: BarPlace, pattern: (typeof PATTERNS)[number], busyness: number): Note[] {
  const grid = gridOf(context.brief.meter);
  const chance = context.rng.fork(`strokes/${place.bar}`);
  const loud = loudnessOf(0.4, 0.9, place.energy);
  const starts = context.chords.filter(
    (chord) => chord.startTick >= place.startTick && chord.startTick < place.startTick + context.barTicks,
  );
  if (pattern === 'march') {
    return grid.beats
      .filter((_, index) => index % 2 === 0 || place.energy > 0.55 || chance.chance(busyness * 0.5))
      .map((slot, index) => strike(context, place.startTick + slot * 240, loud * (index === 0 ? 1 : 0.8), index % 2 === 1));
  }

  const isArrival = place.barInSection === 0 || (place.barInPhrase === 0 && place.energy > 0.5);
  const strokes = isArrival ? [strike(context, place.startTick, loud, false)] : [];
  if (pattern === 'roots' || place.energy > 0.75) {
    for (const chord of starts.filter((one) => one.startTick !== place.startTick || !isArrival)) {
      if (pattern === 'roots' || chance.chance(0.4 + 0.5 * busyness)) {
        strokes.push(strike(context, chord.startTick, loud * 0.85, false));
      }
    }
  }

  // Two quick strokes on the fifth lead back to the bar line.
  if (place.isPhraseEnd && place.energy > 0.5 && chance.chance(0.3 + 0.4 * busyness)) {
    const end = place.startTick + context.barTicks;
    strokes.push(strike(context, end - 480, loud * 0.6, true), strike(context, end - 240, loud * 0.72, true));
  }

  return strokes;
}

/** A roll on the coming chord's root (or the fifth of the key before the final chord), swelling to the bar line. */
function rollOf(context: PartContext, place: BarPlace, from: number, to: number): Note[] {
  const isToFinal = context.finalTick === to;
  const next = chordAt(context.chords, to);
  const here = chordAt(context.chords, to - 1);
  // The drum that will be struck at the seam sounds, unless it grates against the chord before it.
  const shared = [next.bass, fifthOf(next), here.bass].find((pitchClass) =>
    [here.bass, here.root, fifthOf(here)].includes(pitchClass),
  );
  const pitch = nearestPitchWithin(isToFinal ? here.bass : (shared ?? here.bass), 45, [
    context.instrument.low,
    context.instrument.high,
  ]);
  const peak = loudnessOf(0.5, 0.95, Math.min(1, place.energy + Math.max(0, place.rise) * 0.8));
  const first = peak * (place.section.kind === 'build' && place.barInSection === place.section.bars - 1 ? 0.5 : 0.28);
  const notes: Note[] = [];
  for (let tick = from; tick < to; tick += ROLL_TICKS) {
    const through = (tick - from) / (to - from);
    notes.push({
      startTick: tick,
      durationTicks: ROLL_TICKS,
      pitch,
      velocity: humanVelocity(first + (peak - first) * through * through, 0.06, context.rng.fork(`roll/${tick}`)),
      articulation: 'normal',
    });
  }

  return notes;
}

function strike(context: PartContext, tick: number, velocity: number, isFifth: boolean): Note {
  const chord = chordAt(context.chords, tick);
  return {
    startTick: tick,
    durationTicks: Math.max(1, Math.min(960, context.endTick - tick)),
    pitch: nearestPitchWithin(isFifth ? fifthOf(chord) : chord.bass, 45, [context.instrument.low, context.instrument.high]),
    velocity: humanVelocity(velocity, 0.05, context.rng.fork(`strike/${tick}`)),
    articulation: 'normal',
  };
}

function finalStroke(context: PartContext): Note[] {
  const last = context.sections[context.sections.length - 1];
  if (context.finalTick === null || last === undefined || !context.plays(last)) {
    return [];
  }

  return [{ ...strike(context, context.finalTick, loudnessOf(0.5, 0.95, last.energy), false), articulation: 'accent' }];
}
