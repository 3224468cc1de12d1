const LIMIT_BYTES = 255;
/** Longest ending that is kept whole when a name is cut: `.jpeg`, `.webm`. */
const ENDING = /\.[A-Za-z0-9]{1,8}$/;

/**
 * A file's name as its sender meant it, safe to show and to offer as a download: without folders (either slash), control characters and
 * invisible marks that turn the reading direction, in one Unicode spelling, at most 255 bytes of UTF-8; `file` when nothing is left.
 */
export function cleanFilename(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    // Marks that reorder the text around them make `exe.gpj` out of `jpg.exe`. Joiners stay: scripts and emoji need them.
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const cut = cutToBytes(visible);
  return /^\.*$/.test(cut) ? 'file' : cut;
}

/** A name without its ending, for a title. */
export function stemOf(filename: string): string {
  const stem = filename.replace(ENDING, '').trim();
  return stem === '' ? filename : stem;
}

function cutToBytes(name: string): string {
  if (Buffer.byteLength(name) <= LIMIT_BYTES) {
    return name;
  }

  const ending = ENDING.exec(name)?.[0] ?? '';
  let stem = '';
  let bytes = Buffer.byteLength(ending);
  for (const character of name.slice(0, name.length - ending.length)) {
    bytes += Buffer.byteLength(character);
    if (bytes > LIMIT_BYTES) {
      break;
    }

    stem += character;
  }

  return stem.trimEnd() + ending;
}
