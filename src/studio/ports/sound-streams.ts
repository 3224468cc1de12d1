import type { Stereo } from '../../engine/audio/index.ts';
import type { AudioFileKind, FileMetadata } from './media-exporter.ts';

/** Writes sound that is still being made, and may be longer than memory. */
export interface SoundStreams {
  /**
   * Writes all that `sound` gives into a file, which appears under its name when it is whole. Sound that ends early makes a shorter file;
   * sound that fails leaves nothing behind.
   */
  writeSound(request: {
    readonly sound: AsyncIterable<Stereo>;
    readonly path: string;
    readonly kind: AudioFileKind;
    readonly metadata: FileMetadata;
    /** How far the encoding is that follows the sound, 0–1. */
    readonly onEncoding: (done: number) => void;
  }): Promise<{ readonly samples: number }>;
  /** The sound as the bytes of a WAV without an end, 24 bits, for players. */
  wavStream(sound: AsyncIterable<Stereo>, metadata: FileMetadata): AsyncIterable<Uint8Array>;
}
