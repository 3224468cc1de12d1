import { clamp, Rng } from '../../kernel/index.ts';
import type { Note, Part, Role, Score } from '../score.ts';
import { settlePart } from './settle-part.ts';

/** Who varies what it plays when bars come again; a tune is known by coming back as it was. */
const VARYING: readonly Role[] = ['drums', 'percussion', 'bass', 'chords', 'arpeggio', 'counter'];

/** Plays bars that were heard before a little differently: some weak strokes are left out and every touch is another. */
export function varyRepeats(score: Score, sources: readonly number[], seed: number): Score {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  sources.forEach((source, bar) => {
    if (seen.has(source)) {
      repeated.add(bar);
    }

    seen.add(source);
  });
  if (repeated.size === 0) {
    return score;
  }

  const rng = new Rng(seed).fork('repeats');
  return {
    ...score,
    parts: score.parts.map((part) =>
      VARYING.includes(part.role)
        ? settlePart({ ...part, notes: vary(part, score, repeated, rng.fork(part.id)) }, score.endTick)
        : part,
    ),
  };
}

function vary(part: Part, score: Score, repeated: ReadonlySet<number>, rng: Rng): Note[] {
  return part.notes.flatMap((note) => {
    const bar = Math.floor(note.startTick / score.barTicks);
    if (!repeated.has(bar)) {
      return [note];
    }

    const own = rng.fork(`${note.startTick}/${note.pitch}`);
    const isWeak = note.startTick % 960 !== 0 && note.velocity < 0.55;
    if (isWeak && own.chance(0.14)) {
      return [];
    }

    return [{ ...note, velocity: clamp(note.velocity * (1 + own.gaussian(0.05)), 0.05, 1) }];
  });
}
