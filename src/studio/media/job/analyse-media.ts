import { setImmediate } from 'node:timers/promises';
import { AV_FRAME_FLAG_INTERLACED, AV_PIX_FMT_RGBA } from 'node-av/constants';
import { Frame, SoftwareScaleContext } from 'node-av/lib';
import { ClipListener, LISTENING_BLOCK, type Stretch } from '../../../engine/audio/index-for-media.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { AnalysisKind, MediaAnalysis } from '../../ports/media-analyser.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { CutFinder, SMALL_PICTURE } from './cut-finder.ts';
import { checkSize, damaged } from './open-media.ts';
import { OpenSource } from './open-source.ts';
import { SoundReader } from './sound-reader.ts';

/** Files longer than this are not looked through: what music needs of them is in their beginning. Two hours. */
const LONGEST_MS = 7_200_000;

/** Looks through a film for its cuts, or listens to a file for words, from its beginning to its end. */
export async function analyseMedia(
  file: MediaFile,
  { kind, durationMs }: { readonly kind: AnalysisKind; readonly durationMs: number },
): Promise<MediaAnalysis> {
  return kind === 'cuts'
    ? { cuts: await findCuts(file), speech: null }
    : { cuts: null, speech: await findWords(file, Math.min(durationMs, LONGEST_MS)) };
}

async function findCuts(file: MediaFile): Promise<readonly number[]> {
  const source = OpenSource.open(file, 'pictures');
  if (source === null) {
    return [];
  }

  const [finder, frame, shrinker] = [new CutFinder(), new Frame(), new Shrinker()];
  frame.alloc();
  try {
    let reached = 0;
    while (await source.next(frame)) {
      checkSize(frame.width, frame.height);
      const ms = Math.round((source.secondsOf(frame) ?? reached) * 1000);
      finder.add(shrinker.shrink(frame), ms);
      reached = ms / 1000 + (source.lengthOf(frame) ?? 0);
      frame.unref();
      if (ms > LONGEST_MS) {
        break;
      }
    }

    return finder.finish();
  } finally {
    shrinker.free();
    frame.free();
    await source.close();
  }
}

async function findWords(
  file: MediaFile,
  durationMs: number,
): Promise<readonly { readonly fromMs: number; readonly toMs: number }[]> {
  const reader = SoundReader.open(file);
  try {
    const samples = Math.max(1, Math.round((durationMs / 1000) * SAMPLE_RATE));
    const listener = new ClipListener(samples);
    for (let from = 0; from < samples; from += LISTENING_BLOCK) {
      listener.process(reader.read(Math.min(LISTENING_BLOCK, samples - from)));
      // Whoever started this process may have something to say.
      await setImmediate();
    }

    return listener.finish().speech.map(inMilliseconds);
  } finally {
    await reader.close();
  }
}

function inMilliseconds({ startSample, endSample }: Stretch): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: Math.round((startSample * 1000) / SAMPLE_RATE), toMs: Math.round((endSample * 1000) / SAMPLE_RATE) };
}

/** Makes small pictures of frames, all of one size. */
class Shrinker {
  readonly #small = new Frame();
  readonly #scaler = new SoftwareScaleContext();

  constructor() {
    this.#scaler.allocContext();
  }

  shrink(source: Frame): Uint8Array {
    const { width, height } = SMALL_PICTURE;
    this.#small.alloc();
    this.#small.width = width;
    this.#small.height = height;
    this.#small.format = AV_PIX_FMT_RGBA;
    // FFmpeg refuses to scale halves into a whole.
    source.clearFlags(AV_FRAME_FLAG_INTERLACED);
    if (this.#small.getBuffer(0) < 0 || this.#scaler.scaleFrameSync(this.#small, source) < 0) {
      throw damaged('its picture cannot be drawn');
    }

    const [plane] = this.#small.data ?? [];
    const [rowBytes = 0] = this.#small.linesize;
    if (plane === undefined || plane.length < rowBytes * (height - 1) + 4 * width) {
      throw damaged('its picture cannot be drawn');
    }

    const pixels = new Uint8Array(4 * width * height);
    for (let y = 0; y < height; y++) {
      pixels.set(plane.subarray(y * rowBytes, y * rowBytes + 4 * width), 4 * width * y);
    }

    this.#small.free();
    return pixels;
  }

  free(): void {
    this.#scaler.freeContext();
  }
}
