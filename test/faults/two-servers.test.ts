import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DATABASE_KINDS } from '../databases.ts';
import { ServiceClient } from '../service-client.ts';
import { checkPlace } from './check-what-is-left.ts';
import { freePort, makeFaultPlace, until } from './fault-place.ts';
import { asksForMusic, TurnEar } from './turn-ear.ts';

const Hands = z.object({ id: z.string(), status: z.string(), processId: z.string().nullable(), attempt: z.int() });
const HANDS = `select id, status, process_id as "processId", attempt from jobs`;

describe.runIf(DATABASE_KINDS.includes('postgres'))('several processes on one Postgres', () => {
  it('set up the database together, however many start at once', async () => {
    const place = await makeFaultPlace('postgres');
    const ports = [await freePort(), await freePort(), await freePort()];
    const servers = await Promise.all([...ports.map(async (port) => place.startServer({ port })), place.startWorker()]);
    const client = await ServiceClient.connect(servers[0]?.url ?? '');
    for (const { url } of servers.slice(0, 3)) {
      const response = await fetch(`${url}/api/state/nemo_agent/me/${client.sessionId}/latest`, {
        headers: { Authorization: `Bearer ${client.token}` },
      });
      expect(response.status).toBe(200);
    }

    expect(await Promise.all(servers.map(async (server) => server.stop()))).toEqual([0, 0, 0, 0]);
  });

  it('run one turn of a session at a time, and do each job once', async () => {
    const place = await makeFaultPlace('postgres');
    const [first, second] = [await place.startServer(), await place.startServer({ port: await freePort() })];
    const client = await ServiceClient.connect(first.url);
    const ear = new TurnEar(await client.beginTurn('make a 30 second lo-fi beat'));
    await ear.hear(asksForMusic);
    const elsewhere = await fetch(`${second.url}/run_sse`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${client.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        app_name: 'nemo_agent',
        user_id: 'me',
        session_id: client.sessionId,
        new_message: { parts: [{ text: 'make a 5 second beat' }] },
      }),
    });
    expect(elsewhere.status).toBe(409);
    expect(await ear.hearAll()).toBe(true);
    expect(ear.events.at(-1)).toMatchObject({ turnComplete: true });

    const { draft, generated_media: music } = (await client.state()).state;
    expect(music, JSON.stringify(ear.events) + first.log() + second.log()).toHaveLength(1);
    const ids = Array.from({ length: 4 }, () => `render_${randomUUID()}`);
    const outputs = ['wav', 'mp3', 'flac', 'm4a'].map((format) => ({ format }));
    await Promise.all(ids.map(async (id, index) => client.startExport(id, draft, outputs[index])));
    for (const id of ids) {
      expect(await client.waitForExport(id)).toMatchObject({ status: 'completed' });
    }

    expect(await Promise.all([first.stop(), second.stop()])).toEqual([0, 0]);
    const database = await place.openDatabase();
    const jobs = await database.rows(Hands, HANDS);
    expect(jobs).toHaveLength(5);
    expect(jobs.filter(({ attempt }) => attempt !== 1)).toEqual([]);
    await database.close();
    await checkPlace(place);
  });

  it('hand on what one of them has in hand when it stops', async () => {
    const place = await makeFaultPlace('postgres');
    const first = await place.startServer();
    const client = await ServiceClient.connect(first.url);
    await client.say('make a 10 second lo-fi beat');
    const { draft } = (await client.state()).state;
    const second = await place.startServer({ port: await freePort() });
    const database = await place.openDatabase();
    const exportsNow = async () => database.rows(Hands, `${HANDS} where kind = 'export' order by id`);
    for (const [id, resolution] of [
      ['render_1', '720p'],
      ['render_2', '1080p'],
    ] as const) {
      expect((await client.startExport(id, draft, { format: 'mp4', resolution })).status).toBe(200);
    }

    const bothWork = async () => (await exportsNow()).every(({ status }) => status === 'processing');
    await until('each of them makes an export', bothWork, { everyMs: 20 });
    const before = await exportsNow();
    expect(new Set(before.map(({ processId }) => processId)).size).toBe(2);
    expect(await first.stop()).toBe(0);

    // It gave its export back itself: nobody has to wait until its lease is over.
    const after = await exportsNow();
    const givenBack = after.filter(({ processId }, index) => processId !== before[index]?.processId);
    expect(givenBack).toHaveLength(1);
    const areDone = async () => (await exportsNow()).every(({ status }) => status === 'completed');
    await until('the other one has finished both', areDone);
    const attempts = (await exportsNow()).map(({ attempt }) => attempt);
    expect(attempts.sort((left, right) => left - right)).toEqual([1, 2]);
    await database.close();
    expect(await second.stop()).toBe(0);
    await checkPlace(place);
  });
});
