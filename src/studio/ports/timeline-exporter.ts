import type { ExportPlan, FrameRun, SoundPlan } from '../../engine/export/index.ts';
import type { AudioFileKind, FileMetadata } from './media-exporter.ts';

/** A file that an export reads: its name for messages, and the MIME type that its content was found to have. */
export type MediaFile = { readonly path: string; readonly name: string; readonly contentType: string };

/** A finished export that shares something with the one to be made. */
export type FormerExport = {
  readonly path: string;
  /** The frames that it has, see `reusableGroups`. */
  readonly runs: readonly FrameRun[];
  /** Whether all of its sound is the same. */
  readonly isSoundEqual: boolean;
  /** What encoded it, see `ExportCosts`. Beside pictures of x264 only pictures of x264 are made anew; others are copied all or not at all. */
  readonly encoder: string;
};

/** What a video took: how many of its frames were copied as they were, and whether its sound was; the others were encoded with this encoder. */
export type ExportCosts = { readonly encoder: string; readonly copiedFrames: number; readonly hasCopiedSound: boolean };

/** Carries out the plan of a whole timeline: pictures and sounds of any files in one finished file. */
export interface TimelineExporter {
  /**
   * The file appears under its name only when it is whole; an aborted or failed call leaves nothing behind. Throws `media.damaged` when
   * a file of the plan cannot be decoded, and `export.media-crashed` when decoding it ended the process. Gives what a video took; null for sound.
   */
  writeTimeline(request: {
    /** Null for a file of sound alone. */
    readonly plan: ExportPlan | null;
    readonly sound: SoundPlan;
    /** By media id: every file that the plans name. */
    readonly media: ReadonlyMap<string, MediaFile>;
    /** Copied from instead of encoding again, for a video; null for none. A file that is not as it should be costs nothing but the gain. */
    readonly former: FormerExport | null;
    readonly path: string;
    /** `gif` shows the first ten seconds, without sound. */
    readonly kind: 'mp4' | 'gif' | AudioFileKind;
    readonly metadata: FileMetadata;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  }): Promise<ExportCosts | null>;
}
