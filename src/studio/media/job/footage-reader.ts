import { Frame } from 'node-av/lib';
import type { ShotFraming } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { Deinterlacer } from './deinterlacer.ts';
import type { Size } from './fit-filters.ts';
import { PictureFitter } from './fit-picture.ts';
import { OpenSource } from './open-source.ts';

/** A picture is due when its time is at most this much ahead, seconds: containers round their times to milliseconds. */
const TOLERANCE_SECONDS = 0.004;
/** Reaching a moment further ahead than this begins with a jump, seconds. */
const JUMP_SECONDS = 4;
/** Length of a picture where neither the file nor its frame rate tells it, seconds. */
const USUAL_SECONDS = 1 / 25;
/** Formats whose pictures begin again when they are over. KEEP IN STEP with contract/service/segment-media.ts. */
const ENDLESS: ReadonlySet<string> = new Set(['image/gif', 'image/webp']);

/** Reads a film's (or a still's) pictures in the order of time, fitted into the frame; only the two that matter are in memory. */
export class FootageReader {
  readonly #file: MediaFile;
  readonly #shape: { readonly frame: Size; readonly framing: ShotFraming };
  #source: OpenSource;
  #pictures: Deinterlacer;
  #fitter: PictureFitter;
  #shown = new Frame();
  #ahead = new Frame();
  #aheadSeconds: number | null = null;
  /** When the picture decoded last begins and ends in this round of the file. */
  #last: { readonly seconds: number; readonly endSeconds: number } | null = null;
  /** What the rounds before took together: more than 0 in animations only. */
  #roundSeconds = 0;
  #isAtEnd = false;
  #hasShown = false;
  /** The moment asked for last. */
  #askedSeconds = 0;

  private constructor(file: MediaFile, shape: { readonly frame: Size; readonly framing: ShotFraming }) {
    this.#file = file;
    this.#shape = shape;
    this.#source = openPictures(file);
    this.#pictures = new Deinterlacer(this.#source);
    this.#fitter = new PictureFitter(this.#source.stream, shape);
    this.#shown.alloc();
    this.#ahead.alloc();
  }

  /** Opens a file. Throws `media.damaged` when it has no pictures. */
  static open(file: MediaFile, shape: { readonly frame: Size; readonly framing: ShotFraming }): FootageReader {
    return new FootageReader(file, shape);
  }

  /** The size of what is used of the picture given last: cropped, upright, its pixels square; null before the first. */
  get used(): Size | null {
    return this.#fitter.used;
  }

  /**
   * Fits the picture of a moment (never before the last one asked for), as a frame of the export needs it, into `out`, which must be empty; false
   * when it is still the one given before.
   */
  async read(seconds: number, out: Frame, frame: number): Promise<boolean> {
    if (seconds > this.#askedSeconds + JUMP_SECONDS && !this.#isEndless) {
      await this.#reopen();
      await this.#jump(seconds);
    }

    this.#askedSeconds = Math.max(this.#askedSeconds, seconds);
    let isNew = false;
    for (;;) {
      if (this.#aheadSeconds === null && !this.#isAtEnd) {
        await this.#decode(seconds);
        continue;
      }

      // Before its first picture is due a film shows it already; after its last one is over it shows it still.
      const isDue = this.#aheadSeconds !== null && (!this.#hasShown || this.#aheadSeconds <= seconds + TOLERANCE_SECONDS);
      if (!isDue) {
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

    if (!isNew && !this.#fitter.isStale(frame)) {
      return false;
    }

    await this.#fitter.fit(this.#shown, out, frame);
    return true;
  }

  async close(): Promise<void> {
    this.#fitter.close();
    this.#shown.free();
    this.#ahead.free();
    this.#pictures.close();
    await this.#source.close();
  }

  get #isEndless(): boolean {
    return ENDLESS.has(this.#file.contentType);
  }

  /** Decodes the picture that comes next; an animation that is over begins again, whole rounds before `seconds` being passed over. */
  async #decode(seconds: number): Promise<void> {
    if (!(await this.#pictures.next(this.#ahead))) {
      const round = this.#last?.endSeconds ?? 0;
      if (!this.#isEndless || round <= 0 || this.#last?.seconds === 0) {
        this.#isAtEnd = true;
        return;
      }

      this.#roundSeconds += round * Math.max(1, Math.floor((seconds - this.#roundSeconds) / round));
      await this.#reopen();
      return;
    }

    const { num, den } = this.#source.stream.avgFrameRate;
    const step = num > 0 && den > 0 ? den / num : USUAL_SECONDS;
    const begins = this.#source.secondsOf(this.#ahead) ?? this.#last?.endSeconds ?? 0;
    const lasts = this.#source.lengthOf(this.#ahead) ?? step;
    this.#last = { seconds: begins, endSeconds: begins + lasts };
    this.#aheadSeconds = this.#roundSeconds + begins;
  }

  /** Goes near a moment without decoding all before it; a file that lands behind it (a wrong index) is read from its beginning. */
  async #jump(seconds: number): Promise<void> {
    if (await this.#source.seek(seconds)) {
      await this.#decode(seconds);
      if (this.#aheadSeconds !== null && this.#aheadSeconds <= seconds + TOLERANCE_SECONDS) {
        return;
      }
    }

    await this.#reopen();
  }

  async #reopen(): Promise<void> {
    this.#fitter.close();
    this.#pictures.close();
    await this.#source.close();
    this.#source = openPictures(this.#file);
    this.#pictures = new Deinterlacer(this.#source);
    this.#fitter = new PictureFitter(this.#source.stream, this.#shape);
    this.#ahead.unref();
    [this.#aheadSeconds, this.#last, this.#isAtEnd] = [null, null, false];
  }
}

function openPictures(file: MediaFile): OpenSource {
  const source = OpenSource.open(file, 'pictures');
  if (source === null) {
    throw new StudioError('media.damaged', `"${file.name}" has no picture. Put it on an audio track.`);
  }

  return source;
}
