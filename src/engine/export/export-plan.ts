import type { Seconds } from '../kernel/index.ts';
import type { Area, FrameFormat, FrameRate } from './frame-format.ts';
import type { VisualPlan } from './visual-plan.ts';

/** H.264 settings; see `VIDEO_ENCODING` for why they are what they are. */
export type VideoEncoding = {
  readonly codec: 'h264';
  readonly profile: 'high';
  readonly preset: 'superfast' | 'veryfast';
  /** Quantiser of key frames and of the frames between them, 0–51; constant, so that what stands still looks the same in every group. */
  readonly keyQuantiser: number;
  readonly quantiser: number;
  /** Frames from one key frame to the next; every group can be decoded alone. */
  readonly groupFrames: number;
  /** Pinned: libx264 gives other frames for other numbers of threads. */
  readonly threads: number;
};

export type AudioEncoding = { readonly codec: 'aac'; readonly bitsPerSecond: number; readonly sampleRate: number };

/** Words on the picture. */
export type TitlePlan = { readonly text: string; readonly startSeconds: Seconds; readonly endSeconds: Seconds };

/** What an export does, as data; carried out by `studio/media`. */
export type ExportPlan = {
  readonly frame: FrameFormat;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: FrameRate;
  /** Exactly this many pictures: `Math.round(durationSeconds * framesPerSecond)`, at least 1. */
  readonly frames: number;
  readonly durationSeconds: Seconds;
  /** Where words may stand, pixels. */
  readonly safeArea: Area;
  readonly video: VideoEncoding;
  readonly audio: AudioEncoding;
  readonly visual: VisualPlan;
  readonly titles: readonly TitlePlan[];
};
