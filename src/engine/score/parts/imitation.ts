import { clamp, type Pitch, type Tick } from '../../kernel/index.ts';
import type { ChordSpan, Section } from '../score.ts';
import { chordAt, chordPitchClasses, chordScale } from '../theory/chord.ts';
import { foldPitchClass, pitchesWithin } from '../theory/pitch.ts';
import { beatSlots, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext, ThemeNote } from './part-context.ts';

/**
 * A second voice that takes up what the first has just said: the theme enters again some beats later on another degree, is bent to the
 * chord of its new place, and keeps the rules of two voices (no seconds or sevenths on the beat, no parallel fifths and octaves).
 *
 * params
 *  beats     beats between the first voice and this one, 1–8, default one bar
 *  interval  semitones from the theme, −24–24, default −5 (the answer a fourth below)
 *  amount    0–1 part of the phrases that are answered, default 0.85
 */
export const imitation: Generator = (context) => {
  const params = new Params(context);
  const usual = Math.round(context.barTicks / context.beatTicks);
  const settings = {
    delay: Math.round(params.number('beats', 1, 8, Math.min(8, usual))) * context.beatTicks,
    interval: params.number('interval', -24, 24, -5),
    amount: params.number('amount', 0, 1, 0.85),
  };
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  for (const section of context.sections.filter((one) => context.plays(one))) {
    let before: Sung | null = null;
    for (const subject of subjectsOf(context, section, settings)) {
      const note = answered(context, { subject, settings, range, before });
      const rng = context.rng.fork(`note/${note.startTick}`);
      writer.add({
        ...note,
        velocity: clamp(subject.velocity * (0.78 + 0.16 * section.energy) + rng.gaussian(0.018), 0.1, 1),
        articulation: before !== null && note.startTick - before.endTick < 30 ? 'legato' : 'normal',
      });
      before = {
        pitch: note.pitch,
        endTick: note.startTick + note.durationTicks,
        against: leadAt(context, note.startTick),
        subject: subject.pitch,
      };
    }
  }

  const chord = finalChord(context);
  if (chord !== null) {
    const pitch = nearest(pitchesWithin(chordPitchClasses(chord), range[0], range[1]), (range[0] + range[1]) / 2);
    writer.addFinal({ pitch, velocity: finalLoudness(context, 0.9) });
  }

  return writer.finish();
};

type Settings = { readonly delay: Tick; readonly interval: number; readonly amount: number };
type Sung = {
  readonly pitch: Pitch;
  readonly endTick: Tick;
  readonly against: Pitch | null;
  /** What the first voice had sung there. */
  readonly subject: Pitch;
};

/** The theme's notes that are taken up, where they are answered still inside the section; phrases that are not answered leave the first voice alone. */
function subjectsOf(context: PartContext, section: Section, settings: Settings): readonly ThemeNote[] {
  const phraseTicks = context.style.form.phraseBars * context.barTicks;
  const rng = context.rng.fork(`phrases/${section.id}`);
  return context.theme.filter((note) => {
    const isHere = note.startTick >= section.startTick && note.startTick + settings.delay < section.endTick;
    const phrase = Math.floor((note.startTick - section.startTick) / phraseTicks);
    return isHere && note.startTick !== context.finalTick && rng.fork(`${phrase}`).chance(settings.amount);
  });
}

function answered(
  context: PartContext,
  task: {
    readonly subject: ThemeNote;
    readonly settings: Settings;
    readonly range: readonly [Pitch, Pitch];
    readonly before: Sung | null;
  },
): { readonly startTick: Tick; readonly durationTicks: Tick; readonly pitch: Pitch } {
  const { subject, settings, range, before } = task;
  const startTick = subject.startTick + settings.delay;
  const chord = chordAt(context.chords, startTick);
  const slot = Math.round((startTick % context.barTicks) / SIXTEENTH);
  const isHeavy = beatSlots(context.brief.meter).includes(slot) || subject.durationTicks >= context.beatTicks;
  const against = leadAt(context, startTick);
  const tones = isHeavy ? chordPitchClasses(chord) : scaleOf(context, chord);
  const options = pitchesWithin([...tones], range[0], range[1]);
  const place = { target: settings.interval + subject.pitch, subject: subject.pitch, against, before, isHeavy };
  const pitch = options.reduce(
    (best, option) => (costOf(option, place) < costOf(best, place) ? option : best),
    options[0] ?? range[0],
  );
  return { startTick, durationTicks: subject.durationTicks, pitch };
}

/** How badly a pitch serves: far from the answer's own tone, a leap from the last one, a clash with the first voice, a parallel. */
function costOf(
  pitch: Pitch,
  place: {
    readonly target: Pitch;
    readonly subject: Pitch;
    readonly against: Pitch | null;
    readonly before: Sung | null;
    readonly isHeavy: boolean;
  },
): number {
  const { target, against, before, isHeavy } = place;
  let cost = Math.abs(pitch - target);
  if (before !== null) {
    const leap = Math.abs(pitch - before.pitch);
    cost += leap > 7 ? leap - 5 : 0;
    // The answer is known by its outline: it rises, falls and stays where the subject did.
    const outline = Math.sign(place.subject - before.subject);
    cost += outline === Math.sign(pitch - before.pitch) ? 0 : outline === 0 || pitch === before.pitch ? 2 : 3;
  }

  if (against !== null) {
    const gap = foldPitchClass(against - pitch);
    cost += gap === 1 || gap === 11 ? 9 : gap === 2 || gap === 10 ? (isHeavy ? 3 : 1) : gap === 0 ? 2 : 0;
    cost += pitch > against ? 2.5 : 0;
    if (before?.against !== undefined && before.against !== null && before.against !== against && before.pitch !== pitch) {
      const was = foldPitchClass(before.against - before.pitch);
      cost += was === gap && (gap === 0 || gap === 7) ? 7 : 0;
    }
  }

  return cost;
}

/** What the first voice sings at this tick. */
function leadAt(context: PartContext, tick: Tick): Pitch | null {
  return context.theme.findLast((note) => note.startTick <= tick && note.startTick + note.durationTicks > tick)?.pitch ?? null;
}

function scaleOf(context: PartContext, chord: ChordSpan): readonly number[] {
  return chordScale(chord, context.brief.key);
}

function nearest(pitches: readonly Pitch[], near: number): Pitch {
  return pitches.reduce((best, pitch) => (Math.abs(pitch - near) < Math.abs(best - near) ? pitch : best), pitches[0] ?? near);
}
