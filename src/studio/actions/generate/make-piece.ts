import type { ReceiptLine } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { type MusicChange, type Piece, reviseMusic, type RevisedMusic } from '../../../engine/score/index.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { Sql } from '../../ports/database.ts';
import type { GenerateRequest, MusicRevisionFacts } from './generate-request.ts';
import { composeFresh } from './compose-fresh.ts';
import { readPiece } from './read-piece.ts';

/** KEEP IN STEP with `MusicChange`. */
const MOST_HITS = 100;

/** What is rendered, and how it came about. */
export type MadePiece = {
  readonly piece: Piece;
  /** Empty for music that is revised: its words were read long ago. */
  readonly receipt: readonly ReceiptLine[];
  /** What changes did; null without any. */
  readonly revision: MusicRevisionFacts | null;
};

/** Writes the music of a request: composed of its wish or read from what it revises, then changed. Throws `music.unchanged`. */
export async function makePiece(
  ports: { readonly database: Sql; readonly blobs: Pick<Blobs, 'read'> },
  work: {
    readonly request: GenerateRequest;
    readonly accountId: string;
    /** What is changed besides `request.changes`: hits on cuts that were found meanwhile. */
    readonly found: readonly MusicChange[];
  },
): Promise<MadePiece> {
  const { request, accountId, found } = work;
  const { wish, revises } = request;
  const fresh = revises === null ? await composeFresh(ports.database, { wish, accountId, exceptId: request.mediaId }) : null;
  const stored = revises === null ? null : await readPiece(ports, { mediaId: revises, accountId });
  const first = stored?.piece ?? fresh?.piece;
  if (first === undefined) {
    throw new Error('Music that revises none is composed of words');
  }

  const changes = joinHits([...request.changes, ...found]);
  if (changes.length === 0) {
    return { piece: first, receipt: fresh?.receipt ?? [], revision: null };
  }

  const revised = reviseMusic(first, changes);
  if (stored !== null && isUnchanged(revised)) {
    throw musicUnchanged(revised);
  }

  return {
    piece: { brief: revised.brief, score: revised.score },
    receipt: fresh?.receipt ?? [],
    revision: revisionFacts(revised),
  };
}

/** Moments that are named and cuts that are found are landed on together: each change of hits would put itself in the place of the one before. */
function joinHits(changes: readonly MusicChange[]): readonly MusicChange[] {
  const hits = changes.flatMap((change) => (change.kind === 'hits' ? [change.atSeconds] : []));
  return hits.length < 2
    ? changes
    : [...changes.filter(({ kind }) => kind !== 'hits'), { kind: 'hits', atSeconds: hits.flat().slice(0, MOST_HITS) }];
}

/** Whether changes left the music as it was: then there is nothing to render, and nothing to charge. */
export function isUnchanged({ facts, changedParts }: RevisedMusic): boolean {
  return facts.length === 0 && changedParts.length === 0;
}

/** The facts of a revision as a job keeps them. */
export function revisionFacts({ facts, refused, changedParts, keptParts, hits }: RevisedMusic): MusicRevisionFacts {
  return {
    facts: facts.map(({ what, part, before, after }) => ({ what, part, before, after })),
    refused: refused.map(({ change, reason }) => ({ change, reason })),
    changedParts,
    keptParts,
    hits: hits.map(({ atSeconds, errorMs }) => ({ atSeconds, errorMs })),
  };
}

function musicUnchanged({ refused }: RevisedMusic): StudioError {
  const reasons = refused.map(({ reason }) => reason).join(' ');
  return new StudioError('music.unchanged', reasons === '' ? 'The music is like that already.' : reasons);
}
