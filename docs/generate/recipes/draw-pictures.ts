import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';
import { AV_PIX_FMT_RGBA } from 'node-av/constants';
import { FilterGraph, Frame } from 'node-av/lib';
import { drawSpectrogram } from '../../../bench/listen/draw-spectrogram.ts';
import type { Stereo } from '../../../src/engine/audio/index.ts';
import { check } from '../../../src/studio/media/job/av.ts';
import { makeFilter } from '../../../src/studio/media/job/make-filter.ts';

/** Readable on white and on black alike. */
const WAVE_COLOUR = '#14a394';
const WAVE = { width: 720, height: 96, bar: 3, gap: 1 };
const SHEET = { height: 180, gap: 6, moments: [0.08, 0.36, 0.64, 0.9] };
const WEBP_QUALITY = 70;

export type Size = { readonly width: number; readonly height: number };

/** The loudest sample of each slice as a bar, on nothing (WebP). */
export function drawWave({ left, right }: Stereo): Buffer {
  const { width, height, bar, gap } = WAVE;
  const canvas = createCanvas(width, height);
  const paper = canvas.getContext('2d');
  paper.fillStyle = WAVE_COLOUR;
  const bars = Math.floor(width / (bar + gap));
  for (let place = 0; place < bars; place++) {
    const from = Math.floor((place * left.length) / bars);
    const to = Math.floor(((place + 1) * left.length) / bars);
    let peak = 0;
    for (let i = from; i < to; i++) {
      peak = Math.max(peak, Math.abs(left[i]!), Math.abs(right[i]!));
    }

    const tall = Math.max(2, Math.round(peak * height));
    paper.beginPath();
    paper.roundRect(place * (bar + gap), (height - tall) / 2, bar, tall, 1.5);
    paper.fill();
  }

  return canvas.toBuffer('image/webp', 90);
}

/** Four moments of a video beside one another (WebP). */
export async function drawSheet(path: string, durationSeconds: number, { width, height }: Size): Promise<Buffer> {
  const scale = SHEET.height / height;
  const each = { width: 2 * Math.round((width * scale) / 2), height: SHEET.height };
  const count = SHEET.moments.length;
  const canvas = createCanvas(count * each.width + (count - 1) * SHEET.gap, each.height);
  const paper = canvas.getContext('2d');
  for (const [place, moment] of SHEET.moments.entries()) {
    paper.putImageData(readFrame(path, moment * durationSeconds, each), place * (each.width + SHEET.gap), 0);
  }

  return canvas.toBuffer('image/webp', WEBP_QUALITY);
}

/** One moment of a video (WebP). */
export function drawMoment(path: string, atSeconds: number, size: Size): Buffer {
  const canvas = createCanvas(size.width, size.height);
  canvas.getContext('2d').putImageData(readFrame(path, atSeconds, size), 0, 0);
  return canvas.toBuffer('image/webp', WEBP_QUALITY);
}

/** Time to the right, frequency upwards, brighter is louder (WebP). */
export async function drawSound(sound: Stereo): Promise<Buffer> {
  const picture = await loadImage(drawSpectrogram(sound));
  const canvas = createCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toBuffer('image/webp', WEBP_QUALITY);
}

/** Width and height of a video's picture; null where there is none. */
export function sizeOf(path: string): Size | null {
  return withFrame(path, 0, null, ({ width, height }) => ({ width, height }));
}

function readFrame(path: string, atSeconds: number, size: Size): ImageData {
  return withFrame(path, atSeconds, size, (frame) => {
    const [plane] = frame.data ?? [];
    const [rowBytes = 0] = frame.linesize;
    if (plane === undefined) {
      throw new Error(`Expected a picture in ${path} at ${atSeconds} s.`);
    }

    const pixels = new Uint8ClampedArray(4 * size.width * size.height);
    for (let y = 0; y < size.height; y++) {
      pixels.set(plane.subarray(y * rowBytes, y * rowBytes + 4 * size.width), 4 * size.width * y);
    }

    return new ImageData(pixels, size.width, size.height);
  });
}

function withFrame<Result>(path: string, atSeconds: number, size: Size | null, use: (frame: Frame) => Result): Result {
  const graph = new FilterGraph();
  const frame = new Frame();
  graph.alloc();
  frame.alloc();
  try {
    const name = path.replace(/([\\':])/g, '\\$1');
    const source = makeFilter(graph, 'movie', 'source', `filename='${name}':seek_point=${atSeconds.toFixed(3)}`);
    const scale = makeFilter(graph, 'scale', 'scale', size === null ? null : `${size.width}:${size.height}:flags=area`);
    const format = makeFilter(graph, 'format', 'format', `pix_fmts=${AV_PIX_FMT_RGBA}`);
    const output = makeFilter(graph, 'buffersink', 'output', null);
    check(source.link(0, scale, 0), 'join picture filters');
    check(scale.link(0, format, 0), 'join picture filters');
    check(format.link(0, output, 0), 'join picture filters');
    check(graph.configSync(), 'prepare to read a picture');
    check(output.buffersinkGetFrameSync(frame), 'read a picture');
    return use(frame);
  } finally {
    frame.free();
    graph.free();
  }
}
