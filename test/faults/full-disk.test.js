import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
const SCRIPT = new URL('./full-disk-process.ts', import.meta.url).pathname;
// KEEP IN STEP with test/full-disk.test.ts: a file system of our own.
const MOUNTED = ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=450m cuesmith-test /mnt && exec "$@"', 'sh'];
const canMount = spawnSync('unshare', [...MOUNTED, 'true']).status === 0;
it.runIf(canMount)('says over HTTP that the disk is full, lets people read, and goes on when there is room', async () => {
  const { stdout } = await promisify(execFile)('unshare', [...MOUNTED, process.execPath, SCRIPT, '/mnt']);
  const works = { read: 200, upload: 200, turn: 'completed', export: 'completed' };
  expect(JSON.parse(stdout)).toEqual({
    before: works,
    disk: 'full',
    meanwhile: {
      read: 200,
      upload: '503 again in a while',
      turn: '503 again in a while',
      export: '503 again in a while',
    },
    afterwards: works,
    music: 2,
    stopped: 0,
  });
});
//# sourceMappingURL=full-disk.test.js.map
