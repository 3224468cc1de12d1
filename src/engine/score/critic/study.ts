import type { Brief } from '../../brief/index.ts';
import type { Pitch, Tick } from '../../kernel/index.ts';
import type { Note, Part, Score, Section } from '../score.ts';
import { type Fingerprint, homeOf, singerOf, upperLine } from './fingerprint.ts';

/** An eighth: the grain in which what sounds together is looked at. */
export const GRAIN: Tick = 480;

/** What sounds in an eighth. */
export type Sounding = { readonly part: Part; readonly pitch: Pitch; readonly velocity: number };

/** A score read once for all critics. */
export type Study = {
  readonly score: Score;
  readonly brief: Brief;
  /** Fingerprints of earlier pieces; often none. */
  readonly recent: readonly Fingerprint[];
  /** Parts with notes of definite pitch. */
  readonly pitched: readonly Part[];
  readonly drums: Part | null;
  readonly bass: Part | null;
  /** Who has the tune, and its upper line without graces; empty when nobody plays notes. */
  readonly singer: Part | null;
  readonly tune: readonly Note[];
  /** The section in which the tune is most itself. */
  readonly home: Section;
  readonly bars: number;
  /** By eighth, what sounds of the pitched parts. */
  readonly sounding: readonly (readonly Sounding[])[];
};

/** Reads a score for the critics. */
export function studyOf(score: Score, brief: Brief, recent: readonly Fingerprint[]): Study {
  const heard = score.parts.filter((part) => part.notes.length > 0);
  const pitched = heard.filter(
    ({ role }) => role !== 'drums' && role !== 'percussion' && role !== 'texture' && role !== 'effects',
  );
  const singer = singerOf(score);
  const end = score.sections.at(-1)?.endTick ?? score.endTick;
  return {
    score,
    brief,
    recent,
    pitched,
    drums: longest(heard.filter(({ role }) => role === 'drums')),
    bass: longest(heard.filter(({ role }) => role === 'bass')),
    singer,
    tune: singer === null ? [] : upperLine(singer.notes),
    home: homeOf(score, singer),
    bars: Math.max(1, Math.round(end / score.barTicks)),
    sounding: soundingOf(pitched, end),
  };
}

function longest(parts: readonly Part[]): Part | null {
  return parts.reduce<Part | null>((best, part) => (best === null || part.notes.length > best.notes.length ? part : best), null);
}

function soundingOf(parts: readonly Part[], end: Tick): readonly (readonly Sounding[])[] {
  const grains: Sounding[][] = Array.from({ length: Math.ceil(end / GRAIN) }, () => []);
  for (const part of parts) {
    for (const { startTick, durationTicks, pitch, velocity } of part.notes) {
      // A note counts where it fills at least a third of the eighth.
      const from = Math.floor((startTick + GRAIN / 3) / GRAIN);
      const to = Math.max(from + 1, Math.floor((startTick + durationTicks + (2 * GRAIN) / 3) / GRAIN));
      for (let grain = from; grain < Math.min(to, grains.length); grain++) {
        grains[grain]!.push({ part, pitch, velocity });
      }
    }
  }

  return grains;
}

/** Notes of a line that start in a section. */
export function notesIn(notes: readonly Note[], { startTick, endTick }: Pick<Section, 'startTick' | 'endTick'>): readonly Note[] {
  return notes.filter((note) => note.startTick >= startTick && note.startTick < endTick);
}

/** Strokes of each bar as a set of `sixteenth/pitch`; simultaneous strokes of a pitch count once. */
export function barPatterns(part: Part, { score, bars }: Pick<Study, 'score' | 'bars'>): readonly ReadonlySet<string>[] {
  const patterns = Array.from({ length: bars }, () => new Set<string>());
  const sixteenth = score.barTicks / Math.max(1, Math.round(score.barTicks / 240));
  for (const note of part.notes) {
    const slot = Math.round(note.startTick / sixteenth);
    const perBar = Math.round(score.barTicks / sixteenth);
    patterns[Math.floor(slot / perBar)]?.add(`${slot % perBar}/${note.pitch}`);
  }

  return patterns;
}

/** Part of two sets that they have in common, 0–1; 1 for two empty ones. */
export function overlap<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  if (one.size === 0 && other.size === 0) {
    return 1;
  }

  let common = 0;
  for (const item of one) {
    common += other.has(item) ? 1 : 0;
  }

  return common / (one.size + other.size - common);
}

/** The arithmetic mean, or `none` of nothing. */
export function meanOf(values: readonly number[], none = 0): number {
  return values.length === 0 ? none : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a population; 0 of nothing. */
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) * (value - mean))));
}
