import { type Brief, findInstrument, type Instrument, type Key } from '../../brief/index.ts';
import type { Pitch, Tick } from '../../kernel/index.ts';
import { keyAbove } from '../form/plan-key-change.ts';
import type { PartNotes } from '../parts/part-context.ts';
import type { ChordSpan, Part, Score, Section } from '../score.ts';
import { chordSymbol } from '../theory/chord.ts';
import { foldIntoRange, foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import type { HalfBars } from './half-bars.ts';

/**
 * A piece that changes its key is composed in its first key throughout and sounded in each section's own: what a band does
 * when it takes the last chorus up. Plans (chords, theme) are always in the home key, scores always as they sound.
 */
type Keyed = { readonly key: Key; readonly sections: readonly Section[] };

/** Half steps that the music of a tick sounds above the home key, −5 to 6. */
export function shiftAt({ key, sections }: Keyed, tick: Tick): number {
  const own = sections.findLast((section) => section.startTick <= tick)?.key;
  return own === undefined ? 0 : ((tonicPitchClass(own) - tonicPitchClass(key) + 17) % 12) - 5;
}

/** Whether any section sounds in a key of its own. */
export function changesKey(sections: readonly Section[]): boolean {
  return sections.some((section) => section.key !== undefined);
}

/** Chords of the home key as they sound (`way` 1), or sounding chords brought home (−1). */
export function movedChords(chords: readonly ChordSpan[], keyed: Keyed, way: 1 | -1): readonly ChordSpan[] {
  if (!changesKey(keyed.sections)) {
    return chords;
  }

  return chords.map((chord) => {
    const shift = shiftAt(keyed, chord.startTick) * way;
    const key =
      way === 1 ? (keyed.sections.findLast((section) => section.startTick <= chord.startTick)?.key ?? keyed.key) : keyed.key;
    const harmony = { ...chord, root: foldPitchClass(chord.root + shift), bass: foldPitchClass(chord.bass + shift) };
    return { ...harmony, symbol: chordSymbol(harmony, key) };
  });
}

/** A part's notes moved to the keys of their sections (1) or back (−1); nothing without a pitch moves, no note of the old key sounds on in the new. */
export function movedNotes(written: PartNotes, instrument: Instrument, keyed: Keyed, way: 1 | -1): PartNotes {
  if (!changesKey(keyed.sections) || !isPitched(instrument)) {
    return written;
  }

  const turns = keyed.sections
    .filter(
      (section, i) =>
        shiftAt(keyed, section.startTick) !== (i === 0 ? 0 : shiftAt(keyed, (keyed.sections[i - 1] ?? section).startTick)),
    )
    .map((section) => section.startTick);
  const octave = octaveFor(
    written.notes.flatMap((note) => {
      const shift = shiftAt(keyed, note.startTick);
      return shift === 0 ? [] : [note.pitch + shift * way];
    }),
    instrument,
  );
  return {
    ...written,
    notes: written.notes.map((note) => {
      const shift = shiftAt(keyed, note.startTick);
      const turn = turns.find((tick) => note.startTick < tick && note.startTick + note.durationTicks > tick);
      return {
        ...note,
        pitch: shift === 0 ? note.pitch : note.pitch + shift * way + octave,
        durationTicks: turn === undefined ? note.durationTicks : turn - note.startTick,
      };
    }),
  };
}

/** A line that the new key takes out of its instrument's range moves as a whole; a note or two at the edge may fold alone. */
function octaveFor(pitches: readonly Pitch[], { low, high }: Instrument): number {
  const lost = (octave: number): number => pitches.filter((pitch) => pitch + octave < low || pitch + octave > high).length;
  const [stay, down, up] = [lost(0), lost(-12), lost(12)];
  return stay <= pitches.length * 0.1 ? 0 : down < stay && down <= up ? -12 : up < stay ? 12 : 0;
}

function isPitched({ sustain, family, id }: Instrument): boolean {
  return sustain !== 'hit' && (family !== 'texture' || id === 'drone');
}

/** The score that `write` makes of this one while all of it is at home in the first key, sounded in its sections' keys again. */
export function writtenAtHome(score: Score, write: (home: Score) => Score): Score {
  if (!changesKey(score.sections)) {
    return write(score);
  }

  const home = score.sections.map((section) => ({ ...section, key: score.key }));
  const written = write({ ...broughtHome(score), sections: home });
  const [from, to] = [tonicPitchClass(score.key), tonicPitchClass(written.key)];
  const sections = score.sections.map((section) =>
    section.key === undefined ? section : { ...section, key: { ...keyAbove(section.key, to - from), mode: written.key.mode } },
  );
  return takenOut({ ...written, sections });
}

/** A score with every section brought home to the first key, its sections' keys kept; for what is written anew. */
export function broughtHome(score: Score): Score {
  return changesKey(score.sections)
    ? { ...score, chords: movedChords(score.chords, score, -1), parts: score.parts.map((part) => movedPart(part, score, -1)) }
    : score;
}

/** A score whose notes and chords are at home, sounded in its sections' keys. */
function takenOut(score: Score): Score {
  return changesKey(score.sections)
    ? { ...score, chords: movedChords(score.chords, score, 1), parts: score.parts.map((part) => movedPart(part, score, 1)) }
    : score;
}

function movedPart(part: Part, keyed: Keyed, way: 1 | -1): Part {
  const instrument = findInstrument(part.instrument);
  if (instrument === null) {
    return part;
  }

  const { notes } = movedNotes({ notes: part.notes }, instrument, keyed, way);
  return isPitched(instrument)
    ? { ...part, notes: notes.map((note) => ({ ...note, pitch: foldIntoRange(note.pitch, instrument.low, instrument.high) })) }
    : part;
}

/** The end of a section that another key follows: its dominant, held back by a fourth where there is room. */
export function withGearChange(run: HalfBars, section: Section, next: Section | null, brief: Brief): HalfBars {
  const keyed = { key: brief.key, sections: next === null ? [section] : [section, next] };
  const shift = next === null ? 0 : shiftAt(keyed, next.startTick) - shiftAt(keyed, section.startTick);
  if (shift === 0 || run.length < 2) {
    return run;
  }

  // Written at home: `shift` above the home key's dominant, as heard from the section that leads there.
  const root = foldPitchClass(tonicPitchClass(brief.key) + shift + 7);
  const named = (quality: '7' | '7sus4'): HalfBars[number] => {
    const harmony = { root, quality, bass: root } as const;
    return { ...harmony, degree: 'V7', symbol: chordSymbol(harmony, brief.key) };
  };
  return run.length >= 8 ? [...run.slice(0, -2), named('7sus4'), named('7')] : [...run.slice(0, -1), named('7')];
}
