import { z } from 'zod';
import { Brief } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { Piece, Score } from '../../../engine/score/index.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { Sql } from '../../ports/database.ts';
import { findMedia, type Media } from '../../store/records/media.ts';

/** Our own score, stored by the job that made the music: looked at no closer than to know it from other files. */
const StoredScore = z.custom<Score>(
  (value) => typeof value === 'object' && value !== null && 'tempoMap' in value && 'durationSeconds' in value,
);
const PieceDetails = z.looseObject({ brief: Brief, scoreHash: z.string() });

/** Music that was made here, as it was written. */
export type StoredPiece = { readonly media: Media; readonly piece: Piece };

/**
 * Reads what music of an account was made of. Throws `music.no-score` for a file that is no music of ours, that is gone, or that another
 * version of the engine wrote in a way that cannot be read any more.
 */
export async function readPiece(
  ports: { readonly database: Sql; readonly blobs: Pick<Blobs, 'read'> },
  wanted: { readonly mediaId: string; readonly accountId: string },
): Promise<StoredPiece> {
  const media = await findMedia(ports.database, { id: wanted.mediaId, accountId: wanted.accountId });
  const details = PieceDetails.safeParse(media?.details);
  const content = details.success ? await ports.blobs.read(details.data.scoreHash) : null;
  const score = content === null ? null : StoredScore.safeParse(await readJson(content));
  if (media === null || !details.success || score?.success !== true) {
    throw new StudioError(
      'music.no-score',
      'That music cannot be changed: what it was made of is not here. Make new music in its place.',
    );
  }

  return { media, piece: { brief: details.data.brief, score: score.data } };
}

async function readJson(content: AsyncIterable<Uint8Array>): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    pieces.push(piece);
  }

  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}
