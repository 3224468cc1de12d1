import { clamp, type Tick } from '../../kernel/index.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { stopTick } from './chordal/bars.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { lowPitch } from './chordal/chord-player.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator } from './part-context.ts';

/**
 * Long sounds under the music: vinyl, tape, rain at pitch 60, or a pitched drone on the tonic (with its fifth) that swells with the sections.
 *
 * params
 *  fifth   0 | 1: a drone adds its fifth where energy is above 0.35, default 1
 *  depth   0–1 how much the swell moves, default 0.35
 *  level   0.1–1 loudness of the bed, default 0.6
 *  breath  bars from one swell to the next, 1–16, default 4
 */
export const texture: Generator = (context) => {
  const params = new Params(context);
  const hasFifth = params.flag('fifth', true);
  const depth = params.number('depth', 0, 1, 0.35);
  const level = params.number('level', 0.1, 1, 0.6);
  const breath = params.number('breath', 1, 16, 4);
  params.finish();

  const writer = new NoteWriter(context);
  const isPitched = context.instrument.high > context.instrument.low;
  const spans = playedSpans(context);
  const range = workingRange(context);
  const tonic = tonicPitchClass(context.brief.key);
  const root = isPitched ? lowPitch(tonic, Math.max(range[0] + 11, Math.round((range[0] + range[1]) / 2)), range[0]) : 60;
  for (const span of spans) {
    const isLast = span.endTick === stopTick(context);
    const durationTicks = isLast && !isPitched ? context.endTick - span.startTick : span.endTick - span.startTick;
    writer.add({ startTick: span.startTick, durationTicks, pitch: root, velocity: level, isThrough: true });
    if (isPitched && hasFifth && span.energy > 0.35 && root + 7 <= range[1]) {
      writer.add({
        startTick: span.startTick,
        durationTicks: span.endTick - span.startTick,
        pitch: root + 7,
        velocity: level * 0.72,
      });
    }

    const step = breath * context.barTicks;
    let isUp = false;
    for (let tick = span.startTick; tick < span.endTick; tick += step / 2) {
      const rng = context.rng.fork(`swell/${Math.round(tick)}`);
      const base = clamp(0.5 + 0.4 * span.energy, 0, 1);
      writer.swell(tick, isUp ? base + rng.between(0, depth * 0.4) : base - depth * rng.between(0.4, 0.9));
      isUp = !isUp;
    }

    writer.swell(span.endTick - 1, 0.5);
  }

  if (isPitched && finalChord(context) !== null) {
    writer.addFinal({ pitch: root, velocity: finalLoudness(context, 0.9) });
  }

  return writer.finish();
};

/** Stretches in which the part plays, neighbouring sections of like energy joined: a record does not restart with the chorus. */
function playedSpans(
  context: Parameters<Generator>[0],
): readonly { readonly startTick: Tick; readonly endTick: Tick; readonly energy: number }[] {
  const stop = stopTick(context);
  const spans: { startTick: Tick; endTick: Tick; energy: number }[] = [];
  for (const section of context.sections) {
    if (!context.plays(section) || section.startTick >= stop) {
      continue;
    }

    const last = spans[spans.length - 1];
    const endTick = Math.min(section.endTick, stop);
    const isBed = context.instrument.high === context.instrument.low;
    if (last !== undefined && last.endTick === section.startTick && (isBed || Math.abs(last.energy - section.energy) < 0.12)) {
      last.endTick = endTick;
    } else {
      spans.push({ startTick: section.startTick, endTick, energy: section.energy });
    }
  }

  return spans;
}
