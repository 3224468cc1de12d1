import { writeSync } from 'node:fs';

/** Writes all of the bytes to the standard output: nothing but plain text, of a length that the parent bounds, crosses the border to the process that we trust. */
export function sayAnswer(bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(1, bytes, written);
  }
}
