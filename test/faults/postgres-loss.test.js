import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_KINDS, startCluster } from '../databases.js';
import { ServiceClient } from '../service-client.js';
import { checkPlace } from './check-what-is-left.js';
import { makeFaultPlace, until } from './fault-place.js';
import { asksForMusic, TurnEar } from './turn-ear.js';
async function setUp() {
  const cluster = await startCluster();
  onTestFinished(cluster.stop);
  const place = await makeFaultPlace('postgres', { databaseUrl: cluster.url });
  const server = await place.startServer();
  return { cluster, place, server, client: await ServiceClient.connect(server.url) };
}
/** The server that answered before answers again: it never ended. */
async function untilAnswering({ client, server }) {
  await until('the service answers', async () => {
    const { status } = await client.send('GET', '/health');
    return status === 200;
  });
  expect(server.child.exitCode).toBeNull();
}
async function tearDown({ server, place }) {
  expect(await server.stop()).toBe(0);
  await checkPlace(place);
}
describe.runIf(DATABASE_KINDS.includes('postgres') && process.env['TEST_DATABASE_URL'] === undefined)(
  'when Postgres goes away and comes back',
  () => {
    it('answers that it is not to be reached, and goes on', async () => {
      const setting = await setUp();
      const { client, cluster } = setting;
      await client.say('make a 5 second lo-fi beat');
      await cluster.crash();
      for (const path of [`/api/state/nemo_agent/me/${client.sessionId}/latest`, '/health']) {
        const response = await client.send('GET', path);
        expect(response.status, path).toBe(503);
        expect(response.headers.get('retry-after'), path).toMatch(/^\d+$/);
        expect(await response.text()).not.toMatch(/ECONN|at .*\.ts|\/tmp/);
      }
      expect((await client.beginTurn('make a 5 second beat')).status).toBe(503);
      await cluster.start();
      await untilAnswering(setting);
      expect((await client.state()).state.generated_media).toHaveLength(1);
      await client.say('make another one');
      expect((await client.state()).state.generated_media).toHaveLength(2);
      await tearDown(setting);
    });
    it('makes the music that was under way, once', async () => {
      const setting = await setUp();
      const { client, cluster } = setting;
      const ear = new TurnEar(await client.beginTurn('make a 60 second lo-fi beat'));
      await ear.hear(asksForMusic);
      await cluster.crash();
      await cluster.start();
      await untilAnswering(setting);
      await ear.hearAll();
      await until('the music is there', async () => {
        const response = await client.send('GET', `/api/state/nemo_agent/me/${client.sessionId}/latest`);
        return response.ok && (await client.state()).state.generated_media.length === 1;
      });
      await until('a turn can begin', async () => (await client.beginTurn('hello')).ok);
      await tearDown(setting);
    });
    it('finishes the export that was under way', async () => {
      const setting = await setUp();
      const { client, cluster } = setting;
      await client.say('make a 10 second lo-fi beat');
      const id = `render_${randomUUID()}`;
      const started = await client.startExport(id, (await client.state()).state.draft);
      expect(started.status).toBe(200);
      await until('the export is being made', async () => (await client.readExport(id)).status === 'processing', { everyMs: 20 });
      await cluster.crash();
      expect((await client.send('GET', `/api/render/proxy/lambda/${id}`)).status).toBe(503);
      await cluster.start();
      await untilAnswering(setting);
      expect(await client.waitForExport(id)).toMatchObject({ status: 'completed', progress: 100 });
      await tearDown(setting);
    });
  },
);
//# sourceMappingURL=postgres-loss.test.js.map
