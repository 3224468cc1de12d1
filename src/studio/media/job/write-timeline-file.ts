import type { ExportCosts } from '../../ports/timeline-exporter.ts';
import { PcmReader } from '../pcm-file.ts';
import { writeWav } from '../wav-file.ts';
import { mixSound } from './mix-sound.ts';
import type { Job } from './protocol.ts';
import { writeSoundFile } from './write-sound-file.ts';
import { writeTimelineVideo } from './write-timeline-video.ts';

/** The mix's part of the work when there are no pictures. */
const MIX_ALONE = 0.7;

/** Mixes a timeline's sound, and encodes it: alone, or under its pictures. What a video took; null for sound alone. */
export async function writeTimelineFile(
  job: Extract<Job, { kind: 'timeline' }>,
  onProgress: (done: number) => void,
): Promise<ExportCosts | null> {
  const { plan, media, format, outputPath, metadata } = job;
  const mix = async (onMixed: (done: number) => void): Promise<string> =>
    mixSound(job.sound, { media, folder: job.scratchFolder, onProgress: onMixed });
  if (plan !== null && format === 'gif') {
    const { writePreviewFile } = await import('./write-preview-file.ts');
    await writePreviewFile({ ...job, plan }, onProgress);
    return null;
  }

  if (plan !== null) {
    return writeTimelineVideo({ ...job, plan }, { mixSound: async () => mix(() => undefined), onProgress });
  }

  if (format === 'mp4' || format === 'gif') {
    throw new Error('Pictures of a timeline need a plan.');
  }

  const soundPath = await mix((done) => onProgress(MIX_ALONE * done));
  const afterMix = (done: number): void => onProgress(MIX_ALONE + (1 - MIX_ALONE) * done);
  if (format !== 'wav') {
    await writeSoundFile({ format, pcmPath: soundPath, outputPath, metadata }, afterMix);
    return null;
  }

  const sound = await PcmReader.open(soundPath);
  try {
    // Stopping means the end of this very process, so nobody needs to be asked.
    await writeWav(outputPath, sound, { metadata, signal: new AbortController().signal, onProgress: afterMix });
  } finally {
    await sound.close();
  }

  return null;
}
