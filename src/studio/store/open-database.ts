import type { Database } from '../ports/database.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite-database.ts';
import { postgresDatabase } from './postgres-database.ts';

/** The database of an install, its tables up to date: the server at `url`, or without one the embedded Postgres in `folder` (null: in memory). */
export async function openDatabase(place: { readonly url: string | null; readonly folder: string | null }): Promise<Database> {
  const database = place.url === null ? await openPglite(place.folder) : postgresDatabase(place.url);
  try {
    await migrate(database);
  } catch (problem) {
    await database.close();
    throw problem;
  }

  return database;
}
