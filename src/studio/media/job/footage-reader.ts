import { Frame } from 'node-av/lib';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { PictureFitter } from './fit-picture.ts';
import { OpenSource } from './open-source.ts';

/** A picture is due when its time is at most this much ahead, seconds: containers round their times to milliseconds. */
const TOLERANCE_SECONDS = 0.004;
/** Reaching a moment further ahead than this begins with a jump, seconds. */
const JUMP_SECONDS = 4;
/** Length of a picture where neither the file nor its frame rate tells it, seconds. */
const USUAL_SECONDS = 1 / 25;

/** Reads a film's (or a still's) pictures in the order of time, fitted into the frame; only the two that matter are in memory. */
export class FootageReader {
  readonly #file: MediaFile;
  readonly #size: { readonly width: number; readonly height: number };
  #source: OpenSource;
  #fitter: PictureFitter;
  #shown = new Frame();
  #ahead = new Frame();
  #aheadSeconds: number | null = null;
  #lastSeconds: number | null = null;
  #isAtEnd = false;
  #hasShown = false;

  private constructor(file: MediaFile, source: OpenSource, size: { readonly width: number; readonly height: number }) {
    this.#file = file;
    this.#size = size;
    this.#source = source;
    this.#fitter = new PictureFitter(source.stream, size);
    this.#shown.alloc();
    this.#ahead.alloc();
  }

  /** Opens a file at the moment of its first picture that is wanted, in seconds. Throws `media.damaged` when it has none. */
  static async open(
    file: MediaFile,
    size: { readonly width: number; readonly height: number },
    fromSeconds: number,
  ): Promise<FootageReader> {
    const reader = new FootageReader(file, openPictures(file), size);
    if (fromSeconds > JUMP_SECONDS) {
      await reader.#jump(fromSeconds);
    }

    return reader;
  }

  /** Fits the picture of a moment (never before the last one asked for) into `out`, which must be empty; false when it is still the one given before. */
  async read(seconds: number, out: Frame): Promise<boolean> {
    let isNew = !this.#hasShown;
    while (!this.#isAtEnd) {
      if (this.#aheadSeconds === null) {
        await this.#decode();
        continue;
      }

      // Before its first picture is due a film shows it already.
      if (this.#hasShown && this.#aheadSeconds > seconds + TOLERANCE_SECONDS) {
        break;
      }

      [this.#shown, this.#ahead] = [this.#ahead, this.#shown];
      this.#ahead.unref();
      this.#aheadSeconds = null;
      this.#hasShown = true;
      isNew = true;
    }

    if (!this.#hasShown) {
      throw new StudioError(
        'media.damaged',
        `"${this.#file.name}" has no picture that can be decoded. Upload it again, or take it off the timeline.`,
      );
    }

    if (isNew) {
      await this.#fitter.fit(this.#shown, out);
    }

    return isNew;
  }

  async close(): Promise<void> {
    this.#fitter.close();
    this.#shown.free();
    this.#ahead.free();
    await this.#source.close();
  }

  async #decode(): Promise<void> {
    if (!(await this.#source.next(this.#ahead))) {
      this.#isAtEnd = true;
      return;
    }

    const { num, den } = this.#source.stream.avgFrameRate;
    const step = num > 0 && den > 0 ? den / num : USUAL_SECONDS;
    this.#aheadSeconds = this.#source.secondsOf(this.#ahead) ?? (this.#lastSeconds === null ? 0 : this.#lastSeconds + step);
    this.#lastSeconds = this.#aheadSeconds;
  }

  /** Goes near a moment without decoding all before it; a file that lands behind it (a wrong index) is read from its beginning. */
  async #jump(seconds: number): Promise<void> {
    if (await this.#source.seek(seconds)) {
      await this.#decode();
      if (this.#aheadSeconds !== null && this.#aheadSeconds <= seconds + TOLERANCE_SECONDS) {
        return;
      }
    }

    await this.#source.close();
    this.#fitter.close();
    this.#source = openPictures(this.#file);
    this.#fitter = new PictureFitter(this.#source.stream, this.#size);
    this.#ahead.unref();
    [this.#aheadSeconds, this.#lastSeconds, this.#isAtEnd] = [null, null, false];
  }
}

function openPictures(file: MediaFile): OpenSource {
  const source = OpenSource.open(file, 'pictures');
  if (source === null) {
    throw new StudioError('media.damaged', `"${file.name}" has no picture. Put it on an audio track.`);
  }

  return source;
}
