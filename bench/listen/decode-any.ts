import { FilterGraph, Frame } from 'node-av/lib';
import { silence, type Stereo } from '../../src/engine/audio/index.ts';
import { SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { check } from '../../src/studio/media/job/av.ts';
import { makeFilter } from '../../src/studio/media/job/make-filter.ts';

/**
 * Decodes a sound file that we trust, of whatever format FFmpeg knows, to 48 kHz stereo. (Strangers' files go through the probe and its
 * few formats instead.) Throws an `FfmpegFailure` when it cannot be read.
 */
export function decodeAny(path: string): Stereo {
  const graph = new FilterGraph();
  graph.alloc();
  const source = makeFilter(graph, 'amovie', 'source', `filename='${path.replace(/([\\':])/g, '\\$1')}'`);
  const rate = makeFilter(graph, 'aresample', 'rate', String(SAMPLE_RATE));
  const format = makeFilter(graph, 'aformat', 'format', 'sample_fmts=fltp:channel_layouts=stereo');
  const output = makeFilter(graph, 'abuffersink', 'output', null);
  check(source.link(0, rate, 0), 'join sound filters');
  check(rate.link(0, format, 0), 'join sound filters');
  check(format.link(0, output, 0), 'join sound filters');
  check(graph.configSync(), 'prepare to read sound');
  const pieces: Stereo[] = [];
  const frame = new Frame();
  frame.alloc();
  while (output.buffersinkGetFrameSync(frame) >= 0) {
    const [left, right] = frame.data ?? [];
    if (left !== undefined && right !== undefined) {
      pieces.push({ left: floatsOf(left, frame.nbSamples), right: floatsOf(right, frame.nbSamples) });
    }

    frame.unref();
  }

  frame.free();
  graph.free();
  const whole = silence(pieces.reduce((sum, piece) => sum + piece.left.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    whole.left.set(piece.left, filled);
    whole.right.set(piece.right, filled);
    filled += piece.left.length;
  }

  return whole;
}

function floatsOf(plane: Buffer, count: number): Float32Array {
  return new Float32Array(plane.buffer.slice(plane.byteOffset, plane.byteOffset + 4 * count));
}
