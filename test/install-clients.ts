import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

// The clients of other people that the tests drive (`test/clients`) are large, so only `npm test` installs them, and once.
const folder = new URL('./clients/', import.meta.url);
const stamp = new URL('node_modules/.installed', folder);
const wanted = createHash('sha256')
  .update(readFileSync(new URL('package-lock.json', folder)))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stdout.write('Installing the clients that the tests drive…\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.exit(status ?? 1);
  }

  writeFileSync(stamp, wanted);
}
