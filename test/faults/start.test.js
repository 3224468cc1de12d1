import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { startServer, startWorker } from '../serve-process.js';
import { makeFaultPlace } from './fault-place.js';
it('says that a port is taken, and by what remedy it starts', async () => {
  const place = await makeFaultPlace('pglite');
  const other = createServer();
  const port = Number(new URL(place.url).port);
  await new Promise((resolve) => other.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  await expect(place.startServer()).rejects.toThrow(new RegExp(`ended with 1:[^]*${port}[^]*--port`));
});
it('lets one server have a data folder, and the next one as soon as it has ended', async () => {
  const place = await makeFaultPlace('pglite');
  const first = await place.startServer();
  await expect(startServer(place.data)).rejects.toThrow(/ended with 1:[^]*--data/);
  await first.kill();
  const second = await place.startServer();
  expect(await second.stop()).toBe(0);
});
it('starts no worker without a database that it could share', async () => {
  const place = await makeFaultPlace('pglite');
  await expect(startWorker(place.data, {})).rejects.toThrow(/ended with 1:[^]*DATABASE_URL/);
});
it('says that a database server does not answer', async () => {
  const place = await makeFaultPlace('pglite');
  const url = 'postgres://nobody@127.0.0.1:1/none';
  await expect(startServer(place.data, { DATABASE_URL: url })).rejects.toThrow(/ended with 1:[^]*database/i);
});
//# sourceMappingURL=start.test.js.map
