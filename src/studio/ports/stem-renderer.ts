import type { Stereo } from '../../engine/audio/index.ts';
import type { Score } from '../../engine/score/index.ts';

/** One part as it sounds in the finished piece, before mastering; or what rooms and echoes give back of all parts. */
export type RenderedStem = {
  readonly source: { readonly kind: 'part'; readonly partId: string } | { readonly kind: 'returns' };
  readonly audio: Stereo;
};

/** Makes the stems of a score, in worker threads. */
export interface StemRenderer {
  /**
   * Hands over the stem of every part that has notes, in any order, then that of rooms and echoes when there is something in it. Each is
   * exactly as long as the piece and ends as it ends; together they are the mix before the treatment of the whole. Keeps no stem that was
   * handed over, and waits for `onStem`: of a long piece only a few are in memory at a time. Rejects with what `onStem` throws.
   */
  renderStems(request: {
    readonly score: Score;
    readonly signal: AbortSignal;
    /** 0–1, never going back. */
    readonly onProgress: (done: number) => void;
    readonly onStem: (stem: RenderedStem) => Promise<void>;
  }): Promise<void>;
}
