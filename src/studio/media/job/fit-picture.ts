import {
  AV_BUFFERSRC_FLAG_KEEP_REF,
  AV_PIX_FMT_ABGR,
  AV_PIX_FMT_ARGB,
  AV_PIX_FMT_BGRA,
  AV_PIX_FMT_GBRAP,
  AV_PIX_FMT_GBRAP10LE,
  AV_PIX_FMT_GBRAP12LE,
  AV_PIX_FMT_GBRAP16LE,
  AV_PIX_FMT_PAL8,
  AV_PIX_FMT_RGBA,
  AV_PIX_FMT_RGBA64BE,
  AV_PIX_FMT_RGBA64LE,
  AV_PIX_FMT_YA16BE,
  AV_PIX_FMT_YA8,
  AV_PIX_FMT_YUVA420P,
  AV_PIX_FMT_YUVA444P,
  AV_PIX_FMT_YUVA444P10LE,
  AV_PIX_FMT_YUVA444P12LE,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
} from 'node-av/constants';
import { type FilterContext, FilterGraph, type Frame, type Stream } from 'node-av/lib';
import type { ShotFraming } from '../../../engine/export/index.ts';
import { check } from './av.ts';
import { settleColour } from './colour-of.ts';
import { fitFilters, usedSize, type Size, type StoredPicture } from './fit-filters.ts';
import { levelFor } from './move-over.ts';
import { pixelAspectOf } from './pixel-aspect.ts';
import { turnOf } from './turn-of.ts';

/** What PNG, WebP, GIF, VP9, ProRes and FFV1 decode to when there are see-through parts in them. */
const SEE_THROUGH: ReadonlySet<number> = new Set([
  AV_PIX_FMT_ABGR,
  AV_PIX_FMT_ARGB,
  AV_PIX_FMT_BGRA,
  AV_PIX_FMT_GBRAP,
  AV_PIX_FMT_GBRAP10LE,
  AV_PIX_FMT_GBRAP12LE,
  AV_PIX_FMT_GBRAP16LE,
  AV_PIX_FMT_PAL8,
  AV_PIX_FMT_RGBA,
  AV_PIX_FMT_RGBA64BE,
  AV_PIX_FMT_RGBA64LE,
  AV_PIX_FMT_YA16BE,
  AV_PIX_FMT_YA8,
  AV_PIX_FMT_YUVA420P,
  AV_PIX_FMT_YUVA444P,
  AV_PIX_FMT_YUVA444P10LE,
  AV_PIX_FMT_YUVA444P12LE,
]);

/** Scaling, blurring and tone mapping are done in slices by so many threads. */
const THREADS = 2;

/**
 * Fits decoded pictures of any size, shape, colour and turn into the frame as their framing says, or, where they are to be moved over, onto a
 * level of their own size. Gives BT.709 4:2:0, the way the encoder takes it. A picture that differs from the one before in kind gets a new machine.
 */
export class PictureFitter {
  readonly #frame: Size;
  readonly #framing: ShotFraming;
  readonly #stream: Stream;
  #machine: Machine | null = null;
  #kind = '';
  #stored: StoredPicture | null = null;
  #level = '';

  constructor(stream: Stream, { frame, framing }: { readonly frame: Size; readonly framing: ShotFraming }) {
    this.#stream = stream;
    this.#frame = frame;
    this.#framing = framing;
  }

  /** The size of what is used of the picture that was fitted last; null before the first. */
  get used(): Size | null {
    return this.#stored === null ? null : usedSize(this.#stored, this.#framing.crop);
  }

  /** Whether the picture that was fitted last has to be fitted anew for a frame of the export: a move comes nearer or goes farther. */
  isStale(frame: number): boolean {
    return this.#stored !== null && nameOf(this.#levelFor(this.#stored, frame)) !== this.#level;
  }

  /** Fits `picture`, as a frame of the export needs it, into `out`, which must be empty. */
  async fit(picture: Frame, out: Frame, frame: number): Promise<void> {
    const gamut = settleColour(picture);
    const turn = turnOf(picture, this.#stream);
    const { num, den } = pixelAspectOf(picture, this.#stream);
    const source = `${sourceOf(picture)}:pixel_aspect=${num}/${den}`;
    const stored: StoredPicture = {
      width: picture.width,
      height: picture.height,
      pixelAspect: num / den,
      isSeeThrough: SEE_THROUGH.has(picture.format),
      gamut,
      isForeign: picture.colorSpace !== AVCOL_SPC_BT709 || picture.colorRange !== AVCOL_RANGE_MPEG,
      turn,
    };
    const level = this.#levelFor(stored, frame);
    const kind = `${source} ${turn.a} ${turn.b} ${turn.c} ${turn.d} ${gamut} ${nameOf(level)}`;
    if (this.#machine === null || kind !== this.#kind) {
      this.close();
      this.#machine = buildMachine(source, fitFilters(stored, { frame: this.#frame, framing: this.#framing, level }));
      [this.#kind, this.#stored, this.#level] = [kind, stored, nameOf(level)];
    }

    check(await this.#machine.input.buffersrcAddFrame(picture, AV_BUFFERSRC_FLAG_KEEP_REF), 'fit a picture');
    check(await this.#machine.output.buffersinkGetFrame(out), 'fit a picture');
  }

  close(): void {
    this.#machine?.graph.free();
    this.#machine = null;
  }

  /** Null for what is not moved over. */
  #levelFor(stored: StoredPicture, frame: number): Size | null {
    const { crop, motion } = this.#framing;
    return motion === null ? null : levelFor(usedSize(stored, crop), { size: this.#frame, motion, frame });
  }
}

function nameOf(level: Size | null): string {
  return level === null ? '' : `${level.width}x${level.height}`;
}

type Machine = { readonly graph: FilterGraph; readonly input: FilterContext; readonly output: FilterContext };

function sourceOf({ width, height, format, colorSpace, colorRange }: Frame): string {
  return `video_size=${width}x${height}:pix_fmt=${format}:time_base=1/1000:colorspace=${colorSpace}:range=${colorRange}`;
}

function buildMachine(source: string, filters: string): Machine {
  const graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = THREADS;
  check(graph.parse2(`buffer@in=${source},${filters},buffersink@out`), 'prepare to fit pictures');
  check(graph.configSync(), 'prepare to fit pictures');
  const input = graph.getFilter('buffer@in');
  const output = graph.getFilter('buffersink@out');
  if (input === null || output === null) {
    throw new Error('FFmpeg gave no way into its filters.');
  }

  return { graph, input, output };
}
