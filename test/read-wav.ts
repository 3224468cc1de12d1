import { readFile } from 'node:fs/promises';

export type WavFacts = {
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  readonly frames: number;
  readonly peak: number;
  readonly mean: number;
};

/** What a PCM or float WAV file holds: its format, its exact length, its largest sample and its mean (DC). */
export async function readWav(path: string): Promise<WavFacts> {
  const file = await readFile(path);
  let format = { code: 0, channels: 0, sampleRate: 0, bitsPerSample: 0 };
  for (let start = 12; start + 8 <= file.length;) {
    const kind = file.toString('latin1', start, start + 4);
    const size = file.readUInt32LE(start + 4);
    const body = file.subarray(start + 8, start + 8 + size);
    if (kind === 'fmt ') {
      format = {
        code: body.readUInt16LE(0),
        channels: body.readUInt16LE(2),
        sampleRate: body.readUInt32LE(4),
        bitsPerSample: body.readUInt16LE(14),
      };
    } else if (kind === 'data') {
      return measure(body, format);
    }

    start += 8 + size + (size % 2);
  }

  throw new Error(`${path} has no data`);
}

function measure(
  body: Buffer,
  {
    code,
    channels,
    sampleRate,
    bitsPerSample,
  }: { readonly code: number; readonly channels: number; readonly sampleRate: number; readonly bitsPerSample: number },
): WavFacts {
  const bytes = bitsPerSample / 8;
  const samples = body.length / bytes;
  let peak = 0;
  let sum = 0;
  for (let i = 0; i < samples; i++) {
    const value =
      bitsPerSample === 32 && code === 3 ? body.readFloatLE(i * 4) : body.readIntLE(i * bytes, bytes) / 2 ** (bitsPerSample - 1);
    peak = Math.max(peak, Math.abs(value));
    sum += value;
  }

  return { channels, sampleRate, bitsPerSample, frames: samples / channels, peak, mean: sum / samples };
}
