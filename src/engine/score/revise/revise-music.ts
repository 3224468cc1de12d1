import { Brief } from '../../brief/index.ts';
import { canonicalJson, StudioError } from '../../kernel/index.ts';
import { type LandedHit, landHits } from '../fit/land-hits.ts';
import type { Piece } from '../fit/piece.ts';
import type { Part } from '../score.ts';
import { validateScore } from '../validate-score.ts';
import { CHANGE_KINDS } from './changes/index.ts';
import { describeDifference, type MusicFact } from './describe-difference.ts';
import type { MusicChange } from './music-change.ts';
import type { ChangeKind } from './revision.ts';

/** Music after changes: the piece, and what can be said of it. */
export type RevisedMusic = Piece & {
  /** Ids of parts that were written anew, altered, added or taken out. */
  readonly changedParts: readonly string[];
  /** Ids of parts that are as they were, note for note. */
  readonly keptParts: readonly string[];
  /** What is no longer as it was, before and after. */
  readonly facts: readonly MusicFact[];
  /** Changes that could not be made, each with the reason for a person. The others were made. */
  readonly refused: readonly { readonly change: MusicChange; readonly reason: string }[];
  /** Where the moments that the music is to hit landed, in the order of `brief.hits`; empty without any. */
  readonly hits: readonly LandedHit[];
};

const kinds: ReadonlyMap<MusicChange['kind'], ChangeKind> = new Map(CHANGE_KINDS.map((entry) => [entry.kind, entry]));

/**
 * Makes changes to music that is there, one after the other. Parts that no change names stay note for note; the same piece
 * and changes give the same music. A change that cannot be made is refused with its reason and the rest are made.
 */
export function reviseMusic(piece: Piece, changes: readonly MusicChange[]): RevisedMusic {
  // Pieces come from where they were kept; those of older versions lack the newer fields.
  const before = Brief.parse(piece.brief);
  let current: Piece = { brief: before, score: piece.score };
  const told: MusicFact[] = [];
  const refused: { readonly change: MusicChange; readonly reason: string }[] = [];
  for (const change of changes) {
    const entry = kinds.get(change.kind);
    if (entry === undefined) {
      throw new StudioError('music.change-unknown', `Expected a change of music, found "${change.kind}".`);
    }

    const outcome = entry.apply(current, change);
    if (outcome.kind === 'refused') {
      refused.push({ change, reason: outcome.reason });
      continue;
    }

    validateScore(outcome.piece.score, outcome.piece.brief);
    current = outcome.piece;
    told.push(...outcome.facts);
  }

  return {
    ...current,
    ...compareParts(piece.score.parts, current.score.parts),
    facts: [...told, ...describeDifference({ ...piece, brief: before }, current)],
    refused,
    hits: landHits(current.score, current.brief.hits),
  };
}

function compareParts(before: readonly Part[], after: readonly Part[]): Pick<RevisedMusic, 'changedParts' | 'keptParts'> {
  const texts = new Map(before.map((part) => [part.id, canonicalJson(part)]));
  const kept = after.filter((part) => texts.get(part.id) === canonicalJson(part)).map((part) => part.id);
  const ids = new Set([...before, ...after].map((part) => part.id));
  return { keptParts: kept, changedParts: [...ids].filter((id) => !kept.includes(id)) };
}
