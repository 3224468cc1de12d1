import { at, clamp } from '../../../kernel/index.ts';
import type { Note } from '../../score.ts';
import { type CriticTerm, percent, within } from '../critic-term.ts';
import { notesIn } from '../study.ts';

const FIGURE = 4;

/**
 * Whether there is something to hum: a figure of four notes that comes again (by rhythm and by the size of its moves), that has a
 * shape of its own (a leap, a turn, two lengths), and that stands at the head of the liveliest section.
 */
export const hook: CriticTerm = {
  name: 'hook',
  weight: 1.6,
  listen: (study) => {
    const { tune, home } = study;
    if (tune.length < 2 * FIGURE) {
      return null;
    }

    const figures = figuresOf(tune);
    const counts = new Map<string, number>();
    for (const figure of figures) {
      counts.set(figure, (counts.get(figure) ?? 0) + 1);
    }

    const returning = figures.filter((figure) => (counts.get(figure) ?? 0) > 1).length / figures.length;
    const head = notesIn(tune, home).slice(0, 7);
    const headFigures = figuresOf(head);
    const times = headFigures.reduce((most, figure) => Math.max(most, counts.get(figure) ?? 0), 0);
    const shape = shapeOf(head);
    // Songs and quartets return to a figure in a third to nine tenths of their places.
    const mark = 0.4 * within(returning, [0.3, 0.95], 0.2) + 0.3 * clamp((times - 1) / 2, 0, 1) + 0.3 * shape;
    return {
      mark,
      says: `its opening figure comes ${times}×, ${percent(returning)} of the tune returns, shape ${shape.toFixed(2)}`,
    };
  },
};

/** Figures of four notes: sixteenths between onsets, and moves as step, third, leap, up or down. */
function figuresOf(notes: readonly Note[]): string[] {
  const moves = notes.slice(1).map((note, i) => {
    const before = at(notes, i);
    const move = note.pitch - before.pitch;
    const size = Math.abs(move) <= 2 ? Math.min(1, Math.abs(move)) : Math.abs(move) <= 4 ? 3 : 5;
    return `${Math.min(16, Math.round((note.startTick - before.startTick) / 240))}${move < 0 ? '-' : '+'}${size}`;
  });
  return moves.slice(FIGURE - 2).map((_, i) => moves.slice(i, i + FIGURE - 1).join());
}

/** A shape that is remembered: spans a third to a tenth, leaps at least once but not always, turns, and has two lengths. */
function shapeOf(head: readonly Note[]): number {
  if (head.length < 3) {
    return 0.3;
  }

  const pitches = head.map(({ pitch }) => pitch);
  const moves = pitches.slice(1).map((pitch, i) => pitch - at(pitches, i));
  const leaps = moves.filter((move) => Math.abs(move) >= 3).length / moves.length;
  const wild = moves.filter((move) => Math.abs(move) > 9).length / moves.length;
  const lengths = new Set(head.slice(1).map((note, i) => Math.round((note.startTick - at(head, i).startTick) / 240))).size;
  const span = Math.max(...pitches) - Math.min(...pitches);
  return clamp(
    0.4 * within(span, [4, 14], 3) + 0.3 * within(leaps, [0.12, 0.6], 0.15) + 0.3 * (lengths > 1 ? 1 : 0.5) - wild,
    0,
    1,
  );
}
