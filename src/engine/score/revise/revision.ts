import type { Piece } from '../fit/piece.ts';
import type { MusicFact } from './describe-difference.ts';
import type { MusicChange } from './music-change.ts';

/** What became of one change: the piece after it, or why it cannot be. */
export type Revision =
  | { readonly kind: 'revised'; readonly piece: Piece; readonly facts: readonly MusicFact[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** The piece after a change; `facts` are those that the two scores do not show by themselves. */
export function revised(piece: Piece, facts: readonly MusicFact[] = []): Revision {
  return { kind: 'revised', piece, facts };
}

/** Why a change cannot be, told to a person. */
export function refused(reason: string): Revision {
  return { kind: 'refused', reason };
}

/** One thing that can be done to music that is there; an entry of `CHANGE_KINDS`. */
export type ChangeKind = {
  readonly kind: MusicChange['kind'];
  readonly apply: (piece: Piece, change: MusicChange) => Revision;
};

type ChangeOf<K extends MusicChange['kind']> = Extract<MusicChange, { readonly kind: K }>;

/** An entry of `CHANGE_KINDS` that sees only changes of its own kind. */
export function changeKind<K extends MusicChange['kind']>(
  kind: K,
  apply: (piece: Piece, change: ChangeOf<K>) => Revision,
): ChangeKind {
  const isOwn = (change: MusicChange): change is ChangeOf<K> => change.kind === kind;
  return {
    kind,
    apply: (piece, change) => (isOwn(change) ? apply(piece, change) : refused(`"${change.kind}" is not "${kind}".`)),
  };
}
