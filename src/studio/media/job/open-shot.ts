import { Frame } from 'node-av/lib';
import type { ExportPlan, Shot, TitlePlan } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { composeScene } from '../visual/compose-scene.ts';
import type { Picture } from '../visual/picture.ts';
import { type Planes } from '../visual/picture.ts';
import { layTitle, type Title } from '../visual/title.ts';
import { FootageReader } from './footage-reader.ts';

/** Words on footage: white on a soft shade that is never quite absent, since what lies behind them moves. */
const WORDS_ON_FOOTAGE = {
  place: { align: 'center', at: 'bottom' },
  motif: 'orbits',
  palette: { text: [255, 255, 255], shade: [0, 0, 0] },
  leastShade: 0.4,
} as const;
const BLACK = { y: 16, u: 128, v: 128 };

/** Draws the frames of one shot, in order. */
export type ShotArtist = {
  /** What frames are made from. */
  readonly still: Planes;
  /** Readies what the frame of this moment of the export shows; to be awaited before it is drawn. */
  readonly prepare: (seconds: number) => Promise<void>;
  /** Draws that frame into a picture made from `still`. */
  readonly draw: (picture: Picture, seconds: number) => void;
  readonly close: () => Promise<void>;
};

/** Opens what a shot shows: composes the picture of its music, or begins to decode its file. */
export async function openShot(shot: Shot, plan: ExportPlan, media: ReadonlyMap<string, MediaFile>): Promise<ShotArtist> {
  const startSeconds = shot.startFrame / plan.framesPerSecond;
  const endSeconds = shot.endFrame / plan.framesPerSecond;
  const titles = plan.titles.filter((title) => title.startSeconds < endSeconds && title.endSeconds > startSeconds);
  const { source } = shot;
  if (source.kind === 'visual') {
    const delay = shot.sourceSeconds - startSeconds;
    const artist = composeScene({
      ...plan,
      visual: source.visual,
      durationSeconds: source.durationSeconds,
      titles: titles.map((title) => delayed(title, delay)),
    });
    return {
      still: artist.still,
      prepare: async () => undefined,
      draw: (picture, seconds) => artist.draw(picture, seconds + delay),
      close: async () => undefined,
    };
  }

  const still = blackPlanes(plan);
  if (source.kind === 'black') {
    const words = titles.map((title) => layTitle(title, plan, { ...WORDS_ON_FOOTAGE, still, leastShade: 0 }));
    return {
      still,
      prepare: async () => undefined,
      draw(picture, seconds) {
        picture.restore();
        drawTitles(picture, words, seconds);
      },
      close: async () => undefined,
    };
  }

  const file = media.get(source.mediaId);
  if (file === undefined) {
    throw new StudioError('media.damaged', `The file ${source.mediaId} is not there any more. Upload it again.`);
  }

  return openFootage(await FootageReader.open(file, plan, shot.sourceSeconds), {
    still,
    delay: shot.sourceSeconds - startSeconds,
    layTitles: () => titles.map((title) => layTitle(title, plan, { ...WORDS_ON_FOOTAGE, still })),
  });
}

function openFootage(
  reader: FootageReader,
  shot: { readonly still: Planes; readonly delay: number; readonly layTitles: () => readonly Title[] },
): ShotArtist {
  const { still, delay } = shot;
  const fitted = new Frame();
  fitted.alloc();
  let titles: readonly Title[] | null = null;
  let turns = 0;
  const turnOf = new WeakMap<Picture, number>();
  return {
    still,
    async prepare(seconds) {
      if (await reader.read(seconds + delay, fitted)) {
        copyFrame(fitted, still);
        fitted.unref();
        turns += 1;
      }

      // Not before there is a picture to set them on.
      titles ??= shot.layTitles();
    },
    draw(picture, seconds) {
      if (turnOf.get(picture) !== turns) {
        picture.touch(0, still.height);
        turnOf.set(picture, turns);
      }

      picture.restore();
      drawTitles(picture, titles ?? [], seconds);
    },
    async close() {
      fitted.free();
      await reader.close();
    },
  };
}

function drawTitles(picture: Picture, titles: readonly Title[], seconds: number): void {
  for (const title of titles) {
    title.draw(picture, seconds);
  }
}

function delayed(title: TitlePlan, seconds: number): TitlePlan {
  return { ...title, startSeconds: title.startSeconds + seconds, endSeconds: title.endSeconds + seconds };
}

function blackPlanes({ width, height }: ExportPlan): Planes {
  const quarter = (width / 2) * (height / 2);
  return {
    width,
    height,
    y: new Uint8Array(width * height).fill(BLACK.y),
    u: new Uint8Array(quarter).fill(BLACK.u),
    v: new Uint8Array(quarter).fill(BLACK.v),
    lumaStride: width,
    chromaStride: width / 2,
  };
}

function copyFrame(frame: Frame, planes: Planes): void {
  const [y, u, v] = frame.data ?? [];
  const [lumaStride, chromaStride] = frame.linesize;
  if (y === undefined || u === undefined || v === undefined || lumaStride === undefined || chromaStride === undefined) {
    throw new Error('FFmpeg gave a picture without pixels.');
  }

  copyRows(y, lumaStride, { to: planes.y, stride: planes.lumaStride });
  copyRows(u, chromaStride, { to: planes.u, stride: planes.chromaStride });
  copyRows(v, chromaStride, { to: planes.v, stride: planes.chromaStride });
}

function copyRows(
  from: Uint8Array,
  fromStride: number,
  { to, stride }: { readonly to: Uint8Array; readonly stride: number },
): void {
  const rows = to.length / stride;
  for (let row = 0; row < rows; row++) {
    to.set(from.subarray(row * fromStride, row * fromStride + stride), row * stride);
  }
}
