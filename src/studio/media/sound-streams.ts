import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stereo } from '../../engine/audio/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { SoundStreams } from '../ports/sound-streams.ts';
import { startJob } from './job-process.ts';
import { writeAll } from './pcm-file.ts';
import { writeWhole } from './temporary-file.ts';
import { wavBytes, wavHead } from './wav-file.ts';

const COPIED_BYTES = 1 << 20;

/** Sound of any length into files and streams: WAV is written as it comes, other kinds are encoded once all of it is there. */
export const soundStreams: SoundStreams = {
  async writeSound({ sound, path, kind, metadata, onEncoding }) {
    let samples = 0;
    await writeWhole(path, async (outputPath) => {
      if (kind === 'wav') {
        samples = await writeLongWav(outputPath, sound, metadata);
        return;
      }

      const folder = await mkdtemp(join(tmpdir(), 'cuesmith-'));
      try {
        const pcmPath = join(folder, 'sound.pcm');
        samples = await writeLongPcm(folder, pcmPath, sound);
        await startJob(
          { kind: 'audio', format: kind, pcmPath, outputPath, scratchFolder: folder, metadata },
          // Whoever stops the music still wants what was made of it.
          { signal: new AbortController().signal, onProgress: onEncoding },
        ).finished;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
    return { samples };
  },

  async *wavStream(sound, metadata) {
    yield wavHead(Infinity, metadata);
    for await (const piece of sound) {
      yield wavBytes(piece);
    }
  },
};

type Metadata = Parameters<SoundStreams['writeSound']>[0]['metadata'];

/** Writes the samples as they come and then a head that knows how many there are. */
async function writeLongWav(path: string, sound: AsyncIterable<Stereo>, metadata: Metadata): Promise<number> {
  const file = await open(path, 'wx', 0o666);
  try {
    let samples = 0;
    await writeAll(file, wavHead(0, metadata));
    for await (const piece of sound) {
      await writeAll(file, wavBytes(piece));
      samples += piece.left.length;
    }

    assertSound(samples);
    await writeAll(file, wavHead(samples, metadata), 0);
    return samples;
  } finally {
    await file.close();
  }
}

/** The PCM that the media process reads: one channel after the other, so each waits in a file of its own until the other's length is known. */
async function writeLongPcm(folder: string, path: string, sound: AsyncIterable<Stereo>): Promise<number> {
  const left = await open(path, 'wx', 0o600);
  const right = await open(join(folder, 'right.pcm'), 'wx+', 0o600);
  try {
    let samples = 0;
    for await (const piece of sound) {
      await writeAll(left, bytesOf(piece.left));
      await writeAll(right, bytesOf(piece.right));
      samples += piece.left.length;
    }

    assertSound(samples);
    await append(right, left);
    return samples;
  } finally {
    await left.close();
    await right.close();
  }
}

async function append(from: FileHandle, to: FileHandle): Promise<void> {
  const buffer = Buffer.allocUnsafe(COPIED_BYTES);
  for (let place = 0; ;) {
    const { bytesRead } = await from.read(buffer, 0, COPIED_BYTES, place);
    if (bytesRead === 0) {
      return;
    }

    await writeAll(to, buffer.subarray(0, bytesRead));
    place += bytesRead;
  }
}

function bytesOf(channel: Float32Array): Buffer {
  return Buffer.from(channel.buffer, channel.byteOffset, channel.byteLength);
}

function assertSound(samples: number): void {
  if (samples === 0) {
    throw new StudioError('radio.no-sound', 'Stopped before the first sound was made. Nothing was written.');
  }
}
