import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const SCRIPT = new URL('./full-disk-process.ts', import.meta.url).pathname;
// A file system of our own, which a mount namespace allows without being root where the system lets people have one.
const MOUNTED = ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=150m cuesmith-test /mnt && exec "$@"', 'sh'];
const canMount = spawnSync('unshare', [...MOUNTED, 'true']).status === 0;

it.runIf(canMount)('answers on a full disk, keeps what was saved, and goes on when there is room', async () => {
  const { stdout } = await promisify(execFile)('unshare', [...MOUNTED, process.execPath, SCRIPT, '/mnt/data']);
  expect(JSON.parse(stdout)).toEqual({
    upload: 'blobs.full',
    'write beside a refused upload': 1,
    'write on a full disk': 'database.full',
    'transaction on a full disk': 'database.full',
    'read on a full disk': { sum: 1 },
    'write when there is room again': 1,
    'room that runs out': 'database.unreachable',
    'asked while it lies': 'database.full',
    'set up again': [{ sum: 5 }],
  });
});
