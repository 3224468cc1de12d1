import { join } from 'node:path';
import { openSoundEncoder } from './encode-audio.ts';
import { encodeSoundFile, streamOf } from './encode-sound-file.ts';
import { encodeVideo, openVideoEncoder } from './encode-video.ts';
import { joinStreams } from './join-streams.ts';
import { PacketStore } from './packet-store.ts';
import type { Job } from './protocol.ts';

/** Draws and encodes the picture while the sound is on its way, encodes the sound when it comes, and writes both into an MP4. */
export async function writeVideoFile(
  job: Extract<Job, { kind: 'video' }>,
  { soundPath, onProgress }: { readonly soundPath: Promise<string>; readonly onProgress: (done: number) => void },
): Promise<void> {
  const pictures = new PacketStore(join(job.scratchFolder, 'pictures'));
  const sounds = new PacketStore(join(job.scratchFolder, 'sounds'));
  try {
    const pictureEncoder = openVideoEncoder(job.plan);
    const soundEncoder = openSoundEncoder('aac');
    await Promise.all([
      encodeVideo(pictureEncoder, job.plan, {
        media: new Map(),
        take: (packet) => pictures.add(packet, { duration: 1n }),
        onProgress: (done) => onProgress(0.95 * done),
      }),
      encodeSoundFile(soundEncoder, soundPath, { store: sounds, onProgress: () => undefined }),
    ]);
    await joinStreams(
      { ...job, framesPerSecond: job.plan.framesPerSecond },
      { pictures: streamOf(pictures, pictureEncoder), sounds: streamOf(sounds, soundEncoder) },
    );
    onProgress(1);
  } finally {
    pictures.close();
    sounds.close();
  }
}
