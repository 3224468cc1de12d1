import { AV_FRAME_FLAG_INTERLACED, AVERROR_EOF } from 'node-av/constants';
import { type FilterContext, FFmpegError, FilterGraph, type Frame, PosixError, type Stream } from 'node-av/lib';
import { check } from './av.ts';
import type { OpenSource } from './open-source.ts';

const AVERROR_EAGAIN: number = FFmpegError.AVERROR(PosixError.EAGAIN);
const THREADS = 2;

/**
 * Hands on a film's pictures, whole: from the first on that was stored as two halves of different moments, both are joined into one. Pictures
 * come one later then, as the next one tells what moves.
 */
export class Deinterlacer {
  readonly #source: OpenSource;
  #graph: FilterGraph | null = null;
  #input: FilterContext | null = null;
  #output: FilterContext | null = null;
  #kind = '';
  #hasEnded = false;

  constructor(source: OpenSource) {
    this.#source = source;
  }

  /** Puts the next picture into `frame`; false at the end. */
  async next(frame: Frame): Promise<boolean> {
    for (;;) {
      if (this.#output !== null) {
        const result = await this.#output.buffersinkGetFrame(frame);
        if (result >= 0) {
          return true;
        }

        if (result !== AVERROR_EAGAIN && result !== AVERROR_EOF) {
          check(result, 'join the halves of a picture');
        }

        if (this.#hasEnded) {
          return false;
        }
      }

      if (!(await this.#source.next(frame))) {
        if (this.#input === null) {
          return false;
        }

        this.#hasEnded = true;
        check(await this.#input.buffersrcAddFrame(null), 'join the halves of a picture');
        continue;
      }

      if (this.#input === null && !frame.hasFlags(AV_FRAME_FLAG_INTERLACED)) {
        return true;
      }

      await this.#give(frame);
    }
  }

  close(): void {
    this.#graph?.free();
    [this.#graph, this.#input, this.#output] = [null, null, null];
  }

  async #give(frame: Frame): Promise<void> {
    const kind = `video_size=${frame.width}x${frame.height}:pix_fmt=${frame.format}:colorspace=${frame.colorSpace}:range=${frame.colorRange}`;
    if (kind !== this.#kind) {
      this.close();
      this.#open(kind, this.#source.stream);
    }

    check((await this.#input?.buffersrcAddFrame(frame)) ?? 0, 'join the halves of a picture');
    frame.unref();
  }

  #open(kind: string, { timeBase }: Stream): void {
    const graph = new FilterGraph();
    graph.alloc();
    graph.nbThreads = THREADS;
    // It counts in halves; what reads the times does not.
    check(
      graph.parse2(
        `buffer@in=${kind}:time_base=${timeBase.num}/${timeBase.den},bwdif=mode=send_frame:deint=interlaced,settb=${timeBase.num}/${timeBase.den},buffersink@out`,
      ),
      'prepare to join halves of pictures',
    );
    check(graph.configSync(), 'prepare to join halves of pictures');
    [this.#graph, this.#input, this.#output] = [graph, graph.getFilter('buffer@in'), graph.getFilter('buffersink@out')];
    this.#kind = kind;
  }
}
