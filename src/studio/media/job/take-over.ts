import {
  AV_CODEC_ID_AAC,
  AV_NOPTS_VALUE,
  AV_PKT_FLAG_CORRUPT,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { CodecParameters, FormatContext, Packet } from 'node-av/lib';
import type { ExportPlan, FrameRun } from '../../../engine/export/index.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { FormerExport } from '../../ports/timeline-exporter.ts';
import { check } from './av.ts';
import { copyPictures } from './copy-pictures.ts';
import { openSoundEncoder } from './encode-audio.ts';
import { framesIn } from './frame-spans.ts';
import type { PacketStore } from './packet-store.ts';
import type { ParameterSets } from './parameter-sets.ts';

/** What of an export need not be made again. */
export type TakenOver = {
  /** In order; copied into the store already. */
  readonly runs: readonly FrameRun[];
  /** What the copied pictures need of a decoder; null when there are none. */
  readonly picture: { readonly sets: ParameterSets; readonly parameters: CodecParameters } | null;
  readonly hasSound: boolean;
};

const NOTHING: TakenOver = { runs: [], picture: null, hasSound: false };

/** Copies what a former export has of this one. Whatever about its file is not as it should be: then it is made anew. */
export function takeOver(
  { plan, former }: { readonly plan: ExportPlan; readonly former: FormerExport | null },
  stores: { readonly pictures: PacketStore; readonly sounds: PacketStore },
): TakenOver {
  if (former === null) {
    return NOTHING;
  }

  const taken = withFile(former.path, (container): TakenOver => {
    const hasSound = former.isSoundEqual && copySounds(container, stores.sounds);
    const picture = container.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO) ?? null;
    const copied = copyPictures({ container, picture }, { plan, runs: former.runs, store: stores.pictures });
    const isAll = copied !== null && framesIn(copied.runs) === plan.frames;
    if (copied === null || picture === null || copied.runs.length === 0 || (former.encoder !== 'libx264' && !isAll)) {
      stores.pictures.packets = [];
      return { ...NOTHING, hasSound };
    }

    const parameters = new CodecParameters();
    parameters.alloc();
    check(picture.codecpar.copy(parameters), 'describe a stream');
    return { runs: copied.runs, picture: { sets: copied.sets, parameters }, hasSound };
  });
  return taken ?? NOTHING;
}

/** Opens a file of ours; null when it cannot be. */
function withFile<T>(path: string, use: (container: FormatContext) => T): T | null {
  const container = new FormatContext();
  container.allocContext();
  if (container.openInputSync(path, null, null) < 0) {
    return null;
  }

  try {
    return container.findStreamInfoSync(null) < 0 ? null : use(container);
  } finally {
    container.closeInputSync();
  }
}

/** Copies the sound whole; false, with nothing kept, when it is not as our encoder makes it or cannot be read to its end. */
function copySounds(container: FormatContext, store: PacketStore): boolean {
  const sound = container.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO);
  if (sound === undefined) {
    return false;
  }

  const { codecpar, timeBase } = sound;
  const encoder = openSoundEncoder('aac');
  const isOurs =
    codecpar.codecId === AV_CODEC_ID_AAC &&
    timeBase.num === 1 &&
    timeBase.den === SAMPLE_RATE &&
    codecpar.extradata !== null &&
    encoder.extraData?.equals(codecpar.extradata) === true;
  encoder.freeContext();
  if (!isOurs) {
    return false;
  }

  const packet = new Packet();
  packet.alloc();
  let isWhole = true;
  let result = container.readFrameSync(packet);
  for (; result >= 0; result = container.readFrameSync(packet)) {
    if (packet.streamIndex === sound.index) {
      isWhole &&= packet.pts !== AV_NOPTS_VALUE && !packet.hasFlags(AV_PKT_FLAG_CORRUPT);
      store.add(packet);
    }

    packet.unref();
  }

  packet.free();
  if (isWhole && result === AVERROR_EOF && store.packets.length > 0) {
    return true;
  }

  store.packets = [];
  return false;
}
