import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { StudioError } from '../../../../engine/kernel/index.ts';

// WOFF 2.0 (W3C, 2022): a header, a directory of tables whose common names are numbers, and one Brotli stream of all tables.
const HEADER_BYTES = 48;
const NAME_FOLLOWS = 63;
const CMAP = 0;
const GLYF = 10;
const LOCA = 11;

/** Which letters (code points) a WOFF 2 font draws, by its character map; throws `export.font-broken` for anything else. */
export function lettersIn(path: string): (letter: number) => boolean {
  const file = readFileSync(path);
  const table = characterMapOf(file);
  if (table === null) {
    throw new StudioError(
      'export.font-broken',
      `The font file "${path}" cannot be read: it has no character map. Reinstall Cuesmith's packages (npm install).`,
    );
  }

  const readers = subtablesOf(table);
  return (letter) => readers.some((has) => has(letter));
}

function characterMapOf(file: Buffer): Buffer | null {
  if (file.length < HEADER_BYTES || file.toString('latin1', 0, 4) !== 'wOF2') {
    return null;
  }

  let at = HEADER_BYTES;
  const readLength = (): number => {
    for (let sum = 0; ;) {
      const byte = file.readUInt8(at);
      at += 1;
      sum = sum * 128 + (byte & 127);
      if (byte < 128) {
        return sum;
      }
    }
  };
  let start = 0;
  let found: { readonly start: number; readonly end: number } | null = null;
  for (let left = file.readUInt16BE(12); left > 0; left--) {
    const flags = file.readUInt8(at);
    at += 1;
    const name = flags & 63;
    at += name === NAME_FOLLOWS ? 4 : 0;
    const plain = readLength();
    // Of the outlines version 3 is the plain one, of all others version 0; whatever is not plain says its length again.
    const isPlain = flags >> 6 === (name === GLYF || name === LOCA ? 3 : 0);
    const stored = isPlain ? plain : readLength();
    if (name === CMAP) {
      found = { start, end: start + stored };
    }

    start += stored;
  }

  return found === null ? null : brotliDecompressSync(file.subarray(at)).subarray(found.start, found.end);
}

function subtablesOf(table: Buffer): ((letter: number) => boolean)[] {
  const offsets = Array.from({ length: table.readUInt16BE(2) }, (_, place) => table.readUInt32BE(4 + 8 * place + 4));
  return [...new Set(offsets)].flatMap((offset) => {
    const format = table.readUInt16BE(offset);
    const from = table.subarray(offset);
    return format === 4 ? [segmentsOf(from)] : format === 12 ? [groupsOf(from)] : [];
  });
}

/** Format 4: segments of the first 65,536 letters, the glyphs counted from a number or listed. */
function segmentsOf(table: Buffer): (letter: number) => boolean {
  const count = table.readUInt16BE(6) / 2;
  const word = (list: number, segment: number): number =>
    table.readUInt16BE(14 + 2 * segment + list * 2 * count + (list > 0 ? 2 : 0));
  return (letter) => {
    for (let segment = 0; segment < count; segment++) {
      const [end, start, shift, range] = [word(0, segment), word(1, segment), word(2, segment), word(3, segment)];
      if (letter > end) {
        continue;
      }

      if (letter < start || letter === 0xffff) {
        return false;
      }

      const rangeAt = 16 + 2 * segment + 6 * count;
      return (range === 0 ? (letter + shift) & 0xffff : table.readUInt16BE(rangeAt + range + 2 * (letter - start))) !== 0;
    }

    return false;
  };
}

/** Format 12: groups of letters of any height. */
function groupsOf(table: Buffer): (letter: number) => boolean {
  const groups = Array.from({ length: table.readUInt32BE(12) }, (_, group) => ({
    start: table.readUInt32BE(16 + 12 * group),
    end: table.readUInt32BE(20 + 12 * group),
    glyph: table.readUInt32BE(24 + 12 * group),
  }));
  return (letter) => groups.some(({ start, end, glyph }) => letter >= start && letter <= end && glyph + letter - start !== 0);
}
