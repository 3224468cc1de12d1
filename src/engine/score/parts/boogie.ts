import type { Pitch } from '../../kernel/index.ts';
import { pitchesWithin } from '../theory/pitch.ts';
import { thirdOf } from '../theory/chord.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { beatSlots, metricWeight, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { riseAhead } from './chordal/pattern-choice.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

/** What moves over the root, beat by beat, in semitones: fifth, sixth and seventh (two touches a beat). */
const FIGURES: readonly { readonly upper: readonly (readonly [number, number])[]; readonly weight: number }[] = [
  {
    upper: [
      [7, 7],
      [9, 9],
      [7, 7],
      [9, 9],
    ],
    weight: 3,
  },
  {
    upper: [
      [7, 7],
      [9, 9],
      [10, 10],
      [9, 9],
    ],
    weight: 2.4,
  },
  {
    upper: [
      [7, 7],
      [9, 7],
      [10, 9],
      [7, 9],
    ],
    weight: 1.2,
  },
  {
    upper: [
      [7, 9],
      [7, 9],
      [10, 9],
      [7, 9],
    ],
    weight: 1,
  },
];

/**
 * The shuffle of a rhythm guitar (or the left hand of a piano): the root and, over it, fifth, sixth and seventh in swung eighths.
 *
 * params
 *  muted    0 | 1: palm-muted while the music is low, default 1
 *  stops    0–1 chance that a phrase's first bars are struck once and left open (stop time) at high energy, default 0.25
 *  density  −1–1 added to the section's energy, default 0
 */
export const boogie: Generator = (context) => {
  const params = new Params(context);
  const settings = {
    isMuted: params.flag('muted', true),
    stops: params.number('stops', 0, 1, 0.25),
    density: params.number('density', -1, 1, 0),
  };
  params.finish();
  const writer = new NoteWriter(context);
  const range = workingRange(context);
  for (const bar of playedBars(context)) {
    playBar(context, { bar, writer, settings, range });
  }

  const chord = finalChord(context);
  if (chord !== null) {
    const root = pitchesWithin([chord.root], range[0], range[1])[0] ?? range[0];
    const third = pitchesWithin([thirdOf(chord)], root + 8, root + 20)[0] ?? root + 16;
    [root, root + 7, third, root + 22].forEach((pitch, index) =>
      writer.addFinal({ pitch, velocity: finalLoudness(context, 1 - 0.05 * index), articulation: 'strum-down' }),
    );
  }

  return writer.finish();
};

type Task = {
  readonly bar: Bar;
  readonly writer: NoteWriter;
  readonly settings: { readonly isMuted: boolean; readonly stops: number; readonly density: number };
  readonly range: readonly [Pitch, Pitch];
};

function playBar(context: PartContext, { bar, writer, settings, range }: Task): void {
  const memory = context.rng.fork(`boogie/${bar.section.material}`);
  const figure = memory.weighted(FIGURES, (item) => item.weight).upper;
  const rng = bar.rng.fork('touch');
  const energy = bar.energy + settings.density;
  const stopsTime =
    bar.phraseBar < 3 &&
    energy > 0.6 &&
    context.rng.fork(`stop/${bar.section.id}/${bar.phrase}`).chance(settings.stops) &&
    bar.section.kind !== 'intro';
  const isCalm = energy < 0.34;
  const isClosing = bar.isSectionEnd && riseAhead(context, bar) < -0.08;
  const beats = beatSlots(context.brief.meter);
  beats.forEach((beat, index) => {
    const width = (beats[index + 1] ?? beat + (beats[1] ?? 4)) - beat;
    const off = width === 6 ? 4 : 2;
    for (const [half, place] of [beat, beat + off].entries()) {
      const tick = bar.startTick + place * SIXTEENTH;
      const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
      const isLeftOut =
        (stopsTime && place > 0) || (isClosing && index > 1) || (isCalm && half === 1) || (half === 1 && rng.chance(0.06));
      if (piece === null || isLeftOut) {
        continue;
      }

      const root = pitchesWithin([piece.chord.root], range[0], range[1])[0] ?? range[0];
      const upper = figure[index % figure.length]?.[half] ?? 7;
      const isBackbeat = index % 2 === 1 && half === 0;
      const velocity = loudness(
        bar,
        (isBackbeat ? 1.06 : half === 1 ? 0.8 : 0.94) * (0.94 + 0.1 * metricWeight(context.brief.meter, place)),
        rng,
      );
      const isMuted = settings.isMuted && !stopsTime && energy < 0.62 && !isBackbeat;
      const length = stopsTime ? 3 : half === 1 ? 1.2 : off * 0.86;
      for (const pitch of [root, root + upper]) {
        writer.add({
          startTick: tick,
          durationTicks: SIXTEENTH * (isMuted ? Math.min(length, 1.4) : length),
          pitch,
          velocity: pitch === root ? velocity : velocity * 0.94,
          articulation: stopsTime ? 'accent' : isMuted ? 'mute' : 'strum-down',
        });
      }
    }
  });
}
