import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stereo } from '../../engine/audio/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { MediaExporter } from '../ports/media-exporter.ts';
import type { ExportCosts, TimelineExporter } from '../ports/timeline-exporter.ts';
import type { VideoEncoderName } from '../ports/video-encoder.ts';
import { startJob } from './job-process.ts';
import { writePcm } from './pcm-file.ts';
import { writeWhole } from './temporary-file.ts';
import { type SoundSource, writeWav } from './wav-file.ts';

/** How an exporter is made. */
export type MediaExporterOptions = {
  /** Where sound and encoded pictures wait; default: the system's folder for temporary files. */
  readonly scratchFolder?: string;
  /** What encodes filmed pictures; x264 stands in for what is not there or fails. Default x264. */
  readonly encoder?: VideoEncoderName;
};

/** Writes finished files with FFmpeg inside short-lived processes of our own (WAV of our own sound needs none). */
export function createMediaExporter(options: MediaExporterOptions = {}): MediaExporter & TimelineExporter {
  const scratchFolder = options.scratchFolder ?? tmpdir();
  const closing = new AbortController();
  return {
    writeAudio: async ({ audio, path, kind, metadata, signal, onProgress }) => {
      const either = AbortSignal.any([signal, closing.signal]);
      checkAudio(audio);
      await writeWhole(path, async (outputPath) => {
        if (kind === 'wav') {
          await writeWav(outputPath, soundOf(audio), { metadata, signal: either, onProgress });
          return;
        }

        await withScratch(scratchFolder, async (folder) => {
          const pcmPath = join(folder, 'sound.pcm');
          await writePcm(pcmPath, audio);
          await startJob(
            { kind: 'audio', format: kind, pcmPath, outputPath, scratchFolder: folder, metadata },
            { signal: either, onProgress },
          ).finished;
        });
      });
    },
    writeVideo: async ({ plan, audio, path, metadata, signal, onProgress }) => {
      // Whoever fails first, the other's failure must not become an unhandled one.
      audio.catch(() => undefined);
      const failing = new AbortController();
      const any = AbortSignal.any([signal, closing.signal, failing.signal]);
      await writeWhole(path, (outputPath) =>
        withScratch(scratchFolder, async (folder) => {
          any.throwIfAborted();
          const job = startJob({ kind: 'video', plan, outputPath, scratchFolder: folder, metadata }, { signal: any, onProgress });
          const handOver = async (): Promise<void> => {
            try {
              const sound = await audio;
              checkAudio(sound);
              const pcmPath = join(folder, 'sound.pcm');
              await writePcm(pcmPath, sound);
              job.tell({ kind: 'sound-ready', pcmPath });
            } catch (cause) {
              failing.abort(cause);
            }
          };
          const handingOver = handOver();
          await job.finished;
          await handingOver;
        }),
      );
    },
    writeTimeline: async ({ plan, sound, media, former, path, kind, metadata, signal, onProgress }) => {
      const either = AbortSignal.any([signal, closing.signal]);
      let costs: ExportCosts | null = null;
      await writeWhole(path, (outputPath) =>
        withScratch(scratchFolder, async (folder) => {
          const report = await startJob(
            {
              kind: 'timeline',
              plan,
              sound,
              media,
              former,
              encoder: options.encoder ?? 'x264',
              format: kind,
              outputPath,
              scratchFolder: folder,
              metadata,
            },
            { signal: either, onProgress },
          ).finished;
          costs = report.kind === 'done' ? report.costs : null;
        }),
      );
      return costs;
    },
    describe: async () => {
      const report = await startJob({ kind: 'describe' }, { signal: closing.signal, onProgress: () => undefined }).finished;
      if (report.kind !== 'described') {
        throw new StudioError('export.media-failed', 'The media process did not say what it is. Run "cuesmith doctor" again.');
      }

      return { engine: 'FFmpeg (node-av)', version: report.version, videoEncoder: report.videoEncoder };
    },
    close: async () => {
      closing.abort(new StudioError('export.closed', 'Cuesmith is closing; the export was stopped and left nothing behind.'));
    },
  };
}

/** Runs `use` with a fresh private folder, which is gone afterwards whatever happens. */
async function withScratch(parent: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(parent, 'cuesmith-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function soundOf({ left, right }: Stereo): SoundSource {
  return {
    samples: left.length,
    read: async (from, count) => ({ left: left.subarray(from, from + count), right: right.subarray(from, from + count) }),
  };
}

function checkAudio({ left, right }: Stereo): void {
  if (left.length === 0 || left.length !== right.length) {
    throw new StudioError(
      'export.no-sound',
      `Expected two channels of equal length with sound in them, got ${left.length} and ${right.length} samples.`,
    );
  }
}
