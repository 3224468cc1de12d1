import { at, clamp, log2, type Pitch, type Tick, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { near, type Reason } from './reason.ts';

type Sung = { readonly startTick: Tick; readonly durationTicks: Tick; readonly pitch: Pitch };

/**
 * Marks what happens in a line as time goes by: movement, accents, a figure that returns, a goal, an end. Ideals are the means
 * of 281 eight-bar passages of songs, hymns and art songs that nothing here was trained on (repeats 20 %, 2.8 bits an interval).
 */
export function judgeDrama(notes: readonly Sung[]): readonly Reason[] {
  if (notes.length < 4) {
    return [];
  }

  return [
    { name: 'does not stand still', mark: movement(notes), weight: 1.2 },
    {
      name: 'runs and circles are short',
      mark: clamp(1 - 0.2 * Math.max(0, longestRun(notes) - 4) - 0.25 * circles(notes), 0, 1),
      weight: 0.8,
    },
    { name: 'high notes are accents', mark: accents(notes), weight: 0.8 },
    { name: 'the figure returns', mark: near(returns(notes), clamp(notes.length / 12, 1, 3), 1.3), weight: 1 },
    { name: 'goes somewhere', mark: goal(notes), weight: 0.8 },
    { name: 'comes to rest', mark: arrival(notes), weight: 0.6 },
    { name: 'variety of intervals', mark: near(intervalEntropy(notes), 2.75, 0.5), weight: 0.6 },
  ];
}

function movesOf(notes: readonly Sung[]): number[] {
  return notes.slice(1).map((note, i) => note.pitch - at(notes, i).pitch);
}

/** Repeated notes are for syllables: a few are a rhythm, many are a siren; three long ones alike are a halt. */
function movement(notes: readonly Sung[]): number {
  const moves = movesOf(notes);
  const still = moves.filter((move) => move === 0).length / moves.length;
  const longStill = moves.filter(
    (move, i) => move === 0 && Math.min(at(notes, i).durationTicks, at(notes, i + 1).durationTicks) >= 1.5 * TICKS_PER_QUARTER,
  ).length;
  return clamp(1 - 2.2 * Math.max(0, still - 0.2) - 0.12 * longStill, 0, 1);
}

/** Notes of the longest run of steps one way in equal lengths: beyond five it is an exercise. */
function longestRun(notes: readonly Sung[]): number {
  let longest = 1;
  let run = 1;
  for (let i = 1; i < notes.length; i++) {
    const move = at(notes, i).pitch - at(notes, i - 1).pitch;
    const before = i > 1 ? at(notes, i - 1).pitch - at(notes, i - 2).pitch : move;
    const isOn = move !== 0 && Math.abs(move) <= 2 && at(notes, i).durationTicks === at(notes, i - 1).durationTicks;
    run = isOn ? (move * before > 0 ? run + 1 : 2) : 1;
    longest = Math.max(longest, run);
  }

  return longest;
}

/** How often the line goes there and back and there and back. */
function circles(notes: readonly Sung[]): number {
  return notes.filter(
    (note, i) =>
      i >= 3 &&
      note.pitch === at(notes, i - 2).pitch &&
      at(notes, i - 1).pitch === at(notes, i - 3).pitch &&
      note.pitch !== at(notes, i - 1).pitch,
  ).length;
}

/** Part of the local peaks that are at least as long as their neighbours or fall on a beat: a singer leans on high notes. */
function accents(notes: readonly Sung[]): number {
  const peaks = notes.flatMap((note, i) => {
    const before = notes[i - 1];
    const after = notes[i + 1];
    return before !== undefined && after !== undefined && note.pitch > before.pitch && note.pitch >= after.pitch
      ? [note.startTick % TICKS_PER_QUARTER === 0 || note.durationTicks >= Math.max(before.durationTicks, after.durationTicks)]
      : [];
  });
  return peaks.length === 0 ? 0.6 : peaks.filter(Boolean).length / peaks.length;
}

/** How often the first four notes come again with their rhythm and their ups and downs, at whatever height. */
function returns(notes: readonly Sung[]): number {
  const size = 4;
  const figureAt = (from: number): string =>
    Array.from({ length: size - 1 }, (_, i) => {
      const note = at(notes, from + i);
      const next = at(notes, from + i + 1);
      return `${next.startTick - note.startTick}/${Math.sign(next.pitch - note.pitch)}`;
    }).join();
  const head = figureAt(0);
  let count = 0;
  for (let from = 1; from + size <= notes.length; from++) {
    count += figureAt(from) === head ? 1 : 0;
  }

  return count;
}

/** A line that spends its highest note at once has nothing to wait for; the best place is about the middle or past it. */
function goal(notes: readonly Sung[]): number {
  const top = Math.max(...notes.map((note) => note.pitch));
  const start = at(notes, 0).startTick;
  const span = Math.max(1, at(notes, -1).startTick - start);
  const places = notes.filter((note) => note.pitch === top).map((note) => (note.startTick - start) / span);
  return Math.max(...places.map((place) => near(place, 0.55, 0.35)));
}

/** The last note is long for this line, and reached by step or from close by. */
function arrival(notes: readonly Sung[]): number {
  const last = at(notes, -1);
  const usual = notes.map((note) => note.durationTicks).sort((left, right) => left - right)[notes.length >> 1] ?? 0;
  const move = Math.abs(last.pitch - at(notes, -2).pitch);
  return 0.5 * clamp(last.durationTicks / Math.max(1, 1.5 * usual), 0, 1) + 0.5 * (move <= 2 ? 1 : move <= 5 ? 0.7 : 0.3);
}

function intervalEntropy(notes: readonly Sung[]): number {
  const counts = new Map<number, number>();
  const moves = movesOf(notes);
  for (const move of moves) {
    counts.set(move, (counts.get(move) ?? 0) + 1);
  }

  return [...counts.values()].reduce((sum, count) => sum - (count / moves.length) * log2(count / moves.length), 0);
}
