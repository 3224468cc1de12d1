const LONGEST_NAME = 60;
/** Disks allow 255 bytes; an ending, a number and a temporary name's marks must fit as well. */
const LONGEST_NAME_BYTES = 180;

/** A file name made of a prompt's own letters and digits, at most 60 characters: `Upbeat acoustic, 30s!` → `upbeat-acoustic-30s`. */
export function slugOf(prompt: string): string {
  const words =
    prompt
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (!fits(longer)) {
      break;
    }

    slug = longer;
  }

  // One endless word (or a script without spaces) is cut where it is; nothing to write at all still needs a name.
  return slug !== '' ? slug : cut(words[0] ?? 'music');
}

function cut(word: string): string {
  const letters = [...word].slice(0, LONGEST_NAME);
  while (!fits(letters.join(''))) {
    letters.pop();
  }

  return letters.join('');
}

function fits(name: string): boolean {
  return [...name].length <= LONGEST_NAME && new TextEncoder().encode(name).length <= LONGEST_NAME_BYTES;
}

/** The first of `name.mp4`, `name-2.mp4`, `name-3.mp4`… that is free, so that music made earlier is never overwritten. */
export async function freeName(name: string, ending: string, isTaken: (path: string) => Promise<boolean>): Promise<string> {
  let path = `${name}${ending}`;
  for (let count = 2; await isTaken(path); count++) {
    path = `${name}-${count}${ending}`;
  }

  return path;
}

/** The name of the take so numbered, beside the others: `song.wav`, 2 → `song-2.wav`. */
export function takePath(path: string, take: number): string {
  return path.replace(/(\.[^./\\]+)?$/, (ending) => `-${take}${ending}`);
}
