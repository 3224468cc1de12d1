import type { ZodType } from 'zod';
import type { Sql, SqlValue } from '../ports/database.ts';

/** What a driver can do: one statement with parameters, or several without. */
export type SqlDriver = {
  execute(text: string, values: readonly SqlValue[]): Promise<{ readonly rows: readonly unknown[]; readonly touched: number }>;
  script(text: string): Promise<readonly unknown[]>;
};

/** Asks a driver and checks what it answers. */
export function sqlOver(driver: SqlDriver): Sql {
  return {
    async rows<Row>(row: ZodType<Row>, text: string, values: readonly SqlValue[] = []) {
      const answer = await driver.execute(text, values);
      return answer.rows.map((found) => row.parse(found));
    },

    async row<Row>(row: ZodType<Row>, text: string, values: readonly SqlValue[] = []) {
      const answer = await driver.execute(text, values);
      return answer.rows.length === 0 ? null : row.parse(answer.rows[0]);
    },

    async run(text, values = []) {
      return (await driver.execute(text, values)).touched;
    },

    script: driver.script,
  };
}
