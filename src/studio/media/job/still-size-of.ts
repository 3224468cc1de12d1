/** Pixels of a still. */
export type StillSize = { readonly width: number; readonly height: number };

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
/** JPEG's markers of frames (T.81 B.1.1.3), which hold the size: FFC0 to FFCF without tables (C4, CC) and extensions (C8). */
const NOT_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/** The size that a PNG, JPEG or WebP says it has, without unpacking it; null when it says none, or is none of these. */
export function stillSizeOf(bytes: Buffer): StillSize | null {
  if (bytes.length < 30) {
    return null;
  }

  if (bytes.subarray(0, 8).equals(PNG)) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }

  if (bytes.subarray(0, 3).equals(JPEG)) {
    return jpegSizeOf(bytes);
  }

  return bytes.toString('latin1', 8, 12) === 'WEBP' ? webpSizeOf(bytes) : null;
}

function jpegSizeOf(bytes: Buffer): StillSize | null {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // Padding before a marker.
      at += 1;
      continue;
    }

    if (marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.has(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }

    at += 2 + bytes.readUInt16BE(at + 2);
  }

  return null;
}

/** The three kinds of RFC 9649: extended, lossless, lossy. */
function webpSizeOf(bytes: Buffer): StillSize | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}
