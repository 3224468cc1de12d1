import { instrumentById } from '../../brief/index.ts';
import { at, canonicalJson } from '../../kernel/index.ts';
import { evenTempo, lengthPlanOf, type Piece } from '../fit/piece.ts';
import type { Part, Score } from '../score.ts';
import { differenceOfStrokes } from './compare-lines.ts';

/** One thing about a piece that is no longer as it was. `part` is the id of the part it is about, null for the whole. */
export type MusicFact = {
  readonly what:
    | 'tempo'
    | 'key'
    | 'length'
    | 'bars'
    | 'form'
    | 'ending'
    | 'style'
    | 'instruments'
    | 'production'
    | 'energy'
    | 'hits'
    | 'chords'
    | 'dynamics'
    /** A moment asked for and the bar or beat that stands for it, seconds. */
    | 'moment'
    | 'instrument'
    | 'notes'
    | 'strength'
    | 'level'
    | 'tune'
    /** Share of a part's notes that are others, %, over the same form and key. */
    | 'anew';
  readonly part: string | null;
  /** bpm, seconds, bars, notes, dB, energy 0–1, mean velocity 0–1, or words; null where there was nothing. */
  readonly before: string | number | null;
  readonly after: string | number | null;
};

/** What differs between a piece and what became of it, read from the two scores alone, the whole first, then part by part. */
export function describeDifference(before: Piece, after: Piece): MusicFact[] {
  const whole: MusicFact[] = WHOLE.map(([what, read]) => ({ what, part: null, before: read(before), after: read(after) }));
  const isSameFrame =
    canonicalJson([before.score.key, before.score.tempoMap, before.score.endTick]) ===
    canonicalJson([after.score.key, after.score.tempoMap, after.score.endTick]);
  const parts = before.score.parts.flatMap((part) => {
    const now = after.score.parts.find((other) => other.id === part.id);
    return now === undefined ? [] : [...partFacts(part, now), ...(isSameFrame ? [anewFact(part, now)] : [])];
  });
  return [...whole, ...parts].filter((fact) => fact.before !== fact.after);
}

const WHOLE: readonly (readonly [MusicFact['what'], (piece: Piece) => string | number | null])[] = [
  ['tempo', ({ score }) => rounded(evenTempo(score), 2)],
  ['key', ({ score }) => `${score.key.tonic} ${score.key.mode}`],
  ['length', ({ score }) => rounded(score.durationSeconds, 3)],
  ['bars', ({ score }) => lengthPlanOf(score).bars],
  ['form', ({ score }) => score.sections.map((section) => `${section.kind} ${section.bars}`).join(', ')],
  ['ending', ({ score }) => score.ending],
  ['style', ({ score }) => score.style],
  ['instruments', ({ score }) => instrumentsOf(score)],
  ['production', ({ score }) => (score.colour.production.length === 0 ? null : score.colour.production.join(', '))],
  ['energy', ({ score }) => rounded(meanEnergy(score), 2)],
  ['hits', ({ brief }) => (brief.hits.length === 0 ? null : brief.hits.map((moment) => rounded(moment, 3)).join(', '))],
  ['chords', ({ score }) => score.chords.map((chord) => chord.symbol).join(' ')],
  ['dynamics', ({ score }) => dynamicsOf(score)],
];

function partFacts(before: Part, after: Part): MusicFact[] {
  const fact = (what: MusicFact['what'], read: (part: Part) => string | number): MusicFact => ({
    what,
    part: before.id,
    before: read(before),
    after: read(after),
  });
  const isTune = before.role === 'lead' && lineOf(before) !== lineOf(after);
  return [
    fact('instrument', (part) => instrumentById(part.instrument).name),
    fact('notes', (part) => part.notes.length),
    fact('strength', (part) =>
      rounded(part.notes.reduce((sum, note) => sum + note.velocity, 0) / Math.max(1, part.notes.length), 2),
    ),
    fact('level', (part) => rounded(part.levelDb, 2)),
    ...(isTune ? [fact('tune', (part) => opening(part))] : []),
  ];
}

function anewFact(before: Part, after: Part): MusicFact {
  return { what: 'anew', part: before.id, before: 0, after: Math.round(differenceOfStrokes(before, after) * 100) };
}

function lineOf(part: Part): string {
  return part.notes.map((note) => note.pitch).join(' ');
}

/** The first notes of a line in MIDI numbers: enough to see that it is another. */
function opening(part: Part): string {
  return part.notes
    .slice(0, 12)
    .map((note) => note.pitch)
    .join(' ');
}

function instrumentsOf(score: Score): string {
  return [...new Set(score.parts.map((part) => instrumentById(part.instrument).name))].sort().join(', ');
}

function meanEnergy(score: Score): number {
  const total = at(score.sections, -1).endTick;
  return score.sections.reduce((sum, section) => sum + section.energy * (section.endTick - section.startTick), 0) / total;
}

function dynamicsOf(score: Score): string | null {
  const curve = score.dynamics ?? [];
  return curve.length === 0
    ? null
    : curve.map(({ tick, gainDb }) => `${rounded(tick / score.barTicks + 1, 2)}: ${rounded(gainDb, 1)} dB`).join(', ');
}

/** A moment that was asked for, and the one of the music that stands for it, seconds. */
export function momentFact(atSeconds: number, landedSeconds: number): MusicFact {
  return { what: 'moment', part: null, before: rounded(atSeconds, 3), after: rounded(landedSeconds, 3) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
