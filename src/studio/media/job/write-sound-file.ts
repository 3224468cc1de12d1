import { Rational } from 'node-av/lib';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import { PcmReader } from '../pcm-file.ts';
import { check, openContainer, setOptions } from './av.ts';
import { encodeSound, openSoundEncoder } from './encode-audio.ts';
import type { Job } from './protocol.ts';

/** Encodes sound alone into an MP3, M4A or FLAC. */
export async function writeSoundFile(
  job: Pick<Extract<Job, { kind: 'audio' }>, 'format' | 'pcmPath' | 'outputPath' | 'metadata'>,
  onProgress: (done: number) => void,
): Promise<void> {
  const sound = await PcmReader.open(job.pcmPath);
  try {
    const encoder = openSoundEncoder(job.format === 'm4a' ? 'aac' : job.format);
    const container = openContainer(job.format === 'm4a' ? 'ipod' : job.format, job.outputPath, job.metadata);
    const stream = container.newStream();
    check(stream.codecpar.fromContext(encoder), 'describe the sound');
    stream.timeBase = new Rational(1, SAMPLE_RATE);
    check(await container.openOutput(), 'open the file');
    if (job.format === 'm4a') {
      setOptions(container, { movflags: '+faststart' });
    }

    check(await container.writeHeader(null), 'write the head of the file');
    await encodeSound(encoder, sound, {
      take: (packet) => {
        packet.rescaleTs({ num: 1, den: SAMPLE_RATE }, stream.timeBase);
        packet.streamIndex = stream.index;
        check(container.interleavedWriteFrameSync(packet), 'write the sound');
      },
      onProgress,
    });
    check(await container.writeTrailer(), 'finish the file');
    await container.closeOutput();
  } finally {
    await sound.close();
  }
}
