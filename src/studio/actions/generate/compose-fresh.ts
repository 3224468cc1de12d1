import { readBrief, type ReceiptLine } from '../../../engine/brief/index.ts';
import {
  chooseApart,
  compose,
  Fingerprint,
  fingerprintOf,
  likenessToRecent,
  MOST_FINGERPRINTS,
  type Piece,
} from '../../../engine/score/index.ts';
import type { Sql } from '../../ports/database.ts';
import { listFingerprints } from '../../store/records/media.ts';
import type { MusicWish } from './generate-request.ts';

/** Likeness from which on a listener says that he knows it; pieces of one style are 0.3 to 0.5 alike. */
const KNOWN = 0.7;
/** Other seeds that are tried then. */
const MORE_TAKES = 3;
/** Steps from seed to seed: odd and large, but another than that of takes that are asked for. */
const SEED_STEP = 0x85ebca6b;

type Fresh = { readonly piece: Piece; readonly receipt: readonly ReceiptLine[] };

/**
 * Composes a wish. A seed that was asked for is taken as it is; without one the music is to be unlike the account's latest: when
 * it was heard before, a few other seeds are tried and the least alike is kept. The seed in its brief gives the same music again.
 */
export async function composeFresh(
  sql: Sql,
  { wish, accountId, exceptId }: { readonly wish: MusicWish; readonly accountId: string; readonly exceptId: string },
): Promise<Fresh> {
  const { prompt, hints } = wish;
  const first = composed(prompt, hints);
  if (hints.seed !== undefined) {
    return first;
  }

  const kept = await listFingerprints(sql, { accountId, exceptId, limit: MOST_FINGERPRINTS });
  const recent = kept.flatMap((json) => {
    const read = Fingerprint.safeParse(json);
    // Fingerprints of another version of the engine cannot be compared.
    return read.success ? [read.data] : [];
  });
  if (likenessToRecent(fingerprintOf(first.piece.score), recent) < KNOWN) {
    return first;
  }

  const { seed } = first.piece.brief;
  const takes = [
    first,
    ...Array.from({ length: MORE_TAKES }, (_, i) => composed(prompt, { ...hints, seed: (seed + (i + 1) * SEED_STEP) >>> 0 })),
  ];
  const [best = 0] = chooseApart(
    takes.map(({ piece }) => fingerprintOf(piece.score)),
    1,
    recent,
  );
  return takes[best] ?? first;
}

function composed(prompt: string, hints: MusicWish['hints']): Fresh {
  const { brief, receipt } = readBrief(prompt, hints);
  return { piece: { brief, score: compose(brief) }, receipt };
}
