import type { ExportPlan, SoundPlan } from '../../../engine/export/index.ts';
import type { AudioFileKind, FileMetadata } from '../../ports/media-exporter.ts';
import type { VideoEncoderName } from '../../ports/video-encoder.ts';
import type { ExportCosts, FormerExport, MediaFile } from '../../ports/timeline-exporter.ts';

/** What the media process is asked to do; one job a process. */
export type Job =
  | {
      readonly kind: 'video';
      readonly plan: ExportPlan;
      readonly outputPath: string;
      /** The job's own folder, where encoded pictures wait for the sound; removed with all that is in it if the parent dies. */
      readonly scratchFolder: string;
      readonly metadata: FileMetadata;
    }
  | {
      readonly kind: 'audio';
      readonly format: 'mp3' | 'm4a' | 'flac';
      readonly pcmPath: string;
      readonly outputPath: string;
      readonly scratchFolder: string;
      readonly metadata: FileMetadata;
    }
  | {
      readonly kind: 'timeline';
      /** Null for a file of sound alone. */
      readonly plan: ExportPlan | null;
      readonly sound: SoundPlan;
      /** By media id. */
      readonly media: ReadonlyMap<string, MediaFile>;
      readonly former: FormerExport | null;
      readonly encoder: VideoEncoderName;
      readonly format: 'mp4' | 'gif' | AudioFileKind;
      readonly outputPath: string;
      readonly scratchFolder: string;
      readonly metadata: FileMetadata;
    }
  | { readonly kind: 'describe' };

/** Told to a running `video` job once the sound is there. */
export type SoundReady = { readonly kind: 'sound-ready'; readonly pcmPath: string };

/** What the media process reports. */
export type Report =
  | { readonly kind: 'progress'; readonly done: number }
  /** `costs` are those of a timeline's video. */
  | { readonly kind: 'done'; readonly costs: ExportCosts | null }
  | { readonly kind: 'described'; readonly version: string; readonly videoEncoder: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly isDiskFull: boolean };

/** Whether a message is a job or the sound of one. Both ends are this very package, so its kind is proof enough. */
export function isOrder(message: unknown): message is Job | SoundReady {
  return isMessage(message, ['video', 'audio', 'timeline', 'describe', 'sound-ready']);
}

/** Whether a message is a report. */
export function isReport(message: unknown): message is Report {
  return isMessage(message, ['progress', 'done', 'described', 'failed']);
}

function isMessage(message: unknown, kinds: readonly string[]): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    kinds.includes(message.kind)
  );
}
