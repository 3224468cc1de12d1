import { createHash } from 'node:crypto';
import { AV_LOG_WARNING, AVERROR_EOF, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { FormatContext, Log, Packet } from 'node-av/lib';
import { check } from './job/av.ts';
import { decodeFile, type Decoded } from './decode-fixture.ts';

/** A packet as it lies in a file: its moment in seconds, and what it holds by hash. */
export type SeenPacket = { readonly seconds: number; readonly isKeyframe: boolean; readonly hash: string };

/** The packets of a file in the order in which they lie there, for tests. */
export async function readPackets(path: string): Promise<{ readonly video: SeenPacket[]; readonly audio: SeenPacket[] }> {
  const container = new FormatContext();
  check(await container.openInput(path, null, null), `open ${path}`);
  check(await container.findStreamInfo(null), 'read the streams');
  const found: { readonly video: SeenPacket[]; readonly audio: SeenPacket[] } = { video: [], audio: [] };
  const streams = container.streams;
  const packet = new Packet();
  packet.alloc();
  for (;;) {
    const result = await container.readFrame(packet);
    if (result === AVERROR_EOF) {
      break;
    }

    check(result, 'read a packet');
    const { codecpar, timeBase } = streams[packet.streamIndex]!;
    const list =
      codecpar.codecType === AVMEDIA_TYPE_VIDEO ? found.video : codecpar.codecType === AVMEDIA_TYPE_AUDIO ? found.audio : [];
    list.push({
      seconds: (Number(packet.pts) * timeBase.num) / timeBase.den,
      isKeyframe: packet.isKeyframe,
      hash: createHash('sha256')
        .update(packet.data ?? '')
        .digest('hex'),
    });
    packet.unref();
  }

  packet.free();
  await container.closeInput();
  return found;
}

/** The luma of every picture of a film of this size, and whatever FFmpeg had to remark while decoding it. */
export async function decodeLumas(
  path: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<{ readonly decoded: Decoded; readonly pictures: readonly Uint8Array[]; readonly remarks: readonly string[] }> {
  const remarks: string[] = [];
  const pictures: Uint8Array[] = [];
  const level = Log.getLevel();
  Log.setLevel(AV_LOG_WARNING);
  Log.setCallback((_, message) => remarks.push(message), { maxLevel: AV_LOG_WARNING });
  try {
    const decoded = await decodeFile(path, (luma) => {
      const picture = new Uint8Array(width * height);
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          picture[row * width + column] = luma((column + 0.5) / width, (row + 0.5) / height);
        }
      }

      pictures.push(picture);
    });
    return { decoded, pictures, remarks };
  } finally {
    Log.setCallback(null);
    Log.setLevel(level);
  }
}

const WINDOW = 8;
const [C1, C2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/** Structural similarity of two pictures (Wang 2004) over windows of 8 × 8: 1 for equal ones. */
export function ssim(one: Uint8Array, other: Uint8Array, width: number): number {
  const height = one.length / width;
  let sum = 0;
  let windows = 0;
  for (let top = 0; top + WINDOW <= height; top += WINDOW / 2) {
    for (let left = 0; left + WINDOW <= width; left += WINDOW / 2) {
      sum += ssimAt(one, other, { width, top, left });
      windows += 1;
    }
  }

  return sum / windows;
}

function ssimAt(
  one: Uint8Array,
  other: Uint8Array,
  { width, top, left }: { readonly width: number; readonly top: number; readonly left: number },
): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let row = top; row < top + WINDOW; row++) {
    for (let column = left; column < left + WINDOW; column++) {
      const a = one[row * width + column]!;
      const b = other[row * width + column]!;
      sumA += a;
      sumB += b;
      squaresA += a * a;
      squaresB += b * b;
      products += a * b;
    }
  }

  const count = WINDOW * WINDOW;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const [varianceA, varianceB] = [squaresA / count - meanA * meanA, squaresB / count - meanB * meanB];
  const covariance = products / count - meanA * meanB;
  return (
    ((2 * meanA * meanB + C1) * (2 * covariance + C2)) / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2))
  );
}
