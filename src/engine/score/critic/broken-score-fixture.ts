import { Rng } from '../../kernel/index.ts';
import type { Note, Part, Score } from '../score.ts';

type Breakage = { readonly name: string; readonly term: string; readonly break: (score: Score) => Score };

const isPitched = ({ role }: Part): boolean => !['drums', 'percussion', 'texture', 'effects'].includes(role);

function eachPart(score: Score, change: (part: Part, rng: Rng) => readonly Note[]): Score {
  const rng = new Rng(7);
  const parts = score.parts.map((part) => ({
    ...part,
    notes: [...change(part, rng.fork(part.id))].sort(
      (left, right) => left.startTick - right.startTick || left.pitch - right.pitch,
    ),
  }));
  return { ...score, parts };
}

/** Ways to break a piece, each with the critic who must hear it. */
export const BREAKAGES: readonly Breakage[] = [
  {
    name: 'shuffled notes',
    term: 'groove',
    break: (score) =>
      eachPart(score, ({ notes }, rng) => {
        const end = Math.max(...score.sections.map(({ endTick }) => endTick));
        return notes.map((note) => ({ ...note, startTick: rng.integer(0, Math.floor(end / 120) - 1) * 120 }));
      }),
  },
  {
    name: 'random pitches',
    term: 'agreement',
    break: (score) =>
      eachPart(score, (part, rng) => {
        const pitches = part.notes.map(({ pitch }) => pitch);
        const [low, high] = [Math.min(...pitches), Math.max(Math.min(...pitches) + 12, ...pitches)];
        return isPitched(part) ? part.notes.map((note) => ({ ...note, pitch: rng.integer(low, high) })) : part.notes;
      }),
  },
  {
    name: 'constant velocity',
    term: 'dynamics',
    break: (score) => eachPart(score, ({ notes }) => notes.map((note) => ({ ...note, velocity: 0.6 }))),
  },
  {
    name: 'transposed bass',
    term: 'bass line',
    break: (score) =>
      eachPart(score, (part) =>
        part.role === 'bass' ? part.notes.map((note) => ({ ...note, pitch: note.pitch + 1 })) : part.notes,
      ),
  },
  {
    name: 'two bars looped',
    term: 'repetition',
    break: (score) => {
      const end = Math.max(...score.sections.map(({ endTick }) => endTick));
      const span = 2 * score.barTicks;
      const home = score.sections.reduce((best, section) => (section.energy > best.energy ? section : best));
      const times = Array.from({ length: Math.floor(end / span) }, (_, time) => time * span);
      const chords = score.chords.filter(({ endTick }) => endTick <= end);
      return {
        ...eachPart(score, ({ notes }) => {
          const own = notes.filter(({ startTick }) => startTick >= home.startTick && startTick < home.startTick + span);
          return times.flatMap((time) => own.map((note) => ({ ...note, startTick: note.startTick - home.startTick + time })));
        }),
        chords,
      };
    },
  },
];
