import type { Stereo } from '../../engine/audio/index.ts';
import type { ExportPlan } from '../../engine/export/index.ts';

export type AudioFileKind = 'wav' | 'mp3' | 'm4a' | 'flac';

/** Text written into files' metadata. */
export type FileMetadata = { readonly title: string; readonly artist: string; readonly comment: string };

/** Writes finished files. Every file appears under its final name only when it is whole; an aborted or failed call leaves nothing behind. */
export interface MediaExporter {
  writeAudio(request: {
    readonly audio: Stereo;
    readonly path: string;
    readonly kind: AudioFileKind;
    readonly metadata: FileMetadata;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  }): Promise<void>;
  /** `audio` may still be on its way: the picture is encoded meanwhile. */
  writeVideo(request: {
    readonly plan: ExportPlan;
    readonly audio: Promise<Stereo>;
    readonly path: string;
    readonly metadata: FileMetadata;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  }): Promise<void>;
  /** What encodes: library, version, video encoder found. Throws a `StudioError` saying what to do when nothing can. */
  describe(): Promise<{ readonly engine: string; readonly version: string; readonly videoEncoder: string }>;
  close(): Promise<void>;
}
