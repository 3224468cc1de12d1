const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const SEXTETS = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) {
  SEXTETS[ALPHABET.charCodeAt(i)] = i;
}

/** The bytes of a padded base64 text (RFC 4648 §4); the engine runs where neither `Buffer` nor `atob` can be counted on. */
export function decodeBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let place = 0;
  for (let i = 0; i < text.length; i += 4) {
    const word =
      (SEXTETS[text.charCodeAt(i)]! << 18) |
      (SEXTETS[text.charCodeAt(i + 1)]! << 12) |
      (SEXTETS[text.charCodeAt(i + 2)]! << 6) |
      SEXTETS[text.charCodeAt(i + 3)]!;
    bytes[place++] = word >> 16;
    // Writes past the end, where padding stands for bytes that are not there, are dropped.
    bytes[place++] = (word >> 8) & 255;
    bytes[place++] = word & 255;
  }

  return bytes;
}
