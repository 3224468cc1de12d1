const START_OF_SCAN = Buffer.from([0xff, 0xda]);
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/**
 * Whether a JPEG goes on to its end; FFmpeg draws one that was cut off without a word. Within a picture's data no byte FF is followed by a
 * marker's (T.81 B.1.1.5), so the last scan must be followed by an end; ends before it belong to previews in the metadata.
 */
export function isWholeJpeg(bytes: Buffer): boolean {
  return bytes.lastIndexOf(END_OF_IMAGE) > bytes.lastIndexOf(START_OF_SCAN);
}
