import { PcmReader } from '../pcm-file.ts';
import { writeWav } from '../wav-file.ts';
import { mixSound } from './mix-sound.ts';
import type { Job } from './protocol.ts';
import { writeSoundFile } from './write-sound-file.ts';
import { writeTimelineVideo } from './write-video-file.ts';

/** Parts of the work: the mix takes little beside pictures, and most of it when there are none. */
const MIX_BESIDE_PICTURES = 0.06;
const MIX_ALONE = 0.7;

/** Mixes a timeline's sound, and encodes it: alone, or under its pictures. */
export async function writeTimelineFile(
  job: Extract<Job, { kind: 'timeline' }>,
  onProgress: (done: number) => void,
): Promise<void> {
  const { plan, media, format, outputPath, metadata } = job;
  const part = plan === null ? MIX_ALONE : MIX_BESIDE_PICTURES;
  const soundPath = await mixSound(job.sound, {
    media,
    folder: job.scratchFolder,
    onProgress: (done) => onProgress(part * done),
  });
  const afterMix = (done: number): void => onProgress(part + (1 - part) * done);
  if (plan !== null) {
    await writeTimelineVideo({ ...job, plan }, { soundPath, onProgress: afterMix });
    return;
  }

  if (format === 'mp4') {
    throw new Error('An MP4 of a timeline needs a plan of its pictures.');
  }

  if (format !== 'wav') {
    await writeSoundFile({ format, pcmPath: soundPath, outputPath, metadata }, afterMix);
    return;
  }

  const sound = await PcmReader.open(soundPath);
  try {
    // Stopping means the end of this very process, so nobody needs to be asked.
    await writeWav(outputPath, sound, { metadata, signal: new AbortController().signal, onProgress: afterMix });
  } finally {
    await sound.close();
  }
}
