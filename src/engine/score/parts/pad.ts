import { clamp, type Pitch, type Tick } from '../../kernel/index.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { type Bar, playedBars, themeFloor } from './chordal/bars.ts';
import { Params } from './chordal/params.ts';
import { ceilingUnderTheme, keepBelow, voicedHarmony, workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

/**
 * Voice-led held chords that swell: synth pads, held strings, choir beds. Common tones are held over; each phrase breathes.
 *
 * params
 *  voices   most notes of a chord, 2–6, default 4 (fewer in calm sections)
 *  spread   'close' | 'open' (default)
 *  swell    0–1 how far the expression moves, default 0.4
 *  motion   0–1 how often the top voice moves inside a long chord, default 0.35
 *  overlap  sixteenths that a voice sounds into the next chord, 0–4, default 0.5
 *  root     0 | 1: the chord's bass is the lowest note, default 0
 *  pulse    0 | 1: the expression dips on every beat, as if side-chained, default 0
 *  room     0 | 1: stay below the theme, default 1
 */
export const pad: Generator = (context) => {
  const params = new Params(context);
  const voices = params.number('voices', 2, 6, 4);
  const spacing = params.choice('spread', ['close', 'open'] as const, 'open');
  const swell = params.number('swell', 0, 1, 0.4);
  const motion = params.number('motion', 0, 1, 0.35);
  const overlap = params.number('overlap', 0, 4, 0.5) * 240;
  const hasBass = params.flag('root', false);
  const isPulsing = params.flag('pulse', false);
  const leavesRoom = params.flag('room', true);
  params.finish();

  const range = workingRange(context);
  const harmony = voicedHarmony(context, (section) => ({
    low: range[0],
    high: leavesRoom ? ceilingUnderTheme(context, section, range) : range[1],
    voices: clamp(Math.round(voices - 1.4 + 1.8 * section.energy), 2, voices),
    spacing,
    hasBass,
    topNear: Math.round(range[0] + (range[1] - range[0]) * (0.55 + 0.35 * section.energy)),
  }));
  const writer = new NoteWriter(context);
  const bars = playedBars(context);
  const held = new Map<Pitch, { readonly startTick: Tick; readonly velocity: number }>();
  const release = (pitch: Pitch, tick: Tick): void => {
    const note = held.get(pitch);
    if (note !== undefined) {
      writer.add({ pitch, ...note, durationTicks: tick - note.startTick + overlap, articulation: 'legato' });
      held.delete(pitch);
    }
  };

  bars.forEach((bar, index) => {
    const before = bars[index - 1];
    if (before === undefined || before.endTick !== bar.startTick || bar.isEntry) {
      // A new section is a new breath, so that its loudness can differ.
      for (const pitch of [...held.keys()]) {
        release(pitch, before?.endTick ?? bar.startTick);
      }
    }

    const floor = leavesRoom ? themeFloor(context, bar.startTick, bar.endTick) : null;
    for (const piece of bar.chords) {
      const voicing = keepBelow(harmony.voicingAt(piece.startTick), floor, range[0]);
      for (const pitch of [...held.keys()]) {
        if (!voicing.includes(pitch)) {
          release(pitch, piece.startTick);
        }
      }

      const rng = bar.rng.fork(`chord/${piece.startTick}`);
      for (const pitch of voicing) {
        if (!held.has(pitch)) {
          held.set(pitch, {
            startTick: piece.startTick,
            velocity: padLoudness(bar) * (pitch === voicing[voicing.length - 1] ? 1 : 0.9) + rng.gaussian(0.015),
          });
        }
      }

      const top = voicing[voicing.length - 1];
      const length = piece.endTick - piece.startTick;
      if (top !== undefined && length >= context.barTicks && rng.chance(motion * (0.5 + 0.5 * bar.energy))) {
        const moved = neighbourTone(context, { top, chord: piece.chord, high: Math.min(range[1], (floor ?? 128) - 1), voicing });
        if (moved !== null) {
          const turn = piece.startTick + Math.floor(length / context.beatTicks / 2) * context.beatTicks;
          release(top, turn);
          held.set(moved, { startTick: turn, velocity: padLoudness(bar) * 0.96 });
        }
      }
    }

    shapeBar(context, { writer, bar, swell, isPulsing });
  });

  const last = bars[bars.length - 1];
  for (const pitch of [...held.keys()]) {
    release(pitch, last?.endTick ?? 0);
  }

  const { finalTick } = context;
  if (finalTick !== null && finalChord(context) !== null) {
    for (const pitch of harmony.voicingAt(finalTick)) {
      writer.addFinal({ pitch, velocity: finalLoudness(context, 0.9) });
    }

    writer.swell(finalTick, 0.85);
    writer.swell(context.endTick, 0.25);
  }

  return writer.finish();
};

function padLoudness(bar: Bar): number {
  return 0.32 + 0.4 * bar.energy;
}

/** A neighbouring chord tone, or the ninth over the root, for the top voice to move to; null where there is none near. */
function neighbourTone(
  context: PartContext,
  task: {
    readonly top: Pitch;
    readonly chord: PartContext['chords'][number];
    readonly high: Pitch;
    readonly voicing: readonly Pitch[];
  },
): Pitch | null {
  const tones = chordPitchClasses(task.chord);
  const third = tones[1] ?? tones[0] ?? 0;
  const hasMajorThird = (((third - task.chord.root) % 12) + 12) % 12 === 4;
  const usable = hasMajorThird ? [...tones, (task.chord.root + 2) % 12] : tones;
  for (const step of [2, -2, 3, -3, 1, -1, 4, 5]) {
    const pitch = task.top + step;
    if (
      pitch <= task.high &&
      pitch <= context.instrument.high &&
      usable.includes(pitch % 12) &&
      !task.voicing.some((other) => Math.abs(other - pitch) <= 1 && other !== task.top)
    ) {
      return pitch;
    }
  }

  return null;
}

/** The swell: phrases rise to their third quarter and let go; builds climb to the seam; `isPulsing` ducks on each beat. */
function shapeBar(
  context: PartContext,
  task: { readonly writer: NoteWriter; readonly bar: Bar; readonly swell: number; readonly isPulsing: boolean },
): void {
  const { writer, bar, swell } = task;
  const levelAt = (part: number): number => {
    const through = (bar.phraseBar + part) / bar.phraseBars;
    const rise = bar.section.kind === 'build' ? through : through < 0.7 ? through / 0.7 : 1 - (through - 0.7) / 0.45;
    return clamp(
      0.62 + 0.3 * bar.energy - swell * 0.5 * (1 - clamp(rise, 0, 1)) + bar.rng.fork('swell').between(-0.02, 0.02),
      0.12,
      1,
    );
  };

  if (!task.isPulsing) {
    writer.swell(bar.startTick, levelAt(0));
    writer.swell(bar.startTick + (bar.endTick - bar.startTick) / 2, levelAt(0.5));
    return;
  }

  for (let tick = bar.startTick; tick < bar.endTick; tick += context.beatTicks) {
    const level = levelAt((tick - bar.startTick) / (bar.endTick - bar.startTick));
    writer.swell(tick, level * 0.35);
    writer.swell(tick + context.beatTicks * 0.55, level);
    writer.swell(tick + context.beatTicks * 0.95, level);
  }
}
