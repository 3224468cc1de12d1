import { clamp, type Pitch } from '../../kernel/index.ts';
import { chordPitchClasses, chordScale } from '../theory/chord.ts';
import { nearestPitchWithin, pitchesWithin } from '../theory/pitch.ts';
import { type Bar, playedBars } from './chordal/bars.ts';
import { SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

/**
 * A tremolo-picked line: one high tone a chord, picked as fast as the wrist goes, swelling over every phrase and over the section.
 *
 * params
 *  rate      picks a whole note, 8–32, default 16
 *  climb     0–1 how far the line rises from the section's start to its end, default 0.6
 *  harmony   0 | 1: a second tone under it where energy is above 0.75, default 0
 */
export const tremoloLine: Generator = (context) => {
  const params = new Params(context);
  const rate = params.number('rate', 8, 32, 16);
  const climb = params.number('climb', 0, 1, 0.6);
  const isDoubled = params.flag('harmony', false);
  params.finish();
  const writer = new NoteWriter(context);
  const range = workingRange(context);
  let near: Pitch | null = null;
  for (const bar of playedBars(context)) {
    near = playBar(context, { bar, writer, range, near: bar.barInSection === 0 ? null : near, rate, climb, isDoubled });
  }

  const chord = finalChord(context);
  if (chord !== null) {
    const pitch = nearestPitchWithin(chord.root, near ?? Math.round((range[0] + range[1]) / 2), range);
    writer.addFinal({ pitch, velocity: finalLoudness(context, 0.95) });
  }

  return writer.finish();
};

type Task = {
  readonly bar: Bar;
  readonly writer: NoteWriter;
  readonly range: readonly [Pitch, Pitch];
  readonly near: Pitch | null;
  readonly rate: number;
  readonly climb: number;
  readonly isDoubled: boolean;
};

function playBar(context: PartContext, task: Task): Pitch {
  const { bar, writer, range, rate, climb } = task;
  const through = bar.section.bars > 1 ? bar.barInSection / (bar.section.bars - 1) : 1;
  const centre = range[0] + (range[1] - range[0]) * clamp(0.3 + climb * 0.6 * through + 0.1 * (bar.phraseBar % 2), 0.1, 0.95);
  const step = (SIXTEENTH * 16) / rate;
  const touch = bar.rng.fork('touch');
  let { near } = task;
  for (const piece of bar.chords) {
    const tones = chordPitchClasses(piece.chord);
    const scale = chordScale(piece.chord, context.brief.key);
    const home: Pitch = near ?? Math.round(centre);
    const target = nearestOf(tones, Math.round(home * 0.5 + centre * 0.5), range);
    const passing = nearestOf(
      scale.filter((tone) => !tones.includes(tone)),
      target + 1,
      range,
    );
    const length = piece.endTick - piece.startTick;
    // A long chord is sung: the line leans on the neighbour and comes back.
    const turn =
      length >= SIXTEENTH * 12 && bar.rng.fork(`turn/${piece.startTick}`).chance(0.55)
        ? piece.endTick - SIXTEENTH * 4
        : piece.endTick;
    for (let tick = piece.startTick, index = 0; tick < piece.endTick; tick += step, index++) {
      const pitch = tick >= turn && Math.abs(passing - target) <= 2 ? passing : target;
      const swell = 0.62 + 0.3 * through + 0.14 * ((tick - bar.startTick) / Math.max(1, bar.endTick - bar.startTick));
      const wrist = (index % 2 === 0 ? 1 : 0.9) * (index % 4 === 0 ? 1.05 : 1) * (1 + touch.gaussian(0.035));
      const velocity = clamp((0.3 + 0.5 * bar.energy) * swell * wrist, 0.08, 1);
      writer.add({ startTick: tick, durationTicks: step * 0.94, pitch, velocity });
      const under = task.isDoubled && bar.energy > 0.75 ? pitchesWithin(tones, pitch - 9, pitch - 3).at(-1) : undefined;
      if (under !== undefined && under >= range[0]) {
        writer.add({ startTick: tick, durationTicks: step * 0.94, pitch: under, velocity: velocity * 0.84 });
      }
    }

    near = target;
  }

  return near ?? Math.round(centre);
}

function nearestOf(tones: readonly number[], near: Pitch, range: readonly [Pitch, Pitch]): Pitch {
  return tones
    .map((tone) => nearestPitchWithin(tone, near, range))
    .reduce((best, pitch) => (Math.abs(pitch - near) < Math.abs(best - near) ? pitch : best), near + 24);
}
