import { unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { assertFits, zipBytes, type ZipEntry, zipFiles } from './zip-files.ts';

const modified = new Date('2026-11-22T18:30:10Z');

function entry(name: string, content: Uint8Array): ZipEntry {
  return {
    name,
    async *content() {
      yield content.subarray(0, 3);
      yield content.subarray(3);
    },
  };
}

async function collected(entries: readonly ZipEntry[], onProgress: (done: number) => void = () => undefined): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipFiles(entries, { modified, onProgress })) {
    pieces.push(piece);
  }

  return Buffer.concat(pieces);
}

it('is read by others as what went in, names in any letters, and is as long as foretold', async () => {
  const files = { 'README.txt': Buffer.from('Hello'), '01 音乐/é.wav': Buffer.alloc(70_000, 7), empty: Buffer.alloc(0) };
  const progress: number[] = [];
  const archive = await collected(
    Object.entries(files).map(([name, content]) => entry(name, content)),
    (done) => progress.push(done),
  );
  const read = unzipSync(archive);
  expect(Object.keys(read)).toEqual(Object.keys(files));
  for (const [name, content] of Object.entries(files)) {
    expect(Buffer.from(read[name] ?? []).equals(content)).toBe(true);
  }

  expect(archive.length).toBe(zipBytes(Object.entries(files).map(([name, { length }]) => ({ name, bytes: length }))));
  expect(progress).toEqual([...progress].sort((one, other) => one - other));
  expect(progress.at(-1)).toBe(1);
});

it('has the checksums and sizes that another program writes', async () => {
  const content = Buffer.from('The same bytes');
  const ours = await collected([entry('a.txt', content)]);
  const theirs = Buffer.from(zipSync({ 'a.txt': [content, { level: 0 }] }));
  // Checksum, both sizes and the length of the name lie at 14 to 28 of a file's header.
  expect(ours.subarray(14, 28)).toEqual(theirs.subarray(14, 28));
});

it('refuses what a zip cannot hold, and says so when a file changes under its hands', async () => {
  expect(() => assertFits(2 ** 32 - 1)).not.toThrow();
  expect(() => assertFits(2 ** 32)).toThrow(expect.objectContaining({ code: 'export.too-large' }));
  let reads = 0;
  const growing: ZipEntry = {
    name: 'log',
    async *content() {
      yield Buffer.alloc(10 * ++reads);
    },
  };
  await expect(collected([growing])).rejects.toThrow('10 bytes and then 20');
});
