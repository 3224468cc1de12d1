import { AV_NOPTS_VALUE, AVERROR_EOF } from 'node-av/constants';
import { Packet, type Stream } from 'node-av/lib';
import type { OpenMedia } from './open-media.ts';

/** What the packets of a stream say, whatever its container claims. */
export type StreamSurvey = {
  readonly packets: number;
  /** Seconds from its first packet to the end of its last one; null when no packet has a time. */
  readonly seconds: number | null;
};

/** Reads through all packets of a file without decoding any. */
export function surveyPackets({ container, picture, sound }: OpenMedia): {
  readonly picture: StreamSurvey;
  readonly sound: StreamSurvey;
  /** Whether the reading ended at the file's end and not at a fault. */
  readonly isWhole: boolean;
} {
  const [pictures, sounds] = [new PacketTally(picture), new PacketTally(sound)];
  const packet = new Packet();
  packet.alloc();
  let result: number;
  for (;;) {
    result = container.readFrameSync(packet);
    if (result < 0) {
      break;
    }

    if (packet.streamIndex === picture?.index) {
      pictures.count(packet);
    } else if (packet.streamIndex === sound?.index) {
      sounds.count(packet);
    }

    packet.unref();
  }

  packet.free();
  return { picture: pictures.survey(), sound: sounds.survey(), isWhole: result === AVERROR_EOF };
}

class PacketTally {
  readonly #secondsPerTick: number;
  #packets = 0;
  #from = Infinity;
  #to = -Infinity;

  constructor(stream: Stream | null) {
    this.#secondsPerTick = stream === null ? 0 : stream.timeBase.num / stream.timeBase.den;
  }

  count(packet: Packet): void {
    this.#packets += 1;
    const time = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (time !== AV_NOPTS_VALUE) {
      this.#from = Math.min(this.#from, Number(time));
      this.#to = Math.max(this.#to, Number(time) + Math.max(0, Number(packet.duration)));
    }
  }

  survey(): StreamSurvey {
    const isTimed = this.#to >= this.#from;
    return { packets: this.#packets, seconds: isTimed ? (this.#to - this.#from) * this.#secondsPerTick : null };
  }
}
