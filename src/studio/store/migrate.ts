import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Database } from '../ports/database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** Any number that nobody else locks in this database. */
const LOCK = 718_281_828;

/** Brings the tables up to this version: every migration that has not run here, in order, all or none. Says which ran. Many processes may call it at once. */
export async function migrate(database: Database): Promise<readonly string[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return database.transaction(async (sql) => {
    await sql.rows(z.unknown(), 'select pg_advisory_xact_lock($1)', [LOCK]);
    await sql.script(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = await sql.rows(z.object({ name: z.string() }), 'select name from migrations order by name');
    const known = new Set(applied.map(({ name }) => name));
    const strange = applied.find(({ name }) => !files.includes(name));
    if (strange !== undefined) {
      throw new StudioError(
        'database.too-new',
        `The database has been changed by a newer Cuesmith ("${strange.name}"). Update this one.`,
      );
    }

    const missing = files.filter((name) => !known.has(name));
    for (const name of missing) {
      await sql.script(await readFile(new URL(name, FOLDER), 'utf8'));
      await sql.run('insert into migrations (name) values ($1)', [name]);
    }

    return missing;
  });
}
