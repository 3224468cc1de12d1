import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { writeClip } from '../../src/studio/media/clip-fixture.ts';
import type { Upload } from './message.ts';

const SOUND_RATE = 16_000;

/** The bytes of a file as a person would upload it. Films change their picture once a second, so that they have no cuts inside. */
export async function makeUpload(folder: string, upload: Upload): Promise<Uint8Array> {
  switch (upload.kind) {
    case 'still': {
      const canvas = createCanvas(320, 180);
      const context = canvas.getContext('2d');
      context.fillStyle = '#4a7';
      context.fillRect(0, 0, 320, 180);
      return canvas.toBuffer('image/png');
    }
    case 'voice':
      return voiceLike(upload.seconds);
    case 'film': {
      const path = join(folder, 'film.mp4');
      await writeClip(path, {
        width: 320,
        height: 180,
        framesPerSecond: 10,
        frames: upload.seconds * 10,
        lumaOf: (index) => 60 + index,
        ...(upload.hasSound ? { toneLevel: 0.2 } : {}),
      });
      const bytes = await readFile(path);
      await rm(path);
      return bytes;
    }
  }
}

/** A WAV of bursts with the pitch and the pace of somebody who talks. */
function voiceLike(seconds: number): Uint8Array {
  const samples = seconds * SOUND_RATE;
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + 2 * samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SOUND_RATE, 24);
  wav.writeUInt32LE(2 * SOUND_RATE, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(2 * samples, 40);
  for (let i = 0; i < samples; i++) {
    const time = i / SOUND_RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * time));
    const wave = [1, 2, 3, 4, 5].reduce((sum, harmonic) => sum + Math.sin(2 * Math.PI * 130 * harmonic * time) / harmonic, 0);
    wav.writeInt16LE(Math.round(6000 * syllable * wave), 44 + 2 * i);
  }

  return wav;
}
