import { clamp, type Pitch, type Tick, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { chordScale } from '../theory/chord.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { chordAt, stopTick } from './chordal/bars.ts';
import { lowPitch } from './chordal/chord-player.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

/** Semitones over the fundamental of the partials 1 to 16 that a keyboard can play (7, 11, 13 and 14 lie between its keys), and of the 19th, a minor third. */
const PARTIALS: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [2, 12],
  [3, 19],
  [4, 24],
  [5, 28],
  [6, 31],
  [8, 36],
  [9, 38],
  [10, 40],
  [12, 43],
  [15, 47],
  [16, 48],
  [19, 51],
]);

/**
 * Partials of the tonic that come and go over one another for as long as breath lasts: the slow inner movement of a drone.
 * No beat, no chord change; a partial that rubs against the harmony of the moment stays silent.
 *
 * params
 *  partials  which ones this layer may sound, default [2, 3, 4, 6]
 *  breath    seconds that one lasts, 3–60, default 14; no two are alike
 *  overlap   0–0.9 how far the next comes in before the last has gone, default 0.45
 *  layers    how many may sound together at full energy, 1–4, default 2
 *  swell     0–1 depth of the swell, default 0.6
 *  level     0.1–1 loudness, default 0.55
 */
export const overtones: Generator = (context) => {
  const params = new Params(context);
  const settings: Settings = {
    partials: params.numbers('partials', [2, 3, 4, 6]),
    breath: params.number('breath', 3, 60, 14),
    overlap: params.number('overlap', 0, 0.9, 0.45),
    swell: params.number('swell', 0, 1, 0.6),
    level: params.number('level', 0.1, 1, 0.55),
  };
  const layers = Math.round(params.number('layers', 1, 4, 2));
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  const tonic = tonicPitchClass(context.brief.key);
  const fundamental = lowPitch(tonic, 43, 24);
  for (const span of playedSpans(context)) {
    const count = clamp(Math.round(layers * (0.45 + 0.75 * span.energy)), 1, layers);
    for (let layer = 0; layer < count; layer++) {
      breathe(context, { settings, writer, span, layer, fundamental, range });
    }

    waves(context, { writer, span, settings });
  }

  if (finalChord(context) !== null) {
    for (const partial of settings.partials.slice(0, 2)) {
      const pitch = fold(fundamental + (PARTIALS.get(partial) ?? 12), range);
      writer.addFinal({ pitch, velocity: finalLoudness(context, 0.8) });
    }
  }

  return writer.finish();
};

type Settings = {
  readonly partials: readonly number[];
  readonly breath: number;
  readonly overlap: number;
  readonly swell: number;
  readonly level: number;
};
type Span = { readonly startTick: Tick; readonly endTick: Tick; readonly energy: number; readonly id: string };

/** One voice of the layer: a partial, another, another, each entering while the one before still sounds. */
function breathe(
  context: PartContext,
  task: {
    readonly settings: Settings;
    readonly writer: NoteWriter;
    readonly span: Span;
    readonly layer: number;
    readonly fundamental: Pitch;
    readonly range: readonly [Pitch, Pitch];
  },
): void {
  const { settings, writer, span, layer, fundamental, range } = task;
  const rng = context.rng.fork(`breath/${span.id}/${layer}`);
  const second = (TICKS_PER_QUARTER * context.brief.tempoBpm) / 60;
  let tick = span.startTick + (layer === 0 ? 0 : Math.round(rng.between(0.15, 0.6) * settings.breath * second));
  let last: Pitch = -1;
  while (tick < span.endTick) {
    const length = Math.round(settings.breath * rng.between(0.65, 1.5) * second);
    const endTick = Math.min(tick + length, span.endTick);
    const chord = chordAt(context, tick);
    const usable = settings.partials
      .map((partial) => fold(fundamental + (PARTIALS.get(partial) ?? 12), range))
      .filter(
        (pitch, place, all) =>
          all.indexOf(pitch) === place &&
          (all.length < 2 || pitch !== last) &&
          (chord === null || chordScale(chord, context.brief.key).includes(pitch % 12)),
      );
    if (usable.length > 0 && endTick - tick > second) {
      // Quiet stretches keep to the lower partials, full ones reach for the upper.
      const reach = Math.max(1, Math.ceil(usable.length * clamp(0.4 + 0.8 * span.energy, 0.3, 1)));
      last = rng.pick(usable.slice(0, reach));
      writer.add({
        startTick: tick,
        durationTicks: endTick - tick,
        pitch: last,
        velocity: settings.level * rng.between(0.72, 1) * (0.8 + 0.35 * span.energy),
        articulation: 'legato',
      });
    }

    tick += Math.max(Math.round(second), Math.round(length * (1 - settings.overlap)));
  }
}

/** The layer's own tide, which never turns at a bar line. */
function waves(
  context: PartContext,
  task: { readonly writer: NoteWriter; readonly span: Span; readonly settings: Settings },
): void {
  const { writer, span, settings } = task;
  const second = (TICKS_PER_QUARTER * context.brief.tempoBpm) / 60;
  const rng = context.rng.fork(`waves/${span.id}`);
  let isHigh = rng.chance(0.5);
  for (let tick = span.startTick; tick < span.endTick; tick += Math.round(settings.breath * rng.between(0.3, 0.7) * second)) {
    const base = 0.62 + 0.3 * span.energy;
    writer.swell(tick, isHigh ? base + rng.between(0.02, 0.08) : base - settings.swell * rng.between(0.25, 0.6));
    isHigh = !isHigh;
  }

  writer.swell(span.endTick - 1, 0.55);
}

/** The pitch's octave that the register has. */
function fold(pitch: Pitch, [low, high]: readonly [Pitch, Pitch]): Pitch {
  let folded = pitch;
  while (folded > high) {
    folded -= 12;
  }

  while (folded < low) {
    folded += 12;
  }

  return folded;
}

/** Played sections, neighbours joined: a drone does not breathe at a section's border. */
function playedSpans(context: PartContext): readonly Span[] {
  const stop = stopTick(context);
  const spans: { startTick: Tick; endTick: Tick; energy: number; id: string }[] = [];
  for (const section of context.sections) {
    if (!context.plays(section) || section.startTick >= stop) {
      continue;
    }

    const last = spans[spans.length - 1];
    const endTick = Math.min(section.endTick, stop);
    if (last !== undefined && last.endTick === section.startTick && Math.abs(last.energy - section.energy) < 0.16) {
      last.endTick = endTick;
      last.energy = Math.max(last.energy, section.energy);
    } else {
      spans.push({ startTick: section.startTick, endTick, energy: section.energy, id: section.id });
    }
  }

  return spans;
}
