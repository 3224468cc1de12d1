import { AV_NOPTS_VALUE, AVDISCARD_ALL, AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import { type CodecContext, Frame, Packet, type Stream } from 'node-av/lib';
import { decodeFrames } from './decode-frames.ts';
import { drawThumbnail, shrink, type SmallPicture } from './draw-thumbnail.ts';
import { checkSize, openDecoder, type OpenMedia } from './open-media.ts';
import { pixelAspectOf } from './pixel-aspect.ts';
import { isSideways, turnOf, type Turn } from './turn-of.ts';

/** Where in a film a picture is looked for: the first that is not dark, else the brightest. */
const PLACES = [0.1, 0.3, 0.6];
/** Mean brightness (0–255) below which a picture is dark: a fade-in, a black slate. */
const DARK = 24;
/** Decoded on the way from a keyframe to the wanted place, at most: three seconds of film. */
const MOST_FRAMES = 90;
/** Read on the way, at most, when nothing comes out of the decoder. */
const MOST_PACKETS = 5000;

/** What a picture shows, found by decoding it. */
export type Look = {
  /** Pixels as shown: turned, with square pixels. */
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Buffer;
};

/** Decodes a picture of a film about a tenth into it (a still: the picture); null when none can be decoded that way. */
export function lookAtPicture(media: OpenMedia, picture: Stream, seconds: number | null): Look | null {
  const decoder = openDecoder(picture);
  for (const stream of media.container.streams) {
    if (stream.index !== picture.index) {
      stream.discard = AVDISCARD_ALL;
    }
  }

  try {
    let best: Seen | null = null;
    for (const place of seconds === null ? [0] : PLACES) {
      const seen = seeAt(media, { picture, decoder, seconds: place * (seconds ?? 0) });
      if (seen !== null && (best === null || seen.small.brightness > best.small.brightness)) {
        best = seen;
      }

      if (best !== null && best.small.brightness >= DARK) {
        break;
      }
    }

    return best === null ? null : { width: best.width, height: best.height, thumbnail: drawThumbnail(best.small, best.turn) };
  } finally {
    decoder.freeContext();
  }
}

type Seen = { readonly small: SmallPicture; readonly turn: Turn; readonly width: number; readonly height: number };

/** The picture at a time, or the last that could be decoded before it; null when none could. */
function seeAt(
  { container, canSeek }: OpenMedia,
  { picture, decoder, seconds }: { readonly picture: Stream; readonly decoder: CodecContext; readonly seconds: number },
): Seen | null {
  const { timeBase, startTime } = picture;
  const start = startTime === AV_NOPTS_VALUE ? 0n : startTime;
  const target = start + BigInt(Math.round((seconds * timeBase.den) / timeBase.num));
  // Animated pictures are read on from where they are.
  if (seconds > 0 && canSeek) {
    container.seekFrameSync(picture.index, target, AVSEEK_FLAG_BACKWARD);
    decoder.flushBuffers();
  }

  const [packet, frame] = [new Packet(), new Frame()];
  packet.alloc();
  frame.alloc();
  const kept = new Frame();
  kept.alloc();
  let frames = 0;
  const take = (found: Frame): boolean => {
    frames += 1;
    kept.unref();
    kept.ref(found);
    const time = found.bestEffortTimestamp;
    return frames < MOST_FRAMES && time !== AV_NOPTS_VALUE && time < target;
  };
  try {
    let goesOn = true;
    for (let packets = 0; goesOn && packets < MOST_PACKETS; packets++) {
      if (container.readFrameSync(packet) < 0) {
        decodeFrames(decoder, null, frame, take);
        decoder.flushBuffers();
        break;
      }

      if (packet.streamIndex === picture.index) {
        goesOn = decodeFrames(decoder, packet, frame, take);
      }

      packet.unref();
    }

    return frames === 0 ? null : seenIn(kept, picture);
  } finally {
    packet.free();
    frame.free();
    kept.free();
  }
}

function seenIn(frame: Frame, picture: Stream): Seen {
  checkSize(frame.width, frame.height);
  const turn = turnOf(frame, picture);
  const { num, den } = pixelAspectOf(frame, picture);
  const width = Math.max(1, Math.round((frame.width * num) / den));
  return {
    small: shrink(frame),
    turn,
    width: isSideways(turn) ? frame.height : width,
    height: isSideways(turn) ? width : frame.height,
  };
}
