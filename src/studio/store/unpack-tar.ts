import { mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';

const BLOCK = 512;
/** Files of a data directory are secrets: for the owner alone. Postgres demands it, too. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Writes the files and folders of a tar archive (ustar, no links) into a new folder. */
export async function unpackTar(archive: Uint8Array, folder: string): Promise<void> {
  await mkdir(folder, { mode: FOLDER_MODE });
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const name = textAt(header, 0, 100);
    if (name === '') {
      return;
    }

    const bytes = parseInt(textAt(header, 124, 12), 8) || 0;
    const content = archive.subarray(at + BLOCK, at + BLOCK + bytes);
    await unpackEntry({ name: `${textAt(header, 345, 155)}/${name}`, kind: textAt(header, 156, 1), content }, folder);
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
}

async function unpackEntry(
  entry: { readonly name: string; readonly kind: string; readonly content: Uint8Array },
  folder: string,
): Promise<void> {
  const inside = normalize(entry.name).replace(/^[/\\]+/, '');
  if (inside.split(sep).includes('..')) {
    throw new StudioError('files.bad-archive', `The archive wants to write outside its folder ("${entry.name}"). Install again.`);
  }

  const path = join(folder, inside);
  if (entry.kind === '5') {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
    return;
  }

  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  const file = await open(path, 'w', FILE_MODE);
  try {
    await file.writeFile(entry.content);
  } finally {
    await file.close();
  }
}

/** A field of a tar header: text up to the first NUL. */
function textAt(header: Uint8Array, from: number, length: number): string {
  const [text] = Buffer.from(header.subarray(from, from + length))
    .toString('latin1')
    .split('\0', 1);
  return (text ?? '').trim();
}
