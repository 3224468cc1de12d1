import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

// What Node itself can do on this machine: a constant for every read, and every upload written to a file and nothing else.
const [folder = '.', bytes = '0'] = process.argv.slice(2);
const constant = Buffer.alloc(Number(bytes), 'x');
let uploads = 0;
const server = createServer((incoming, outgoing) => {
  if (incoming.method === 'GET') {
    outgoing.setHeader('Content-Type', 'application/json; charset=utf-8');
    outgoing.end(constant);
    return;
  }

  uploads += 1;
  const path = join(folder, `upload-${uploads}`);
  void pipeline(incoming, createWriteStream(path)).then(async () => {
    await rm(path);
    outgoing.end('{}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
});
