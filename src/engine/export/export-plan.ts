import type { Rgb, Seconds } from '../kernel/index.ts';
import type { TextPlace, TextStyle } from '../timeline/index.ts';
import type { Area, FrameFormat, FrameRate } from './frame-format.ts';
import type { Shot } from './shot.ts';

/** H.264 settings; see `VIDEO_ENCODING` for why they are what they are. */
export type VideoEncoding = {
  readonly codec: 'h264';
  readonly profile: 'high';
  readonly preset: 'superfast' | 'veryfast';
  /** `drawn`: both quantisers are constant, so that what stands still looks the same in every group; `filmed`: as many bits as what moves needs. */
  readonly rate: 'drawn' | 'filmed';
  /** Quantiser of key frames and of the frames between them, 0–51; for `filmed` the second is x264's rate factor. */
  readonly keyQuantiser: number;
  readonly quantiser: number;
  /** Frames from one key frame to the next; every group can be decoded alone. */
  readonly groupFrames: number;
  /** Pinned: libx264 gives other frames for other numbers of threads. */
  readonly threads: number;
};

export type AudioEncoding = { readonly codec: 'aac'; readonly bitsPerSecond: number; readonly sampleRate: number };

/** Words on the picture. `colour` and `place` are null where the picture below decides. */
export type TitlePlan = {
  /** Line breaks are where they should be. */
  readonly text: string;
  readonly role: 'title' | 'caption';
  readonly style: TextStyle;
  /** Size against the usual one, 0.4–2.5; words that would not fit are smaller. */
  readonly size: number;
  readonly startSeconds: Seconds;
  readonly endSeconds: Seconds;
  readonly colour: Rgb | null;
  readonly place: TextPlace | null;
};

/** What an export shows, as data; carried out by `studio/media`. */
export type ExportPlan = {
  readonly frame: FrameFormat;
  /** Pixels, even. */
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
  /** One after the other from the first picture to the last. */
  readonly shots: readonly Shot[];
  readonly titles: readonly TitlePlan[];
};
