import { at, clamp, log2, type Pitch, type Tick } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordAt, chordPitchClasses } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { judgeDrama } from './judge-drama.ts';
import { near, type Reason } from './reason.ts';

/** What can be counted in a line of single notes; also used by tests to hold melodies to human ranges. */
export type MelodyStatistics = {
  /** Mean size of melodic intervals inside phrases, semitones. */
  readonly meanInterval: number;
  /** Part of the intervals that are repeats or steps (at most two semitones). */
  readonly stepShare: number;
  /** Highest less lowest pitch, semitones. */
  readonly range: number;
  /** Bits of information in the choice of pitch class. */
  readonly pitchEntropy: number;
  /** Part of the notes at least a quarter long that are chord tones. */
  readonly chordToneShare: number;
  /** How often the highest pitch is struck. */
  readonly peaks: number;
  /** Part of the three-interval figures that come at least twice. */
  readonly repetition: number;
  readonly notes: number;
};

type Sung = { readonly startTick: Tick; readonly durationTicks: Tick; readonly pitch: Pitch };

/** Counts a line. Intervals across rests longer than a half note are left out: nobody hears them as intervals. */
export function measureMelody(notes: readonly Sung[], chords: readonly ChordSpan[]): MelodyStatistics {
  const intervals: number[] = [];
  const figures = new Map<string, number>();
  const classes = new Map<number, number>();
  let tones = 0;
  let longs = 0;
  let top = -Infinity;
  let bottom = Infinity;
  let peaks = 0;
  let run: number[] = [];
  notes.forEach((note, i) => {
    classes.set(foldPitchClass(note.pitch), (classes.get(foldPitchClass(note.pitch)) ?? 0) + 1);
    peaks = note.pitch > top ? 1 : note.pitch === top ? peaks + 1 : peaks;
    top = Math.max(top, note.pitch);
    bottom = Math.min(bottom, note.pitch);
    if (note.durationTicks >= 900 && chords.length > 0) {
      longs++;
      tones += chordPitchClasses(chordAt(chords, note.startTick)).includes(foldPitchClass(note.pitch)) ? 1 : 0;
    }

    const before = notes[i - 1];
    if (before === undefined || note.startTick - before.startTick - before.durationTicks > 1920) {
      run = [];
      return;
    }

    const interval = note.pitch - before.pitch;
    intervals.push(Math.abs(interval));
    run = [...run, interval].slice(-3);
    if (run.length === 3) {
      const figure = run.join();
      figures.set(figure, (figures.get(figure) ?? 0) + 1);
    }
  });

  const counts = [...classes.values()];
  const figureCounts = [...figures.values()];
  const figureTotal = figureCounts.reduce((sum, count) => sum + count, 0);
  return {
    meanInterval: mean(intervals),
    stepShare: intervals.length === 0 ? 1 : intervals.filter((interval) => interval <= 2).length / intervals.length,
    range: notes.length === 0 ? 0 : top - bottom,
    pitchEntropy: counts.reduce((sum, count) => sum - (count / notes.length) * log2(count / notes.length), 0),
    chordToneShare: longs === 0 ? 1 : tones / longs,
    peaks: notes.length === 0 ? 0 : peaks,
    repetition: figureTotal === 0 ? 0 : figureCounts.reduce((sum, count) => sum + (count > 1 ? count : 0), 0) / figureTotal,
    notes: notes.length,
  };
}

/** Marks a theme by what makes tunes singable and memorable; the reasons say why. */
export function judgeMelody(notes: readonly Sung[], chords: readonly ChordSpan[]): readonly Reason[] {
  const counted = measureMelody(notes, chords);
  const lengths = new Set(notes.map((note) => note.durationTicks));
  return [
    { name: 'moves like song', mark: near(counted.meanInterval, 2.3, 0.8), weight: 1.2 },
    { name: 'steps and leaps in balance', mark: near(counted.stepShare, 0.7, 0.16), weight: 1 },
    { name: 'range', mark: near(counted.range, 11, 4), weight: 1 },
    { name: 'variety of notes', mark: near(counted.pitchEntropy, 2.5, 0.4), weight: 0.8 },
    { name: 'agrees with the harmony', mark: counted.chordToneShare, weight: 1 },
    { name: 'one peak', mark: counted.peaks <= 2 ? 1 : 1 / (counted.peaks - 1), weight: 0.6 },
    { name: 'memorable', mark: near(counted.repetition, 0.5, 0.25), weight: 1.3 },
    { name: 'rhythm has long and short', mark: near(lengths.size, 4, 2), weight: 0.6 },
    { name: 'leaps turn back', mark: recovery(notes), weight: 0.8 },
    { name: 'the opening has a shape', mark: shapeOfOpening(notes), weight: 1 },
    ...judgeDrama(notes),
  ];
}

/** The first six notes are what is hummed later: they should span a third to a sixth, turn once or twice, and not stand still. */
function shapeOfOpening(notes: readonly Sung[]): number {
  const opening = notes.slice(0, 6).map((note) => note.pitch);
  if (opening.length < 3) {
    return 0.5;
  }

  const range = Math.max(...opening) - Math.min(...opening);
  const moves = opening.slice(1).map((pitch, i) => pitch - at(opening, i));
  const repeats = moves.filter((move) => move === 0).length / moves.length;
  const hasLeap = moves.some((move) => Math.abs(move) >= 3 && Math.abs(move) <= 9);
  return near(range, 7, 3) * 0.5 + (1 - repeats) * 0.25 + (hasLeap ? 0.25 : 0);
}

/** Part of the leaps that songs turn back from; more is not better. */
const USUAL_RECOVERY = 0.8;

function recovery(notes: readonly Sung[]): number {
  let leaps = 0;
  let recovered = 0;
  for (let i = 1; i + 1 < notes.length; i++) {
    const leap = at(notes, i).pitch - at(notes, i - 1).pitch;
    if (Math.abs(leap) >= 5) {
      leaps++;
      const next = at(notes, i + 1).pitch - at(notes, i).pitch;
      recovered += next * leap <= 0 && Math.abs(next) <= 5 ? 1 : 0;
    }
  }

  return leaps === 0 ? 1 : clamp(recovered / leaps / USUAL_RECOVERY, 0, 1);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
