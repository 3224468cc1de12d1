import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startServer } from '../serve-process.js';
import { ServiceClient } from '../service-client.js';
// Runs a service on the small disk it is given, fills the disk, and says how the service answers: before, meanwhile and afterwards.
const folder = process.argv[2] ?? '';
const MIB = 1 << 20;
const HEADER = 44;
const ballast = join(folder, 'ballast');
const temporary = join(folder, 'temporary');
await mkdir(temporary);
const server = await startServer(join(folder, 'data'), { TMPDIR: temporary, CUESMITH_GENERATE_PRICE: '1' });
const client = await ServiceClient.connect(server.url);
/** A second of noise: no two are the same blob. */
function wave() {
  const sound = new Uint8Array(HEADER + 96_000);
  sound.set(randomBytes(96_000), HEADER);
  const view = new DataView(sound.buffer);
  for (const [at, word] of Object.entries({ 0: 'RIFF', 8: 'WAVE', 12: 'fmt ', 36: 'data' })) {
    sound.set(Buffer.from(word), Number(at));
  }
  view.setUint32(4, sound.length - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 48_000, true);
  view.setUint32(28, 96_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  view.setUint32(40, 96_000, true);
  return sound;
}
async function* endless() {
  for (;;) {
    yield new Uint8Array(MIB).fill(1);
  }
}
/** What a deed came to: an HTTP status, with whether a 503 says when to come again, or how a turn or an export ended. */
async function look() {
  const shown = async (response) => {
    await response.arrayBuffer();
    return response.status === 503
      ? `503 again in ${response.headers.get('retry-after') === null ? 'never' : 'a while'}`
      : response.status;
  };
  const turn = await client.beginTurn('make a 5 second lo-fi beat');
  const heard = await turn.text();
  const turnEnd = heard.includes('errorCode') ? 'failed' : 'completed';
  const id = `render_${randomUUID()}`;
  const { draft } = (await client.state()).state;
  const started = await client.startExport(id, draft, { format: 'wav', quality: 'high' });
  const exported = started.ok ? (await client.waitForExport(id)).status : await shown(started);
  return {
    read: await shown(await client.send('GET', `/api/state/nemo_agent/me/${client.sessionId}/latest`)),
    upload: await shown(await client.upload('noise.wav', wave())),
    turn: turn.ok ? turnEnd : await shown(turn),
    export: exported,
  };
}
const said = {};
said['before'] = await look();
const filled = await writeFile(ballast, endless()).then(
  () => 'whole',
  () => 'full',
);
// How full the disk is, is looked at twice a second.
await setTimeout(1000);
said['disk'] = filled;
said['meanwhile'] = await look();
await rm(ballast);
await setTimeout(1000);
said['afterwards'] = await look();
said['music'] = (await client.state()).state.generated_media.length;
said['stopped'] = await server.stop();
process.stdout.write(JSON.stringify(said));
//# sourceMappingURL=full-disk-process.js.map
