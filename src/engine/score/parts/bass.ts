import { clamp, type Rng, type Tick } from '../../kernel/index.ts';
import { barPlaces, type BarPlace } from '../rhythm/bar-places.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { humanVelocity } from '../rhythm/dynamics.ts';
import { gridOf, SLOT_TICKS, type MeterGrid } from '../rhythm/meter-grid.ts';
import { restInBreaths } from '../rhythm/rest-in-breaths.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import type { ChordSpan, Note } from '../score.ts';
import { nearestPitchWithin, tonicPitchClass } from '../theory/pitch.ts';
import {
  BASS_LINES,
  bassLoudness,
  type BassBar,
  type BassLine,
  type BassNote,
  type BassSettings,
  type BassWriter,
  type ChordHere,
} from './bass-bar.ts';
import { afroLine, continuoLine, dembowLine, tumbaoLine } from './bass-world-lines.ts';
import { clubLine } from './bass-club-lines.ts';
import { boogieLine, cutTimeLine, oneDropLine, soulLine, twoBeatLine, uprightLine } from './bass-band-lines.ts';
import { withFill } from './bass-fills.ts';
import {
  arpeggioLine,
  bossaLine,
  discoLine,
  eightOhEightLine,
  octavesLine,
  offbeatLine,
  reggaeLine,
  syncopatedLine,
} from './bass-groove-lines.ts';
import { eighthsLine, gallopLine, heldLine, pedalLine, rootFifthLine, rootsLine } from './bass-plain-lines.ts';
import { walkingLine } from './bass-walking.ts';
import { inSection } from './bass-sections.ts';
import { isPeak } from './drum-section.ts';
import type { Generator, PartContext } from './part-context.ts';

const PARAMS = ['line', 'lift', 'busyness', 'ghosts', 'approach', 'fills', 'glides', 'two'] as const;

/**
 * `bass`: the bass line for the whole piece. Params (all optional):
 * - `line`: roots (default; with the kick), held, root-fifth, walking, octaves, disco, syncopated, eighths, gallop, offbeat, bossa,
 *   808, sub, pedal, arpeggio, reggae; club lines told in two bars: rumble, rolling, deep, bounce, roller, reese, dub.
 *   Bands: boogie, two-beat, cut-time, one-drop, soul, upright. Further off: tumbao (tied over the bar line), afro, dembow, continuo.
 * - `lift`: the line of choruses, drops and other sections of energy 0.7 and more; default the same as `line`.
 * - `busyness` 0–1 (0.5), `ghosts` 0–1 dead notes (0), `approach` 0–1 steps into new chords (0.5), `fills` 0–1 runs at phrase ends
 *   (0.5), `glides` 0–1 slides of the 808 line (0.5), `two` 0–1 energy below which a walking line is in two (0).
 *
 * Whatever the line, the note on a chord's start is the chord's bass; kicks come from the pulse; breaths before drops stay empty.
 */
export const bass: Generator = (context) => {
  checkParams(context.plan, PARAMS);
  const settings = settingsOf(context);
  const grid = gridOf(context.brief.meter);
  const places = barPlaces(context.sections, context.bars, context.barTicks, context.style.form.phraseBars);
  const roots = rootsOf(context, settings);
  const notes: Note[] = [];
  for (const place of places) {
    const isOver = context.finalTick !== null && place.startTick >= context.finalTick;
    if (isOver || !context.plays(place.section)) {
      continue;
    }

    const bar = barOf(context, place, settings, grid, roots);
    if (bar.chords.length > 0) {
      const line = inSection(bar, WRITERS[bar.line](bar), isPeak(place.section, context));
      notes.push(...written(bar, grounded(bar, withFill(bar, line)), context.rng));
    }
  }

  // A final chord in the middle of a bar ends the line there.
  const until = context.finalTick ?? context.endTick;
  const varied = breakRepeats(
    restInBreaths(
      notes.filter(({ startTick }) => startTick < until),
      context.pulse.breaths,
    ),
    context.barTicks,
    context.bars,
    context.rng.fork('repeats'),
  );
  return { notes: oneVoice([...varied, ...finalNote(context, settings)]) };
};

const WRITERS: Readonly<Record<BassLine, BassWriter>> = {
  roots: rootsLine,
  held: heldLine,
  'root-fifth': rootFifthLine,
  walking: walkingLine,
  octaves: octavesLine,
  disco: discoLine,
  syncopated: syncopatedLine,
  eighths: eighthsLine,
  gallop: gallopLine,
  offbeat: offbeatLine,
  bossa: bossaLine,
  '808': eightOhEightLine,
  sub: eightOhEightLine,
  pedal: pedalLine,
  arpeggio: arpeggioLine,
  reggae: reggaeLine,
  boogie: boogieLine,
  'two-beat': twoBeatLine,
  'cut-time': cutTimeLine,
  'one-drop': oneDropLine,
  soul: soulLine,
  upright: uprightLine,
  rumble: clubLine,
  rolling: clubLine,
  deep: clubLine,
  bounce: clubLine,
  roller: clubLine,
  reese: clubLine,
  dub: clubLine,
  tumbao: tumbaoLine,
  afro: afroLine,
  dembow: dembowLine,
  continuo: continuoLine,
};

function settingsOf(context: PartContext): BassSettings {
  const { plan, instrument } = context;
  const line = wordParam(plan, 'line', BASS_LINES, 'roots');
  const low = clamp(plan.register[0], instrument.low, instrument.high - 12);
  return {
    line,
    lift: wordParam(plan, 'lift', BASS_LINES, line),
    busyness: numberParam(plan, 'busyness', 0, 1, 0.5),
    ghosts: numberParam(plan, 'ghosts', 0, 1, 0),
    approach: numberParam(plan, 'approach', 0, 1, 0.5),
    fills: numberParam(plan, 'fills', 0, 1, 0.5),
    glides: numberParam(plan, 'glides', 0, 1, 0.5),
    two: numberParam(plan, 'two', 0, 1, 0),
    low,
    high: clamp(plan.register[1], low + 12, instrument.high),
  };
}

/** A pitch for the bass of every chord: near the one before, drawn back to the register's lower middle, afresh in every section. */
function rootsOf(context: PartContext, settings: BassSettings): ReadonlyMap<ChordSpan, number> {
  const roots = new Map<ChordSpan, number>();
  // The top of the register is for octaves and runs; roots live in its lower two thirds.
  const ceiling = Math.min(
    settings.high,
    Math.max(settings.low + 11, settings.low + Math.round((settings.high - settings.low) * 0.66)),
  );
  const centre = (settings.low + ceiling) / 2 - 1;
  const starts = new Set(context.sections.map((section) => section.startTick));
  let last = centre;
  for (const chord of context.chords) {
    // Quiet music leaves the depth for later.
    const middle = centre + lightness(context, chord.startTick);
    const near = starts.has(chord.startTick) ? middle : last * 0.55 + middle * 0.45;
    last = nearestPitchWithin(chord.bass, Math.round(near), [settings.low, ceiling]);
    roots.set(chord, last);
  }

  return roots;
}

/** Semitones that roots lie above their usual place: some in quiet sections, none in loud ones. */
function lightness({ sections }: PartContext, tick: Tick): number {
  const energy = sections.findLast((section) => section.startTick <= tick)?.energy ?? 0.5;
  return clamp((0.45 - energy) * 10, -1, 3);
}

function barOf(
  context: PartContext,
  place: BarPlace,
  settings: BassSettings,
  grid: MeterGrid,
  roots: ReadonlyMap<ChordSpan, number>,
): BassBar {
  const from = place.startTick;
  const to = from + context.barTicks;
  const slotsOf = (ticks: readonly Tick[]): number[] =>
    ticks.filter((tick) => tick >= from && tick < to).map((tick) => Math.round((tick - from) / SLOT_TICKS));
  const chords: ChordHere[] = [];
  for (const [index, chord] of context.chords.entries()) {
    if (chord.endTick <= from || chord.startTick >= to) {
      continue;
    }

    const root = roots.get(chord) ?? settings.low;
    const next = context.chords[index + 1];
    const nextRoot = chord.endTick <= to && next !== undefined ? (roots.get(next) ?? root) : root;
    chords.push({
      chord,
      from: Math.max(0, (chord.startTick - from) / SLOT_TICKS),
      to: Math.min(grid.slots, (chord.endTick - from) / SLOT_TICKS),
      root,
      nextRoot,
      isChange: nextRoot !== root,
    });
  }

  const { section } = place;
  const isLifted = section.energy >= 0.7 || section.kind === 'chorus' || section.kind === 'drop';
  return {
    place,
    grid,
    settings,
    line: isLifted ? settings.lift : settings.line,
    chords,
    kicks: slotsOf(context.pulse.kickTicks),
    backbeats: slotsOf(context.pulse.backbeatTicks),
    fill: context.pulse.fillBars.get(place.bar) ?? 0,
    key: context.brief.key,
    tonic: tonicPitchClass(context.brief.key),
    figure: context.rng.fork(`figure/${section.material}/${section.kind}`),
    chance: context.rng.fork(`bar/${place.bar}`),
  };
}

/** Whatever a line's own tone choice was, a chord that begins with a note begins with its bass. A pedal is the exception that makes a pedal. */
function grounded(bar: BassBar, notes: readonly BassNote[]): readonly BassNote[] {
  return bar.line === 'pedal'
    ? notes
    : notes.map((note) => {
        const begun = bar.chords.find((here) => here.from === note.slot && here.chord.startTick >= bar.place.startTick);
        return begun === undefined || note.pitch % 12 === begun.root % 12 ? note : { ...note, pitch: begun.root };
      });
}

function written(bar: BassBar, notes: readonly BassNote[], rng: Rng): Note[] {
  const loudness = bassLoudness(bar);
  return notes.map((note) => {
    const startTick = bar.place.startTick + Math.round(note.slot * SLOT_TICKS);
    return {
      startTick,
      durationTicks: Math.max(60, Math.round(note.length * SLOT_TICKS)),
      pitch: note.pitch,
      velocity: humanVelocity(loudness * note.weight, 0.05, rng.fork(`touch/${startTick}`)),
      articulation: note.articulation,
    };
  });
}

/** The last note: the final chord's bass, held to the end or, for a button, short. */
function finalNote(context: PartContext, settings: BassSettings): Note[] {
  const tick = context.finalTick;
  const last = context.sections[context.sections.length - 1];
  const chord = context.chords.findLast((one) => tick !== null && one.startTick <= tick);
  if (tick === null || last === undefined || chord === undefined || !context.plays(last)) {
    return [];
  }

  const isButton = context.brief.ending === 'button';
  const length = isButton ? Math.min(context.endTick - tick, context.beatTicks) : context.endTick - tick;
  return [
    {
      startTick: tick,
      durationTicks: Math.max(1, length),
      // The last note lies low: the piece comes to rest.
      pitch: nearestPitchWithin(chord.bass, settings.low + 5, [settings.low, settings.high]),
      velocity: humanVelocity(0.55 + 0.3 * last.energy, 0.03, context.rng.fork('final')),
      articulation: isButton ? 'accent' : 'normal',
    },
  ];
}

/** Sorted, one note at a time: each stops where the next begins. */
function oneVoice(notes: readonly Note[]): Note[] {
  const ordered = [...notes].sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch);
  return ordered
    .filter((note, index) => ordered[index + 1]?.startTick !== note.startTick)
    .map((note, index, kept) => {
      const next = kept[index + 1];
      return next !== undefined && note.startTick + note.durationTicks > next.startTick
        ? { ...note, durationTicks: next.startTick - note.startTick }
        : note;
    });
}
