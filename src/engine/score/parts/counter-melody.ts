import { at, clamp, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import type { ChordSpan, Note, Section } from '../score.ts';
import { chordAt, chordPitchClasses, chordScale, guideTones } from '../theory/chord.ts';
import { foldPitchClass, nearestPitchWithin, pitchesWithin } from '../theory/pitch.ts';
import { lastRefrain } from '../form/last-refrain.ts';
import { contraryTo } from './counter-contrary.ts';
import { isPeak } from './drum-section.ts';
import type { Generator, PartContext, ThemeNote } from './part-context.ts';

const KNOWN = ['answers', 'parallel', 'line'] as const;

/**
 * A second voice to the theme: holds guide tones that move by step under it, answers in its rests with the tail of what
 * it just said, and joins it in thirds or sixths where the music is at its fullest.
 *
 * params
 *  answers   0–1, default 0.6: chance of an answer in a gap of the theme that is long enough
 *  parallel  0–1, default 0.75: energy from which on it goes along with the theme in thirds and sixths; 1 means never
 *  line      'guide' (default) holds guide tones between answers | 'silent' waits
 */
export const counterMelody: Generator = (context) => {
  const { plan } = context;
  checkParams(plan, KNOWN);
  const answers = numberParam(plan, 'answers', 0, 1, 0.6);
  const parallel = numberParam(plan, 'parallel', 0, 1, 0.75);
  const line = wordParam(plan, 'line', ['guide', 'silent'] as const, 'guide');
  const notes: Note[] = [];
  for (const section of context.sections) {
    if (!context.plays(section)) {
      continue;
    }

    const rng = context.rng.fork(section.id);
    const theme = context.theme.filter(
      (note) => note.startTick >= section.startTick && note.startTick < section.endTick && note.startTick !== context.finalTick,
    );
    // A solo is one player's own: others may answer it, nobody can know it beforehand.
    const isShared = section.kind !== 'intro' && section.kind !== 'solo';
    if (section.energy >= parallel && parallel < 1 && isShared && theme.length > 0) {
      // The last refrain has the tune in thirds and sixths; what leads there is a line of its own against it.
      const isTogether = lastRefrain(context.sections) === null || isPeak(section, context);
      notes.push(...(isTogether ? alongside(context, theme) : contraryTo(context, theme, notes.at(-1)?.pitch ?? null)));
    } else {
      notes.push(...answerAndHold(context, { section, theme, answers, line, rng, before: notes.at(-1)?.pitch ?? null }));
    }
  }

  const final = finalNote(context, notes.at(-1)?.pitch ?? null);
  const all = final === null ? notes : [...notes, final];
  return { notes: all, expression: context.instrument.sustain === 'sustained' ? swells(all) : [] };
};

/** A third or a sixth under the theme, always in the chord's scale, a chord tone on long notes. */
function alongside(context: PartContext, theme: readonly ThemeNote[]): Note[] {
  const [low, high] = context.plan.register;
  // One octave for the whole piece, so that the second voice does not jump from chorus to chorus.
  const octave = octaveFor(context.theme, low, high);
  return theme.flatMap((note): Note[] => {
    const chord = chordAt(context.chords, note.startTick);
    const tones = chordPitchClasses(chord);
    const scale = chordScale(chord, context.brief.key);
    const options = [3, 4, 5, 8, 9]
      .map((interval) => note.pitch - interval)
      .filter((pitch) => (note.durationTicks >= 480 ? tones : scale).includes(foldPitchClass(pitch)));
    const pitch = options[0];
    if (pitch === undefined) {
      return [];
    }

    const placed = pitch + octave;
    return placed < low || placed > high
      ? []
      : [
          {
            startTick: note.startTick,
            durationTicks: note.durationTicks,
            pitch: placed,
            velocity: clamp(note.velocity * 0.86, 0.1, 1),
            articulation: 'normal',
          },
        ];
  });
}

function octaveFor(theme: readonly ThemeNote[], low: Pitch, high: Pitch): number {
  const middle = theme.reduce((sum, note) => sum + note.pitch - 4, 0) / theme.length;
  const wished = (low + high) / 2;
  return Math.round((wished - middle) / 12) * 12;
}

type SectionTask = {
  readonly section: Section;
  readonly theme: readonly ThemeNote[];
  readonly answers: number;
  readonly line: 'guide' | 'silent';
  readonly rng: Rng;
  readonly before: Pitch | null;
};

function answerAndHold(context: PartContext, task: SectionTask): Note[] {
  const { section, theme, rng } = task;
  const stop = Math.min(section.endTick, context.finalTick ?? context.endTick);
  const gaps = gapsOf(theme, section.startTick, stop).filter((gap) => gap.endTick - gap.startTick >= context.beatTicks * 1.5);
  const notes: Note[] = [];
  const answered: { startTick: Tick; endTick: Tick }[] = [];
  for (const gap of gaps) {
    if (rng.fork(`answer/${gap.startTick}`).chance(task.answers)) {
      const answer = answerIn(context, gap, theme, section);
      notes.push(...answer);
      const first = answer[0];
      if (first !== undefined) {
        answered.push({ startTick: first.startTick, endTick: gap.endTick });
      }
    }
  }

  if (task.line === 'guide') {
    notes.push(
      ...guideLine(context, { from: section.startTick, to: stop, answered, section, before: task.before, rng: rng.fork('line') }),
    );
  }

  return notes.sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch);
}

type Gap = { readonly startTick: Tick; readonly endTick: Tick };

function gapsOf(theme: readonly ThemeNote[], from: Tick, to: Tick): Gap[] {
  const gaps: Gap[] = [];
  let free = from;
  for (const note of theme) {
    if (note.startTick > free) {
      gaps.push({ startTick: free, endTick: note.startTick });
    }

    free = Math.max(free, note.startTick + note.durationTicks);
  }

  return free < to ? [...gaps, { startTick: free, endTick: to }] : gaps;
}

/** The last few notes of the theme before the gap, said again over the chords of the gap, turned to end on a chord tone. */
function answerIn(context: PartContext, gap: Gap, theme: readonly ThemeNote[], section: Section): Note[] {
  const [low, high] = context.plan.register;
  const said = theme.filter((note) => note.startTick < gap.startTick).slice(-4);
  const model = said.length >= 2 ? said : theme.slice(0, 3);
  if (model.length < 2) {
    return [];
  }

  const origin = at(model, 0).startTick;
  // It starts where in the beat its model did, so that the rhythm is recognised.
  const start = origin + Math.ceil((gap.startTick + context.beatTicks / 2 - origin) / context.beatTicks) * context.beatTicks;
  const chord = chordAt(context.chords, start);
  const anchor = nearestPitchWithin(at(chordPitchClasses(chord), 1), Math.round((low + high) / 2), [low, high]);
  const notes: Note[] = [];
  for (const note of model) {
    const startTick = start + note.startTick - origin;
    const room = gap.endTick - startTick;
    if (room < context.beatTicks / 2) {
      break;
    }

    const here = chordAt(context.chords, startTick);
    const wished = anchor + note.pitch - at(model, 0).pitch;
    const isLong = note.durationTicks >= 480 || startTick % context.beatTicks === 0;
    const pool = pitchesWithin(isLong ? chordPitchClasses(here).slice(0, 4) : chordScale(here, context.brief.key), low, high);
    const pitch = closest(pool, wished);
    if (pitch !== null) {
      notes.push({
        startTick,
        durationTicks: Math.min(note.durationTicks, room),
        pitch,
        velocity: clamp(0.4 + 0.28 * section.energy, 0.1, 1),
        articulation: 'normal',
      });
    }
  }

  return notes;
}

type LineTask = {
  readonly from: Tick;
  readonly to: Tick;
  readonly answered: readonly Gap[];
  readonly section: Section;
  readonly before: Pitch | null;
  readonly rng: Rng;
};

/** Guide tones that move to the nearest of the next chord: the thread of the harmony, with a passing note where a chord lasts. */
function guideLine(context: PartContext, task: LineTask): Note[] {
  const [low, high] = context.plan.register;
  const velocity = clamp(0.34 + 0.3 * task.section.energy, 0.1, 1);
  const longest = context.barTicks * (context.instrument.sustain === 'sustained' ? 2 : 1);
  const notes: Note[] = [];
  const sing = (startTick: Tick, endTick: Tick, pitch: Pitch): void => {
    const previous = notes.at(-1);
    const isTied =
      previous !== undefined && previous.pitch === pitch && previous.startTick + previous.durationTicks === startTick;
    if (isTied && endTick - previous.startTick <= longest) {
      notes[notes.length - 1] = { ...previous, durationTicks: endTick - previous.startTick };
    } else {
      const isStep = previous !== undefined && Math.abs(previous.pitch - pitch) <= 2;
      const articulation = isStep && previous.pitch !== pitch ? 'legato' : 'normal';
      notes.push({ startTick, durationTicks: Math.min(endTick - startTick, longest), pitch, velocity, articulation });
    }
  };
  let near = task.before ?? Math.round(low + (high - low) * 0.45);
  context.chords.forEach((chord, i) => {
    const startTick = Math.max(chord.startTick, task.from);
    const endTick = Math.min(chord.endTick, task.to);
    if (endTick - startTick < context.beatTicks) {
      return;
    }

    const pitch = guidePitch(chord, near, [low, high]);
    near = pitch;
    const taken = task.answered.find((gap) => gap.startTick < endTick && gap.endTick > startTick);
    const until = taken === undefined ? endTick : Math.min(endTick, taken.startTick);
    if (until - startTick < context.beatTicks) {
      return;
    }

    const next = context.chords[i + 1];
    const room = Math.min(Math.floor((until - startTick) / 2), context.barTicks / 2);
    const turn = until - Math.max(1, Math.floor(room / context.beatTicks)) * context.beatTicks;
    const canTurn = next !== undefined && until === endTick && until - startTick >= context.barTicks * 0.9 && turn > startTick;
    const passing =
      canTurn && task.rng.fork(`turn/${startTick}`).chance(0.6)
        ? passingPitch(context, chord, { pitch, goal: guidePitch(next, pitch, [low, high]) })
        : null;
    sing(startTick, passing === null ? until : turn, pitch);
    if (passing !== null) {
      sing(turn, until, passing);
      near = passing;
    }
  });
  return notes;
}

/** A note between two guide tones: the scale step that fills a leap, or another chord tone where they lie close. */
function passingPitch(
  context: PartContext,
  chord: ChordSpan,
  line: { readonly pitch: Pitch; readonly goal: Pitch },
): Pitch | null {
  const [low, high] = context.plan.register;
  const { pitch, goal } = line;
  const distance = Math.abs(goal - pitch);
  if (distance >= 3 && distance <= 5) {
    const between = pitchesWithin(chordScale(chord, context.brief.key), Math.min(pitch, goal) + 1, Math.max(pitch, goal) - 1);
    return between[between.length >> 1] ?? null;
  }

  const tones = pitchesWithin(chordPitchClasses(chord).slice(0, 4), Math.max(low, pitch - 5), Math.min(high, pitch + 5)).filter(
    (tone) => tone !== pitch,
  );
  return closest(tones, goal);
}

function guidePitch(chord: ChordSpan, near: Pitch, range: readonly [Pitch, Pitch]): Pitch {
  const options = guideTones(chord).map((tone) => nearestPitchWithin(tone, near, range));
  return options.reduce((best, pitch) => (Math.abs(pitch - near) < Math.abs(best - near) ? pitch : best), at(options, 0));
}

function closest(pool: readonly Pitch[], wished: Pitch): Pitch | null {
  let best: Pitch | null = null;
  for (const pitch of pool) {
    if (best === null || Math.abs(pitch - wished) < Math.abs(best - wished)) {
      best = pitch;
    }
  }

  return best;
}

/** The third of the last chord, or its fifth where the theme has taken the third. */
function finalNote(context: PartContext, before: Pitch | null): Note | null {
  const { finalTick, plan } = context;
  if (finalTick === null || !context.plays(at(context.sections, -1)) || context.endTick <= finalTick) {
    return null;
  }

  const chord = chordAt(context.chords, finalTick);
  const sung = context.theme.find((note) => note.startTick === finalTick);
  const tones = chordPitchClasses(chord);
  const wanted = sung !== undefined && foldPitchClass(sung.pitch) === tones[1] ? at(tones, 0) : at(tones, 1);
  const pitch = nearestPitchWithin(wanted, before ?? Math.round((plan.register[0] + plan.register[1]) / 2), plan.register);
  return {
    startTick: finalTick,
    durationTicks: context.endTick - finalTick,
    pitch,
    velocity: clamp(0.4 + 0.3 * at(context.sections, -1).energy, 0.1, 1),
    articulation: 'normal',
  };
}

function swells(notes: readonly Note[]): { readonly tick: Tick; readonly level: number }[] {
  const points: { tick: Tick; level: number }[] = [];
  for (const note of notes) {
    const last = points.at(-1);
    if (note.durationTicks >= 960 && (last === undefined || note.startTick > last.tick)) {
      points.push(
        { tick: note.startTick, level: 0.7 },
        { tick: note.startTick + Math.round(note.durationTicks * 0.5), level: 1 },
        { tick: note.startTick + note.durationTicks, level: 0.72 },
      );
    }
  }

  return points;
}
