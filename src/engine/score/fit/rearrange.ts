import { instrumentById } from '../../brief/index.ts';
import { assert, at, type Tick } from '../../kernel/index.ts';
import type { LengthPlan } from '../form/solve-length.ts';
import type { ChordSpan, Note, Part, Score, Section, SectionKind } from '../score.ts';
import { sectionAtBar } from './choose-bars.ts';
import { finalTickOf } from './piece.ts';
import { settlePart } from './settle-part.ts';

/** A stretch of the source that is played as it was, moved to another place. */
type Run = {
  readonly from: Tick;
  readonly to: Tick;
  readonly target: Tick;
  /** Whether what comes before in the new piece came before in the source too. */
  readonly isSeamless: boolean;
};

type PlacedNote = Note & { readonly isCarried: boolean };

/**
 * The score with its bars in another order: `sources` names the old bar that each new bar plays, `length` the new frame.
 * What sounds across a seam is let go there, and what was already sounding where a run is entered is struck again or, where
 * the instrument sustains and the note was sounding anyway, held on. The final chord moves to the new end. Where the source
 * has no final chord and the frame wants one, its place stays empty for `writeEnding`.
 */
export function rearrange(score: Score, sources: readonly number[], length: LengthPlan): Score {
  const runs = runsOf(score, sources, length);
  const sections = layOutSections(score, sources, length);
  return {
    ...score,
    tempoMap: length.tempoMap,
    ending: length.ending,
    endTick: length.endTick,
    sections,
    chords: moveChords(score, runs, length),
    parts: score.parts.map((part) => movePart(part, score, runs, length)).filter((part) => part.notes.length > 0),
  };
}

function runsOf(score: Score, sources: readonly number[], length: LengthPlan): Run[] {
  const { barTicks } = score;
  const bodyEnd = length.finalTick ?? length.endTick;
  const oldFinal = finalTickOf(score);
  const limit = oldFinal ?? score.endTick;
  const runs: Run[] = [];
  const push = (run: Run): void => {
    const before = runs.at(-1);
    if (before !== undefined && before.to === run.from && before.target + (before.to - before.from) === run.target) {
      runs[runs.length - 1] = { ...before, to: run.to };
    } else {
      runs.push({ ...run, isSeamless: before === undefined ? run.from === 0 : before.to === run.from });
    }
  };
  sources.forEach((source, bar) => {
    const target = bar * barTicks;
    const room = Math.min(barTicks, bodyEnd - target);
    const from = source * barTicks;
    if (room > 0 && from < limit) {
      push({ from, to: Math.min(from + room, limit), target, isSeamless: false });
    }
  });
  if (oldFinal !== null && length.finalTick !== null) {
    push({ from: oldFinal, to: score.endTick, target: length.finalTick, isSeamless: false });
  }

  return runs;
}

function movePart(part: Part, score: Score, runs: readonly Run[], length: LengthPlan): Part {
  const instrument = instrumentById(part.instrument);
  const holds = instrument.sustain === 'sustained';
  const placed: PlacedNote[] = [];
  runs.forEach((run, i) => {
    const runEnd = run.target + run.to - run.from;
    const next = runs[i + 1];
    const until = next === undefined || i === runs.length - 1 ? length.endTick : next.isSeamless ? length.endTick : runEnd;
    for (const note of part.notes) {
      const end = note.startTick + note.durationTicks;
      const isInside = note.startTick >= run.from && note.startTick < run.to;
      const isSounding = !run.isSeamless && note.startTick < run.from && end - run.from >= 480 && instrument.sustain !== 'hit';
      if (!isInside && !isSounding) {
        continue;
      }

      const startTick = isInside ? note.startTick - run.from + run.target : run.target;
      const wished = end >= score.endTick ? length.endTick : end - run.from + run.target;
      placed.push({
        ...note,
        startTick,
        durationTicks: Math.max(1, Math.min(wished, until, length.endTick) - startTick),
        isCarried: isSounding,
      });
    }
  });
  const notes = (holds ? joinCarried(placed) : placed).filter((note) => note.startTick < length.endTick);
  return settlePart(
    { ...part, notes, pedal: movePedal(part, score, runs, length), expression: moveExpression(part, runs) },
    length.endTick,
  );
}

/** A held note that was sounding when a run ended and sounds when the next begins is one note. */
function joinCarried(placed: readonly PlacedNote[]): PlacedNote[] {
  const joined: PlacedNote[] = [];
  const last = new Map<number, number>();
  for (const note of [...placed].sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch)) {
    const index = last.get(note.pitch);
    const before = index === undefined ? undefined : joined[index];
    if (note.isCarried && index !== undefined && before?.startTick !== undefined && endOf(before) === note.startTick) {
      joined[index] = { ...before, durationTicks: before.durationTicks + note.durationTicks };
    } else {
      joined.push(note);
      last.set(note.pitch, joined.length - 1);
    }
  }

  return joined;
}

function endOf(note: Note): Tick {
  return note.startTick + note.durationTicks;
}

function movePedal(part: Part, score: Score, runs: readonly Run[], length: LengthPlan): Part['pedal'] {
  return runs.flatMap((run) =>
    part.pedal
      .filter((span) => span.startTick < run.to && span.endTick > run.from)
      .map((span) => ({
        startTick: Math.max(span.startTick, run.from) - run.from + run.target,
        endTick: span.endTick >= score.endTick ? length.endTick : Math.min(span.endTick, run.to) - run.from + run.target,
      })),
  );
}

function moveExpression(part: Part, runs: readonly Run[]): Part['expression'] {
  if (part.expression.length === 0) {
    return [];
  }

  const points: { tick: Tick; level: number }[] = [];
  const push = (tick: Tick, level: number): void => {
    if (tick > (points.at(-1)?.tick ?? -1)) {
      points.push({ tick, level });
    }
  };
  for (const run of runs) {
    push(run.target, levelAt(part.expression, run.from));
    for (const { tick, level } of part.expression) {
      if (tick > run.from && tick < run.to) {
        push(tick - run.from + run.target, level);
      }
    }

    push(run.target + run.to - run.from - 1, levelAt(part.expression, run.to - 1));
  }

  return points;
}

function levelAt(curve: Part['expression'], tick: Tick): number {
  const next = curve.findIndex((point) => point.tick >= tick);
  if (next <= 0) {
    return at(curve, next < 0 ? -1 : 0).level;
  }

  const [before, after] = [at(curve, next - 1), at(curve, next)];
  return before.level + ((after.level - before.level) * (tick - before.tick)) / Math.max(1, after.tick - before.tick);
}

function moveChords(score: Score, runs: readonly Run[], length: LengthPlan): ChordSpan[] {
  const moved = runs.flatMap((run, i) =>
    score.chords
      .filter((chord) => chord.startTick < run.to && chord.endTick > run.from)
      .map((chord): ChordSpan => {
        const isEnd = i === runs.length - 1 && chord.endTick >= run.to;
        return {
          ...chord,
          startTick: Math.max(chord.startTick, run.from) - run.from + run.target,
          endTick: isEnd ? length.endTick : Math.min(chord.endTick, run.to) - run.from + run.target,
        };
      }),
  );
  assert(moved.length > 0, 'a piece has chords');
  // A run that was cut short, or a bar that reaches further than its source, leaves no gap.
  const tidy = moved
    .filter((chord) => chord.startTick < length.endTick)
    .map((chord, i, all) => ({ ...chord, endTick: all[i + 1]?.startTick ?? length.endTick }));
  return tidy;
}

function layOutSections(score: Score, sources: readonly number[], length: LengthPlan): Section[] {
  const starts: { readonly bar: number; readonly source: Section }[] = [];
  sources.forEach((bar, i) => {
    const source = sectionAtBar(score, bar);
    const before = i === 0 ? null : sectionAtBar(score, at(sources, i - 1));
    const isAnew = source.startBar === bar && at(sources, Math.max(0, i - 1)) !== bar - 1;
    if (before === null || before.id !== source.id || isAnew) {
      starts.push({ bar: i, source });
    }
  });
  const counts = new Map<SectionKind, number>();
  return starts.map(({ bar, source }, i): Section => {
    const count = (counts.get(source.kind) ?? 0) + 1;
    counts.set(source.kind, count);
    const next = starts[i + 1];
    return {
      ...source,
      id: `${source.kind}-${count}`,
      startBar: bar,
      bars: (next?.bar ?? length.bars) - bar,
      startTick: bar * score.barTicks,
      endTick: next === undefined ? length.endTick : next.bar * score.barTicks,
    };
  });
}
