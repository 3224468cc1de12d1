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
} from 'node-av/constants';
import { type FilterContext, FilterGraph, type Frame, type Stream } from 'node-av/lib';
import { check } from './av.ts';
import { isSideways, turnOf, type Turn } from './turn-of.ts';

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

type Size = { readonly width: number; readonly height: number };

/** The blurred likeness is made this much smaller than the frame: the blur hides it, and it costs little. */
const SMALLER = 8;
/** Bars thinner than this part of the frame are not worth a second picture: the picture is stretched over them. */
const THIN = 0.006;

/**
 * Fits decoded pictures of any size, shape, colour and turn into the frame: whole, and where the shapes differ, over their own blurred
 * likeness. Gives BT.709 4:2:0, the way the encoder takes it. A picture that differs from the one before in kind gets a new machine.
 */
export class PictureFitter {
  readonly #frame: Size;
  readonly #stream: Stream;
  #machine: Machine | null = null;
  #kind = '';

  constructor(stream: Stream, frame: Size) {
    this.#stream = stream;
    this.#frame = frame;
  }

  /** Fits `picture` into `out`, which must be empty. */
  async fit(picture: Frame, out: Frame): Promise<void> {
    const turn = turnOf(picture, this.#stream);
    const source = sourceOf(picture);
    const kind = `${source} ${turn.a} ${turn.b} ${turn.c} ${turn.d}`;
    if (this.#machine === null || kind !== this.#kind) {
      this.close();
      this.#machine = buildMachine({ picture, source, turn, frame: this.#frame });
      this.#kind = kind;
    }

    check(await this.#machine.input.buffersrcAddFrame(picture, AV_BUFFERSRC_FLAG_KEEP_REF), 'fit a picture');
    check(await this.#machine.output.buffersinkGetFrame(out), 'fit a picture');
  }

  close(): void {
    this.#machine?.graph.free();
    this.#machine = null;
  }
}

type Machine = { readonly graph: FilterGraph; readonly input: FilterContext; readonly output: FilterContext };

function sourceOf({ width, height, format, sampleAspectRatio, colorSpace, colorRange }: Frame): string {
  const { num, den } = sampleAspectRatio;
  const aspect = num > 0 && den > 0 ? `${num}/${den}` : '1/1';
  return `video_size=${width}x${height}:pix_fmt=${format}:time_base=1/1000:pixel_aspect=${aspect}:colorspace=${colorSpace}:range=${colorRange}`;
}

function buildMachine(wanted: {
  readonly picture: Frame;
  readonly source: string;
  readonly turn: Turn;
  readonly frame: Size;
}): Machine {
  const { picture, source, turn, frame } = wanted;
  const graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = 2;
  const shown = shownSize(picture, turn);
  const inside = containedIn(frame, shown);
  const isAlmostFull = inside.width >= frame.width * (1 - THIN) && inside.height >= frame.height * (1 - THIN);
  const isSeeThrough = SEE_THROUGH.has(picture.format);
  const video = 'out_color_matrix=bt709:out_range=tv';
  const turning = turnFilters(turn);
  const description =
    isAlmostFull && !isSeeThrough
      ? `buffer@in=${source},${turning}scale=${frame.width}:${frame.height}:flags=bicubic:${video},setsar=1,format=yuv420p,buffersink@out`
      : [
          `buffer@in=${source},${turning}split[a][b]`,
          `[a]${isSeeThrough ? 'format=gbrap,premultiply=inplace=1,' : ''}${likeness(frame, shown, video)}[behind]`,
          `[b]scale=${inside.width}:${inside.height}:flags=bicubic:${video},setsar=1,format=${isSeeThrough ? 'yuva420p' : 'yuv420p'}[front]`,
          `[behind][front]overlay=x=${centred(frame.width, inside.width)}:y=${centred(frame.height, inside.height)}:format=yuv420,format=yuv420p,buffersink@out`,
        ].join(';');
  check(graph.parse2(description), 'prepare to fit pictures');
  check(graph.configSync(), 'prepare to fit pictures');
  const input = graph.getFilter('buffer@in');
  const output = graph.getFilter('buffersink@out');
  if (input === null || output === null) {
    throw new Error('FFmpeg gave no way into its filters.');
  }

  return { graph, input, output };
}

/** The picture grown until it covers the frame, blurred and a little darker. */
function likeness(frame: Size, shown: Size, video: string): string {
  const [width, height] = [evenUp(frame.width / SMALLER), evenUp(frame.height / SMALLER)];
  const scale = Math.max(width / shown.width, height / shown.height);
  const [covering, high] = [evenUp(shown.width * scale), evenUp(shown.height * scale)];
  return [
    `scale=${covering}:${high}:flags=bilinear:${video}`,
    'setsar=1',
    'format=yuv420p',
    `crop=${width}:${height}`,
    `gblur=sigma=${(Math.min(width, height) / 14).toFixed(2)}:steps=2`,
    'eq=brightness=-0.07:saturation=0.9',
    `scale=${frame.width}:${frame.height}:flags=bicubic`,
  ].join(',');
}

/** Its size as people see it: upright, its pixels square. */
function shownSize({ width, height, sampleAspectRatio: { num, den } }: Frame, turn: Turn): Size {
  const wide = num > 0 && den > 0 ? (width * num) / den : width;
  return isSideways(turn) ? { width: height, height: wide } : { width: wide, height };
}

function containedIn(frame: Size, shown: Size): Size {
  const scale = Math.min(frame.width / shown.width, frame.height / shown.height);
  return {
    width: Math.min(frame.width, evenUp(shown.width * scale)),
    height: Math.min(frame.height, evenUp(shown.height * scale)),
  };
}

/** A turn as filters: x′ = a·x + c·y, y′ = b·x + d·y. */
function turnFilters({ a, b, c, d }: Turn): string {
  if (a !== 0) {
    return `${a < 0 ? 'hflip,' : ''}${d < 0 ? 'vflip,' : ''}`;
  }

  // Rows become columns; then the axes that run backwards are mirrored.
  return `transpose=dir=cclock_flip,${c < 0 ? 'hflip,' : ''}${b < 0 ? 'vflip,' : ''}`;
}

/** Even, so that colours, stored at half size, stay with their brightness. */
function centred(outer: number, inner: number): number {
  return 2 * Math.floor((outer - inner) / 4);
}

function evenUp(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
