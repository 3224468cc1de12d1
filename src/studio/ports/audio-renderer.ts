import type { Stereo } from '../../engine/audio/index.ts';
import type { Score } from '../../engine/score/index.ts';

export type RenderProgress = {
  readonly stage: 'render' | 'mix' | 'master';
  /** 0–1, never going back within a stage. */ readonly done: number;
};

export type RenderedAudio = {
  readonly master: Stereo;
  /** One per part that has notes, after its channel strip, as long as the piece and ending as it ends; empty unless asked for. Without rooms and echoes, see `StemRenderer`. */
  readonly stems: readonly { readonly partId: string; readonly instrument: string; readonly audio: Stereo }[];
  readonly loudness: { readonly integratedLufs: number; readonly truePeakDbtp: number; readonly loudnessRangeLu: number };
  readonly timings: { readonly renderMs: number; readonly masterMs: number };
};

/** Makes sound of a score, in worker threads. */
export interface AudioRenderer {
  render(request: {
    readonly score: Score;
    readonly stems: boolean;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: RenderProgress) => void;
  }): Promise<RenderedAudio>;
  /** Starts workers and loads the sound bank ahead of the first render. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
