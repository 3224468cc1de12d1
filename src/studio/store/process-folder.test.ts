import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openProcessFolder } from './process-folder.ts';

const SELF = new URL('./process-folder.ts', import.meta.url).href;
const LONG_AGO = new Date(Date.now() - 60_000);

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
});
afterEach(async () => rm(parent, { recursive: true, force: true }));

/** A process that has a folder with a file in it, until it is killed. */
async function startOther(): Promise<{ readonly kill: () => Promise<void> }> {
  const program = `
    import { writeFileSync } from 'node:fs';
    import { openProcessFolder } from '${SELF}';
    const folder = await openProcessFolder(${JSON.stringify(parent)}, 'prc_other');
    writeFileSync(folder.path + '/half.pcm', 'half');
    process.stdout.write('ready');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  await utimes(join(parent, 'prc_other'), LONG_AGO, LONG_AGO);
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

it('gives each process a folder of its own, and takes it away at its end', async () => {
  const [one, two] = [await openProcessFolder(parent, 'prc_1'), await openProcessFolder(parent, 'prc_2')];
  await writeFile(join(one.path, 'sound.pcm'), 'sound');
  await one.close();
  expect(await readdir(parent)).toEqual(['prc_2']);
  expect(await readdir(two.path)).toEqual([]);
  await two.close();
  expect(await readdir(parent)).toEqual([]);
});

it('leaves the folder of a process that lives alone, and removes that of one that died', async () => {
  const other = await startOther();
  await (await openProcessFolder(parent, 'prc_1')).close();
  expect(await readdir(join(parent, 'prc_other', 'files'))).toEqual(['half.pcm']);
  await other.kill();
  await (await openProcessFolder(parent, 'prc_1')).close();
  expect(await readdir(parent)).toEqual([]);
});
