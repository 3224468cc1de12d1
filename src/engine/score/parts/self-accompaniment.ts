import { clamp, type Pitch, type Tick } from '../../kernel/index.ts';
import type { Note } from '../score.ts';
import { chordAt, chordPitchClasses } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { playedBars, type Bar } from './chordal/bars.ts';
import { loudness } from './chordal/writer.ts';
import { checkParams, numberParam } from '../rhythm/params.ts';
import type { Generator, PartContext, ThemeNote } from './part-context.ts';

const KNOWN = ['arpeggios', 'stops'] as const;

/**
 * What a lone line player adds to the tune on the same instrument: broken chords where the tune rests, and, on bowed
 * strings, a second string under its long notes, as unaccompanied pieces are written.
 *
 * params
 *  arpeggios  0–1 how many of the tune's rests are filled, default 0.8
 *  stops      0–1 chance of a double stop under a long note, default 0.5 on bowed strings; others have none
 */
export const selfAccompaniment: Generator = (context) => {
  const { plan, instrument } = context;
  checkParams(plan, KNOWN);
  const arpeggios = numberParam(plan, 'arpeggios', 0, 1, 0.8);
  const canStop = instrument.family === 'strings' && instrument.sustain === 'sustained';
  const stops = canStop ? numberParam(plan, 'stops', 0, 1, 0.5) : 0;
  const notes: Note[] = [];
  for (const bar of playedBars(context)) {
    notes.push(...fillBar(context, bar, arpeggios));
  }

  for (const note of context.theme) {
    const section = context.sections.findLast((one) => one.startTick <= note.startTick);
    const isFinal = note.startTick === context.finalTick;
    if (section === undefined || !context.plays(section) || note.durationTicks < 900) {
      continue;
    }

    const rng = context.rng.fork(`stop/${note.startTick}`);
    const under = stops > 0 && (isFinal || rng.chance(stops * (0.5 + section.energy))) ? stopUnder(context, note) : null;
    if (under !== null) {
      notes.push({
        startTick: note.startTick,
        durationTicks: note.durationTicks,
        pitch: under,
        velocity: clamp(note.velocity * 0.72, 0.1, 1),
        articulation: 'normal',
      });
    }
  }

  return { notes };
};

/** Broken chords in eighths through the bar's empty places, from the chord's low tones upwards and back. */
function fillBar(context: PartContext, bar: Bar, arpeggios: number): Note[] {
  const step: Tick = context.barTicks % 480 === 0 ? 480 : 240;
  const rng = bar.rng.fork('fill');
  if (!rng.chance(arpeggios)) {
    return [];
  }

  const notes: Note[] = [];
  let place = 0;
  for (let tick = bar.startTick; tick + step <= bar.endTick; tick += step) {
    const isTaken = context.theme.some(
      (note) => note.startTick < tick + step + 120 && note.startTick + note.durationTicks > tick - 60,
    );
    if (isTaken) {
      place = 0;
      continue;
    }

    const tones = spread(context, tick);
    const round = Math.max(1, 2 * tones.length - 2);
    const turn = place % round;
    const pitch = tones[turn < tones.length ? turn : round - turn];
    place += 1;
    if (pitch !== undefined) {
      const weight = tick % context.beatTicks === 0 ? 0.86 : 0.74;
      notes.push({
        startTick: tick,
        durationTicks: Math.round(step * 0.94),
        pitch,
        velocity: loudness(bar, weight, rng),
        articulation: place === 1 ? 'normal' : 'legato',
      });
    }
  }

  // One or two stray notes are no figure.
  return notes.length >= 3 ? notes : [];
}

/** Four or five chord tones from the low end of where the tune lies. */
function spread(context: PartContext, tick: Tick): Pitch[] {
  const classes = chordPitchClasses(chordAt(context.chords, tick)).slice(0, 4);
  const low = Math.max(context.instrument.low, context.plan.register[0]);
  const high = Math.min(context.instrument.high, low + 19);
  const pitches: Pitch[] = [];
  for (let pitch = low; pitch <= high && pitches.length < 5; pitch++) {
    if (classes.includes(foldPitchClass(pitch))) {
      pitches.push(pitch);
    }
  }

  return pitches;
}

/** The chord tone that lies a sixth to an octave under the note, or a third, on the next string. */
function stopUnder(context: PartContext, note: ThemeNote): Pitch | null {
  const tones = chordPitchClasses(chordAt(context.chords, note.startTick)).slice(0, 3);
  const found = [8, 9, 7, 12, 4, 3, 5]
    .map((interval) => note.pitch - interval)
    .find((pitch) => pitch >= context.instrument.low && tones.includes(foldPitchClass(pitch)));
  return found ?? null;
}
