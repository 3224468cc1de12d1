import type { Feeling } from '../brief/index.ts';
import { assert, SAMPLE_RATE, StudioError } from '../kernel/index.ts';
import type { Score } from '../score/index.ts';
import { durationSecondsOf, type Timeline } from '../timeline/index.ts';
import type { AudioEncoding, ExportPlan, VideoEncoding } from './export-plan.ts';
import { FRAME_FORMATS, FRAME_RATES, safeAreaOf, sizeOf, type FrameFormat, type FrameRate } from './frame-format.ts';
import { titlesOf } from './plan-titles.ts';
import { planVisual } from './plan-visual.ts';

/**
 * A constant quantiser, because the picture mostly stands still: key frames are fine enough to keep the grain that hides the
 * steps of a gradient, and the frames between them copy it. Groups of one second let later edits re-encode little.
 */
export const VIDEO_ENCODING: Omit<VideoEncoding, 'groupFrames'> = {
  codec: 'h264',
  profile: 'high',
  preset: 'superfast',
  rate: 'drawn',
  keyQuantiser: 14,
  quantiser: 20,
  threads: 2,
};

export const AUDIO_ENCODING: AudioEncoding = { codec: 'aac', bitsPerSecond: 256_000, sampleRate: SAMPLE_RATE };

/** What to export: see `planExport`. */
export type ExportRequest = {
  readonly timeline: Timeline;
  readonly score: Score;
  readonly frame: FrameFormat;
  readonly framesPerSecond: FrameRate;
  /** Words instead of the timeline's titles, at their place; null for none. Default: the timeline's titles. */
  readonly title?: string | null;
  /** The brief's feeling, for the colours; by default it is guessed from key and style. */
  readonly feeling?: Feeling | null;
};

/** Says what an export of the timeline does, down to the frame; pure data for `studio/media` to carry out. */
export function planExport({ timeline, score, frame, framesPerSecond, title, feeling = null }: ExportRequest): ExportPlan {
  if (!FRAME_FORMATS.includes(frame)) {
    throw new StudioError('export.frame-unknown', `Expected a frame of ${FRAME_FORMATS.join(', ')}, got "${String(frame)}".`);
  }

  if (!FRAME_RATES.includes(framesPerSecond)) {
    throw new StudioError(
      'export.frame-rate-unknown',
      `Expected ${FRAME_RATES.join(', ')} frames a second, got ${String(framesPerSecond)}.`,
    );
  }

  const durationSeconds = durationSecondsOf(timeline);
  assert(durationSeconds > 0, 'an export needs a timeline with at least one clip');
  const frames = Math.max(1, Math.round(durationSeconds * framesPerSecond));
  const source = { kind: 'visual', visual: planVisual(score, feeling), durationSeconds } as const;
  return {
    frame,
    ...sizeOf(frame),
    framesPerSecond,
    frames,
    durationSeconds,
    safeArea: safeAreaOf(frame),
    video: { ...VIDEO_ENCODING, groupFrames: framesPerSecond },
    audio: AUDIO_ENCODING,
    shots: [{ startFrame: 0, endFrame: frames, sourceSeconds: 0, speed: 1, source, transition: null }],
    titles: titlesOf(timeline, durationSeconds, title),
  };
}
