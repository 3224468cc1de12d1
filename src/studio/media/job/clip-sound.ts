import { silence, type Stereo, TimeStretch } from '../../../engine/audio/index-for-media.ts';
import type { SoundClip } from '../../../engine/export/index.ts';
import type { SoundReader } from './sound-reader.ts';
import type { SoundReaders } from './sound-readers.ts';

/** Samples read ahead at a time for what is played faster or slower. */
const READ_AHEAD = 8192;

/** The sound of a clip from its beginning on, at its speed; neither gain nor fades are in it yet. */
export class ClipSound {
  readonly #mediaId: string;
  readonly #reader: SoundReader;
  readonly #stretch: TimeStretch | null;
  #waiting: Stereo = silence(0);

  private constructor({ mediaId, speed }: SoundClip, reader: SoundReader) {
    this.#mediaId = mediaId;
    this.#reader = reader;
    this.#stretch = speed === 1 ? null : new TimeStretch(speed);
  }

  /** `onStep` is called for every ten seconds that are passed over. Throws `media.damaged`. */
  static async open(clip: SoundClip, readers: SoundReaders, onStep: () => void): Promise<ClipSound> {
    return new ClipSound(clip, await readers.open(clip.mediaId, clip.sourceSample, onStep));
  }

  /** The next `count` samples; silence behind the end of the file. */
  read(count: number): Stereo {
    const stretch = this.#stretch;
    if (stretch === null) {
      return this.#reader.read(count);
    }

    const result = silence(count);
    let filled = 0;
    while (filled < count) {
      if (this.#waiting.left.length === 0) {
        while (stretch.taken < stretch.needed) {
          stretch.push(this.#reader.read(READ_AHEAD));
        }

        this.#waiting = stretch.next();
      }

      const taken = Math.min(count - filled, this.#waiting.left.length);
      result.left.set(this.#waiting.left.subarray(0, taken), filled);
      result.right.set(this.#waiting.right.subarray(0, taken), filled);
      this.#waiting = { left: this.#waiting.left.subarray(taken), right: this.#waiting.right.subarray(taken) };
      filled += taken;
    }

    return result;
  }

  /** Hands the reader back for the next clip of its file. */
  async close(readers: SoundReaders): Promise<void> {
    await readers.done(this.#mediaId, this.#reader);
  }
}
