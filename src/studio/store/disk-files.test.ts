import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from './disk-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
});
afterEach(async () => rm(folder, { recursive: true }));

describe('diskFiles', () => {
  it('writes whole files and leaves nothing else', async () => {
    await diskFiles.writeWhole(join(folder, 'a.json'), new TextEncoder().encode('{}'));
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('{}');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('measures length and hash', async () => {
    await writeFile(join(folder, 'a'), 'abc');
    expect(await diskFiles.measure(join(folder, 'a'))).toEqual({
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
  });

  it('leaves nothing behind when it only tries', async () => {
    await diskFiles.assertCanWrite(join(folder, 'a.wav'));
    await diskFiles.assertCanFill(join(folder, 'stems'));
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the missing folder and how to make it', async () => {
    await expect(diskFiles.assertCanWrite(join(folder, 'no', 'a.wav'))).rejects.toThrow(
      /does not exist. Make it first \(mkdir -p/,
    );
  });

  it('does not write below a file', async () => {
    await writeFile(join(folder, 'a'), '');
    await expect(diskFiles.assertCanWrite(join(folder, 'a', 'b.wav'))).rejects.toMatchObject({ code: 'files.not-a-folder' });
  });

  it('does not write over a folder, nor fill a file', async () => {
    await mkdir(join(folder, 'a.wav'));
    await writeFile(join(folder, 'b'), '');
    await expect(diskFiles.assertCanWrite(join(folder, 'a.wav'))).rejects.toMatchObject({ code: 'files.is-a-folder' });
    await expect(diskFiles.assertCanFill(join(folder, 'b'))).rejects.toMatchObject({ code: 'files.not-a-folder' });
  });

  it('says so when a name is too long', async () => {
    await expect(diskFiles.writeWhole(join(folder, 'x'.repeat(300)), new Uint8Array(1))).rejects.toMatchObject({
      code: 'files.name-too-long',
    });
  });

  it('removes only empty folders', async () => {
    await mkdir(join(folder, 'full'));
    await writeFile(join(folder, 'full', 'a'), '');
    expect(await diskFiles.makeFolder(join(folder, 'new'))).toEqual({ made: true });
    expect(await diskFiles.makeFolder(join(folder, 'new'))).toEqual({ made: false });
    await diskFiles.removeEmptyFolder(join(folder, 'full'));
    await diskFiles.removeEmptyFolder(join(folder, 'new'));
    expect(await readdir(folder)).toEqual(['full']);
  });
});
