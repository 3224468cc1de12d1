import { Pool, types, type PoolClient, type QueryResult } from 'pg';
import type { Database, SqlValue } from '../ports/database.ts';
import { sqlOver, type SqlDriver } from './sql-over.ts';
import { isDeadlock, sqlProblem, sqlStateOf, unreachable } from './sql-problem.ts';

const INT8 = 20;
const CONNECT_MS = 5000;
/** No question of ours takes long: one that does is stuck. */
const STATEMENT_MS = 60_000;
const DEADLOCK_TRIES = 5;

/** A Postgres server, by its URL. Does not connect before the first question. */
export function postgresDatabase(url: string, options: { readonly connections?: number } = {}): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: 'cuesmith',
    max: options.connections ?? 10,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    keepAlive: true,
    // Counts and sizes fit a number; the driver would give text.
    types: {
      getTypeParser(oid: number, format?: 'text' | 'binary') {
        return oid === INT8 ? Number : types.getTypeParser(oid, format);
      },
    },
  });

  // A connection that dies is replaced by the pool, and the next question on it fails; without listeners the events would end the
  // process: the pool's is for those that are idle, the client's for one that dies between two questions of a transaction.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const query = async (client: Pool | PoolClient, text: string, values?: readonly SqlValue[]): Promise<QueryResult[]> => {
    try {
      const answer: QueryResult | QueryResult[] = await client.query(text, values === undefined ? undefined : [...values]);
      return Array.isArray(answer) ? answer : [answer];
    } catch (cause) {
      // What is not the server's answer is the loss of its connection.
      throw sqlStateOf(cause) === null ? unreachable(cause) : isDeadlock(cause) ? cause : sqlProblem(cause);
    }
  };
  const driverOf = (client: Pool | PoolClient): SqlDriver => ({
    async execute(text, values) {
      const [answer] = await query(client, text, values);
      return { rows: answer?.rows ?? [], touched: answer?.rowCount ?? 0 };
    },
    async script(text) {
      return (await query(client, text)).flatMap(({ rows }) => rows);
    },
  });
  const alone = driverOf(pool);

  const connect = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (cause) {
      throw sqlStateOf(cause) === null ? unreachable(cause) : sqlProblem(cause);
    }
  };
  return {
    kind: 'postgres',
    ...sqlOver({
      execute: async (text, values) => untilUnblocked(async () => alone.execute(text, values)),
      script: async (text) => untilUnblocked(async () => alone.script(text)),
    }),

    async transaction(work) {
      return untilUnblocked(async () => {
        const client = await connect();
        let isBroken = false;
        try {
          await query(client, 'begin');
          const result = await work(sqlOver(driverOf(client)));
          await query(client, 'commit');
          return result;
        } catch (cause) {
          await query(client, 'rollback').catch(() => {
            isBroken = true;
          });
          throw cause;
        } finally {
          client.release(isBroken);
        }
      });
    },

    async close() {
      await pool.end();
    },
  };
}

/** Does it again when Postgres rolled it back only because two transactions blocked each other. */
async function untilUnblocked<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (cause) {
      if (!isDeadlock(cause)) {
        throw cause;
      }

      if (tries === DEADLOCK_TRIES) {
        throw unreachable(cause);
      }
    }
  }
}
