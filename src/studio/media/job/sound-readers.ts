import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { SoundReader } from './sound-reader.ts';

/** Readers that wait for another clip of their file, at most. */
const MOST_WAITING = 8;

/**
 * Opens the sound of files for clip after clip. A reader that a clip is done with waits for the next clip of its file: a talk cut into fifty
 * clips is decoded once, not fifty times from its beginning.
 */
export class SoundReaders {
  readonly #media: ReadonlyMap<string, MediaFile>;
  #waiting: { readonly mediaId: string; readonly reader: SoundReader }[] = [];

  /** `media`: by media id. */
  constructor(media: ReadonlyMap<string, MediaFile>) {
    this.#media = media;
  }

  /** A reader that stands at a sample of a file. `onStep` is called for every ten seconds that are passed over. Throws `media.damaged`. */
  async open(mediaId: string, sample: number, onStep: () => void): Promise<SoundReader> {
    const file = this.#media.get(mediaId);
    if (file === undefined) {
      throw new StudioError('media.damaged', `The file ${mediaId} is not there any more. Upload it again.`);
    }

    const found = this.#waiting.find((each) => each.mediaId === mediaId && each.reader.position <= sample);
    this.#waiting = this.#waiting.filter((each) => each !== found);
    const reader = found?.reader ?? SoundReader.open(file);
    await reader.skip(sample - reader.position, onStep);
    return reader;
  }

  /** Takes back a reader that a clip is done with. */
  async done(mediaId: string, reader: SoundReader): Promise<void> {
    this.#waiting.push({ mediaId, reader });
    if (this.#waiting.length > MOST_WAITING) {
      await this.#waiting.shift()?.reader.close();
    }
  }

  async close(): Promise<void> {
    for (const { reader } of this.#waiting) {
      await reader.close();
    }

    this.#waiting = [];
  }
}
