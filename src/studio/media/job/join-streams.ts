import { AV_PKT_FLAG_KEY } from 'node-av/constants';
import { type CodecParameters, Packet, Rational, type FormatContext, type Stream } from 'node-av/lib';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { FileMetadata } from '../../ports/media-exporter.ts';
import { check, openContainer, setOptions } from './av.ts';
import type { PacketStore } from './packet-store.ts';

/** Encoded pictures or sounds, and what a player must know of them. */
export type EncodedStream = {
  readonly store: PacketStore;
  /** Puts codec, size and the like into the parameters of the stream. */
  readonly describe: (parameters: CodecParameters) => void;
};

type Lane = EncodedStream & {
  readonly stream: Stream;
  readonly timeBase: { readonly num: number; readonly den: number };
  next: number;
};

/** Writes pictures (timed in frames) and sounds (timed in samples) into an MP4, in the order in which they are decoded. */
export async function joinStreams(
  file: { readonly outputPath: string; readonly metadata: FileMetadata; readonly framesPerSecond: number },
  { pictures, sounds }: { readonly pictures: EncodedStream; readonly sounds: EncodedStream },
): Promise<void> {
  const container = openContainer('mp4', file.outputPath, file.metadata);
  const { framesPerSecond } = file;
  pictures.store.flush();
  sounds.store.flush();
  const lanes: readonly Lane[] = [
    openLane(container, pictures, { num: 1, den: framesPerSecond }),
    openLane(container, sounds, { num: 1, den: SAMPLE_RATE }),
  ];
  lanes[0]!.stream.avgFrameRate = new Rational(framesPerSecond, 1);
  check(await container.openOutput(), 'open the file');
  // Players start before the whole file is there when its index comes first.
  setOptions(container, { movflags: '+faststart' });
  check(await container.writeHeader(null), 'write the head of the file');
  const packet = new Packet();
  packet.alloc();
  for (let lane = earliest(lanes); lane !== null; lane = earliest(lanes)) {
    const stored = lane.store.packets[lane.next]!;
    packet.data = lane.store.read(stored);
    packet.pts = stored.pts;
    packet.dts = stored.dts;
    packet.duration = stored.duration;
    if (stored.isKeyframe) {
      packet.setFlags(AV_PKT_FLAG_KEY);
    }

    packet.rescaleTs(lane.timeBase, lane.stream.timeBase);
    packet.streamIndex = lane.stream.index;
    check(container.interleavedWriteFrameSync(packet), 'write the file');
    packet.unref();
    lane.next += 1;
  }

  check(await container.writeTrailer(), 'finish the file');
  await container.closeOutput();
}

function openLane(container: FormatContext, encoded: EncodedStream, timeBase: Lane['timeBase']): Lane {
  const stream = container.newStream();
  encoded.describe(stream.codecpar);
  stream.timeBase = new Rational(timeBase.num, timeBase.den);
  return { ...encoded, stream, timeBase, next: 0 };
}

/** The lane whose next packet is decoded first; null when all are written. */
function earliest(lanes: readonly Lane[]): Lane | null {
  let first: Lane | null = null;
  let firstSeconds = Infinity;
  for (const lane of lanes) {
    const stored = lane.store.packets[lane.next];
    if (stored !== undefined) {
      const seconds = (Number(stored.dts) * lane.timeBase.num) / lane.timeBase.den;
      if (seconds < firstSeconds) {
        [first, firstSeconds] = [lane, seconds];
      }
    }
  }

  return first;
}
