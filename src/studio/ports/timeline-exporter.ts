import type { ExportPlan, SoundPlan } from '../../engine/export/index.ts';
import type { AudioFileKind, FileMetadata } from './media-exporter.ts';

/** A file that an export reads: its name for messages, and the MIME type that its content was found to have. */
export type MediaFile = { readonly path: string; readonly name: string; readonly contentType: string };

/** Carries out the plan of a whole timeline: pictures and sounds of any files in one finished file. */
export interface TimelineExporter {
  /**
   * The file appears under its name only when it is whole; an aborted or failed call leaves nothing behind. Throws `media.damaged` when
   * a file of the plan cannot be decoded, and `export.media-crashed` when decoding it ended the process.
   */
  writeTimeline(request: {
    /** Null for a file of sound alone. */
    readonly plan: ExportPlan | null;
    readonly sound: SoundPlan;
    /** By media id: every file that the plans name. */
    readonly media: ReadonlyMap<string, MediaFile>;
    readonly path: string;
    readonly kind: 'mp4' | AudioFileKind;
    readonly metadata: FileMetadata;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  }): Promise<void>;
}
