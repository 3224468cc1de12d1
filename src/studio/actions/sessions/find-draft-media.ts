import { draftSources, type WireDraft } from '../../../contract/service/index.ts';
import type { Sql } from '../../ports/database.ts';
import { listNamedMedia, type Media } from '../../store/records/media.ts';

/** A link of ours to a file, with the hash of its content. */
const OWN_LINK = /\/files\/([0-9a-f]{64})\//;

/** Every file of an account that a draft names, by the name it uses: a media id, or a link to the file. */
export async function findDraftMedia(sql: Sql, accountId: string, draft: WireDraft): Promise<ReadonlyMap<string, Media>> {
  // No file has a NUL in its name, and no database takes one.
  const sources = draftSources(draft).filter((name) => !name.includes('\u0000'));
  const names = sources.map((name) => ({ name, hash: OWN_LINK.exec(name)?.[1] ?? null }));
  const found = await listNamedMedia(sql, {
    accountId,
    ids: names.flatMap(({ name, hash }) => (hash === null ? [name] : [])),
    hashes: names.flatMap(({ hash }) => (hash === null ? [] : [hash])),
  });
  const byId = new Map(found.map((file) => [file.id, file]));
  const byHash = new Map(found.map((file) => [file.blobHash, file]));
  return new Map(
    names.flatMap(({ name, hash }) => {
      const file = hash === null ? byId.get(name) : byHash.get(hash);
      return file === undefined ? [] : [[name, file]];
    }),
  );
}
