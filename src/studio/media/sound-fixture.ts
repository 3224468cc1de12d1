import { writeFile } from 'node:fs/promises';

/** Loudspeakers of a 5.1 file in the order of its channels: left, right, centre, low effects, left and right surround. */
const MASK_OF_6 = 0x3f;

/** Writes a WAV of 16 bits at any rate and with any number of channels, for tests; values −1 to 1, all channels equally long. */
export async function writeSound(path: string, sampleRate: number, channels: readonly Float32Array[]): Promise<void> {
  const count = channels.length;
  const samples = channels[0]?.length ?? 0;
  const bytes = 2 * count * samples;
  const file = Buffer.alloc(68 + bytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(60 + bytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(40, 16);
  // WAVEFORMATEXTENSIBLE: the only kind that names its loudspeakers.
  file.writeUInt16LE(0xfffe, 20);
  file.writeUInt16LE(count, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(2 * count * sampleRate, 28);
  file.writeUInt16LE(2 * count, 32);
  file.writeUInt16LE(16, 34);
  file.writeUInt16LE(22, 36);
  file.writeUInt16LE(16, 38);
  file.writeUInt32LE(count === 6 ? MASK_OF_6 : count === 1 ? 4 : 3, 40);
  Buffer.from('0100000000001000800000aa00389b71', 'hex').copy(file, 44);
  file.write('data', 60);
  file.writeUInt32LE(bytes, 64);
  for (const [place, channel] of channels.entries()) {
    channel.forEach((value, i) => file.writeInt16LE(Math.round(value * 32_767), 68 + 2 * (count * i + place)));
  }

  await writeFile(path, file);
}
