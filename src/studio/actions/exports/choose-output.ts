import type { RenderOutput, WireDraft } from '../../../contract/service/index.ts';
import { FRAME_RATES, nearestFormat, presetNamed, sizeOf } from '../../../engine/export/index.ts';
import { Refused } from '../refused.ts';
import type { ExportOutput } from './export-request.ts';

const LONGEST_SIDE = 1920;
const SHORTEST_SIDE = 240;
/** A picture longer than this many times its shorter side is no picture. */
const LONGEST_SHAPE = 3;
/** The longer side of a preview. */
const PREVIEW_SIDE = 480;
const USUAL = { width: 1920, height: 1080, framesPerSecond: 30 } as const;

type Size = { readonly width: number; readonly height: number };

/** x264's quantiser for each quality; `high` is what `cuesmith make` writes. */
const QUANTISERS: { readonly [quality in RenderOutput['quality']]: number | null } = {
  low: 30,
  medium: 25,
  high: null,
  best: 16,
};

/**
 * Decides what a request leaves open. The draft's size names its shape: the nearest of 16:9, 9:16, 1:1 and 4:5 at full size. `720p` is
 * that shape with a shorter side of 720; `1280x720` is exactly that size, made even. Frame rates become the nearest of 24, 25, 30 and 60.
 * A preset stands in for the draft's size and rate. A preview is the same picture, its longer side at most 480 pixels. Refuses sizes beyond 240 to 1920 pixels a side.
 */
export function chooseOutput(output: RenderOutput, draft: WireDraft): ExportOutput {
  switch (output.format) {
    case 'wav':
    case 'mp3':
    case 'm4a':
    case 'flac':
      return { kind: 'sound', format: output.format };
    case 'otio':
    case 'mlt':
    case 'srt':
    case 'vtt':
    case 'mid':
    case 'json':
      return { kind: 'document', format: output.format };
    case 'stems':
      return { kind: 'stems', format: 'stems' };
    case 'gif':
      return { kind: 'preview', format: 'gif', ...previewSize(chooseSize(output, draft)) };
    case 'mp4':
      return chooseVideo(output, draft);
  }
}

function chooseVideo(output: RenderOutput, draft: WireDraft): ExportOutput {
  const preset = output.preset === undefined ? null : presetNamed(output.preset);
  const wanted = output.fps ?? preset?.framesPerSecond ?? draft.m?.fps ?? USUAL.framesPerSecond;
  return {
    kind: 'video',
    format: 'mp4',
    ...chooseSize(output, draft),
    framesPerSecond: FRAME_RATES.reduce((best, rate) => (Math.abs(rate - wanted) < Math.abs(best - wanted) ? rate : best)),
    quantiser: output.crf === undefined ? QUANTISERS[output.quality] : Math.round(output.crf),
  };
}

function chooseSize({ resolution, preset }: RenderOutput, draft: WireDraft): Size {
  const wanted = preset === undefined ? null : presetNamed(preset);
  const { width = USUAL.width, height = USUAL.height } = wanted ?? draft.m ?? {};
  const full = sizeOf(nearestFormat(width, height));
  if (resolution === undefined) {
    return wanted === null ? full : { width, height };
  }

  const [first = 0, second = 0] = resolution.replace('p', '').split('x').map(Number);
  const scale = first / Math.min(full.width, full.height);
  const size = resolution.endsWith('p')
    ? { width: even(full.width * scale), height: even(full.height * scale) }
    : { width: even(first), height: even(second) };
  const [shorter, longer] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  if (shorter < SHORTEST_SIDE || longer > LONGEST_SIDE || longer > LONGEST_SHAPE * shorter) {
    throw new Refused(
      'invalid-body',
      `output.resolution "${resolution}" is ${size.width} × ${size.height} pixels; sides are ${SHORTEST_SIDE} to ${LONGEST_SIDE} pixels, the longer at most ${LONGEST_SHAPE} times the shorter. Use 1080p, 720p or a size such as 1080x1920.`,
    );
  }

  return size;
}

/** Small enough to be sent in a message. */
function previewSize({ width, height }: Size): Size {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

function even(pixels: number): number {
  return 2 * Math.round(pixels / 2);
}
