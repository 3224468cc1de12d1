import { setImmediate } from 'node:timers/promises';
import { AV_CODEC_ID_FLAC, AV_SAMPLE_FMT_S32 } from 'node-av/constants';
import { type FilterContext, FilterGraph, Frame } from 'node-av/lib';
import { silence, type Stereo } from '../../../engine/audio/index-for-media.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { fromPcm24 } from '../wav-file.ts';
import { check } from './av.ts';
import { makeFilter } from './make-filter.ts';
import { OpenSource } from './open-source.ts';

/** Samples between two signs of life: decoding is done on this thread, where others want their turn. */
const STEP = 10 * SAMPLE_RATE;

/** Reads the sound of any file as 48 kHz stereo from its beginning on. Beyond its end, and where there is none, it is silent. */
export class SoundReader {
  readonly #source: OpenSource | null;
  readonly #frame = new Frame();
  readonly #waiting: Stereo[] = [];
  #converter: Converter | null = null;
  #hasEnded: boolean;
  #position = 0;

  private constructor(source: OpenSource | null) {
    this.#source = source;
    this.#hasEnded = source === null;
    this.#frame.alloc();
  }

  static open(file: MediaFile): SoundReader {
    return new SoundReader(OpenSource.open(file, 'sound'));
  }

  /** The sample that comes next. */
  get position(): number {
    return this.#position;
  }

  /** The next `count` samples. */
  read(count: number): Stereo {
    const result = silence(count);
    let filled = 0;
    this.#take(count, (piece) => {
      result.left.set(piece.left, filled);
      result.right.set(piece.right, filled);
      filled += piece.left.length;
    });
    return result;
  }

  /** Passes over the next `count` samples. `onStep` is called for every ten seconds of them. */
  async skip(count: number, onStep: () => void): Promise<void> {
    for (let left = count; left > 0; left -= STEP) {
      this.#take(Math.min(STEP, left), () => undefined);
      onStep();
      await setImmediate();
    }
  }

  async close(): Promise<void> {
    this.#converter?.graph.free();
    this.#frame.free();
    await this.#source?.close();
  }

  #take(count: number, give: (piece: Stereo) => void): void {
    this.#position += count;
    for (let missing = count; missing > 0;) {
      const piece = this.#waiting.shift();
      if (piece === undefined) {
        if (this.#hasEnded) {
          return;
        }

        this.#decode();
        continue;
      }

      const taken = Math.min(missing, piece.left.length);
      if (taken < piece.left.length) {
        this.#waiting.unshift({ left: piece.left.subarray(taken), right: piece.right.subarray(taken) });
      }

      give({ left: piece.left.subarray(0, taken), right: piece.right.subarray(0, taken) });
      missing -= taken;
    }
  }

  #decode(): void {
    const source = this.#source;
    if (source === null) {
      return;
    }

    if (!source.nextNow(this.#frame)) {
      this.#hasEnded = true;
      this.#convert(null);
      return;
    }

    const plain = plainSound(this.#frame, source);
    if (plain !== null) {
      this.#waiting.push(plain);
    } else {
      this.#converter ??= openConverter(this.#frame);
      const seconds = source.secondsOf(this.#frame);
      // The converter fills what is missing before a stretch and cuts what comes twice.
      this.#frame.pts = BigInt(Math.round((seconds ?? 0) * this.#frame.sampleRate));
      this.#convert(this.#frame);
    }

    this.#frame.unref();
  }

  #convert(frame: Frame | null): void {
    const converter = this.#converter;
    if (converter === null) {
      return;
    }

    check(converter.input.buffersrcAddFrameSync(frame), 'convert sound');
    const out = new Frame();
    out.alloc();
    while (converter.output.buffersinkGetFrameSync(out) >= 0) {
      const [left, right] = out.data ?? [];
      if (left !== undefined && right !== undefined) {
        this.#waiting.push({ left: floatsOf(left, out.nbSamples), right: floatsOf(right, out.nbSamples) });
      }

      out.unref();
    }

    out.free();
  }
}

/** 24-bit FLAC at our own rate, undone exactly as it was made: what is neither mixed nor faded goes out as it came. Null for everything else. */
function plainSound(frame: Frame, { stream }: OpenSource): Stereo | null {
  const [words] = frame.data ?? [];
  const isOurs =
    stream.codecpar.codecId === AV_CODEC_ID_FLAC &&
    frame.format === AV_SAMPLE_FMT_S32 &&
    stream.codecpar.bitsPerRawSample === 24 &&
    frame.sampleRate === SAMPLE_RATE &&
    frame.channels === 2;
  if (!isOurs || words === undefined) {
    return null;
  }

  const count = frame.nbSamples;
  const both = new Int32Array(words.buffer, words.byteOffset, 2 * count);
  const sound = silence(count);
  for (let i = 0; i < count; i++) {
    sound.left[i] = fromPcm24(both[2 * i]! >> 8);
    sound.right[i] = fromPcm24(both[2 * i + 1]! >> 8);
  }

  return sound;
}

type Converter = { readonly graph: FilterGraph; readonly input: FilterContext; readonly output: FilterContext };

function openConverter(frame: Frame): Converter {
  const graph = new FilterGraph();
  graph.alloc();
  const { nbChannels, mask } = frame.channelLayout;
  const layout = mask === undefined || mask === 0n ? `${nbChannels}c` : `0x${mask.toString(16)}`;
  const input = makeFilter(
    graph,
    'abuffer',
    'in',
    `time_base=1/${frame.sampleRate}:sample_rate=${frame.sampleRate}:sample_fmt=${frame.format}:channel_layout=${layout}`,
  );
  // async=1: what starts late or has holes is filled, so that sound stays with its picture.
  const rate = makeFilter(graph, 'aresample', 'rate', `${SAMPLE_RATE}:async=1:first_pts=0`);
  // FFmpeg would take 3 dB off one channel to spread it over two; players do not.
  const both = nbChannels === 1 ? makeFilter(graph, 'channelmap', 'both', 'map=0|0:channel_layout=stereo') : null;
  const format = makeFilter(graph, 'aformat', 'format', 'sample_fmts=fltp:channel_layouts=stereo');
  const output = makeFilter(graph, 'abuffersink', 'out', null);
  check(input.link(0, rate, 0), 'join sound filters');
  if (both === null) {
    check(rate.link(0, format, 0), 'join sound filters');
  } else {
    check(rate.link(0, both, 0), 'join sound filters');
    check(both.link(0, format, 0), 'join sound filters');
  }

  check(format.link(0, output, 0), 'join sound filters');
  check(graph.configSync(), 'prepare to convert sound');
  return { graph, input, output };
}

function floatsOf(plane: Buffer, count: number): Float32Array {
  return new Float32Array(plane.buffer.slice(plane.byteOffset, plane.byteOffset + 4 * count));
}
