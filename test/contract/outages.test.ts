import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresDatabase } from '../../src/studio/store/postgres-database.ts';
import { type Cluster, DATABASE_KINDS, startCluster } from '../databases.ts';
import { hearTurn, textOf } from './turn-stream.ts';
import { type Answer, at, type Person, Wire } from './wire.ts';

// contract.md §0 "500/5000" and our 5003: a database is broken, and is gone, under a server that runs. Only a Postgres of the test's own
// can be broken from outside. Beside it the operator's switch of the plan rule.
describe.each(DATABASE_KINDS.filter((kind) => kind === 'postgres'))('a server on %s', () => {
  let cluster: Cluster;
  let wire: Wire;
  let person: Person;
  beforeAll(async () => {
    cluster = await startCluster();
    wire = await Wire.open({ DATABASE_URL: cluster.url, CUESMITH_FREE_EXPORT: '0' });
    person = await wire.newPerson();
  });
  afterAll(async () => {
    await wire.close();
    await cluster.stop();
  });

  async function script(text: string): Promise<void> {
    const database = postgresDatabase(cluster.url);
    await database.script(text);
    await database.close();
  }

  const balance = async (): Promise<Answer> => wire.ask('GET', '/api/credits/balance/simple', { as: person });

  it('"500/5000": a fault of ours shows nothing of itself, and is in the log under its request_id', async () => {
    await script('alter table credit_balances rename to credit_balances_away');
    const { status, json } = await balance();
    await script('alter table credit_balances_away rename to credit_balances');
    expect([status, at(json, 'code')]).toEqual([500, 5000]);
    const line = wire
      .log()
      .split('\n')
      .find((text) => text.includes(String(at(json, 'request_id'))) && text.includes('credit_balances'));
    expect(line).toBeDefined();
    expect((await balance()).status).toBe(200);
  });

  it('"an operator switch can block free exports outright" (§0): 402 with all headers', async () => {
    const draft = { t: [{ tt: 7, sg: [{ s: 0, d: 500, m: { text: 'x' } }] }] };
    const json = { id: 'render_blocked', sessionId: person.sessionId, draft };
    const answer = await wire.ask('POST', '/api/render/proxy/lambda', { as: person, json });
    expect([answer.status, at(answer.json, 'code')]).toEqual([402, 402]);
  });

  it('503/5003 with Retry-After while the database is gone, 200 when it is back, with nothing lost', async () => {
    await hearTurn(wire, person, 'hello');
    const before = await wire.state(person);
    await cluster.crash();
    for (const answer of [await balance(), await wire.ask('GET', '/health')]) {
      expect([answer.status, at(answer.json, 'code')]).toEqual([503, 5003]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }

    await cluster.start();
    expect(await wire.state(person)).toEqual(before);
    expect((await wire.ask('GET', '/health')).json).toEqual({ status: 'ok' });
    expect(textOf((await hearTurn(wire, person, 'hello')).events)).not.toBe('');
  });
});
