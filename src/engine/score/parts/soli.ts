import { clamp, type Pitch, type Tick } from '../../kernel/index.ts';
import type { ChordSpan, Section } from '../score.ts';
import { chordAt, chordPitchClasses, isMinorChord } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext, ThemeNote } from './part-context.ts';

/**
 * A section that plays the tune together: under each note of the theme the chord in close position, as saxophones, trumpets and
 * choirs are written; notes between the chord's own are carried by a diminished chord or by the chord itself.
 *
 * params
 *  voice    1–4 the voice below the lead that this player takes; 0 (default) all of them, for polyphonic instruments
 *  voices   2–5 voices in all, the lead among them, default 4
 *  lead     0 | 1: plays the theme itself too, default 0
 *  passing  'diminished' (default; swing) | 'chord' (choirs and pop)
 *  short    0–1 how much notes are cut short, default 0.2
 */
export const soli: Generator = (context) => {
  const params = new Params(context);
  const settings = {
    voice: Math.round(params.number('voice', 0, 4, 0)),
    voices: Math.round(params.number('voices', 2, 5, 4)),
    hasLead: params.flag('lead', false),
    passing: params.choice('passing', ['diminished', 'chord'] as const, 'diminished'),
    short: params.number('short', 0, 1, 0.2),
  };
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  const shift = octaveFor(context, range);
  context.theme.forEach((note, index) => {
    const section = sectionAt(context.sections, note.startTick);
    if (!context.plays(section) || note.startTick === context.finalTick) {
      return;
    }

    const chord = chordAt(context.chords, note.startTick);
    const under = block(note.pitch + shift, chord, settings);
    const chosen = settings.voice === 0 ? under : under.slice(settings.voice - 1, settings.voice);
    const pitches = [...(settings.hasLead ? [note.pitch + shift] : []), ...chosen].filter((pitch) => pitch >= range[0] - 3);
    const durationTicks = sounding(note, context.theme[index + 1], settings.short);
    const rng = context.rng.fork(`note/${note.startTick}`);
    for (const pitch of pitches) {
      const velocity = clamp(note.velocity * (0.82 + 0.14 * section.energy) + rng.gaussian(0.015), 0.1, 1);
      writer.add({ startTick: note.startTick, durationTicks, pitch, velocity, articulation: bitten(note, durationTicks) });
    }
  });

  const last = finalChord(context);
  const close = context.theme[context.theme.length - 1];
  if (last !== null && close !== undefined) {
    const under = block(close.pitch + shift, last, settings);
    const chosen = settings.voice === 0 ? under : under.slice(settings.voice - 1, settings.voice);
    for (const pitch of [...(settings.hasLead ? [close.pitch + shift] : []), ...chosen]) {
      writer.addFinal({ pitch, velocity: finalLoudness(context, 0.96) });
    }
  }

  return writer.finish();
};

type SoliSettings = { readonly voices: number; readonly passing: 'diminished' | 'chord' };

/** The voices below a melody note, from the top: chord tones in close position, never a semitone under the lead. */
function block(lead: Pitch, chord: ChordSpan, settings: SoliSettings): readonly Pitch[] {
  const tones = fourTones(chord);
  const wanted = settings.voices - 1;
  if (settings.passing === 'diminished' && !tones.includes(foldPitchClass(lead))) {
    return Array.from({ length: wanted }, (_, index) => lead - 3 * (index + 1));
  }

  const under: Pitch[] = [];
  for (let pitch = lead - 2; under.length < wanted && pitch > lead - 24; pitch--) {
    const isFree = (under[under.length - 1] ?? lead) - pitch >= 2;
    if (tones.includes(foldPitchClass(pitch)) && isFree) {
      under.push(pitch);
    }
  }

  return under;
}

/** Four tones of a chord: a triad has its sixth (in minor its seventh) beside it, a rich chord leaves its root to the bass. */
function fourTones(chord: ChordSpan): readonly number[] {
  const tones = chordPitchClasses(chord);
  if (tones.length === 3 && chord.quality !== 'dim' && chord.quality !== 'aug') {
    return [...tones, foldPitchClass(chord.root + (isMinorChord(chord.quality) ? 10 : 9))];
  }

  return tones.length > 4 ? tones.slice(1) : tones;
}

/** Octaves between the theme and this section's register. */
function octaveFor(context: PartContext, range: readonly [Pitch, Pitch]): number {
  const pitches = context.theme.map((note) => note.pitch).sort((left, right) => left - right);
  const middle = pitches[Math.floor(pitches.length / 2)] ?? (range[0] + range[1]) / 2;
  // What is heard under the lead lies about a fifth below it.
  return clamp(Math.round(((range[0] + range[1]) / 2 + 5 - middle) / 12), -1, 1) * 12;
}

/** Notes with room are cut a little short, so that the section breathes together. */
function sounding(note: ThemeNote, next: ThemeNote | undefined, short: number): Tick {
  const room = next === undefined ? note.durationTicks : Math.min(note.durationTicks, next.startTick - note.startTick);
  return Math.max(90, Math.round(room * (0.97 - 0.35 * short)));
}

function bitten(note: ThemeNote, durationTicks: Tick): 'accent' | 'normal' {
  return durationTicks < 420 && note.velocity > 0.7 ? 'accent' : 'normal';
}

function sectionAt(sections: readonly Section[], tick: Tick): Section {
  const found = sections.findLast((section) => section.startTick <= tick) ?? sections[0];
  if (found === undefined) {
    throw new Error('A theme without sections.');
  }

  return found;
}
